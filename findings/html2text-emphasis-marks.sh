#!/usr/bin/env bash
# html2text sets spaces between a quotation mark and an emphasized word.
#
# <em>Never</em> in quotation marks should become “_Never_”. html2text writes “ _Never_ ” with two spaces that the page
# has not, likewise _good_ , and _Herald_ ’s, but only for em and i; strong is left alone. With ignore_emphasis there
# are none.
# Why it matters: a mark with spaces on both sides opens nothing and closes nothing; rules for pairing marks, here and
# in other tools, look at the side where the space is. Pages turned into Markdown for language models come this way.
# Seen in html2text 2025.4.15; markdownify 1.2.3 adds none. Instead: ignore_emphasis = True, or markdownify.
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
packages='html2text==2025.4.15 markdownify==1.2.3'
venv/bin/pip install --quiet --disable-pip-version-check $packages

cat > expected <<'END'
html2text:       “_Never_,” said the _Herald_’s “**good** _friend_”.
ignore_emphasis: “Never,” said the Herald’s “good friend”.
markdownify:     “*Never*,” said the *Herald*’s “**good** *friend*”.
END
cat > recorded <<'END'
html2text:       “ _Never_ ,” said the _Herald_ ’s “**good** _friend_ ”.
ignore_emphasis: “Never,” said the Herald’s “good friend”.
markdownify:     “*Never*,” said the *Herald*’s “**good** *friend*”.
END
venv/bin/python - > seen <<'END'
import html2text
import markdownify

PAGE = "<p>“<em>Never</em>,” said the <i>Herald</i>’s “<strong>good</strong> <em>friend</em>”.</p>"
converter = html2text.HTML2Text()
print("html2text:      ", converter.handle(PAGE).strip())
converter.ignore_emphasis = True
print("ignore_emphasis:", converter.handle(PAGE).strip())
print("markdownify:    ", markdownify.markdownify(PAGE).strip())
END
printf '%s\n' "$packages"
for part in expected seen; do printf '\n%s:\n' "$part"; cat "$part"; done
if diff recorded seen; then printf '\nas recorded\n'; else printf '\nchanged: < recorded, > seen\n'; exit 1; fi
