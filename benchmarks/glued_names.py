"""Count the names of persons in records to which words are glued that are none of the name.

    quotes detect ARTICLES.jsonl -o records.jsonl
    python benchmarks/glued_names.py records.jsonl ARTICLES.jsonl [--show N]

Counted are records whose speaker has a name of two words or more that is no body's. Glued is one

- that holds a function word or a form of "say" with a capital ("Ann Orr Says"),
- that ends in a day, a label of the page or a noun for a person, no first name before it ("Ann Orr LIVE"),
- that begins with a noun for a person, an adjective, a newspaper or letters, a first name behind it ("Trader Ann Orr"),
- or that ends in a name of two words which the article also has by itself, twice or more, in other words than a first
  name or an initial before it ("Rival Ann Orr").

The lists are those of `quotes/english/`, so that what no list of it holds is counted by the last rule alone.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

import click
from measuring import ROOT

_PARTICLES = frozenset("al abu ben bin da de del der di dos du el la le san van von y".split())
_INITIAL = re.compile(r"(?:[A-Z]\.)+$")


def is_glued(name: str, text: str) -> bool:
    """Tell whether words are glued to a name that the text has."""
    from quotes import english

    words = [word for word in name.split() if not _INITIAL.match(word)]
    lower = [word.strip(".,").lower() for word in words]
    if len(words) < 2:
        return False
    if any(word in english.NO_NAMES | english.REPORTING_FORMS for word in {*lower[1:-1], lower[0]} - _PARTICLES):
        return lower[0] not in {"will", "may"} or not english.NO_NAMES.isdisjoint(set(lower[1:-1]) - _PARTICLES)
    given = english.is_given_name(words[-2])
    if lower[-1] in english.WEEKDAYS | english.PAGE_LABELS | english.REPORTING_FORMS or (
        not given and english.is_person_noun(lower[-1])
    ):
        return True
    if len(words) < 3:
        return False
    first, named = words[0], english.is_given_name(words[1])
    if named and not english.is_given_name(first) and len(first) > 2 and lower[0] not in english.BEFORE_PLACES:
        described = english.may_describe(lower[0]) or lower[0] in english.TITLES | english.ORGANIZATION_WORDS
        if described or first.isupper():
            return True
    tail = " ".join(name.split()[-2:])
    own = len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", text))
    alone = len(re.findall(rf"(?<!\w){re.escape(tail)}(?!\w)", text)) - own
    before = name.split()[:-2]
    return alone > 1 and not all(english.is_given_name(word) or len(word) < 3 or word in _PARTICLES for word in before)


@click.command()
@click.argument("records", type=click.Path(exists=True, path_type=Path))
@click.argument("articles", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--show", type=click.IntRange(min=0), default=0, help="Show so many of the names, the most frequent first."
)
def main(records: Path, articles: Path, show: int) -> None:
    """Print how many names of persons in RECORDS have words glued to them; ARTICLES are what they were found in."""
    sys.path.insert(0, str(ROOT))  # this checkout's code, whichever is installed
    from quotes.names import is_organization

    rows = [json.loads(line) for line in articles.read_text(encoding="utf-8").splitlines()]
    texts = {row.get("id") or row["doc_id"]: row["text"] for row in rows}
    glued: Counter[str] = Counter()
    total = 0
    for line in records.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        name = (record["speaker"] or {}).get("name")
        if name and " " in name and record["speaker"]["form"] != "organization" and not is_organization(name):
            total += 1
            glued[" ".join(name.split())] += is_glued(name, texts[record["article_id"]])
    found = sum(glued.values())
    click.echo(f"{found:,} of {total:,} names of persons are glued ({found / max(1, total):.2%})")
    for name, count in glued.most_common(show):
        if count:
            click.echo(f"{count:6} {name}")


if __name__ == "__main__":
    main()
