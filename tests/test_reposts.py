from __future__ import annotations

import random

import pytest

from quotes.clusters.reposts import stories

WORDS = "harbor ferry tunnel council winter bridge pilot market river school budget vote storm train field song".split()


def text(seed: int, words: int = 300) -> str:
    rng = random.Random(seed)
    return " ".join(f"{rng.choice(WORDS)}{rng.choice(WORDS)}" for _ in range(words))


def changed(original: str, share: float) -> str:
    rng = random.Random(share)
    return " ".join(word if rng.random() > share else "another" for word in original.split())


STORY = text(1)


@pytest.mark.parametrize(
    ("other", "repost"),
    [
        (STORY, True),
        (STORY.upper().replace(" ", ",  "), True),
        (f"By our staff.\n\n{STORY}\n\nSubscribe to our newsletter for more like this.", True),
        (changed(STORY, 0.02), True),
        (STORY[: len(STORY) * 7 // 10], True),
        (STORY[: len(STORY) * 4 // 10], False),
        (changed(STORY, 0.2), False),
        (f"{STORY[: len(STORY) // 2]} {text(2, 150)}", False),
        (text(3), False),
    ],
)
def test_near_duplicates(other: str, repost: bool) -> None:
    assert stories([STORY, text(9), other]).tolist() == [0, 1, 0 if repost else 2]


def test_short_texts_are_reposts_only_if_equal() -> None:
    brief = "The ferry to Kell leaves at nine on weekdays, and at ten on Sundays."
    assert stories([brief, brief.replace("nine", "eight"), brief.upper(), "", "", "Kell"]).tolist() == [
        0,
        1,
        0,
        3,
        3,
        5,
    ]


def test_updates_of_updates_are_one_story() -> None:
    updates = [text(5, 200)]
    for number in range(4):
        updates.append(f"{updates[-1]} {text(50 + number, 60)}")
    assert stories([text(6), *updates]).tolist() == [0, 1, 1, 1, 1, 1]
    assert stories(reversed([text(6), *updates])).tolist() == [0, 0, 0, 0, 0, 5]


def test_hundreds_of_copies_are_one_story() -> None:
    copies = [changed(STORY, 0.01 * (number % 3)) for number in range(150)]
    assert set(stories([*copies, text(8)]).tolist()) == {0, 150}
