#!/usr/bin/env bash
# trafilatura: a quotation inside a quotation moves behind the sentence, and <time> takes its words along.
#
# HTML's <q> stands for quotation marks, so one expects marks, or at least the words in their order. trafilatura gives
# no marks and sets a line break behind <q>; the words of a <q> within a <q> come after the whole sentence, and what
# follows them in the outer one further down still. <time> is deleted with its words, in the middle of a quotation too.
# Why it matters: the one element that says "these are somebody's words" yields a text that nobody wrote.
# Seen in trafilatura 2.3.1. Instead: put marks in place of <q> and unwrap <time> before.
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
packages='trafilatura==2.3.1 lxml-html-clean==0.4.6'
venv/bin/pip install --quiet --disable-pip-version-check $packages

cat > expected <<'END'
['Brink said “we will not wait” and left.']
['Brink said “they told me ‘not yet’ last year” and left.']
['“We start on Monday in spring,” Brink said.']
END
cat > recorded <<'END'
['Brink said we will not wait', 'and left.']
['Brink said they told me ', 'and left.', 'not yet', 'last year']
['“We start in spring,” Brink said.']
END
venv/bin/python - > seen <<'END'
import trafilatura

LONG = "<p>The council decided on Tuesday to rebuild the bridge, which has been closed to lorries since the storms.</p>"
LATER = """<p>Work is to begin in May, and the old piers stay until the new ones carry the load, engineers wrote.</p>
<p>The region has not answered yet; a decision is expected before the summer, and other bridges are waiting too.</p>"""

for sentence in (
    "Brink said <q>we will not wait</q> and left.",
    "Brink said <q>they told me <q>not yet</q> last year</q> and left.",
    "“We start <time datetime='2026-03-02'>on Monday</time> in spring,” Brink said.",
):
    page = f"<html><body><article>{LONG}<p>{sentence}</p>{LATER}</article></body></html>"
    print(trafilatura.extract(page).split("\n")[1:-2])
END
printf '%s\n' "$packages"
for part in expected seen; do printf '\n%s:\n' "$part"; cat "$part"; done
if diff recorded seen; then printf '\nas recorded\n'; else printf '\nchanged: < recorded, > seen\n'; exit 1; fi
