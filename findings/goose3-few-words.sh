#!/usr/bin/env bash
# goose3: whatever holds fewer than three common words is deleted, single words inside a sentence too.
#
# An article extractor drops menus and captions. goose3 takes for such every element whose text has fewer than three of
# its stop words, paragraphs and inline elements alike (em, strong, i, b, small, sup, span and a are spared): “We will
# <u>never</u> wait” becomes “We will wait”, the answer “Never,” Ada Brink said. is gone, and so are titles in <cite>
# and single words in <q>, <mark>, <abbr>, <ins>, <time>.
# Why it matters: short answers are the best quotations, and a deletion inside a sentence leaves no trace.
# Seen in goose3 3.1.22. Instead: newspaper4k, which keeps these words.
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
packages='goose3==3.1.22 newspaper4k==0.9.6 lxml-html-clean==0.4.6'
venv/bin/pip install --quiet --disable-pip-version-check $packages

cat > expected <<'END'
goose3:      “We will never wait here,” said Ada Brink to the council of the town. / “Never,” Ada Brink said.
newspaper4k: “We will never wait here,” said Ada Brink to the council of the town. / “Never,” Ada Brink said.
END
cat > recorded <<'END'
goose3:      “We will wait here,” said Ada Brink to the council of the town.
newspaper4k: “We will never wait here,” said Ada Brink to the council of the town. / “Never,” Ada Brink said.
END
venv/bin/python - > seen <<'END'
import logging

import newspaper
from goose3 import Goose

logging.disable(logging.CRITICAL)
LONG = "<p>The council decided on Tuesday to rebuild the bridge, which has been closed to lorries since the storms.</p>"
SPEECH = "<p>“We will <u>never</u> wait <em>here</em>,” said Ada Brink to the council of the town.</p>"
SHORT = "<p>“Never,” Ada Brink said.</p>"
ARTICLE = f"<article>{LONG}{SPEECH}{SHORT}{LONG}</article>"
PAGE = f"<html lang='en'><head><title>Bridge</title></head><body>{ARTICLE}</body></html>"


def quotations(text):
    return " / ".join(line for line in text.split("\n") if line.startswith("“"))


print("goose3:     ", quotations(Goose().extract(raw_html=PAGE).cleaned_text))
print("newspaper4k:", quotations(newspaper.article("http://example.org/a", input_html=PAGE).text))
END
printf '%s\n' "$packages"
for part in expected seen; do printf '\n%s:\n' "$part"; cat "$part"; done
if diff recorded seen; then printf '\nas recorded\n'; else printf '\nchanged: < recorded, > seen\n'; exit 1; fi
