from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from invented import detection, silent
from tampering import A, Q, R, Rows, edit, problems, set_at, without_metadata

from quotes.cli import main
from quotes.dataset import Problem, open_release, validate, write_release
from quotes.errors import ReleaseError
from quotes.records import Detection, record_id


def two_spans() -> Detection:
    """One utterance in two spans."""
    made = detection("a2", "We close,” the board heard, “at ten")
    quote = made.quotes[0]
    middle, last = quote.start + len("We close,"), made.article.text.index("at ten,")
    first = replace(quote, id=(id := record_id(made.article.digest, quote.start, middle)), end=middle, text="We close,")
    second = replace(quote, id=record_id(made.article.digest, last, quote.end), start=last, text="at ten,")
    return replace(made, quotes=(replace(first, utterance_id=id), replace(second, utterance_id=id)))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = [detection("a1", source="Eastbrook Post"), two_spans(), silent("a3"), detection("a4", "We open at two")]
    out = tmp_path_factory.mktemp("dist")
    return write_release(made, name="eastbrook", version="1.0.0", out=out, settings={}).path


@pytest.fixture
def release(sound: Path, tmp_path: Path) -> Path:
    return without_metadata(Path(shutil.copytree(sound, tmp_path / "release")))


def test_a_sound_release_has_no_problem(sound: Path, release: Path) -> None:
    assert problems(sound) == problems(release) == []


DIGEST1 = detection("a1", source="Eastbrook Post").article.digest

# What is broken in which file, and all that is then said.
BROKEN: dict[str, tuple[str, Callable[[Rows], Any], list[str]]] = {
    "words": (
        Q,
        set_at(0, "text", to="We open at ten,"),
        ["quotes.jsonl:1 $.start: the article's text has 'We open at nine,' at 17:33, not 'We open at ten,'"],
    ),
    "speaker offset": (
        Q,
        set_at(0, "speaker", "start", to=39),
        ["quotes.jsonl:1 $.speaker.start: the article's text has ' Mira Okafor' at 39:51, not 'Mira Okafor'"],
    ),
    "speaker beyond the text": (
        Q,
        set_at(0, "speaker", "end", to=4000),
        [
            "quotes.jsonl:1 $.speaker.end: 4000 lies behind the end of the article's text, 108",
            "quotes.jsonl:1 $.context: 16:108 does not hold the speaker at 40:4000",
        ],
    ),
    "speaker name": (
        Q,
        set_at(0, "speaker", "name", to="Mira A. Okafor"),
        ["quotes.jsonl:1 $.speaker.name_start: the article's text has 'Mira Okafor' at 40:51, not 'Mira A. Okafor'"],
    ),
    "speaker name without a place": (
        Q,
        set_at(0, "speaker", "name_start", to=None),
        ["quotes.jsonl:1 $.speaker.name: name, name_start and name_end are all given or all null"],
    ),
    "role": (
        Q,
        set_at(0, "role", "end", to=3),
        ["quotes.jsonl:1 $.role.end: 3 lies before the start, 53"],
    ),
    "cue": (
        Q,
        set_at(0, "cue", "text", to="says"),
        ["quotes.jsonl:1 $.cue.start: the article's text has 'said' at 35:39, not 'says'"],
    ),
    "context text": (
        Q,
        lambda rows: rows[0]["context"].update(start=15, end=107),
        ["quotes.jsonl:1 $.context.start: the article's text at 15:107 is not the context"],
    ),
    "context too small": (
        Q,
        lambda rows: rows[0]["context"].update(text="“We open at nine,” said", end=39),
        ["quotes.jsonl:1 $.context: 16:39 does not hold the speaker at 40:51"],
    ),
    "context end": (
        Q,
        set_at(0, "context", "end", to=109),
        ["quotes.jsonl:1 $.context.end: 16:109 are 93 characters, but the context has 92"],
    ),
    "id": (
        Q,
        set_at(0, "id", to="0123456789abcdef"),
        [
            "quotes.jsonl:1 $.id: 0123456789abcdef is not the id of 17:33 in this article, ID1",
            "quotes.jsonl:1 $.utterance_id: ID1 is not the id of a quotation of this article",
        ],
    ),
    "utterance": (
        Q,
        set_at(2, "utterance_id", to="0123456789abcdef"),
        ["quotes.jsonl:3 $.utterance_id: 0123456789abcdef is not the id of a quotation of this article"],
    ),
    "utterance that is none": (
        Q,
        lambda rows: rows[1].update(utterance_id=rows[2]["id"]),
        [
            "quotes.jsonl:2 $.utterance_id: ID3 is not the first span of an utterance",
            "quotes.jsonl:3 $.utterance_id: ID2 is not the first span of an utterance",
        ],
    ),
    "twice": (
        Q,
        lambda rows: rows.insert(1, rows[0]),
        [
            "quotes.jsonl:2 $.id: ID1 is already the id of an earlier quotation of this article",
            "quotes.jsonl:2 $.start: 17 lies before the end of quotation ID1, 33",
            "manifest.json $.counts.quotes: 4, but the rows give 5",
            "manifest.json $.counts.splits.quotes.train: 4, but the rows give 5",
        ],
    ),
    "lost": (
        Q,
        lambda rows: rows.pop(3),
        [
            "manifest.json $.counts.clusters: 4, but the rows give 3",
            "manifest.json $.counts.quotes: 4, but the rows give 3",
            "manifest.json $.counts.splits.quotes.train: 4, but the rows give 3",
            "manifest.json $.counts.splits.extractive.train: 4, but the rows give 3",
        ],
    ),
    "unknown article": (
        Q,
        set_at(3, "article_id", to="a5"),
        ["quotes.jsonl:4 $.article_id: 'a5' is the id of no article in articles.jsonl"],
    ),
    "scattered": (
        Q,
        lambda rows: rows.append(rows.pop(1)),
        [
            "quotes.jsonl:2 $.utterance_id: ID2 is not the id of a quotation of this article",
            "quotes.jsonl:4 $.article_id: 'a2' has rows further up; the rows of an article stand together",
        ],
    ),
    "another order": (
        Q,
        lambda rows: rows.append(rows.pop(0)),
        [
            "quotes.jsonl:4 $.article_id: 'a1' stands further up in articles.jsonl than the article before; "
            "the order is the same",
        ],
    ),
    "no cluster": (
        Q,
        set_at(0, "cluster_id", to=None),
        ["quotes.jsonl:1 $.cluster_id: is null; in a release every quotation has a cluster"],
    ),
    "wrong split": (
        Q,
        set_at(0, "split", to="test"),
        [
            "quotes.jsonl:1 $.split: 'test' is not the article's, 'train'",
            "manifest.json $.counts.splits.quotes.train: 4, but the rows give 3",
            "manifest.json $.counts.splits.quotes.test: null, but the rows give 1",
        ],
    ),
    "another source": (
        Q,
        set_at(0, "source", to="Westbrook Post"),
        ["quotes.jsonl:1 $.source: 'Westbrook Post' is not the article's, 'Eastbrook Post'"],
    ),
    "digest": (
        A,
        set_at(2, "digest", to="0" * 64),
        [
            "articles.jsonl:3 $.digest: is not the SHA-256 of the text, DIGEST3",
            "manifest.json $.inputs.digest: INPUTS, but the rows give OTHER",
        ],
    ),
    "article twice": (
        A,
        set_at(2, "id", to="a1"),
        ["articles.jsonl:3 $.id: 'a1' is already the id of articles.jsonl:1"],
    ),
    "rejected words": (
        R,
        set_at(1, "text", to="The Short Wall"),
        ["rejected.jsonl:2 $.start: the article's text has 'The Long Wall' at 107:120, not 'The Short Wall'"],
    ),
    "rejected and quoted": (
        R,
        lambda rows: rows[0].update(id=record_id(DIGEST1, 17, 33), text="We open at nine,", start=17, end=33),
        ["rejected.jsonl:1 $.start: 17:33 is a quotation, too; a span is one or is set aside"],
    ),
    "rejected reason": (
        R,
        set_at(1, "reason", to="term"),
        [
            "manifest.json $.counts.rejected_by_reason.title: 3, but the rows give 2",
            "manifest.json $.counts.rejected_by_reason.term: null, but the rows give 1",
        ],
    ),
    "fraction": (
        Q,
        set_at(0, "start", to=17.0),
        [
            "quotes.jsonl:1 $.start: 17.0 is an integer and must be written as 17",
            "data/quotes: not compared from quotes.jsonl:1 on, which is no sound row",
            "manifest.json $.counts.splits.quotes.train: 4, but the rows give 3",
        ],
    ),
    "newer schema": (
        R,
        set_at(0, "schema_version", to="2.0.0"),
        [
            "rejected.jsonl:1 $.schema_version: 2.0.0 has major version 2; this package reads 1: install a release of "
            "it that reads 2",
            "manifest.json $.counts.rejected_by_reason.title: 3, but the rows give 2",
        ],
    ),
}


@pytest.mark.parametrize(("file", "change", "messages"), BROKEN.values(), ids=BROKEN)
def test_what_is_broken_is_told_and_nothing_else(
    sound: Path, release: Path, file: str, change: Callable[[Rows], Any], messages: list[str]
) -> None:
    edit(release, file, change)
    assert problems(release) == [filled(message, sound, release) for message in messages]


def filled(message: str, sound: Path, release: Path) -> str:
    """Put the digests in that a reader of this file need not see."""
    quotes = list(open_release(sound).rows(Q))
    articles = list(open_release(sound).rows(A))
    for number, quote in enumerate(quotes, 1):
        message = message.replace(f"ID{number}", quote["id"])
    for number, article in enumerate(articles, 1):
        message = message.replace(f"DIGEST{number}", article["digest"])
    if "OTHER" in message:
        digests = [article["digest"] for article in open_release(release).rows(A)]
        other = hashlib.sha256("".join(f"{digest}\n" for digest in digests).encode()).hexdigest()
        message = message.replace("OTHER", repr(other))
        message = message.replace("INPUTS", repr(open_release(sound).manifest.inputs.digest))
    return message


def test_every_breach_is_told_with_its_line(release: Path) -> None:
    with (release / Q).open("a", encoding="utf-8") as file:
        file.write('{"id": 7}\nno JSON\n[]\n{"start": NaN}\n')
    told = [line for line in problems(release) if line.startswith(Q)]
    assert f'{Q}:5 $.id: 7 is not of type "string"' in told
    assert f'{Q}:5 $: "article_id" is a required property' in told
    assert told[0].startswith(f"{Q}: bytes is ")
    assert told[1].startswith(f"{Q}: sha256 is ")
    assert told[-3:] == [
        f"{Q}:6: no JSON: Expecting value: line 1 column 1 (char 0)",
        f"{Q}:7: no JSON object",
        f"{Q}:8: no JSON: NaN is no JSON number",
    ]


def test_files_missing_changed_and_too_many_are_told(release: Path) -> None:
    (release / "README.md").unlink()
    (release / "notes.txt").write_text("mine", encoding="utf-8")
    (release / ".gitattributes").write_text("* text", encoding="utf-8")
    (release / "CHANGES.md").write_text("none", encoding="utf-8")
    entry = open_release(release).manifest.files["CHANGES.md"]
    assert problems(release) == [
        f"CHANGES.md: bytes is 4, but manifest.json says {entry.bytes}",
        "CHANGES.md: sha256 is 140bedbf9c3f6d56a9846d2ba7088798683f4da0c248231336e6a05679e4fdfe, "
        f"but manifest.json says {entry.sha256}",
        "README.md: missing, but manifest.json lists it",
        "notes.txt: manifest.json does not list this file",
    ]


def test_a_missing_row_file_is_one_problem(release: Path) -> None:
    (release / A).unlink()
    assert problems(release) == ["articles.jsonl: missing, but manifest.json lists it"]


def test_the_manifest_is_checked_by_its_schema(release: Path) -> None:
    manifest = json.loads((release / "manifest.json").read_text(encoding="utf-8"))
    manifest["counts"]["quotes"] = "four"
    (release / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert list(validate(release)) == [
        Problem(where="manifest.json", place="$.counts.quotes", message='"four" is not of type "integer"')
    ]


@pytest.mark.parametrize(
    ("place", "value", "message"),
    [
        (("rows_digest",), "0" * 64, "manifest.json $.rows_digest: {zeros}, but the rows give {digest}"),
        (("counts", "articles"), 9, "manifest.json $.counts.articles: 9, but the rows give 4"),
        (("inputs", "articles"), 9, "manifest.json $.inputs.articles: 9, but the rows give 4"),
        (("counts", "skipped"), 2, "manifest.json $.counts.skipped: 2, but $.skipped has 0 messages"),
    ],
)
def test_what_the_manifest_says_is_counted_anew(
    release: Path, place: tuple[str, ...], value: Any, message: str
) -> None:
    manifest = json.loads((release / "manifest.json").read_text(encoding="utf-8"))
    digest = manifest["rows_digest"]
    set_at(0, *place, to=value)([manifest])
    (release / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert problems(release) == [message.format(zeros=repr("0" * 64), digest=repr(digest))]


def test_what_is_no_release_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError) as caught:
        validate(tmp_path)
    assert str(caught.value) == f"{tmp_path}: no release: it holds no manifest.json"


ODD: dict[str, tuple[str, str]] = {
    "type": ('{"speaker": "x"}', '$.speaker: "x" is not of types "null", "object"'),
    "list": ('{"kind": [{"a": 1}]}', '$.kind: [{"a":1}] is not of type "string"'),
    "scalars": ('{"reasons": 7}', "$: Additional properties are not allowed ('reasons' was unexpected)"),
    "deep": ('{"url": ' + "[" * 900 + "]" * 900 + "}", ": no JSON: nested more than 64 deep"),
    "half a character": (
        '{"source": "\\ud800"}',
        ": no JSON: half a character (U+D800), which no UTF-8 file can hold",
    ),
    "digits": ('{"end": ' + "9" * 5000 + "}", ": no JSON: 99999999999999999999 is too large: an integer has 64 bits"),
    "infinite": ('{"end": 1e999}', ": no JSON: 1e999 is too large for a number"),
    "line break": ('{"a\\nb": 1}', "$: Additional properties are not allowed ('a\\nb' was unexpected)"),
}


@pytest.mark.parametrize(("fields", "message"), ODD.values(), ids=ODD)
def test_an_odd_row_is_one_line_in_every_command(sound: Path, release: Path, fields: str, message: str) -> None:
    first, *others = (release / Q).read_text(encoding="utf-8").splitlines()
    changed = f"{first[:-1]}, {fields[1:]}"  # of a key that is there twice, the last counts
    (release / Q).write_text("\n".join([changed, *others, ""]), encoding="utf-8")
    place = message if message.startswith(": ") else f" {message}"
    assert f"{Q}:1{place}" in problems(release)
    out = str(release.parent / "out")
    for command in (
        ["stats", str(release)],
        ["stats", str(release / Q)],
        ["diff", str(release), str(sound)],
        ["diff", str(sound), str(release), "--json"],
        ["revise", str(sound), "--quotes", str(release / Q), "--out", out],
    ):
        result = CliRunner().invoke(main, command)
        assert (result.exit_code, result.stderr) == (1, f"Error: {release / Q}:1{place}\n")
