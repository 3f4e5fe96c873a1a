#!/usr/bin/env bash
# WebVTT names the speaker of every word; of four readers none gives a cue of two speakers right.
#
# <v Ada Brink> is the format's voice tag, and a cue may hold several. webvtt-py gives the whole text of the cue and,
# as its voice, the first speaker: an answer goes to who asked. pysubs2 and ttconv drop the names, though the former
# has a field for them. pycaption writes them into the text, where they are words like any other.
# Why it matters: transcripts of interviews are quotations with known speakers; they arrive with the wrong one or none.
# Seen in webvtt-py 0.6.0, pysubs2 1.8.1, pycaption 2.3.14, ttconv 1.2.3. Instead: webvtt-py's raw_text, split at <v
# …>.
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
packages='webvtt-py==0.6.0 pysubs2==1.8.1 pycaption==2.3.14 ttconv==1.2.3'
venv/bin/pip install --quiet --disable-pip-version-check $packages

cat > expected <<'END'
all: 'Ada Brink' 'Who pays?', 'Tom Veld' 'Nobody.'
END
cat > recorded <<'END'
webvtt-py  'Ada Brink' 'Who pays?\nNobody.'
pysubs2    '' 'Who pays?\nNobody.'
pycaption  'Ada Brink: Who pays?\nTom Veld: Nobody.'
ttconv     '1\n00:00:01,000 --> 00:00:04,000\nWho pays?\nNobody.\n'
END
venv/bin/python - > seen <<'END'
import pycaption
import pysubs2
import ttconv.srt.writer
import ttconv.vtt.reader
import webvtt

CUE = "<v Ada Brink>Who pays?</v>\n<v Tom Veld>Nobody.</v>"
FILE = f"WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n{CUE}\n"
with open("a.vtt", "w", encoding="utf-8") as file:
    file.write(FILE)

caption = webvtt.read("a.vtt")[0]
print("webvtt-py ", repr(caption.voice), repr(caption.text))
event = pysubs2.load("a.vtt")[0]
print("pysubs2   ", repr(event.name), repr(event.plaintext))
captions = pycaption.WebVTTReader().read(FILE)
print("pycaption ", repr(captions.get_captions("en-US")[0].get_text()))
with open("a.vtt", encoding="utf-8") as file:
    print("ttconv    ", repr(ttconv.srt.writer.from_model(ttconv.vtt.reader.to_model(file))))
END
printf '%s\n' "$packages"
for part in expected seen; do printf '\n%s:\n' "$part"; cat "$part"; done
if diff recorded seen; then printf '\nas recorded\n'; else printf '\nchanged: < recorded, > seen\n'; exit 1; fi
