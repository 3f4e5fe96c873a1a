#!/usr/bin/env bash
# FoLiA: sentences() leaves out every sentence that is quoted.
#
# FoLiA marks quotations with <quote>, which may hold sentences. Document.sentences() of its own library yields all
# sentences "except for sentences in quotes", its docstring says; words() yields their words all the same, and the
# quoted words of a sentence with a quotation inside are in its text. A quotation that stands beside the sentences of
# its paragraph is in no sentence at all.
# Why it matters: whoever counts, samples or labels sentences of a corpus loses direct speech, and only that.
# Seen in folia 2.5.12. Instead: doc.select(folia.Sentence), which visits the inner ones too.
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
packages='folia==2.5.12'
venv/bin/pip install --quiet --disable-pip-version-check $packages

cat > expected <<'END'
sentences(): ['Brink spoke .', 'We wait .', 'No one pays .']
words in sentences(): 10 of 10
select(Sentence): ['Brink spoke .', 'We wait .', 'No one pays .']
END
cat > recorded <<'END'
sentences(): ['Brink spoke .']
words in sentences(): 3 of 10
select(Sentence): ['Brink spoke .', 'We wait .', 'No one pays .']
END
venv/bin/python - > seen <<'END'
import folia.main as folia

WORDS = ["Brink spoke .", "We wait .", "No one pays ."]


def sentence(number):
    words = WORDS[number].split()
    tokens = "".join(f'<w xml:id="d.s{number}.w{i}"><t>{word}</t></w>' for i, word in enumerate(words))
    return f'<s xml:id="d.s{number}">{tokens}</s>'


doc = folia.Document(
    string=f"""<?xml version="1.0" encoding="utf-8"?>
<FoLiA xmlns="http://ilk.uvt.nl/folia" xml:id="d" version="2.5.1">
<metadata type="native"><annotations><text-annotation/><paragraph-annotation/><sentence-annotation/>
<token-annotation/><quote-annotation/></annotations></metadata>
<text xml:id="d.t"><p xml:id="d.p">{sentence(0)}<quote xml:id="d.q">{sentence(1)}{sentence(2)}</quote></p></text>
</FoLiA>"""
)
print("sentences():", [found.text() for found in doc.sentences()])
inside = sum(len(list(found.words())) for found in doc.sentences())
print(f"words in sentences(): {inside} of {len(list(doc.words()))}")
print("select(Sentence):", [found.text() for found in doc.select(folia.Sentence)])
END
printf '%s\n' "$packages"
for part in expected seen; do printf '\n%s:\n' "$part"; cat "$part"; done
if diff recorded seen; then printf '\nas recorded\n'; else printf '\nchanged: < recorded, > seen\n'; exit 1; fi
