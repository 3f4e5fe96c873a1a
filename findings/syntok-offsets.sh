#!/usr/bin/env bash
# syntok: the offsets of tokens start at 0 again in every paragraph.
#
# syntok.segmenter.process(text) gives paragraphs, sentences and tokens, each token with "offset". In the first
# paragraph text[offset:] begins with the token, as everybody tests it; from the second on the number counts from the
# start of the paragraph, which itself is not given anywhere.
# Why it matters: an article has paragraphs; a quotation found by syntok's offsets is cut from the wrong place, and the
# slice is always valid, so nothing fails.
# Seen in syntok 1.4.4. Instead: give it one paragraph at a time and add where that starts.
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
packages='syntok==1.4.4'
venv/bin/pip install --quiet --disable-pip-version-check $packages

cat > expected <<'END'
'Ada' at 0: text has 'Ada'
'Veld' at 24: text has 'Veld'
'left' at 44: text has 'left'
END
cat > recorded <<'END'
'Ada' at 0: text has 'Ada'
'Veld' at 6: text has 'ink '
'left' at 8: text has 'k sp'
END
venv/bin/python - > seen <<'END'
from syntok import segmenter

text = "Ada Brink spoke.\n\n“No,” Veld said.\n\nThen he left."
for paragraph in segmenter.process(text):
    for sentence in paragraph:
        for token in sentence:
            if token.value in ("Ada", "Veld", "left"):
                there = text[token.offset : token.offset + len(token.value)]
                print(f"{token.value!r} at {token.offset}: text has {there!r}")
END
printf '%s\n' "$packages"
for part in expected seen; do printf '\n%s:\n' "$part"; cat "$part"; done
if diff recorded seen; then printf '\nas recorded\n'; else printf '\nchanged: < recorded, > seen\n'; exit 1; fi
