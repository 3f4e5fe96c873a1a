#!/usr/bin/env bash
# lxml: a page whose elements nobody closed ends at the 254th of them, and no exception says so.
#
# HTML may be broken, so one expects a parser for it to read a page to its end, as browsers and html5lib do. lxml.html
# stops where an element would stand more than 255 deep: <font> or <span> before each of 300 lines, never closed, as
# old editors and mail programs leave them, and the rest of the page is gone. Only parser.error_log tells
# ("Excessive depth"). What is built on lxml.html inherits it: trafilatura and readability give a text that stops short.
# Beautiful Soup reads all, with the same lxml below.
# Why it matters: the end of a long page is cut off, and with it the last speakers.
# Seen in lxml 6.1.3. Instead: ask parser.error_log for ERR_RESOURCE_LIMIT, or take Beautiful Soup, html5lib or lexbor.
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
packages='lxml==6.1.3 trafilatura==2.3.1 lxml-html-clean==0.4.6 beautifulsoup4==4.15.0 html5lib==1.1'
venv/bin/pip install --quiet --disable-pip-version-check $packages

cat > expected <<'END'
lxml.html              “It is line 300,” said Ann Orr.
trafilatura            “It is line 300,” said Ann Orr.
Beautiful Soup, lxml   “It is line 300,” said Ann Orr.
html5lib               “It is line 300,” said Ann Orr.
END
cat > recorded <<'END'
lxml.html              “It is line 254,” said Ann Orr.
trafilatura            “It is line 254,” said Ann Orr.
Beautiful Soup, lxml   “It is line 300,” said Ann Orr.
html5lib               “It is line 300,” said Ann Orr.
END
venv/bin/python - > seen <<'END'
import html5lib
import lxml.html
import trafilatura
from bs4 import BeautifulSoup

LINES = (f'<font size="2">“It is line {number},” said Ann Orr.<br>\n' for number in range(1, 301))
PAGE = f"<html><body>{''.join(LINES)}</body></html>"

for name, text in (
    ("lxml.html", lxml.html.fromstring(PAGE).text_content()),
    ("trafilatura", trafilatura.extract(PAGE)),
    ("Beautiful Soup, lxml", BeautifulSoup(PAGE, "lxml").get_text()),
    ("html5lib", "".join(html5lib.parse(PAGE, namespaceHTMLElements=False).itertext())),
):
    print(f"{name:22}", text.strip().split("\n")[-1])
END
printf '%s\n' "$packages"
for part in expected seen; do printf '\n%s:\n' "$part"; cat "$part"; done
if diff recorded seen; then printf '\nas recorded\n'; else printf '\nchanged: < recorded, > seen\n'; exit 1; fi
