#!/usr/bin/env bash
# resiliparse: main_content=True drops bulleted lists from an article, and keeps numbered ones.
#
# main_content=True is to leave out menus. Inside <main><article>, between long paragraphs, every <ul> is left out too,
# whatever it holds; <ol> and <dl> stay. Without main_content all stay, and the menus as well.
# Why it matters: "What they said" is set as a bulleted list of quotations on many news pages.
# Seen in resiliparse 2.0.1. Instead: another extractor (trafilatura keeps lists), or main_content only for pages
# without <ul> in the article.
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
packages='resiliparse==2.0.1'
venv/bin/pip install --quiet --disable-pip-version-check $packages

cat > expected <<'END'
ul: “I drive over it every day,” said Ivo Hald, a baker on the quay who fears for his trade.
ol: “I drive over it every day,” said Ivo Hald, a baker on the quay who fears for his trade.
dl: “I drive over it every day,” said Ivo Hald, a baker on the quay who fears for his trade.
END
cat > recorded <<'END'
ul: -
ol: “I drive over it every day,” said Ivo Hald, a baker on the quay who fears for his trade.
dl: “I drive over it every day,” said Ivo Hald, a baker on the quay who fears for his trade.
END
venv/bin/python - > seen <<'END'
from resiliparse.extract.html2text import extract_plain_text

LONG = "<p>The council decided on Tuesday to rebuild the bridge, which has been closed to lorries since May.</p>" * 3
WORDS = "“I drive over it every day,” said Ivo Hald, a baker on the quay who fears for his trade."

for outer, inner in (("ul", "li"), ("ol", "li"), ("dl", "dd")):
    items = f"<{outer}><{inner}>{WORDS}</{inner}></{outer}>"
    page = f"<html><body><main><article><h1>Bridge</h1>{LONG}{items}{LONG}</article></main></body></html>"
    print(f"{outer}:", WORDS if WORDS in extract_plain_text(page, main_content=True) else "-")
END
printf '%s\n' "$packages"
for part in expected seen; do printf '\n%s:\n' "$part"; cat "$part"; done
if diff recorded seen; then printf '\nas recorded\n'; else printf '\nchanged: < recorded, > seen\n'; exit 1; fi
