#!/usr/bin/env bash
# datasette: rows without a value are in no facet, and nothing says how many they are.
#
# A facet lists each value of a column with its count. What is null has no line of its own and is not in the count of
# distinct values; an empty string has one. The counts of a facet do not add up to the rows of the table.
# Why it matters: quotations of nobody who is named, or whose role the article does not tell, vanish from the picture;
# shares read off the facet are too high.
# Seen in datasette 0.65.5. Instead: count with SQL, or write a word such as "unknown" where shares are read off facets.
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
packages='datasette==0.65.5'
venv/bin/pip install --quiet --disable-pip-version-check $packages

cat > expected <<'END'
rows: 5
facet: {'Ada Quill': 2, None: 2, '': 1}
END
cat > recorded <<'END'
rows: 5
facet: {'Ada Quill': 2, '': 1}
END
venv/bin/python - > seen <<'END'
import asyncio
import sqlite3

from datasette.app import Datasette

with sqlite3.connect("press.db") as database:
    database.execute("CREATE TABLE quotes (words TEXT, speaker TEXT)")
    rows = [("We wait.", "Ada Quill"), ("We go.", "Ada Quill"), ("No.", None), ("Yes.", None), ("Well.", "")]
    database.executemany("INSERT INTO quotes VALUES (?, ?)", rows)
database.close()


async def asked():
    served = Datasette(["press.db"])
    await served.invoke_startup()
    return (await served.client.get("/press/quotes.json?_facet=speaker")).json()


page = asyncio.run(asked())
print("rows:", page["filtered_table_rows_count"])
print("facet:", {one["value"]: one["count"] for one in page["facet_results"]["speaker"]["results"]})
END
printf '%s\n' "$packages"
for part in expected seen; do printf '\n%s:\n' "$part"; cat "$part"; done
if diff recorded seen; then printf '\nas recorded\n'; else printf '\nchanged: < recorded, > seen\n'; exit 1; fi
