"""Describe a quoted stretch and the words around it in abstract features; no parse is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quotes.detection.scanner import Scan, Stretch
from quotes.english import INTERFACE_VERBS, NAMING_VERBS, WORK_NOUNS, reporting_strength

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_BREAK = re.compile(r"[.?!]['\"”’)]?\s")
_REACH = 260
_PERSON = frozenset(
    """
    i we you me us my our your i'm we're you're i've we've i'll we'll i’m we’re you’re i’ve we’ve i’ll we’ll
    """.split()
)
_FINITE = frozenset(
    """
    is are was were am be been has have had do does did will would can could should must may might isn't aren't
    wasn't don't  doesn't didn't won't can't it's that's there's he's she's they're isn’t aren’t wasn’t don’t
    doesn’t didn’t won’t can’t it’s that’s there’s
    """.split()
)
_ARTICLES = {
    "a": "indefinite",
    "an": "indefinite",
    "the": "definite",
    "this": "definite",
    "that": "definite",
    "these": "definite",
    "those": "definite",
}
_PREPOSITIONS = frozenset("in of on about for with to from by at into over under against like between through".split())
_POSSESSIVES = frozenset("his her their its our my your".split())
_COPULAS = frozenset("is are was were be been being it's that's".split())
_WORD_NOUNS = frozenset(
    """
    word words phrase phrases term terms expression slogan hashtag motto label nickname moniker acronym
    """.split()
)
_CLICKS = frozenset("click clicking tap tapping".split())
_LOWER_IN_TITLES = frozenset("a an the of in on at to for and or but with from by as vs".split())


_NEAR = (
    ("naming-verb-near", NAMING_VERBS, 3),
    ("work-noun-near", WORK_NOUNS, 4),
    ("word-noun-near", _WORD_NOUNS, 3),
    ("interface-verb-near", INTERFACE_VERBS, 3),
    ("so-called", frozenset({"so-called"}), 3),
)
_NOUN_OPENERS = frozenset({"definite", "indefinite", "possessive", "possessor"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words of the stretch, and of its sentence before and after it, lower-cased but for ``words``."""

    words: list[str]
    before: list[str]
    after: list[str]
    mark_before: str
    mark_after: str
    raw_after: str


def surroundings(text: str, scan: Scan, index: int) -> Surroundings:
    """Return what the features of one stretch are read from."""
    stretch = scan.stretches[index]
    paragraph = scan.paragraphs[stretch.paragraph]
    left = text[max(paragraph.start, stretch.outer_start - _REACH) : stretch.outer_start]
    right = text[stretch.outer_end : min(paragraph.end, stretch.outer_end + _REACH)]
    left = left[max((m.end() for m in _BREAK.finditer(left)), default=0) :]
    stop = _BREAK.search(right)
    right = right[: stop.start() + 1] if stop else right
    return Surroundings(
        words=_WORD.findall(text[stretch.start : stretch.end][:400]),
        before=[word.lower() for word in _WORD.findall(left)],
        after=[word.lower() for word in _WORD.findall(right)],
        mark_before=left.rstrip()[-1:] or "^",
        mark_after=right.lstrip()[:1] or "$",
        raw_after=right,
    )


def describe_stretch(text: str, scan: Scan, index: int, minor: bool) -> list[str]:
    """Return the features that hold for one stretch; ``minor`` says that its marks are not the article's usual ones."""
    stretch = scan.stretches[index]
    around = surroundings(text, scan, index)
    names = ["bias", *_shape(text, stretch, around), *_neighbours(around), *_reporting(around, stretch, text)]
    if minor:
        paragraph = scan.paragraphs[stretch.paragraph]
        headline = stretch.paragraph < 3 and text[paragraph.end - 1] not in ".?!"
        names.append(f"minor-marks:{'headline' if headline else 'body'}")
    names += _company(scan, index)
    return names


def _shape(text: str, stretch: Stretch, around: Surroundings) -> Iterator[str]:
    words = around.words
    count = len(words)
    size = str(count) if count <= 4 else "5-7" if count <= 7 else "8-12" if count <= 12 else "13+"
    yield f"words:{size}"
    final = text[stretch.end - 1]
    yield f"final:{final if final in ',.?!' else 'none'}"
    content = [word for word in words if word.lower() not in _LOWER_IN_TITLES]
    capital = sum(word[:1].isupper() or word[:1].isdigit() for word in content)
    case = (
        "lower"
        if not capital
        else "title"
        if capital == len(content)
        else "sentence"
        if words and words[0][:1].isupper()
        else "mixed"
    )
    yield f"case:{case}"
    yield f"case:{case}:{'1' if count == 1 else '2-4' if count <= 4 else '5+'}"
    lower = [word.lower() for word in words]
    if any(word in _PERSON for word in lower):
        yield "holds-first-or-second-person"
    if any(word in _FINITE for word in lower):
        yield "holds-finite-verb"
    if stretch.continues:
        yield "continues"


def _neighbours(around: Surroundings) -> Iterator[str]:
    mark, behind = around.mark_before, around.mark_after
    yield f"before:{mark if mark in '^,:(—–-' else _sort(mark)}"
    yield f"after:{behind if behind in '$,.:;)(?!' else _sort(behind)}"
    previous = word_class(around.before[-1]) if around.before and mark.isalnum() else "none"
    yield f"previous:{previous}"
    for name, words, reach in _NEAR:
        if any(word in words for word in around.before[-reach:]):
            yield name
    if len(around.words) <= 3 and _is_label(around):
        yield "interface-label"
    following = around.raw_after.lstrip()[:1] if around.raw_after[:1] == " " else ""
    if following.isupper():
        yield "capital-follows"
    elif following.islower():
        follows = word_class(around.after[0]) if around.after else "none"
        yield f"follows:{follows}"
        if mark.isalnum():
            yield f"between:{previous if previous in _NOUN_OPENERS else 'other'}:{follows}"
    if re.match(r"\s?\((?:19|20)\d\d\)", around.raw_after):
        yield "year-follows"


def _is_label(around: Surroundings) -> bool:
    """Tell whether a few words are what is clicked on: "press “Register”", "click “sign up”"."""
    if around.before and around.before[-1] in _CLICKS:
        return True
    return around.words[0].istitle() and any(word in INTERFACE_VERBS for word in around.before[-2:])


def _sort(character: str) -> str:
    return "word" if character.isalnum() else "other"


def word_class(word: str) -> str:
    """Return the class of a word next to a mark."""
    for name, members in (
        ("possessive", _POSSESSIVES),
        ("preposition", _PREPOSITIONS),
        ("copula", _COPULAS),
        ("naming", NAMING_VERBS),
        ("work", WORK_NOUNS),
        ("word-noun", _WORD_NOUNS),
        ("interface", INTERFACE_VERBS),
    ):
        if word in members:
            return name
    if word in _ARTICLES:
        return _ARTICLES[word]
    if word in {"as", "that", "and", "or", "but", "not", "who"}:
        return word
    strength = reporting_strength(word)
    if strength:
        return strength
    return (
        "possessor"
        if word.endswith(("'s", "’s"))
        else "ly"
        if word.endswith("ly")
        else "ing"
        if word.endswith("ing")
        else "ed"
        if word.endswith("ed")
        else "other"
    )


def _reporting(around: Surroundings, stretch: Stretch, text: str) -> Iterator[str]:
    found = False
    for side, words in (("before", around.before[::-1]), ("after", around.after)):
        for distance, word in enumerate(words[:25]):
            strength = reporting_strength(word)
            if strength == "speech" or (strength and distance < 3) or word == "according":
                reach = "near" if distance < 3 else "mid" if distance < 9 else "far"
                yield f"reporting-{side}:{strength or 'according'}:{reach}"
                found = True
                break
    if not found:
        yield "no-reporting"


def _company(scan: Scan, index: int) -> Iterator[str]:
    """Yield what other stretches stand in the paragraph: short quotations come in the company of long ones."""
    stretch = scan.stretches[index]
    others = 0
    longest = 0
    for other_index in (index - 2, index - 1, index + 1, index + 2):
        if 0 <= other_index < len(scan.stretches):
            other = scan.stretches[other_index]
            if other.paragraph == stretch.paragraph:
                others += 1
                longest = max(longest, other.end - other.start)
    yield f"company:{'none' if not others else 'long' if longest > 40 else 'short'}"
    if stretch.outer_start == scan.paragraphs[stretch.paragraph].start:
        yield "starts-paragraph"
        if stretch.outer_end >= scan.paragraphs[stretch.paragraph].end:
            yield "fills-paragraph"
