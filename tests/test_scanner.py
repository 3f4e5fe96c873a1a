from __future__ import annotations

import pytest

from quotes.detection.scanner import scan


def spans(text: str) -> list[str]:
    return [text[span.start : span.end] for span in scan(text).spans]


def leftovers(text: str) -> list[tuple[str, str]]:
    return [(text[left.start : left.end], left.reason) for left in scan(text).leftovers]


@pytest.mark.parametrize(
    "text",
    [
        "“We open at noon,” she said.",
        '"We open at noon," she said.',
        "''We open at noon,'' she said.",
        "``We open at noon,'' she said.",
        "«We open at noon,» she said.",
        "« We open at noon, » she said.",
        "»We open at noon,« she said.",
        "„We open at noon,“ she said.",
        "„We open at noon,” she said.",
        "‘We open at noon,’ she said.",
        "'We open at noon,' she said.",
        "「We open at noon,」 she said.",
        '“We open at noon," she said.',
        '"We open at noon,” she said.',
    ],
)
def test_every_kind_of_mark(text: str) -> None:
    assert spans(text) == ["We open at noon,"]
    assert leftovers(text) == []


@pytest.mark.parametrize(
    ("text", "outer", "inner"),
    [
        ("“They said ‘never’ and left,” she said.", "They said ‘never’ and left,", []),
        ("‘They said “never again” and left,’ she said.", "They said “never again” and left,", ["never again"]),
        ('"They said "never again" and left," she said.', 'They said "never again" and left,', ["never again"]),
        ("“They said “never again” and left,” she said.", "They said “never again” and left,", ["never again"]),
        ("«They said “never again” and left,» she said.", "They said “never again” and left,", ["never again"]),
        ("“‘Never again,’ they said,” she said.", "‘Never again,’ they said,", []),
    ],
)
def test_the_outermost_marks_hold_the_quotation(text: str, outer: str, inner: list[str]) -> None:
    assert spans(text) == [outer]
    assert leftovers(text) == [(words, "nested") for words in inner]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "'The boys' boats don't leak, and it's the ferry's fault,' she said.",
            ["The boys' boats don't leak, and it's the ferry's fault,"],
        ),
        ("‘The boys’ boats don’t leak,’ she said. The girls’ do.", ["The boys’ boats don’t leak,"]),
        ("'We danced in the '90s,' he said. 'We were young.'", ["We danced in the '90s,", "We were young."]),
        ("'I'm goin' home,' he said.", ["I'm goin' home,"]),
        ("The so-called 'experts' missed the workers' plan, which wasn't 'new'.", ["experts", "new"]),
        ("The girls' coach said Jess' car is the teachers'.", []),
        ("It was the '90s, and the '80s were over; rock 'n' roll's heirs.", []),
        ("'Tis the boys' night.", []),
    ],
)
def test_single_marks_and_apostrophes(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He is 6\'2" tall and she 5\'10". "I grew," he said.', ["I grew,"]),
        ('A 12" pie and a 14" one were gone. "I ate them," he said.', ["I ate them,"]),
        ('"I had the 12" pie and slept," he said.', ['I had the 12" pie and slept,']),
        ('She calls it "the summer of 1969" and then says, "No."', ["the summer of 1969", "No."]),
        ("“I had the 12” pie and slept,” he said.", ["I had the 12” pie and slept,"]),
    ],
)
def test_inches(text: str, expected: list[str]) -> None:
    assert spans(text) == expected
    assert leftovers(text) == []


def test_an_utterance_runs_over_paragraphs_that_open_the_mark_again() -> None:
    found = scan("“We open at noon.\n\n“We close at nine.\n\n“We sleep,” she said.\n\n“We,” he said, “do not.”")
    assert [span.continues for span in found.spans] == [True, True, False, False, False]
    assert [span.paragraph for span in found.spans] == [0, 1, 2, 3, 3]
    assert [span.repaired for span in found.spans] == [False] * 5


@pytest.mark.parametrize("line_break", ["\n", "\n\n", "\r\n", "\r\n\r\n"])
@pytest.mark.parametrize(("opening", "closing"), ["“”", '""', "‘’", ("''", "''"), "«»"])
def test_an_utterance_runs_on_in_every_kind_of_mark(opening: str, closing: str, line_break: str) -> None:
    first = f"Brandt was firm: {opening}We open at noon, whatever they tell you."
    second = f"{opening}We close at nine,{closing} she said."
    text = f"{first}{line_break}{second}"
    assert spans(text) == ["We open at noon, whatever they tell you.", "We close at nine,"]
    assert [span.continues for span in scan(text).spans] == [True, False]


FOLLOWING = "“We close at nine,” he said. “Good night.”"


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("“We open at noon, she said.", ["We open at noon,"]),
        ("We open at noon,” she said.", ["We open at noon,"]),
        ("She said, “We open at noon.", ["She said, “We open at noon."]),
        ("A stray ” mark in the words.", []),
        ("A “stray mark in the words.", []),
        ('A stray " mark in the words.', []),
        ("The words end with a stray mark.”", []),
        ("“", []),
        ("”", []),
        ("“““", []),
        ("«", []),
        ("A ‘stray mark in the words.", []),
        ("One “quotation” and a stray “ mark.", ["quotation"]),
    ],
)
def test_a_missing_or_stray_mark_costs_at_most_its_own_paragraph(paragraph: str, expected: list[str]) -> None:
    for text in (f"{paragraph}\n\n{FOLLOWING}", f"{FOLLOWING}\n\n{paragraph}\n\n{FOLLOWING}"):
        found = scan(text)
        index = [found.paragraphs[span.paragraph].start for span in found.spans]
        others = [
            text[span.start : span.end]
            for span, start in zip(found.spans, index, strict=True)
            if not text.startswith(f"{paragraph}\n\n", start)
        ]
        assert others == ["We close at nine,", "Good night."] * text.count("Good night")
        assert not any(span.continues and text[span.start :].startswith(FOLLOWING[1:9]) for span in found.spans)
    if "She said" not in paragraph:
        assert spans(f"{paragraph}\n\n{FOLLOWING}")[: len(expected)] == expected


@pytest.mark.parametrize("line_break", ["\n", "\n\n"])
def test_one_pair_of_marks_holds_all_lines_between(line_break: str) -> None:
    letter = line_break.join(["Dear board,", "We have asked for a boat.", "We have had no answer.", "Yours"])
    assert spans(f"Ann Orr wrote:{line_break}“{letter}”{line_break}{FOLLOWING}")[0] == letter
    assert spans(f"Ann Orr wrote: “{letter[:-5]}{line_break}The pipe is 6” wide.{line_break}{FOLLOWING}")[0] != letter


def test_what_is_no_quotation_is_left_over() -> None:
    assert leftovers("He left “” and “…” and ” behind.") == [("“”", "empty"), ("“…”", "empty"), ("”", "unpaired")]


def test_twenty_marks_deep() -> None:
    assert spans("“deep " * 20 + "water" + "”" * 20) == ["deep " + "“deep " * 19 + "water" + "”" * 19]


def test_several_quotations_in_one_paragraph() -> None:
    text = '"Yes," she said, "we open at noon." "Good," he said.'
    assert spans(text) == ["Yes,", "we open at noon.", "Good,"]
