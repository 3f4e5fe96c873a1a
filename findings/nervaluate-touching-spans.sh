#!/usr/bin/env bash
# nervaluate gives marks for a neighbour: spans that only touch count as overlapping.
#
# Records give spans as in Python, the end behind the last character: “We wait,” is 0 to 10, “No.” is 10 to 15, and
# they share nothing. nervaluate, which takes such dicts (loader="dict"), reads the end as the last character, so that
# a prediction beside the gold span scores .5 as partial and 1.0 by type; one character further off it scores 0.
# Why it matters: quotations stand side by side, and so do a quotation and its cue; scores of partial matches come out
# too high, and the figure for a detector that is wrong every time can be perfect.
# Seen in nervaluate 1.2.1. Instead: subtract 1 from every end before.
set -euo pipefail
export PYTHONUTF8=1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
packages='nervaluate==1.2.1'
venv/bin/pip install --quiet --disable-pip-version-check $packages

cat > expected <<'END'
predicted 0-10, gold 10-15: by type 0, partial 0
predicted 0-9, gold 10-15: by type 0, partial 0
the same with ends less 1: by type 0, partial 0
END
cat > recorded <<'END'
predicted 0-10, gold 10-15: by type 1, partial 0.5
predicted 0-9, gold 10-15: by type 0, partial 0
the same with ends less 1: by type 0, partial 0
END
venv/bin/python - > seen <<'END'
from nervaluate import Evaluator


def scores(predicted, gold):
    spans = [[[{"label": "QUOTE", "start": start, "end": end}]] for start, end in (gold, predicted)]
    overall = Evaluator(*spans, tags=["QUOTE"], loader="dict").evaluate()["overall"]
    return f"by type {overall['ent_type'].f1:g}, partial {overall['partial'].f1:g}"


print("predicted 0-10, gold 10-15:", scores((0, 10), (10, 15)))
print("predicted 0-9, gold 10-15:", scores((0, 9), (10, 15)))
print("the same with ends less 1:", scores((0, 9), (10, 14)))
END
printf '%s\n' "$packages"
for part in expected seen; do printf '\n%s:\n' "$part"; cat "$part"; done
if diff recorded seen; then printf '\nas recorded\n'; else printf '\nchanged: < recorded, > seen\n'; exit 1; fi
