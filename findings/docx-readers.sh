#!/usr/bin/env bash
# Three readers of .docx give three texts of one page, none of them what a word processor shows.
#
# It shows inserted words while "track changes" waits for somebody to accept them, line breaks inside a paragraph, and
# non-breaking hyphens. python-docx leaves out insertions and content controls (so that a word and the one that
# replaces it both go); mammoth.extract_raw_text glues two lines together; docx2python drops the non-breaking hyphen.
# Why it matters: statements and interviews reach newsrooms as .docx, edited, an answer a line; words of quotations are
# lost or glued, without a warning.
# Seen in python-docx 1.2.0, mammoth 1.13.0, docx2python 3.7.1. Instead: the text of mammoth.convert_to_html.
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
packages='python-docx==1.2.0 mammoth==1.13.0 docx2python==3.7.1'
venv/bin/pip install --quiet --disable-pip-version-check $packages

cat > expected <<'END'
all: ['“We will never pay,” said Ada Brink.', 'Who pays?\nNobody.', 'Vice‑mayor']
END
cat > recorded <<'END'
python-docx:  ['“We will  pay,” said .', 'Who pays?\nNobody.', 'Vice-mayor']
mammoth raw:  ['“We will never pay,” said Ada Brink.', 'Who pays?Nobody.', 'Vice‑mayor']
docx2python:  ['“We will never pay,” said Ada Brink.', 'Who pays?\nNobody.', 'Vicemayor']
mammoth HTML: <p>“We will never pay,” said Ada Brink.</p><p>Who pays?<br />Nobody.</p><p>Vice‑mayor</p>
END
venv/bin/python - > seen <<'END'
import docx
import docx2python
import mammoth
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

W = nsdecls("w")
TRACKED = 'w:id="1" w:author="A" w:date="2026-01-05T10:00:00Z"'
INSERTED = f"<w:ins {W} {TRACKED}><w:r><w:t>never</w:t></w:r></w:ins>"
DELETED = f"<w:del {W} {TRACKED}><w:r><w:delText>gladly</w:delText></w:r></w:del>"
CONTROL = f"<w:sdt {W}><w:sdtContent><w:r><w:t>Ada Brink</w:t></w:r></w:sdtContent></w:sdt>"

document = docx.Document()
paragraph = document.add_paragraph("“We will ")
paragraph._p.append(parse_xml(DELETED))
paragraph._p.append(parse_xml(INSERTED))
paragraph.add_run(" pay,” said ")
paragraph._p.append(parse_xml(CONTROL))
paragraph.add_run(".")
paragraph = document.add_paragraph("Who pays?")
paragraph.add_run().add_break()
paragraph.add_run("Nobody.")
paragraph = document.add_paragraph("Vice")
paragraph.add_run()._r.append(parse_xml(f"<w:noBreakHyphen {W}/>"))
paragraph.add_run("mayor")
document.save("a.docx")

print("python-docx: ", [paragraph.text for paragraph in docx.Document("a.docx").paragraphs])
print("mammoth raw: ", mammoth.extract_raw_text("a.docx").value.strip().split("\n\n"))
print("docx2python: ", docx2python.docx2python("a.docx").text.strip().split("\n\n"))
print("mammoth HTML:", mammoth.convert_to_html("a.docx").value)
END
printf '%s\n' "$packages"
for part in expected seen; do printf '\n%s:\n' "$part"; cat "$part"; done
if diff recorded seen; then printf '\nas recorded\n'; else printf '\nchanged: < recorded, > seen\n'; exit 1; fi
