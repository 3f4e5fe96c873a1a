#!/usr/bin/env bash
# spaCy: Doc.to_json drops the ids of the spans in doc.spans, which DocBin and to_bytes keep.
#
# A span has a label, a kb_id and an id (span.id_). Doc.to_json writes label and kb_id of each span of a group and no
# id, for those of doc.ents as well as "id": "". Doc.from_json gives back spans whose id is empty. There is no warning.
# Why it matters: an id is what ties a span to its record, or a speaker's span to the quotation; after JSON, none is.
# Seen in spaCy 3.8.18. Instead: DocBin or to_bytes; or a copy of the ids in doc._ with to_json(underscore=[...]).
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
packages='spacy==3.8.18'
venv/bin/pip install --quiet --disable-pip-version-check $packages

cat > expected <<'END'
made   label 'QUOTE', kb_id 'Q42', id 'a1b2'
DocBin label 'QUOTE', kb_id 'Q42', id 'a1b2'
bytes  label 'QUOTE', kb_id 'Q42', id 'a1b2'
JSON   label 'QUOTE', kb_id 'Q42', id 'a1b2'
END
cat > recorded <<'END'
made   label 'QUOTE', kb_id 'Q42', id 'a1b2'
DocBin label 'QUOTE', kb_id 'Q42', id 'a1b2'
bytes  label 'QUOTE', kb_id 'Q42', id 'a1b2'
JSON   label 'QUOTE', kb_id 'Q42', id ''
END
venv/bin/python - > seen <<'END'
import spacy
from spacy.tokens import Doc, DocBin


def show(step, doc):
    (span,) = doc.spans["quotes"]
    print(f"{step} label {span.label_!r}, kb_id {span.kb_id_!r}, id {span.id_!r}")


nlp = spacy.blank("en")
doc = nlp("“We wait,” said Ada Quill.")
doc.spans["quotes"] = [doc.char_span(1, 9, label="QUOTE", kb_id="Q42", span_id="a1b2")]
show("made  ", doc)
(stored,) = DocBin(docs=[doc]).get_docs(nlp.vocab)
show("DocBin", stored)
show("bytes ", Doc(nlp.vocab).from_bytes(doc.to_bytes()))
show("JSON  ", Doc(nlp.vocab).from_json(doc.to_json()))
END
printf '%s\n' "$packages"
for part in expected seen; do printf '\n%s:\n' "$part"; cat "$part"; done
if diff recorded seen; then printf '\nas recorded\n'; else printf '\nchanged: < recorded, > seen\n'; exit 1; fi
