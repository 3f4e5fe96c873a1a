"""The same words across articles: pairs, whole pools, and what the order must not change."""

from __future__ import annotations

import random
import tomllib
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from quotes.clusters import matching
from quotes.clusters.clustering import cluster
from quotes.clusters.matching import Wording, _enough_in_common, _pair_spellings, _spelt_alike, likeness, wording_of
from quotes.clusters.quoted_words import words_of
from quotes.clusters.speaker_names import name_words, same_entity

PAIRS: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "pairs.toml").read_text(encoding="utf-8"))["pair"]

FIRST = "Ada Bo Cem Dov Eva Finn Gus Hal Ida Jon Kit Lea Max Ned Ona".split()
LAST = "Abel Birk Cole Dahl Engel Falk Grant Holm Ives Jung Kern Lund Moor Nash Orr".split()


def two(pair: dict[str, Any], story: int = 0) -> tuple[Wording, Wording]:
    """Return the quotations of a pair, of two articles."""
    left, right = pair["speakers"]
    return wording_of(pair["left"], left or None, story=story), wording_of(
        pair["right"], right or None, story=story + 1
    )


def pool() -> list[Wording]:
    return [one for number, pair in enumerate(PAIRS) for one in two(pair, 2 * number)]


@pytest.mark.parametrize("part", ["all", "held out"])
def test_pairs_of_one_pool_are_told_apart(part: str) -> None:
    """All pairs are clustered together, so that wrong company of another pair's counts too."""
    clusters = cluster(pool()).clusters
    judged = [
        (pair["same"], bool(clusters[2 * number] == clusters[2 * number + 1]))
        for number, pair in enumerate(PAIRS)
        if part == "all" or pair.get("held_out")
    ]
    hits = judged.count((True, True))
    precision, recall = hits / sum(found for _, found in judged), hits / sum(same for same, _ in judged)
    assert len(judged) >= (120 if part == "all" else 30)
    assert (precision >= 0.97, recall >= 0.9) == (True, True), f"precision {precision:.3f}, recall {recall:.3f}"


def test_unlike_pairs_stay_apart_in_the_pool() -> None:
    """Quotations of different pairs are different words, but for the few that pairs have in common."""
    clusters = cluster(pool()).clusters.tolist()
    mixed = {
        (one // 2, other // 2)
        for one in range(len(clusters))
        for other in range(one)
        if clusters[one] == clusters[other] and one // 2 != other // 2
    }
    texts = [{PAIRS[number]["left"], PAIRS[number]["right"]} for number in range(len(PAIRS))]
    assert [(one, other) for one, other in mixed if not shared(texts[one], texts[other])] == []


def shared(one: set[str], other: set[str]) -> bool:
    plain = [{" ".join(words_of(text).stems) for text in texts} for texts in (one, other)]
    return any(left in right or right in left for left in plain[0] for right in plain[1])


def test_likeness_is_symmetric() -> None:
    for pair in PAIRS:
        left, right = two(pair)
        assert likeness(left, right) == likeness(right, left)


def test_the_order_does_not_matter() -> None:
    wordings = pool()
    order = list(range(len(wordings)))
    random.Random(3).shuffle(order)
    there, here = cluster(wordings), cluster([wordings[number] for number in order])
    for straight, shuffled in ((there.clusters, here.clusters), (there.families, here.families)):
        assert [int(straight[number]) for number in order] == shuffled.tolist()


def test_a_chain_of_small_changes_ends() -> None:
    words = [
        f"{name}{ending}" for name in "harbor ferry tunnel valley orchard".split() for ending in ("", "man", "side")
    ]
    chain = [
        wording_of(" ".join([*words[step:], *(f"market{word}" for word in words[:step])]), "Mira Okafor")
        for step in range(len(words))
    ]
    found = cluster(chain)
    assert len(set(found.families.tolist())) == 1
    assert found.clusters[0] != found.clusters[-1]
    leaders = {int(one): chain[found.clusters.tolist().index(one)] for one in found.clusters}
    assert len(leaders) > 2


def test_of_many_with_a_turn_of_phrase_in_common_the_same_words_are_found() -> None:
    phrase = "We are doing everything that we can to help the people of"
    towns = [
        f"{first}{last}"
        for first in ("Kell", "Ard", "Bell", "Sten", "Vor")
        for last in "haven more ton wick by".split()
    ]
    wordings = [wording_of(f"{phrase} {town}", f"Mayor {town}") for town in towns for _ in range(4)]
    assert len(set(cluster(wordings).clusters.tolist())) == len(towns)


def test_the_very_same_words_are_one_cluster_however_many_are_named() -> None:
    said = "We will rebuild the harbor wall before the winter storms come back"
    names = [f"{first} {last}" for first in FIRST for last in LAST]
    same = cluster(wording_of(said, name, story=number) for number, name in enumerate(names))
    assert len(names) == 225
    assert (set(same.clusters.tolist()), set(same.families.tolist())) == ({same.clusters[0]}, {same.families[0]})


def test_few_words_are_one_cluster_only_of_one_name() -> None:
    names = ["Ingrid Brandt", "Tomas Weil", "Ingrid Brandt", "Weil", "Ola Renn"]
    clusters = cluster(
        wording_of("No comment at all", name, story=number) for number, name in enumerate(names)
    ).clusters
    assert [clusters.tolist().index(one) for one in clusters] == [0, 1, 0, 1, 4]


def test_what_is_not_compared_closely_would_not_have_been_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all pairs of the pool, and of the halves and ends of its wordings, of one speaker and of two."""
    said = [one for pair in PAIRS[::5] for one in (pair["left"], pair["right"])]
    said += [" ".join(words[len(words) // 2 :]) for words in map(str.split, said)]
    wordings = [wording_of(text, FIRST[number % 3], story=number) for number, text in enumerate(said)]
    pairs = list(combinations(wordings, 2))
    close = [_enough_in_common(*by_length(*pair), 0.7) for pair in pairs]
    quick = [likeness(*pair) for pair in pairs]
    monkeypatch.setattr(matching, "_enough_in_common", lambda *_: True)
    assert quick == [likeness(*pair) for pair in pairs]
    assert 15 < sum(map(bool, quick)) < sum(close) < len(pairs) / 10


def by_length(left: Wording, right: Wording) -> tuple[tuple[str, ...], tuple[str, ...]]:
    short, long = sorted((left.words.stems, right.words.stems), key=len)
    return short, long


def test_nothing_has_no_clusters() -> None:
    assert cluster([]).clusters.tolist() == []
    assert (
        len(set(cluster([wording_of("…"), wording_of("!", "Mira Okafor"), wording_of("Yes")]).clusters.tolist())) == 3
    )
    assert len(set(cluster([wording_of("…", "Okafor"), wording_of("!", "Mira Okafor")]).clusters.tolist())) == 2


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("We won't go; we can't!", "we will not go we can not"),
        ("[T]he gate[s] (of the harbor) leak", "The gates leak"),
        ("twenty-five thousand people", "25,000 people"),
        ("Two hundred and six", "206"),
        ("$1.5 million", "1,500,000"),
        ("40 per cent", "40%"),
        ("the mayor’s programme", "The mayor program"),
        ("It’s Ąnna, um, Kowalska", "it is Anna Kowalska"),
        ("no one", "nobody"),
    ],
)
def test_what_editors_change_is_no_difference(left: str, right: str) -> None:
    assert words_of(left).stems == words_of(right).stems


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Patel", "Vedant Patel", True),
        ("Volodymyr Zelensky", "Zelenskyy", True),
        ("Volodymyr", "Volodymyr Zelensky", True),
        ("Joe Biden", "Joseph R. Biden Jr.", True),
        ("J. Weld", "Jonas Weld", True),
        ("Councillor Roe", "Sigrid Roe", True),
        ("Tomas “Bull” Herrera", "Tomas Herrera", True),
        ("Department of Fisheries", "the Fisheries Department", True),
        ("EFA", "European Fisheries Agency", True),
        ("John Brixton", "Joan Brixton", False),
        ("Mira Okafor", "Mira Oduya", False),
        ("Roe", "Lim", False),
    ],
)
def test_names_of_one_entity(left: str, right: str, same: bool) -> None:
    assert same_entity(name_words(left), name_words(right)) is same
    assert same_entity(name_words(right), name_words(left)) is same


def test_words_in_another_spelling_are_paired_first_with_first() -> None:
    rng = random.Random(0)
    known = "harbor harbour harbors noon noons moon not 10 105 treaty treatis treatys ferry fery ferries".split()
    for _ in range(300):
        left, right = rng.choices(known, k=rng.randint(0, 9)), rng.choices(known, k=rng.randint(0, 9))
        alone_left, alone_right = list(left), list(right)
        for word in left:
            twin = next((other for other in alone_right if _spelt_alike(word, other)), None)
            if twin is not None:
                alone_left.remove(word)
                alone_right.remove(twin)
        paired = len(left) - len(alone_left)
        weight = _pair_spellings(left, right)
        assert (left, right) == (alone_left, alone_right)
        assert paired - 0.75 * paired <= weight <= paired


@pytest.mark.parametrize("place", ["beginning", "middle", "end"])
def test_a_part_of_a_very_long_quotation_is_found(place: str) -> None:
    rng = random.Random(place)
    said = [f"{rng.choice(('harbor', 'ferry', 'tide', 'lamp', 'rope'))}{number}" for number in range(1200)]
    start = {"beginning": 0, "middle": 400, "end": 800}[place]
    whole, part = (wording_of(" ".join(words), "Ingrid Brandt") for words in (said, said[start : start + 400]))
    assert likeness(whole, part) == 1.0


def test_what_may_be_alike_is_weighed_as_one_word_after_the_other() -> None:
    chance = random.Random(7)
    words = (
        "the a of we labour labor centre center bridge bridges ferry 40 400 4000 open opens not mayor mayors".split()
    )
    for _ in range(3000):
        short, long = (tuple(chance.choices(words, k=chance.randint(1, 9))) for _ in range(2))
        least = chance.choice((0.55, 0.7, 0.8, 0.9))
        lacking = [word for word in short if not any(matching._spelt_alike(word, other) for other in long)]
        enough = matching._weight(lacking) <= (1 - least / (2 - least)) * matching._weight(short) + matching._ROUNDING
        assert matching._enough_in_common(short, long, least) is enough, (short, long, least)
