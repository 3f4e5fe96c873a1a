from __future__ import annotations

from typing import Any

import pytest

from quotes.clusters.disagreement import Attributed, disagreements


def said(
    name: str | None,
    role: tuple[str, str | None, str | None] | None = None,
    *,
    story: int,
    form: str = "name",
    category: str = "official",
) -> Attributed:
    text, title, organization = role or ("", None, None)
    speaker = {"name": name, "form": form if name else "description"}
    fields: dict[str, Any] = {"text": text, "title": title, "organization": organization, "category": category}
    return Attributed(1, story, story, speaker, fields if role else None)


PENTAGON = ("Pentagon spokesperson", "spokesperson", "Pentagon")
DEFENSE = ("U.S. Defense Department spokesman", "spokesman", "U.S. Defense Department")
CHAIRS, CHAIR = ("chairs the Kell Commission", "chair", "Kell Commission"), ("chairwoman", "chairwoman", None)
OF_THE_PORT, OF_THE_BANK = ("Kell Port Commission", None, "Kell Port Commission"), ("Osk Bank", None, "Osk Bank")
STATE = ("the State Department’s deputy spokesperson", "deputy spokesperson", "State Department")
FOREIGN, PRIME = ("foreign minister", "foreign minister", None), ("prime minister", "prime minister", None)
PRESIDENT, VICE = ("president", "president", None), ("vice president", "vice president", None)
OF_KELL, OF_ARDMORE = ("mayor of Kell", "mayor", "Kell"), ("mayor of Ardmore", "mayor", "Ardmore")
PRINCIPAL = (
    "principal deputy spokesman for the Department of State",
    "principal deputy spokesman",
    "Department of State",
)


@pytest.mark.parametrize(
    ("left", "right", "disputed"),
    [
        (("Vedant Parel", PENTAGON), ("Parel", STATE), ["role"]),
        (("Vedant Parel", PENTAGON), ("Ana Ryde", STATE), ["speaker"]),
        (("Vedant Parel", STATE), ("Parel", PRINCIPAL), []),
        (("Vedant Parel", STATE), ("Parel", ("spokesperson", "spokesperson", None)), []),
        (("Vedant Parel", STATE), (None, None), []),
        (("Vedant Parel", STATE), (None, PENTAGON), ["role"]),
        (("Vedant Parel", PENTAGON), ("Parel", DEFENSE), []),
        (("Ana Ryde", FOREIGN), ("Ryde", PRIME), ["role"]),
        (("Ana Ryde", PRESIDENT), ("Ryde", VICE), ["role"]),
        (("Ana Ryde", CHAIRS), ("Ryde", CHAIR), []),
        (("Ana Ryde", CHAIRS), ("Ryde", OF_THE_PORT), []),
        (("Ana Ryde", CHAIRS), ("Ryde", OF_THE_BANK), ["role"]),
        (("Ana Ryde", OF_KELL), ("Ryde", OF_ARDMORE), ["role"]),
    ],
)
def test_what_is_disputed(left: Any, right: Any, disputed: list[str]) -> None:
    found = list(disagreements([said(*left, story=1), said(*right, story=2)]))
    assert [parts for _, parts, _ in found] == ([disputed] if disputed else [])


def test_a_body_and_its_spokesman_agree() -> None:
    ministry = said("State Department", story=1, form="organization")
    assert list(disagreements([ministry, said("Vedant Parel", STATE, story=2)])) == []
    assert [parts for _, parts, _ in disagreements([ministry, said("Ana Ryde", PENTAGON, story=2)])] == [["speaker"]]


def test_who_is_no_more_than_a_witness_may_have_another_role() -> None:
    neighbor = said("Ana Ryde", ("a neighbor", "neighbor", None), story=1, category="witness")
    assert list(disagreements([neighbor, said("Ryde", ("nurse", "nurse", None), story=2)])) == []


def test_variants_are_the_most_frequent_first_and_reposts_count_once() -> None:
    original, copy = said("Parel", PENTAGON, story=7), said("Parel", PENTAGON, story=7)
    copy = Attributed(1, 7, 8, copy.speaker, copy.role)
    others = [said("Vedant Parel", STATE, story=number) for number in (1, 2)]
    assert list(disagreements([original, copy, *others])) == [
        (
            1,
            ["role"],
            [
                {"speaker": "Vedant Parel", "role": STATE[0], "quotes": 2},
                {"speaker": "Parel", "role": PENTAGON[0], "quotes": 1},
            ],
        )
    ]


def test_one_article_does_not_disagree_with_itself() -> None:
    assert list(disagreements([said("Vedant Parel", story=1), said("Ana Ryde", story=1)])) == []


def test_a_line_that_everybody_says_is_disputed_once() -> None:
    everybody = [said(f"Ana {chr(65 + n % 26)}{n}ryde", OF_KELL, story=n) for n in range(300)]
    ((cluster, disputed, variants),) = disagreements(everybody)
    # With 300 in each of 300 rows, rows would grow with the square of the names.
    assert (cluster, disputed, len(variants)) == (1, ["speaker"], 20)
