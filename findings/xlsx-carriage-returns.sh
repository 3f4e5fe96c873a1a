#!/usr/bin/env bash
# XLSX: a carriage return written by XlsxWriter is the letters _x000D_ for openpyxl, and so for pandas.
#
# XLSX spells what XML cannot hold as _xHHHH_. XlsxWriter does that with carriage returns and control characters, as Excel
# does. openpyxl undoes only the escape of the underscore itself, so that the words come back with seven letters in
# them, in pandas.read_excel, too. openpyxl's own files have no escape; the carriage return goes, but for where lxml is
# installed.
# Why it matters: articles with the line ends of Windows are common; a quotation over two lines is another text then,
# as long as before is its place in the article, and no search finds it.
# Seen in XlsxWriter 3.3.1, openpyxl 3.1.5, pandas 3.1.1. Instead: write line feeds only, and offsets in columns.
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
packages='xlsxwriter==3.3.1 openpyxl==3.1.5 pandas==3.1.1'
venv/bin/pip install --quiet --disable-pip-version-check $packages

cat > expected <<'END'
XlsxWriter, openpyxl: 'We did,\r\nand we do.'
XlsxWriter, pandas:   'We did,\r\nand we do.'
openpyxl, openpyxl:   'We did,\r\nand we do.'
END
cat > recorded <<'END'
XlsxWriter, openpyxl: 'We did,_x000D_\nand we do.'
XlsxWriter, pandas:   'We did,_x000D_\nand we do.'
openpyxl, openpyxl:   'We did,\nand we do.'
END
venv/bin/python - > seen <<'END'
import openpyxl
import pandas
import xlsxwriter

WORDS = "We did,\r\nand we do."
with xlsxwriter.Workbook("one.xlsx") as book:
    book.add_worksheet().write_string(0, 0, WORDS)
other = openpyxl.Workbook()
other.active.append([WORDS])
other.save("other.xlsx")
print(f"XlsxWriter, openpyxl: {openpyxl.load_workbook('one.xlsx').active['A1'].value!r}")
print(f"XlsxWriter, pandas:   {pandas.read_excel('one.xlsx', header=None).iloc[0, 0]!r}")
print(f"openpyxl, openpyxl:   {openpyxl.load_workbook('other.xlsx').active['A1'].value!r}")
END
printf '%s\n' "$packages"
for part in expected seen; do printf '\n%s:\n' "$part"; cat "$part"; done
if diff recorded seen; then printf '\nas recorded\n'; else printf '\nchanged: < recorded, > seen\n'; exit 1; fi
