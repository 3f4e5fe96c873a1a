#!/usr/bin/env bash
# STAM: true and false are written as 1 and 0.
#
# STAM, a format for stand-off annotation, has a type Bool, and its Python library takes and gives Python values. A
# bool handed to annotate() is stored as Int, 1 or 0; one read from a file is a bool. So one field has one type in
# files that this library made and another in files made elsewhere, and nothing tells "direct" from "depth 1" but the
# key.
# Why it matters: "direct", "checked", "anonymous" are the yes-or-no fields of quotations.
# Seen in stam 0.12.1. Instead: write the words "yes" and "no", or correct the JSON.
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
packages='stam==0.12.1'
venv/bin/pip install --quiet --disable-pip-version-check $packages

cat > expected <<'END'
from Python: direct True, depth 1
in the file: Bool, Int
from a file with Bool: True
END
cat > recorded <<'END'
from Python: direct 1, depth 1
in the file: Int, Int
from a file with Bool: True
END
venv/bin/python - > seen <<'END'
import json

import stam

store = stam.AnnotationStore(id="store")
article = store.add_resource(id="article", text="“We win,” she said.")
target = stam.Selector.textselector(article, stam.Offset.simple(0, 9))
data = [{"key": "direct", "value": True, "set": "quotes"}, {"key": "depth", "value": 1, "set": "quotes"}]
annotation = store.annotate(id="quote", target=target, data=data)
print("from Python:", ", ".join(f"{item.key().id()} {item.value().get()!r}" for item in annotation.data()))
saved = json.loads(store.to_json_string())
values = saved["annotationsets"][0]["data"]
print("in the file:", ", ".join(item["value"]["@type"] for item in values))
values[0]["value"] = {"@type": "Bool", "value": True}
with open("a.json", "w", encoding="utf-8") as file:
    json.dump(saved, file)
(direct, _depth) = stam.AnnotationStore(file="a.json").annotation("quote").data()
print("from a file with Bool:", repr(direct.value().get()))
END
printf '%s\n' "$packages"
for part in expected seen; do printf '\n%s:\n' "$part"; cat "$part"; done
if diff recorded seen; then printf '\nas recorded\n'; else printf '\nchanged: < recorded, > seen\n'; exit 1; fi
