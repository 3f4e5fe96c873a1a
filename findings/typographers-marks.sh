#!/usr/bin/env bash
# Typographers curl the marks of a quotation wrongly where it is long or follows a dash.
#
# By convention a quotation of several paragraphs opens with a mark in each and closes once. markdown-it-py's
# smartquotes leaves every opening but the last straight, so that one quotation has marks of two kinds. smartypants
# turns the mark behind a dash round: —”no. pandoc does both well.
# Why it matters: text that went through a typographer looks typeset, and pairing by kind of mark finds half a
# quotation or one that runs into the next.
# Seen in markdown-it-py 4.3.0, smartypants 2.0.2, pandoc 3.9. Instead: take the text before the typographer.
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
packages='markdown-it-py==4.3.0 smartypants==2.0.2 pypandoc-binary==1.17'
venv/bin/pip install --quiet --disable-pip-version-check $packages

cat > expected <<'END'
markdown-it-py “We wait. / “We pay,” she said. / “Yes”—“no,” he said.
smartypants    “We wait. / “We pay,” she said. / “Yes”—“no,” he said.
pandoc         “We wait. / “We pay,” she said. / “Yes”—“no,” he said.
END
cat > recorded <<'END'
markdown-it-py "We wait. / “We pay,” she said. / “Yes”—“no,” he said.
smartypants    “We wait. / “We pay,” she said. / “Yes”—”no,” he said.
pandoc         “We wait. / “We pay,” she said. / “Yes”—“no,” he said.
END
venv/bin/python - > seen <<'END'
import html
import re

import pypandoc
import smartypants
from markdown_it import MarkdownIt

TEXT = '"We wait.\n\n"We pay," she said.\n\n"Yes"---"no," he said.'


def lines(page):
    return " / ".join(line for line in html.unescape(re.sub("<.*?>", "", page)).split("\n") if line)


markdown = MarkdownIt("commonmark", {"typographer": True}).enable(["replacements", "smartquotes"])
print("markdown-it-py", lines(markdown.render(TEXT)))
print("smartypants   ", lines(smartypants.smartypants(TEXT, smartypants.Attr.set2)))
print("pandoc        ", lines(pypandoc.convert_text(TEXT, "html", format="markdown+smart")))
END
printf '%s\n' "$packages"
for part in expected seen; do printf '\n%s:\n' "$part"; cat "$part"; done
if diff recorded seen; then printf '\nas recorded\n'; else printf '\nchanged: < recorded, > seen\n'; exit 1; fi
