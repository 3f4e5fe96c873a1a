#!/usr/bin/env bash
# pandas: one quotation without a speaker turns the offsets of all other speakers into floats.
#
# Parquet has an exact type for {"start": 131, "end": 140} and for null in its place. pandas.read_parquet gives
# integers as long as every row has a speaker; one null, in whatever row, and every start is 131.0, in nested lists
# too, written to JSON as 131.0. Above 2**53 they are other numbers. The same file read by pyarrow's to_pandas() keeps
# integers.
# Why it matters: quotations without a speaker are common, so that a sample works and the whole release does not; and
# text[131.0:140.0] is a TypeError.
# Seen in pandas 3.1.1 with pyarrow 26.0.1. Instead: read_parquet(..., dtype_backend="pyarrow").
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
packages='pandas==3.1.1 pyarrow==26.0.1'
venv/bin/pip install --quiet --disable-pip-version-check $packages

cat > expected <<'END'
all rows have one: {'start': 131}
one has none:      {'start': 131}
2**53 + 1:         {'start': 9007199254740993}
dtype_backend:     {'start': 131}
to_pandas():       {'start': 131}
END
cat > recorded <<'END'
all rows have one: {'start': 131}
one has none:      {'start': 131.0}
2**53 + 1:         {'start': 9007199254740992.0}
dtype_backend:     {'start': 131}
to_pandas():       {'start': 131}
END
venv/bin/python - > seen <<'END'
import pandas
import pyarrow
import pyarrow.parquet

BOTH = [{"speaker": {"start": 131}}, {"speaker": {"start": 18}}]
ONE = [{"speaker": {"start": 131}}, {"speaker": None}]
BIG = [{"speaker": {"start": 2**53 + 1}}, {"speaker": None}]


def read(rows, **options):
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), "a.parquet")
    return pandas.read_parquet("a.parquet", **options).speaker[0]


print("all rows have one:", read(BOTH))
print("one has none:     ", read(ONE))
print("2**53 + 1:        ", read(BIG))
print("dtype_backend:    ", read(ONE, dtype_backend="pyarrow"))
print("to_pandas():      ", pyarrow.Table.from_pylist(ONE).to_pandas().speaker[0])
END
printf '%s\n' "$packages"
for part in expected seen; do printf '\n%s:\n' "$part"; cat "$part"; done
if diff recorded seen; then printf '\nas recorded\n'; else printf '\nchanged: < recorded, > seen\n'; exit 1; fi
