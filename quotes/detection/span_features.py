"""Describe the quoted spans of a text and the words around them; no parse is needed.

What later decisions read are the fields of ``SpanFacts``, from which the names of features are derived.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from quotes import english
from quotes.detection.paragraphs import Paragraph
from quotes.detection.scanner import Scan
from quotes.detection.spans import Near, QuotedSpan, SpanFacts

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_YEAR_BEHIND = re.compile(r"\s?\((?:19|20)\d\d\)")
_BREAK = re.compile(english.SENTENCE_END)
_LABEL = english.one_of(english.LINK_LABELS).replace("'", "['’]")
_LINK_LABEL = re.compile(
    rf"\W{{0,5}}{_LABEL}(?: (?:about|from|on) [^.,:|?!]{{1,60}})?(?:\s?[:|–—]| - )"
    r"(?:[\w ]{1,30}\|)?",
    re.IGNORECASE,
)
# Two headlines long; what is longer is no link.
_LONGEST_LINK = 250
_NAME_BEFORE = re.compile(r"(?<![\w'’-])([A-Z][\w'’-]+) $")
_LONGEST_WORD = 30
_REACH = 260
"""Characters before and behind a span that are read."""
_WORDS_READ = 25
"""Words before and behind a span that are read."""
_MOSTLY_ENOUGH = 170
"""Characters that hold so many words in news, of 5.9 characters with their blank."""

_NEAR = (
    (Near.NAMING_VERB, english.NAMING_VERBS, 3),
    (Near.WORK_NOUN, english.WORK_NOUNS, 4),
    (Near.WORD_NOUN, english.WORD_NOUNS, 3),
    (Near.INTERFACE_VERB, english.INTERFACE_VERBS, 3),
    (Near.SO_CALLED, frozenset({"so-called"}), 3),
)
_CALLS = frozenset("call calls called calling dub dubs dubbed".split())
_LONGEST_NAME = 3
"""Words of what something is called: "the old barn"."""
_NOUN_OPENERS = frozenset({"definite", "indefinite", "possessive", "possessor"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words of a span, and of its sentence before and after it, lower-cased but for ``words``."""

    words: list[str]
    before: list[str]
    after: list[str]
    mark_before: str
    mark_after: str
    raw_after: str

    @property
    def following(self) -> str:
        """Return the first character behind a blank behind the span."""
        return self.raw_after.lstrip()[:1] if self.raw_after[:1] == " " else ""


def describe_spans(text: str, scan: Scan) -> None:
    """Fill in the facts of every span of a scan, and the features of the text that hold for it."""
    unusual = unusual_families(scan)
    for span in scan.spans:
        around = surroundings(text, scan, span)
        span.facts = facts = _read_facts(text, scan, span, around)
        features = ["bias", *_shape(text, span, facts, around), *_neighbours(facts, around), *_reporting(around)]
        if span.family in unusual:
            paragraph = scan.paragraphs[span.paragraph]
            headline = span.paragraph < 3 and text[paragraph.end - 1] not in ".?!"
            features.append(f"minor-marks:{'headline' if headline else 'body'}")
        span.features = (*features, *_paragraph(scan, span, facts))


def unusual_families(scan: Scan) -> set[str]:
    """Return the families of marks that are not the article's usual ones."""
    counts: dict[str, int] = {}
    for span in scan.spans:
        counts[span.family] = counts.get(span.family, 0) + 1
    usual = max(counts, key=lambda family: counts[family], default="double")
    return {family for family in counts if family != usual}


def surroundings(text: str, scan: Scan, span: QuotedSpan) -> Surroundings:
    """Return what the features of one span are read from."""
    paragraph = scan.paragraphs[span.paragraph]
    left = text[max(paragraph.start, span.outer_start - _REACH) : span.outer_start]
    right = text[span.outer_end : min(paragraph.end, span.outer_end + _REACH)]
    left = left[max((m.end() for m in _BREAK.finditer(left)), default=0) :]
    stop = _BREAK.search(right)
    right = right[: stop.start() + 1] if stop else right
    return Surroundings(
        words=_WORD.findall(text[span.start : span.end][:400]),
        before=[word.lower() for word in _last_words(left)],
        after=[word.lower() for word in _first_words(right)],
        mark_before=left.rstrip()[-1:] or "^",
        mark_after=right.lstrip()[:1] or "$",
        raw_after=right,
    )


def _last_words(left: str) -> list[str]:
    words = _WORD.findall(left[-_MOSTLY_ENOUGH:])
    # The first of them may be cut.
    return (words if len(words) > _WORDS_READ else _WORD.findall(left))[-_WORDS_READ:]


def _first_words(right: str) -> list[str]:
    words = _WORD.findall(right[:_MOSTLY_ENOUGH])
    return (words if len(words) > _WORDS_READ else _WORD.findall(right))[:_WORDS_READ]


def _read_facts(text: str, scan: Scan, span: QuotedSpan, around: Surroundings) -> SpanFacts:
    paragraph = scan.paragraphs[span.paragraph]
    previous = word_class(around.before[-1]) if around.before and around.mark_before.isalnum() else "none"
    return SpanFacts(
        count=len(around.words),
        case=_case(around.words),
        near=tuple(sort for sort, words, reach in _NEAR if not words.isdisjoint(around.before[-reach:])),
        previous=previous,
        interface_label=0 < len(around.words) <= 3 and _is_label(around),
        link_line=_is_link(text, paragraph, span),
        capital_follows=around.following.isupper(),
        inside_name=around.following.isupper() and _is_nickname(text, span, around),
        year_follows=bool(_YEAR_BEHIND.match(around.raw_after)),
        fills_paragraph=span.outer_start == paragraph.start and span.outer_end >= paragraph.end,
    )


def _is_nickname(text: str, span: QuotedSpan, around: Surroundings) -> bool:
    """Tell whether a span whose sentence goes on with a capital stands inside somebody's name."""
    if not 0 < len(around.words) <= 2 or not all(word[0].isupper() for word in around.words):
        return False
    before = _NAME_BEFORE.search(text, max(0, span.outer_start - _LONGEST_WORD), span.outer_start)
    return before is not None and before[1].lower() not in english.NO_NAMES


def _case(words: Sequence[str]) -> Literal["lower", "capital", "title", "sentence", "mixed"]:
    content = [word for word in words if word.lower() not in english.LOWER_IN_TITLES]
    capital = sum(word[:1].isupper() or word[:1].isdigit() for word in content)
    if not capital:
        return "lower"
    if capital == len(content):
        return "title" if len(words) > 1 else "capital"
    return "sentence" if words and words[0][:1].isupper() else "mixed"


def _shape(text: str, span: QuotedSpan, facts: SpanFacts, around: Surroundings) -> Iterator[str]:
    count, case = facts.count, facts.case
    size = str(count) if count <= 4 else "5-7" if count <= 7 else "8-12" if count <= 12 else "13+"
    yield f"words:{size}"
    final = span.last_of(text)
    yield f"final:{final if final in ',.?!' else 'none'}"
    yield f"case:{case}"
    yield f"case:{case}:{'1' if count == 1 else '2-4' if count <= 4 else '5+'}"
    lower = [word.lower() for word in around.words]
    if any(word in english.FIRST_AND_SECOND_PERSON_WORDS for word in lower):
        yield "holds-first-or-second-person"
    if any(word in english.FINITE_VERBS for word in lower):
        yield "holds-finite-verb"
    if span.continues:
        yield "continues"


def _neighbours(facts: SpanFacts, around: Surroundings) -> Iterator[str]:
    mark, behind = around.mark_before, around.mark_after
    yield f"before:{mark if mark in '^,:(—–-' else _sort(mark)}"
    yield f"after:{behind if behind in '$,.:;)(?!' else _sort(behind)}"
    yield f"previous:{facts.previous}"
    yield from (sort.value for sort in facts.near)
    if facts.interface_label:
        yield "interface-label"
    if facts.capital_follows:
        yield "capital-follows"
    elif around.following.islower():
        follows = word_class(around.after[0]) if around.after else "none"
        yield f"follows:{follows}"
        if mark.isalnum():
            yield f"between:{facts.previous if facts.previous in _NOUN_OPENERS else 'other'}:{follows}"
    if facts.year_follows:
        yield "year-follows"
    if facts.count <= _LONGEST_NAME and around.words[:1] == ["the"] and not _CALLS.isdisjoint(around.before[-3:]):
        yield f"called:the:{'most' if any(map(_is_superlative, around.words)) else 'plain'}"  # "call it “the church”"


def _is_superlative(word: str) -> bool:
    return word.endswith("est") or word in english.DEGREES


def _is_label(around: Surroundings) -> bool:
    """Tell whether a few words are what is clicked on: "press “Register”", "click “sign up”"."""
    if around.before and around.before[-1] in english.CLICK_VERBS:
        return True
    return around.words[0].istitle() and any(word in english.INTERFACE_VERBS for word in around.before[-2:])


def _is_link(text: str, paragraph: Paragraph, span: QuotedSpan) -> bool:
    """Tell whether a span's line leads to another page: "Read more:" before a title or a headline, no sentence."""
    if paragraph.end - paragraph.start > _LONGEST_LINK:
        return False
    label = _LINK_LABEL.match(text, paragraph.start, span.outer_start)
    if label is None:
        return False
    if not _WORD.search(text, label.end(), span.outer_start) and not _WORD.search(text, span.outer_end, paragraph.end):
        return True
    return not text[paragraph.start : paragraph.end].rstrip(")]*_”\"’'").endswith(".")


def _sort(character: str) -> str:
    return "word" if character.isalnum() else "other"


def word_class(word: str) -> str:
    """Return the class of a word next to a mark."""
    for name, members in (
        ("possessive", english.POSSESSIVES),
        ("preposition", english.PREPOSITIONS_AT_QUOTATIONS),
        ("copula", english.COPULAS_AT_QUOTATIONS),
        ("naming", english.NAMING_VERBS),
        ("work", english.WORK_NOUNS),
        ("word-noun", english.WORD_NOUNS),
        ("interface", english.INTERFACE_VERBS),
    ):
        if word in members:
            return name
    if word in english.INDEFINITE_ARTICLES:
        return "indefinite"
    if word == "the" or word in english.DEMONSTRATIVES:
        return "definite"
    if word in {"as", "that", "and", "or", "but", "not", "who"}:
        return word
    strength = english.reporting_strength(word)
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


@functools.cache
def _reporting_forms() -> frozenset[str]:
    return frozenset({*english.verb_forms(), "according"})


def _reporting(around: Surroundings) -> Iterator[str]:
    reporting = _reporting_forms()
    found = False
    for side, words in (("before", around.before[::-1]), ("after", around.after)):
        for distance, word in enumerate(words):
            if word not in reporting:
                continue
            strength = english.reporting_strength(word)
            if strength == "speech" or distance < 3 or word == "according":
                reach = "near" if distance < 3 else "mid" if distance < 9 else "far"
                yield f"reporting-{side}:{strength or 'according'}:{reach}"
                found = True
                break
    if not found:
        yield "no-reporting"


def _paragraph(scan: Scan, span: QuotedSpan, facts: SpanFacts) -> Iterator[str]:
    if span.outer_start == scan.paragraphs[span.paragraph].start:
        yield "starts-paragraph"
    if facts.fills_paragraph:
        yield "fills-paragraph"
