"""What looks odd in the rows of one article by itself: its names, its roles, and what other articles say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from quotes import english
from quotes.clusters import name_words, same_entity
from quotes.gold import is_role
from quotes.names import is_headline
from quotes.records import Detection, Quote, Role, Speaker, Variant
from quotes.suspects.doubt import Doubt

TWO_ROLES, TWO_NAMES, ROLE_NOUN, HEADLINE, CAPITALS = 0.3, 0.5, 0.7, 0.3, 0.5
"""What each sign weighs."""
_MOST_DISPUTED = 0.8
"""What it weighs that all others give the same words to somebody else."""


def oddities(detection: Detection) -> Iterator[tuple[Quote, list[Doubt]]]:
    """Yield each row of an article with what is odd in it."""
    roles, names = _roles_of_names(detection.quotes), _names_of_roles(detection.quotes)
    for row in detection.quotes:
        found = list(_of_other_articles(row))
        if row.speaker is not None and row.speaker.name is not None:
            found += _two_of_one(row, row.speaker.name, roles[row.speaker.name], names)
            found += _of_name(row.speaker, row.speaker.name, detection.article.text)
        yield row, found


def _roles_of_names(rows: Sequence[Quote]) -> dict[str, list[Role]]:
    found: dict[str, list[Role]] = defaultdict(list)
    for row in rows:
        if row.speaker and row.speaker.name and row.role:
            found[row.speaker.name].append(row.role)
    return found


def _names_of_roles(rows: Sequence[Quote]) -> dict[tuple[int, int], list[str]]:
    """Return the names to which the article's rows give the very same words as their role."""
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for row in rows:
        if row.speaker and row.speaker.name and row.role:
            found[row.role.start, row.role.end].append(row.speaker.name)
    return found


def _two_of_one(
    row: Quote, name: str, roles: Sequence[Role], names: dict[tuple[int, int], list[str]]
) -> Iterator[Doubt]:
    """Yield that a name has another role elsewhere in the article, or its role another name; not of the commoner."""
    if row.role is None:
        return
    role = row.role
    others = [one.text for one in roles if not is_role(one.text, [role.text])]
    if 2 * len(others) >= len(roles):
        yield Doubt(TWO_ROLES, f"elsewhere in the article the role of {name} is “{others[0]}”")
    bearers = names[role.start, role.end]
    rivals = [one for one in bearers if not same_entity(name_words(one), name_words(name))]
    if 2 * len(rivals) >= len(bearers):
        yield Doubt(TWO_NAMES, f"the role “{role.text}” is that of {rivals[0]}, too")


def _of_name(speaker: Speaker, name: str, text: str) -> Iterator[Doubt]:
    words = name.split()
    if speaker.form != "organization" and all(english.is_person_noun(word.lower()) for word in words):
        yield Doubt(ROLE_NOUN, f"“{name}” says what somebody is, not who")
    if len(words) > 1 and name.isupper():
        yield Doubt(CAPITALS, f"“{name}” stands in capitals")
    elif _only_in_headlines(name, text):
        yield Doubt(HEADLINE, f"“{name}” stands in a headline only, where all words are capitalized")


def _only_in_headlines(name: str, text: str) -> bool:
    lines = [line for line in text.splitlines() if name in line]
    return bool(lines) and all(is_headline(line) for line in lines)


def _of_other_articles(row: Quote) -> Iterator[Doubt]:
    """Yield what other articles say of the same words, where most of them say it."""
    if not row.disputed:
        return
    name, role = row.speaker.name if row.speaker else None, row.role.text if row.role else None
    same = [one for one in row.variants if one.speaker == name and ("role" not in row.disputed or one.role == role)]
    others = [one for one in row.variants if one not in same and one.speaker is not None]
    mine, most = sum(one.quotes for one in same), max(others, key=lambda one: one.quotes, default=None)
    if most is None:
        return
    total = mine + sum(one.quotes for one in others)
    yield Doubt(_MOST_DISPUTED * (total - mine) / total, f"the same words elsewhere are {_owner(most, total)}")


def _owner(one: Variant, total: int) -> str:
    role = f", {one.role}" if one.role else ""
    return f"those of {one.speaker}{role} ({one.quotes} of {total})"
