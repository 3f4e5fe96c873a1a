"""What a release is, in words that card, citation and Croissant metadata share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

KEYWORDS = ("quotation", "quote attribution", "news")

LIMITS = (
    "Direct quotations in English text only; reported speech without quotation marks is not in it.",
    "Labels are the output of a program. Use the confidence to weigh them, and a sample checked by hand to judge them.",
    "Speaker, name and role are what the article itself says; nothing is linked to people outside it, and the same "
    "person may bear different names in two articles.",
    "A quotation inside another is part of the outer one's text and has no row of its own.",
    "Who is quoted, and in which role, mirrors the choice of the articles.",
    "The people named are real where the articles are: names, roles and words of living people are personal data in "
    "many jurisdictions, and a wrong attribution puts words into somebody's mouth.",
)


def summary(manifest: Mapping[str, Any]) -> str:
    """Return one sentence that says what a release holds."""
    counts = manifest["counts"]
    return (
        f"{plural(counts['quotes'], 'direct quotation')} from {plural(counts['articles'], 'news article')}, each with "
        "its place in the article and, where the article says so, its speaker, the speaker's role, the words that tie "
        "the two, and the probability that the speaker is right."
    )


def headline(manifest: Mapping[str, Any]) -> str:
    """Return a title: how much of what, and which version of which dataset."""
    counts = manifest["counts"]
    amounts = f"{plural(counts['quotes'], 'quotation')} from {plural(counts['articles'], 'article')}"
    return f"{amounts} · {manifest['name']} {manifest['version']}"


def plural(number: int, noun: str, ending: str = "s") -> str:
    """Return "1 row", "1,200 rows"."""
    return f"{number:,} {noun}" + ("" if number == 1 else ending)
