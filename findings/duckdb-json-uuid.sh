#!/usr/bin/env bash
# DuckDB reads JSON: ids that look like UUIDs come back as other strings.
#
# A JSON string stays a string, one would think. read_json takes a column of UUID-like strings as UUID, which has one
# spelling: capitals become small. One id of another form in the sample, and all stay as they were.
# Why it matters: news systems give upper-case GUIDs; written back, ids no longer join with the corpus they came from,
# and two ids that differ in case only, which are two in JSON, become one.
# Seen in DuckDB 2.0.1. Instead: name the types, read_json(..., columns={'id': 'VARCHAR', ...}).
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
packages='duckdb==2.0.1'
venv/bin/pip install --quiet --disable-pip-version-check $packages

cat > expected <<'END'
guessed:     ['7E57C0DE-0000-4000-8000-00000000ABCD', '7e57c0de-0000-4000-8000-00000000abcd'], 2 ids
one id more: ['7E57C0DE-0000-4000-8000-00000000ABCD', '7e57c0de-0000-4000-8000-00000000abcd', 'a-1'], 3 ids
named:       ['7E57C0DE-0000-4000-8000-00000000ABCD', '7e57c0de-0000-4000-8000-00000000abcd'], 2 ids
END
cat > recorded <<'END'
guessed:     ['7e57c0de-0000-4000-8000-00000000abcd', '7e57c0de-0000-4000-8000-00000000abcd'], 1 ids
one id more: ['7E57C0DE-0000-4000-8000-00000000ABCD', '7e57c0de-0000-4000-8000-00000000abcd', 'a-1'], 3 ids
named:       ['7E57C0DE-0000-4000-8000-00000000ABCD', '7e57c0de-0000-4000-8000-00000000abcd'], 2 ids
END
venv/bin/python - > seen <<'END'
import json

import duckdb

IDS = ["7E57C0DE-0000-4000-8000-00000000ABCD", "7e57c0de-0000-4000-8000-00000000abcd"]
for name, ids in (("a.jsonl", IDS), ("b.jsonl", [*IDS, "a-1"])):
    with open(name, "w", encoding="utf-8") as file:
        file.writelines(json.dumps({"id": id_}) + "\n" for id_ in ids)


def ids(source):
    found = [str(row[0]) for row in duckdb.sql(f"SELECT id FROM {source}").fetchall()]
    return f"{found}, {len(set(found))} ids"


print("guessed:    ", ids("read_json('a.jsonl')"))
print("one id more:", ids("read_json('b.jsonl')"))
print("named:      ", ids("read_json('a.jsonl', columns={'id': 'VARCHAR'})"))
END
printf '%s\n' "$packages"
for part in expected seen; do printf '\n%s:\n' "$part"; cat "$part"; done
if diff recorded seen; then printf '\nas recorded\n'; else printf '\nchanged: < recorded, > seen\n'; exit 1; fi
