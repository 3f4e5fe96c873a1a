#!/usr/bin/env bash
# trafilatura: an element is dropped when its class happens to contain the letters bar, yin or rating.
#
# Elements with a class like "sidebar" or "rating" are no article text. trafilatura asks for some of these words
# anywhere in the class, so that it drops words and whole paragraphs of class "embargoed", "barrister" or "saying", in
# the middle of a sentence too. favor_recall=True does not help.
# Why it matters: “We will not wait here” becomes “We will here”; a site's style sheet decides which quotations a
# corpus has.
# Seen in trafilatura 2.3.1. Instead: delete class attributes that one knows to be harmless before.
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
packages='trafilatura==2.3.1 lxml-html-clean==0.4.6'
venv/bin/pip install --quiet --disable-pip-version-check $packages

cat > expected <<'END'
quiet       “We will not wait here,” said Ada Brink.
embargoed   “We will not wait here,” said Ada Brink.
barrister   “We will not wait here,” said Ada Brink.
saying      “We will not wait here,” said Ada Brink.
operating   “We will not wait here,” said Ada Brink.
END
cat > recorded <<'END'
quiet       “We will not wait here,” said Ada Brink.
embargoed   “We will here,” said Ada Brink.
barrister   “We will here,” said Ada Brink.
saying      “We will here,” said Ada Brink.
operating   “We will here,” said Ada Brink.
END
venv/bin/python - > seen <<'END'
import trafilatura

LONG = "<p>The council decided on Tuesday to rebuild the bridge, which has been closed to lorries since the storms.</p>"
LATER = """<p>Work is to begin in May, and the old piers stay until the new ones carry the load, engineers wrote.</p>
<p>The region has not answered yet; a decision is expected before the summer, and other bridges are waiting too.</p>"""

for name in ("quiet", "embargoed", "barrister", "saying", "operating"):
    quotation = f'<p>“We will <span class="{name}">not wait</span> here,” said Ada Brink.</p>'
    page = f"<html><body><article>{LONG}{quotation}{LATER}</article></body></html>"
    lines = trafilatura.extract(page, favor_recall=True).split("\n")
    print(f"{name:11}", *(line for line in lines if "We will" in line))
END
printf '%s\n' "$packages"
for part in expected seen; do printf '\n%s:\n' "$part"; cat "$part"; done
if diff recorded seen; then printf '\nas recorded\n'; else printf '\nchanged: < recorded, > seen\n'; exit 1; fi
