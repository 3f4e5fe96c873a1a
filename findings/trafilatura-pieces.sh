#!/usr/bin/env bash
# trafilatura: of an article that advertisements cut in pieces the first is all there is, and favor_recall has less.
#
# Many news sites set an article as several <div class="article-body">, one behind the other, with advertisements
# between. trafilatura takes the first element of such a class for the body. Where the first piece is no longer than the
# others, another algorithm steps in and finds all; where it is longer, the rest is missing, without a warning.
# favor_recall=True, which promises "more text even when unsure", then gives less than the default for equal pieces.
# Why it matters: long articles lose most of their quotations, and the text ends at a full stop as if it were whole.
# Seen in trafilatura 2.3.1. Instead: put the pieces into one element before.
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
packages='trafilatura==2.3.1 lxml-html-clean==0.4.6'
venv/bin/pip install --quiet --disable-pip-version-check $packages

cat > expected <<'END'
20, 20, 20 paragraphs   balanced: [1, 2, 3]   favor_recall: [1, 2, 3]
20, 10, 10 paragraphs   balanced: [1, 2, 3]   favor_recall: [1, 2, 3]
END
cat > recorded <<'END'
20, 20, 20 paragraphs   balanced: [1, 2, 3]   favor_recall: [1]
20, 10, 10 paragraphs   balanced: [1]   favor_recall: [1]
END
venv/bin/python - > seen <<'END'
import trafilatura

LONG = """<p>The council decided on day {} to rebuild bridge {}, which has been closed to lorries since the storms of last
winter, and to ask the region for help.</p>"""


def piece(number, paragraphs):
    long = "".join(LONG.format(number, bridge) for bridge in range(paragraphs))
    return f'<div class="article-body">{long}<p>“This is piece {number},” said Ann Orr.</p></div><div class="ad">Ad</div>'


def found(page, **options):
    text = trafilatura.extract(page, **options)
    return [number for number in (1, 2, 3) if f"piece {number}" in text]


for sizes in ((20, 20, 20), (20, 10, 10)):
    page = f"<html><body><main>{''.join(map(piece, (1, 2, 3), sizes))}</main></body></html>"
    print(*sizes, sep=", ", end=" paragraphs   ")
    print("balanced:", found(page), "  favor_recall:", found(page, favor_recall=True))
END
printf '%s\n' "$packages"
for part in expected seen; do printf '\n%s:\n' "$part"; cat "$part"; done
if diff recorded seen; then printf '\nas recorded\n'; else printf '\nchanged: < recorded, > seen\n'; exit 1; fi
