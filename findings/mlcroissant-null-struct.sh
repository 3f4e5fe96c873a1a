#!/usr/bin/env bash
# Croissant: a quotation without a speaker and one whose speaker has no name are the same.
#
# In JSON and Parquet "speaker": null is a value of its own beside {"name": null}. mlcroissant, which reads data by
# their Croissant description, gives a dict with None inside for both, so that "is there a speaker?" is true in every
# row.
# Why it matters: "nobody is named" and "somebody is meant whose name the article does not give" are two labels.
# Seen in mlcroissant 1.1.1. Instead: read nested rows with datasets or pyarrow, and let Croissant describe them.
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
packages='mlcroissant==1.1.1 pandas==3.1.1'
venv/bin/pip install --quiet --disable-pip-version-check $packages

cat > expected <<'END'
a: {'quotes/speaker/name': b'Ada Brink'}
b: {'quotes/speaker/name': None}
c: None
END
cat > recorded <<'END'
a: {'quotes/speaker/name': b'Ada Brink'}
b: {'quotes/speaker/name': None}
c: {'quotes/speaker/name': None}
END
venv/bin/python - > seen <<'END'
import hashlib
import json
import logging

import mlcroissant as mlc

logging.disable(logging.CRITICAL)
SPEAKERS = {"a": {"name": "Ada Brink"}, "b": {"name": None}, "c": None}
data = "".join(json.dumps({"id": id_, "speaker": speaker}) + "\n" for id_, speaker in SPEAKERS.items()).encode()
with open("rows.jsonl", "wb") as file:
    file.write(data)


def field(path, column, steps=(), **options):
    transforms = [mlc.Transform(json_path=step) for step in steps]
    source = mlc.Source(file_object="rows", extract=mlc.Extract(column=column), transforms=transforms)
    return mlc.Field(id=f"quotes/{path}", name=path, source=source, **options)


digest = hashlib.sha256(data).hexdigest()
lines = {"content_url": "rows.jsonl", "encoding_formats": ["application/jsonlines"], "sha256": digest}
rows = mlc.FileObject(id="rows", name="rows", **lines)
name = field("speaker/name", "speaker", ["name"], data_types=mlc.DataType.TEXT)
fields = [field("id", "id", data_types=mlc.DataType.TEXT), field("speaker", "speaker", sub_fields=[name])]
records = mlc.RecordSet(id="quotes", name="quotes", fields=fields)
metadata = mlc.Metadata(name="quotes", distribution=[rows], record_sets=[records])
with open("croissant.json", "w", encoding="utf-8") as file:
    json.dump(metadata.to_json(), file)
for row in mlc.Dataset(jsonld="croissant.json").records("quotes"):
    print(f"{row['quotes/id'].decode()}: {row['quotes/speaker']}")
END
printf '%s\n' "$packages"
for part in expected seen; do printf '\n%s:\n' "$part"; cat "$part"; done
if diff recorded seen; then printf '\nas recorded\n'; else printf '\nchanged: < recorded, > seen\n'; exit 1; fi
