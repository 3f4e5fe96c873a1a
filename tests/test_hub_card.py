from __future__ import annotations

import pytest

from quotes.errors import HubError
from quotes.hub.merged_card import merge_cards

OURS = """\
---
license: unknown
pretty_name: eastbrook
tags:
- quotation
- news
configs:
- config_name: quotes
  version: 1.1.0
---
# eastbrook 1.1.0
"""


def card(*lines: str) -> str:
    return "\n".join(["---", *lines, "---", "# Their text", ""])


@pytest.mark.parametrize(
    "theirs",
    [
        "",
        "# No metadata\n",
        "---\n---\n",
        OURS.replace("1.1.0", "1.0.0"),
        card("configs:", "- config_name: old", "dataset_info:", "  features: []", "size_categories:", "- n<1K"),
        card("tags:", "- news", "license_name: nothing without a licence"),
    ],
)
def test_a_card_that_adds_nothing_changes_nothing(theirs: str) -> None:
    assert merge_cards(OURS, theirs) == OURS


@pytest.mark.parametrize(
    ("theirs", "ours", "merged"),
    [
        (["pretty_name: Eastbrook Quotes"], "pretty_name: eastbrook\n", "pretty_name: Eastbrook Quotes\n"),
        (["tags:", "- courts", "- news"], "- news\n", "- news\n- courts\n"),
        (["license: cc-by-4.0"], "license: unknown\n", "license: cc-by-4.0\n"),
        (["language:", "- en"], "---\n# east", "language:\n- en\n---\n# east"),
        (["doi: 10.1234/é"], "---\n# east", "doi: 10.1234/é\n---\n# east"),
        (
            ["license: other", "license_name: Eastbrook terms", "license_link: https://eastbrook.example/terms"],
            "license: unknown\n",
            "license: other\n",
        ),
    ],
)
def test_what_a_person_added_stays(theirs: list[str], ours: str, merged: str) -> None:
    result = merge_cards(OURS, card(*theirs))
    expected = OURS.replace(ours, merged, 1)
    if "license_link" in theirs[-1]:
        added = "license_name: Eastbrook terms\nlicense_link: https://eastbrook.example/terms\n"
        expected = expected.replace("---\n# east", f"{added}---\n# east")
    assert result == expected


def test_a_licence_that_the_articles_name_is_ours() -> None:
    ours = OURS.replace("unknown", "mit").replace("pretty_name", "language:\n- en\npretty_name")
    assert merge_cards(ours, card("license: other", "license_name: X", "language:", "- fr")) == ours


def test_merging_again_changes_nothing() -> None:
    once = merge_cards(OURS, card("tags:", "- courts", "doi: 10.1234/x", "pretty_name: Eastbrook", "license: mit"))
    assert merge_cards(OURS, once) == once


@pytest.mark.parametrize(
    ("theirs", "message"),
    [
        (
            card("a: [1", "b: 2"),
            "line 3: expected ',' or ']', but got ':'",
        ),
        (
            card("- a", "- b"),
            "they are not a list of keys and values",
        ),
    ],
)
def test_metadata_that_cannot_be_read_are_not_dropped(theirs: str, message: str) -> None:
    with pytest.raises(HubError) as caught:
        merge_cards(OURS, theirs)
    assert str(caught.value) == f"README.md on the Hub: its metadata cannot be read: {message}; mend them there"
