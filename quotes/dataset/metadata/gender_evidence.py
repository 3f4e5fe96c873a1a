"""Which gender an article gives those it quotes, by a title, a noun or a pronoun; no name is taken for evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from quotes import english

_WORDS = {"f": "woman", "m": "man"}
_TITLE, _PRONOUN = "by title", "by pronoun"


def genders(rows: Sequence[Mapping[str, Any]]) -> list[str | None]:
    """Return what the quotations of one article tell of the gender of each one's speaker, None where nothing does.

    What is told of a name in one quotation holds in all of the article; where two things are told, neither does.
    """
    of_name: dict[str | None, set[tuple[str, str]]] = defaultdict(set)
    told = [set(_evidence(row)) for row in rows]
    names = [(row["speaker"] or {}).get("name") for row in rows]
    for name, evidence in zip(names, told, strict=True):
        of_name[name] |= evidence
    return [
        _value(row, evidence | (of_name[name] if name else set()))
        for row, name, evidence in zip(rows, names, told, strict=True)
    ]


def _value(row: Mapping[str, Any], evidence: set[tuple[str, str]]) -> str | None:
    if row["speaker"] is None:
        return "nobody"
    if row["speaker"]["form"] in ("organization", "group"):
        return "no single person"
    found = {gender for gender, _ in evidence}
    if len(found) != 1:
        return None
    by = _TITLE if any(by == _TITLE for _, by in evidence) else _PRONOUN
    return f"{_WORDS[found.pop()]}, {by}"


def _evidence(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the gender that a mention, the word before it and the title of a role each tell, and by what."""
    speaker, role = row["speaker"], row["role"]
    if speaker is None:
        return
    words = speaker["text"].lower().split()
    if speaker["form"] == "pronoun":
        if gender := english.PERSON_PRONOUNS.get(words[0]):
            yield gender, _PRONOUN
    elif speaker["form"] == "description":
        yield from _by_title(words[-1:])
    else:
        context = row["context"]
        before = (context["text"] or "")[: speaker["start"] - context["start"]].split()
        yield from _by_title(before[-1:])
    if role is not None and role["title"]:
        yield from _by_title(role["title"].lower().split())


def _by_title(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    for word in words:
        if gender := english.gender_of_noun(word.lower().strip('.,“"')):
            yield gender, _TITLE
