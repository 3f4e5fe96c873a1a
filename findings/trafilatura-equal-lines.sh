#!/usr/bin/env bash
# trafilatura: of two equal paragraphs of a page the second is dropped, deduplicate=False or not, where the article
# stands in a plain <div> or <section>; in <article> or <main> both stay.
#
# deduplicate is off by default and speaks of documents and of segments seen before. A container that trafilatura does
# not know leads to another reading of the whole page, in which a paragraph with the words of an earlier one is left out.
# Why it matters: in court reports, interviews and scenes “No,” said Ada Brink. stands twice. A corpus loses the second
# answer, or the line below the second block quotation that says whose words they are, and they fall to somebody else.
# Seen in trafilatura 2.3.1. Instead: put what holds the article into an <article> before.
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
packages='trafilatura==2.3.1 lxml-html-clean==0.4.6'
venv/bin/pip install --quiet --disable-pip-version-check $packages

cat > expected <<'END'
article  2 of 2 answers
main     2 of 2 answers
div      2 of 2 answers
section  2 of 2 answers
END
cat > recorded <<'END'
article  2 of 2 answers
main     2 of 2 answers
div      1 of 2 answers
section  1 of 2 answers
END
venv/bin/python - > seen <<'END'
import trafilatura

LINES = """The council decided on Tuesday to rebuild the bridge, which has been closed to lorries since the winter storms.
Work is to begin in May, and the old piers stay until the new ones carry the load, the engineers of the region wrote.
The region has not answered yet; a decision is expected before the summer, and other bridges are waiting for it, too.
A ferry takes cars across until then, every twenty minutes in the morning, and every hour after dark and on Sundays."""
TURNS = ("“Will it hold?” Bo Vale asked.", "“No,” said Ada Brink.", "“Will it float?” Bo Vale asked.", "“No,” said Ada Brink.")

for tag in ("article", "main", "div", "section"):
    body = "".join(f"<p>{line}</p><p>{turn}</p>" for line, turn in zip(LINES.split("\n"), TURNS))
    page = f"<html><body><{tag}>{body}</{tag}></body></html>"
    text = trafilatura.extract(page, favor_recall=True, deduplicate=False)
    print(f"{tag:8} {text.count('“No,” said')} of 2 answers")
END
printf '%s\n' "$packages"
for part in expected seen; do printf '\n%s:\n' "$part"; cat "$part"; done
if diff recorded seen; then printf '\nas recorded\n'; else printf '\nchanged: < recorded, > seen\n'; exit 1; fi
