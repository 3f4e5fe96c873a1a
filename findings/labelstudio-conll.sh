#!/usr/bin/env bash
# Label Studio's CoNLL export: a full stop becomes part of the speaker, and who said what is gone.
#
# Regions in Label Studio are exact to the character. Its export to CoNLL 2003 has tokens of its own: opening marks and
# full stops stay glued to words, commas and closing marks do not, and a token counts as labelled as a whole, so that
# the region "Ada Brink" comes out with its full stop. A relation between two regions leaves no line and no warning.
# Why it matters: the relation is the attribution; and the tokens differ from those that any tokenizer gives for the
# text.
# Seen in label-studio-sdk 2.1.2. Instead: export JSON, which keeps offsets and relations, and tokenize oneself.
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
packages='label-studio-sdk==2.1.2'
venv/bin/pip install --quiet --disable-pip-version-check $packages

cat > expected <<'END'
“/B-Quote We/I-Quote wait/I-Quote ,/I-Quote ”/I-Quote said/O Ada/B-Speaker Brink/I-Speaker ./O She/O left/O ./O
relations: 1
END
cat > recorded <<'END'
“We/B-Quote wait/I-Quote ,/I-Quote ”/I-Quote said/O Ada/B-Speaker Brink./I-Speaker She/O left/O ./O
relations: 0
END
venv/bin/python - > seen <<'END'
import json
import os

from label_studio_sdk.converter import Converter

TEXT = "“We wait,” said Ada Brink. She left."
CONFIG = """<View><Labels name="label" toName="text"><Label value="Quote"/><Label value="Speaker"/></Labels>
<Text name="text" value="$text"/></View>"""


def region(name, words, label):
    start = TEXT.index(words)
    value = {"start": start, "end": start + len(words), "text": words, "labels": [label]}
    return {"id": name, "from_name": "label", "to_name": "text", "type": "labels", "value": value}


relation = {"type": "relation", "from_id": "a", "to_id": "b", "direction": "right", "labels": []}
result = [region("a", "“We wait,”", "Quote"), region("b", "Ada Brink", "Speaker"), relation]
annotation = {"id": 1, "created_at": "2026-01-05T10:00:00Z", "result": result}
os.mkdir("tasks")
with open("tasks/a.json", "w", encoding="utf-8") as file:
    json.dump([{"id": 1, "data": {"text": TEXT}, "annotations": [annotation]}], file)
Converter(CONFIG, ".").convert("tasks", "out", "CONLL2003")
with open("out/result.conll", encoding="utf-8") as file:
    lines = file.read().split("\n")
tokens = [line.split() for line in lines if line and not line.startswith("-DOCSTART-")]
print(*(f"{fields[0]}/{fields[-1]}" for fields in tokens))
print("relations:", sum("relation" in line.lower() for line in lines))
END
printf '%s\n' "$packages"
for part in expected seen; do printf '\n%s:\n' "$part"; cat "$part"; done
if diff recorded seen; then printf '\nas recorded\n'; else printf '\nchanged: < recorded, > seen\n'; exit 1; fi
