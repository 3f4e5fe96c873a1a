#!/usr/bin/env bash
# DuckDB reads CSV: British quotation marks are taken for the CSV's own and removed.
#
# RFC 4180 knows one quoting character, ". read_csv guesses it from the file, and a column in which fields begin and
# end with ' makes it guess ', although nothing in the file needs quoting. The marks are gone then, in every row; one
# longer sentence in the sample turns the guess round, so that two files of one corpus come out differently.
# Why it matters: without its marks 'We wait' is no quotation any more, for us or anybody, and nothing says so.
# Seen in DuckDB 2.0.1. Instead: read_csv(..., quote='"'), always.
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
packages='duckdb==2.0.1'
venv/bin/pip install --quiet --disable-pip-version-check $packages

cat > expected <<'END'
guessed:    [("'We wait'",), ("'Never again'",), ('Perhaps',)]
one row on: [("'We wait'",), ("'Never again'",), ('Perhaps',), ("'No' he said",)]
quote='"':  [("'We wait'",), ("'Never again'",), ('Perhaps',)]
END
cat > recorded <<'END'
guessed:    [('We wait',), ('Never again',), ('Perhaps',)]
one row on: [("'We wait'",), ("'Never again'",), ('Perhaps',), ("'No' he said",)]
quote='"':  [("'We wait'",), ("'Never again'",), ('Perhaps',)]
END
venv/bin/python - > seen <<'END'
import duckdb

ROWS = """id,speaker,text
1,Ada Brink,'We wait'
2,Tom Veld,'Never again'
3,Mina Aster,Perhaps
"""
for name, rows in (("a.csv", ROWS), ("b.csv", ROWS + "4,Ivo Hald,'No' he said\n")):
    with open(name, "w", encoding="utf-8") as file:
        file.write(rows)
print("guessed:   ", duckdb.sql("SELECT text FROM read_csv('a.csv')").fetchall())
print("one row on:", duckdb.sql("SELECT text FROM read_csv('b.csv')").fetchall())
print("quote='\"': ", duckdb.sql("SELECT text FROM read_csv('a.csv', quote='\"')").fetchall())
END
printf '%s\n' "$packages"
for part in expected seen; do printf '\n%s:\n' "$part"; cat "$part"; done
if diff recorded seen; then printf '\nas recorded\n'; else printf '\nchanged: < recorded, > seen\n'; exit 1; fi
