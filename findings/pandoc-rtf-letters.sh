#!/usr/bin/env bash
# pandoc reads RTF: the letter behind a curly quotation mark is swallowed.
#
# RTF writes a character beyond ASCII as \uN and a stand-in for old readers: \u8220?We is “We. By the specification one
# character is skipped behind \uN; pandoc skips the stand-in and one more: “e. It does so with what its own RTF writer
# wrote, so that HTML to RTF to text costs a letter at every mark and apostrophe. A stand-in in the form \'93, as word
# processors write it, is read well.
# Why it matters: quotations lose exactly their first letter, without a warning.
# Seen in pandoc 3.9 (pypandoc-binary 1.17). Instead: read RTF with striprtf, or save it anew with a word processor.
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
packages='pypandoc-binary==1.17 striprtf==0.0.35'
venv/bin/pip install --quiet --disable-pip-version-check $packages

cat > expected <<'END'
pandoc, \u8220?:      Brink said “We won’t wait” today.
pandoc, \u8220\'93:    Brink said “We won’t wait” today.
pandoc, its own RTF:  Brink said “We won’t wait” today.
striprtf, the same:   Brink said “We won’t wait” today.
END
cat > recorded <<'END'
pandoc, \u8220?:      Brink said “e won’ wait”today.
pandoc, \u8220\'93:    Brink said “We won’t wait” today.
pandoc, its own RTF:  Brink said “e won’ wait”today.
striprtf, the same:   Brink said “We won’t wait” today.
END
venv/bin/python - > seen <<'END'
import pypandoc
from striprtf.striprtf import rtf_to_text

HEAD = r"{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\fswiss Arial;}}\f0 "


def text(rtf):
    return pypandoc.convert_text(rtf, "plain", format="rtf", extra_args=["--wrap=none"]).strip()


print(r"pandoc, \u8220?:     ", text(HEAD + r"Brink said \u8220?We won\u8217?t wait\u8221? today.\par}"))
print(r"pandoc, \u8220\'93:   ", text(HEAD + r"Brink said \u8220\'93We won\u8217\'92t wait\u8221\'94 today.\par}"))
page = "<p>Brink said “We won’t wait” today.</p>"
pypandoc.convert_text(page, "rtf", format="html", outputfile="a.rtf", extra_args=["--standalone"])
own = open("a.rtf", encoding="utf-8").read()
print("pandoc, its own RTF: ", text(own))
print("striprtf, the same:  ", rtf_to_text(own).strip())
END
printf '%s\n' "$packages"
for part in expected seen; do printf '\n%s:\n' "$part"; cat "$part"; done
if diff recorded seen; then printf '\nas recorded\n'; else printf '\nchanged: < recorded, > seen\n'; exit 1; fi
