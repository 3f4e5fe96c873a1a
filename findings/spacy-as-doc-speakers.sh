#!/usr/bin/env bash
# spaCy: a part cut out by as_doc keeps the span data of the rest, and joined with another text gives it to other words.
#
# One would expect of span.as_doc(copy_user_data=True) the data (span._.) of the spans inside the part, and of doc.spans
# those inside, as of doc.ents. All data of the whole text come along instead, under offsets behind the part's end or
# below 0, and doc.spans is empty. Doc.from_docs moves these, too, by the length of the texts before: they land on the
# words that now stand there. There is no warning.
# Why it matters: a text is cut by paragraphs and joined anew; a quotation that nobody was tied to has a speaker then.
# Seen in spaCy 3.8.18. Instead: after as_doc, drop the entries of user_data whose offsets lie outside; fill doc.spans.
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
packages='spacy==3.8.18'
venv/bin/pip install --quiet --disable-pip-version-check $packages

cat > expected <<'END'
part: span groups ['quotes'], data of spans [(1, 9, 'Ada Quill')]
joined: “We wait,” by Ada Quill
joined: “We hope,” by None
END
cat > recorded <<'END'
part: span groups [], data of spans [(1, 9, 'Ada Quill'), (28, 36, 'Bo Renn')]
joined: “We wait,” by Ada Quill
joined: “We hope,” by Bo Renn
END
venv/bin/python - > seen <<'END'
import spacy
from spacy.tokens import Doc, Span

Span.set_extension("speaker", default=None)
nlp = spacy.blank("en")
doc = nlp("“We wait,” said Ada Quill. “We left,” said Bo Renn.")
one, two = doc.char_span(1, 9), doc.char_span(28, 36)
one._.speaker, two._.speaker = "Ada Quill", "Bo Renn"
doc.spans["quotes"] = [one, two]
part = doc[: two.start - 1].as_doc(copy_user_data=True)
data = sorted((start, end, value) for (_, _, start, end), value in part.user_data.items())
print(f"part: span groups {list(part.spans)}, data of spans {data}")
joined = Doc.from_docs([part, nlp("“We hope,” a sign said.")])
for words in ("We wait,", "We hope,"):
    start = joined.text.index(words)
    print(f"joined: “{words}” by {joined.char_span(start, start + len(words))._.speaker}")
END
printf '%s\n' "$packages"
for part in expected seen; do printf '\n%s:\n' "$part"; cat "$part"; done
if diff recorded seen; then printf '\nas recorded\n'; else printf '\nchanged: < recorded, > seen\n'; exit 1; fi
