"""Whether two quotations are the same words: said once, printed twice."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq, ScoreAlignment

from quotes import english
from quotes.clusters.quoted_words import STOP_WORDS, Words, stem, words_of
from quotes.clusters.speaker_names import name_words, same_entity

FEWEST_CONTENT_WORDS = 5
"""With fewer content words than these, the same words are said by one person only."""

# Those that say nothing else were tuned by hand on tests/pairs.toml; what they give there is in docs/release.md.
_STOP_WEIGHT = 0.25
_LEAST_PARTIAL_RATIO = 60
_LONGEST_SOUGHT = 200
"""Of a longer wording only so many words at each end are looked for in another: the search takes cubic time."""
_MOST_WORDS = 2000
"""Words that count of a wording, some twelve minutes of speech; comparing two takes quadratic time."""
# What is asked of the shorter one's content words and of the likeness, by evidence: of the whole, and of a part.
_LEAST_CONTENT = {"same": (0, 3), "unknown": (FEWEST_CONTENT_WORDS, 6), "different": (6, 9)}
_LEAST_LIKENESS = {"same": (0.7, 0.88), "unknown": (0.78, 0.92), "different": (0.92, 0.95)}
_FEWEST_CUT = 5
"""Words of all kinds that a part must have: fewer stand in half of what anybody says."""
_FAR_TOO_LITTLE = 0.25
"""With no more of its weight in the other, a wording is not looked at closely: even that of one speaker asks for .7."""
_ROUNDING = 1e-6
"""By which sums of weights may miss."""
_LONG_FRAME = 10
"""Weight of common words from which a frame with one other word is an edit, not another saying."""
_LEAST_LIKENESS_OF_FEW_WORDS = 0.78
_OPPOSED = [(stem(one), stem(other)) for pair in english.OPPOSITES for one, other in itertools.permutations(pair)]
_OPPOSITES = {word: frozenset(other for one, other in _OPPOSED if one == word) for word, _ in _OPPOSED}


class Evidence(Enum):
    """What the speakers' names say: one entity, two, or nothing."""

    SAME = "same"
    UNKNOWN = "unknown"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Wording:
    """Words and who is said to have said them.

    ``speaker`` is the name in words, empty for the unnamed; ``body`` says that it is an organization's; ``story``
    numbers the article, or the articles that repost it, or is -1.
    """

    words: Words
    speaker: tuple[str, ...] = ()
    body: bool = False
    story: int = -1


def wording_of(text: str, speaker: str | None = None, *, body: bool = False, story: int = -1) -> Wording:
    """Return the wording of a quotation's text and its speaker's name."""
    return Wording(words_of(text), name_words(speaker), body, story)


def told_by_words(wording: Wording) -> bool:
    """Say whether the very same words are this saying, whoever is named with them."""
    return wording.words.content >= _LEAST_CONTENT["different"][0]


def likeness(left: Wording, right: Wording) -> float:
    """Return how alike two wordings are, from 0 to 1; 0 unless they are the same words.

    They are where most of the weight of the words stands in both, in the same order. Of a longer quotation, the part
    that fits is compared. What is asked depends on the speakers: least of one speaker, whose words may have been
    translated twice; most of two. Another number, negation, name or opposite in the same place is another wording.
    """
    evidence = compare_speakers(left, right)
    both = _beginning(left.words), _beginning(right.words)
    short, long = sorted(both, key=lambda words: (len(words.stems), words.stems))
    if not _enough_in_common(short.stems, long.stems, _LEAST_LIKENESS[evidence.value][0]):
        return 0.0
    return max(_score(short, long, part, evidence) for part in _parts(short.stems, long.stems))


def _beginning(words: Words) -> Words:
    return words if len(words.stems) <= _MOST_WORDS else Words(words.stems[:_MOST_WORDS], words.names)


def compare_speakers(left: Wording, right: Wording) -> Evidence:
    """Return what the speakers' names say about two wordings being one."""
    if not left.speaker or not right.speaker:
        return Evidence.SAME if left.story == right.story != -1 else Evidence.UNKNOWN
    if same_entity(left.speaker, right.speaker):
        return Evidence.SAME
    # A ministry and its spokesman may be one source.
    return Evidence.UNKNOWN if left.body != right.body else Evidence.DIFFERENT


def _enough_in_common(short: Sequence[str], long: Sequence[str], least: float) -> bool:
    """Say whether so much of the shorter wording's weight stands in the longer one that they may be alike at all.

    Of a weight S, with c of it in a part of the other, the likeness is 2c / (c + S) at most: c is at least l / (2 - l)
    of S. Nearly all pairs that share but a turn of phrase end here, at a tenth of what it takes to align them.
    """
    bearable = (1 - least / (2 - least)) * _weight(short) + _ROUNDING
    there = set(long)
    missing = [word for word in short if word not in there]
    if _weight(missing) <= bearable:
        return True
    unlike = [word for word in missing if not _may_be_spelt_otherwise(word)]
    lacking = _weight(unlike)
    if lacking > bearable:
        return False
    others = [*filter(_may_be_spelt_otherwise, there)]
    for word in filter(_may_be_spelt_otherwise, missing):
        first = word[0]
        if not any(other[0] == first and _spelt_alike(word, other) for other in others):
            lacking += _STOP_WEIGHT if word in STOP_WORDS else 1.0
            if lacking > bearable:
                return False
    return True


def _score(short: Words, long: Words, part: Sequence[str], evidence: Evidence) -> float:
    """Return how alike the shorter wording and a part of the longer one are; 0 unless that is enough."""
    content, cut = short.content, part is not long.stems
    few = content < FEWEST_CONTENT_WORDS
    if content < _LEAST_CONTENT[evidence.value][cut] or (cut and few and len(short.stems) < _FEWEST_CUT):
        return 0.0
    least = _LEAST_LIKENESS_OF_FEW_WORDS if few and not cut else _LEAST_LIKENESS[evidence.value][cut]
    alike = _alike(short.stems, part, short.names | long.names)
    return alike if alike >= least else 0.0


def _parts(short: Sequence[str], long: Sequence[str]) -> Iterable[Sequence[str]]:
    """Yield what of the longer wording to compare: all, and of a much longer one, the span most like the shorter."""
    yield long
    if len(short) >= 0.9 * len(long):
        return
    text = " ".join(long)
    begin = _found(short[:_LONGEST_SOUGHT], text)
    end = begin if len(short) <= _LONGEST_SOUGHT else _found(short[-_LONGEST_SOUGHT:], text)
    if begin is not None and end is not None and begin.dest_start < end.dest_end:
        first = text.count(" ", 0, begin.dest_start)
        yield long[first : first + text.count(" ", begin.dest_start, end.dest_end) + 1]


def _found(words: Sequence[str], text: str) -> ScoreAlignment | None:
    """Return where the span of a text stands that is most like some words."""
    return fuzz.partial_ratio_alignment(" ".join(words), text, score_cutoff=_LEAST_PARTIAL_RATIO)


def _alike(left: Sequence[str], right: Sequence[str], names: frozenset[str]) -> float:
    """Return the share of the words' weight that stands in both, in order; 0 where one says something else."""
    common = 0.0
    alone_left: list[str] = []
    alone_right: list[str] = []
    for block in LCSseq.opcodes(left, right):
        if block.tag == "equal":
            common += _weight(left[block.src_start : block.src_end])
        else:
            alone_left += left[block.src_start : block.src_end]
            alone_right += right[block.dest_start : block.dest_end]
    if common <= _FAR_TOO_LITTLE * (common + _weight(alone_left)):
        return 0.0
    common += _pair_spellings(alone_left, alone_right)
    if _contradict(alone_left, alone_right, common, names):
        return 0.0
    return 2 * common / (2 * common + _weight(alone_left) + _weight(alone_right))


def _pair_spellings(left: list[str], right: list[str]) -> float:
    """Take the words out that are in both but for spelling or place, and return their weight."""
    by_letter: dict[str, dict[str, list[int]]] = {}
    for place in reversed(range(len(right))):
        by_letter.setdefault(right[place][0], {}).setdefault(right[place], []).append(place)
    twins_of: dict[str, list[list[int]]] = {}
    paired, taken = set(), set()
    for place, word in enumerate(left):
        if word not in twins_of:
            others = by_letter.get(word[0], {})
            twins_of[word] = [places for other, places in others.items() if _spelt_alike(word, other)]
        nearest = min((places for places in twins_of[word] if places), key=lambda places: places[-1], default=None)
        if nearest is not None:
            paired.add(place)
            taken.add(nearest.pop())
    weight = _weight([left[place] for place in paired])
    left[:] = [word for place, word in enumerate(left) if place not in paired]
    right[:] = [word for place, word in enumerate(right) if place not in taken]
    return weight


@functools.lru_cache(maxsize=2**16)
def _may_be_spelt_otherwise(word: str) -> bool:
    """Tell whether a word is long enough for another spelling, and no number."""
    return len(word) >= 4 and not word[0].isdecimal()


def _spelt_alike(left: str, right: str) -> bool:
    if left == right:
        return True
    if left[0] != right[0] or not (_may_be_spelt_otherwise(left) and _may_be_spelt_otherwise(right)):
        return False
    return fuzz.ratio(left, right) >= 80


def _weight(words: Sequence[str]) -> float:
    # Quarters are exact, in whatever order they are added.
    return len(words) - (1 - _STOP_WEIGHT) * sum(map(STOP_WORDS.__contains__, words))


def _contradict(left: Sequence[str], right: Sequence[str], common: float, names: frozenset[str]) -> bool:
    """Say whether the words that only one has make it another wording."""
    if sum(word in english.NEGATIONS for word in left) != sum(word in english.NEGATIONS for word in right):
        return True
    numbers_left, numbers_right = _numbers(left), _numbers(right)
    if numbers_left and numbers_right:
        return True
    if any(word in names for word in left) and any(word in names for word in right):
        return True
    if _fill_a_frame(left, right) and common < _LONG_FRAME:
        return True
    others = set(right)
    return any(not others.isdisjoint(_opposites(word)) for word in set(left))


def _fill_a_frame(left: Sequence[str], right: Sequence[str]) -> bool:
    """Say whether other words of content, as many, stand in an unchanged frame: who translates changes small words too.

    "We condemn the attack on the embassy" and "… on the mosque" are two wordings.
    """
    return 0 < len(left) == len(right) and not any(word in STOP_WORDS for word in (*left, *right))


def _numbers(words: Iterable[str]) -> list[str]:
    return [word for word in words if word[0].isdecimal()]


def _opposites(word: str) -> Iterator[str]:
    """Yield the words that say the contrary."""
    yield from _OPPOSITES.get(word, ())
    for prefix in english.NEGATING_PREFIXES:
        if len(word) > 2:
            yield prefix + word
        if word.startswith(prefix) and len(word) > len(prefix) + 2:
            yield word[len(prefix) :]
