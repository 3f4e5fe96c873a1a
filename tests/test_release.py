from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from invented import detection, many, silent, write

from quotes.dataset import Release, Skipped, open_release, validate, write_release
from quotes.dataset.metadata import draw_chart
from quotes.dataset.placement.splits import split_of
from quotes.dataset.writing import publishing
from quotes.errors import ArticleError, RecordError, ReleaseError
from quotes.records import Detection


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    return write(tmp_path_factory.mktemp("dist"), many(language="en", license="CC-BY-4.0", published="2024-05-01"))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_release_validates(release: Release) -> None:
    assert list(validate(release.path)) == []


def test_it_holds_every_row_that_was_given(release: Release) -> None:
    made = list(many(language="en", license="CC-BY-4.0", published="2024-05-01"))
    splits = [split_of(one.article.digest[:16]) for one in made]
    pairs = zip(made, splits, strict=True)
    articles = [{**one.article.to_dict(), "english": True, "split": split} for one, split in pairs]
    assert list(release.rows("articles.jsonl")) == articles
    assert list(release.rows("rejected.jsonl")) == [detection.rejected[0].to_dict() for detection in made]
    placed = [
        replace(one.quotes[0], cluster_id=one.quotes[0].id, split=split).to_dict()
        for one, split in zip(made, splits, strict=True)
    ]
    assert list(release.rows("quotes.jsonl")) == placed


def test_two_builds_give_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "draw_chart", draw_chart)  # as the other process does
    release = write(tmp_path / "here", many(language="en", license="CC-BY-4.0", published="2024-05-01"))
    script = (
        "import sys; from pathlib import Path; from invented import many, write;"
        "write(Path(sys.argv[1]), many(language='en', license='CC-BY-4.0', published='2024-05-01'))"
    )
    run_python(script, tmp_path / "there", PYTHONHASHSEED="7")
    assert contents(tmp_path / "there" / "eastbrook" / "1.0.0") == contents(release.path)


def test_the_manifest_names_no_place_and_no_time(release: Release) -> None:
    text = (release.path / "manifest.json").read_text(encoding="utf-8")
    assert str(release.path.parent.parent) not in text
    assert os.uname().nodename not in text
    assert list(json.loads(text)) == [
        "schema_version",
        "name",
        "version",
        "rows_digest",
        "full_rows_digest",
        "previous",
        "tools",
        "schemas",
        "settings",
        "citation",
        "inputs",
        "counts",
        "skipped",
        "files",
    ]


def test_the_same_rows_again_change_nothing(tmp_path: Path) -> None:
    first = write(tmp_path, many(3))
    times = {path: path.stat().st_mtime_ns for path in first.path.rglob("*")}
    assert write(tmp_path, many(3)) == first
    assert {path: path.stat().st_mtime_ns for path in first.path.rglob("*")} == times
    assert [path.name for path in first.path.parent.iterdir()] == ["1.0.0"]


@pytest.mark.parametrize(("others", "following"), [([], "1.1.0"), (["1.4.2", "2.0.0", "notes"], "1.5.0")])
def test_other_rows_under_a_version_are_refused(tmp_path: Path, others: list[str], following: str) -> None:
    before = contents(write(tmp_path, many(3)).path)
    for other in others:
        (tmp_path / "eastbrook" / other).mkdir()
    with pytest.raises(ReleaseError) as caught:
        write(tmp_path, many(4))
    assert str(caught.value) == (
        f"{tmp_path}/eastbrook/1.0.0: this version exists with other content, and a version never changes; "
        "articles.jsonl (1 added), quotes.jsonl (1 added), rejected.jsonl (1 added) and 8 made from them "
        f"differ; build it as {following}"
    )
    assert contents(tmp_path / "eastbrook" / "1.0.0") == before


def test_a_damaged_release_is_not_taken_for_the_same(tmp_path: Path) -> None:
    release = write(tmp_path, many(3))
    (release.path / "quotes.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(ReleaseError) as caught:
        write(tmp_path, many(3))
    assert str(caught.value) == (
        f"{release.path}/quotes.jsonl: not what the manifest says; `quotes validate {release.path}` tells more"
    )


def test_what_is_no_release_is_not_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "eastbrook" / "1.0.0"
    folder.mkdir(parents=True)
    (folder / "thesis.tex").write_text("mine", encoding="utf-8")
    with pytest.raises(ReleaseError) as caught:
        write(tmp_path, many(3))
    assert str(caught.value) == f"{folder}: no release: it holds no manifest.json"
    assert contents(folder) == {"thesis.tex": b"mine"}


@pytest.mark.parametrize(
    ("name", "version", "message"),
    [
        (
            "../up",
            "1.0.0",
            "name '../up': a dataset's name has letters, digits, '-', '_' and '.', not at the ends and no '--' or "
            "'..', 96 at most: news-quotes",
        ),
        ("news", "1.0", "version '1.0': a version is three numbers, MAJOR.MINOR.PATCH: 1.0.0"),
        ("news", "v1.0.0", "version 'v1.0.0': a version is three numbers, MAJOR.MINOR.PATCH: 1.0.0"),
        ("news", "1.0.01", "version '1.0.01': a version is three numbers, MAJOR.MINOR.PATCH: 1.0.0"),
    ],
)
def test_names_and_versions_that_are_none(tmp_path: Path, name: str, version: str, message: str) -> None:
    with pytest.raises(ReleaseError) as caught:
        write_release(many(1), name=name, version=version, out=tmp_path, settings={})
    assert str(caught.value) == message
    assert list(tmp_path.iterdir()) == []


def test_an_error_on_the_way_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> Iterator[Detection]:
        yield detection("a1")
        raise ArticleError("news.jsonl:2", "no text")

    with pytest.raises(ArticleError, match=r"^news.jsonl:2: no text$"):
        write(tmp_path, broken())
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "dist").write_text("a file", encoding="utf-8")
    with pytest.raises(ReleaseError) as caught:
        write(tmp_path / "dist", many(1))
    assert str(caught.value) == f"{tmp_path}/dist/eastbrook/1.0.0: cannot be written: Not a directory"


def test_no_article_is_no_release(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError) as caught:
        write(tmp_path, [])
    assert str(caught.value) == f"{tmp_path}/eastbrook/1.0.0: no article to release (0 skipped)"


def test_a_killed_build_leaves_nothing_and_hinders_nobody(tmp_path: Path) -> None:
    script = (
        "import sys, itertools; from pathlib import Path; from invented import detection, write\n"
        "def endless():\n"
        "    for number in itertools.count():\n"
        "        yield detection(f'a{number}')\n"
        "        if number == 500: print('half-way', flush=True)\n"
        "write(Path(sys.argv[1]), endless())"
    )
    with subprocess.Popen(command(script, tmp_path), env=environment(), stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"half-way\n"
        process.send_signal(signal.SIGKILL)
    folder = tmp_path / "eastbrook"
    (leftover,) = folder.iterdir()
    assert leftover.name.startswith(".tmp-")
    assert leftover.joinpath("quotes.jsonl").exists()
    release = write(tmp_path, many(3))
    assert list(folder.iterdir()) == [release.path]
    assert list(validate(release.path)) == []


@pytest.mark.parametrize(("numbers", "refused"), [((3, 3), 0), ((3, 4), 1)])
def test_of_two_builds_at_once_one_wins(tmp_path: Path, numbers: tuple[int, int], refused: int) -> None:
    both_begun = threading.Barrier(2, timeout=60)
    errors = []

    def meeting(number: int) -> Iterator[Detection]:
        both_begun.wait()
        yield from many(number)

    def build(number: int) -> None:
        try:
            write(tmp_path, meeting(number))
        except ReleaseError as error:
            errors.append(str(error))

    threads = [threading.Thread(target=build, args=(number,)) for number in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    message = f"{tmp_path}/eastbrook/1.0.0: this version exists with other content, and a version never changes; "
    assert [error[: len(message)] for error in errors] == [message] * refused
    assert [path.name for path in (tmp_path / "eastbrook").iterdir()] == ["1.0.0"]
    assert list(validate(tmp_path / "eastbrook" / "1.0.0")) == []


def test_an_id_keeps_its_split_when_articles_are_added(tmp_path: Path) -> None:
    few, more = write(tmp_path, many(20)), write(tmp_path, reversed(list(many(60))), version="1.1.0")
    splits = {row["id"]: row["split"] for row in more.rows("quotes.jsonl")}
    assert [splits[row["id"]] for row in few.rows("quotes.jsonl")] == [row["split"] for row in few.rows("quotes.jsonl")]


def test_the_splits_are_as_large_as_promised() -> None:
    splits = [split_of(f"{number:016x}") for number in range(20_000)]
    assert [round(splits.count(split) / 20_000, 2) for split in ("train", "validation", "test")] == [0.8, 0.1, 0.1]


def test_the_same_text_under_two_ids_is_kept_twice(tmp_path: Path) -> None:
    original = detection("a1")
    copy = Detection(
        article=replace(original.article, id="copy", url="https://wire.example/1"),
        quotes=tuple(replace(quote, article_id="copy", url="https://wire.example/1") for quote in original.quotes),
        rejected=tuple(replace(span, article_id="copy") for span in original.rejected),
    )
    release = write(tmp_path, [original, copy])
    assert list(validate(release.path)) == []
    assert len({(row["cluster_id"], row["split"]) for row in release.rows("quotes.jsonl")}) == 1
    assert [row["article_id"] for row in release.rows("quotes.jsonl")] == ["a1", "copy"]


def broken_quote(**fields: Any) -> Detection:
    made = detection("a1")
    return replace(made, quotes=(replace(made.quotes[0], **fields),))


UNSOUND = {
    "schema": (
        broken_quote(kind="whole"),
        'article \'a1\', quote 1 $.kind: "whole" is not one of "full" or "partial"',
    ),
    "offset": (
        broken_quote(text="We open at ten,"),
        "article 'a1', quote 1 $.start: the article's text has 'We open at nine,' at 17:33, not 'We open at ten,'",
    ),
    "other article": (
        broken_quote(article_id="a2"),
        "article 'a1', quote 1 $.article_id: 'a2' is another article's id",
    ),
    "surrogate": (
        replace(silent("a1"), article=replace(silent("a1").article, title="Eastbrook \ud83d")),
        "article 'a1' $.title: character 10 is half of a surrogate pair, which no UTF-8 file can hold",
    ),
}


@pytest.mark.parametrize(("unsound", "message"), UNSOUND.values(), ids=UNSOUND)
def test_unsound_records_are_refused_or_counted(tmp_path: Path, unsound: Detection, message: str) -> None:
    with pytest.raises(RecordError) as caught:
        write(tmp_path, [detection("a0"), unsound])
    assert str(caught.value) == message
    release = write(tmp_path, [detection("a0"), unsound], skipped=Skipped())
    assert (release.counts.articles, release.counts.skipped, release.manifest.skipped) == (1, 1, (message,))
    assert list(validate(release.path)) == []


def test_an_article_id_that_comes_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordError) as caught:
        write(tmp_path, [detection("a1"), detection("a1", "We close at ten")])
    assert str(caught.value) == "article 'a1' $.id: an earlier article has this id"


def test_skipped_articles_are_counted_and_the_first_hundred_told() -> None:
    skipped = Skipped()
    for number in range(120):
        skipped.add(ArticleError(f"/home/mira/my news/a.jsonl:{number}", "id 'x' is that of /home/mira/b.jsonl:1"))
    assert skipped.count == 120
    assert len(skipped.messages) == 100
    assert skipped.messages[0] == "a.jsonl:0: id 'x' is that of b.jsonl:1"


def test_changes_says_what_differs_from_the_version_before(tmp_path: Path) -> None:
    old = write(tmp_path, many(3))
    assert (old.path / "CHANGES.md").read_text(encoding="utf-8") == (
        "# Changes in eastbrook 1.0.0\n\nThis is the first version.\n"
    )
    first, second, _ = many(3)
    role = first.quotes[0].role
    assert role is not None
    corrected = replace(first.quotes[0], role=replace(role, category="official"), cue=None)
    new = write(tmp_path, [replace(first, quotes=(corrected,)), second, detection("new")], version="1.1.0")
    write(tmp_path, many(5), version="1.0.1")
    assert (new.path / "CHANGES.md").read_text(encoding="utf-8") == CHANGES


CHANGES = """\
# Changes in eastbrook 1.1.0

Against 1.0.0. Rows are matched by article id and record id; those of an article whose text was edited, by their words.

## Quotations

1 added, 1 removed, 1 changed.

| field | rows |
|---|---:|
| `cue` | 1 |
| `role.category` | 1 |

### Changed

- a0 2607af3ae60a37ec: “We open at 0,” Mira Okafor
  - `role.category`: executive → official
  - `cue`: said → null

### Added

- new b7ba6f6f1b244249: “We open at nine,” Mira Okafor

### Removed

- a2 645cb4cd5c011fbc: “We open at 2,” Mira Okafor

## Articles

1 added, 1 removed, 0 changed.

### Added

- new: Eastbrook, new. “We open at nine,” said Mira Okafor, mayor o…

### Removed

- a2: Eastbrook, a2. “We open at 2,” said Mira Okafor, mayor of Ea…

## Rejected spans

1 added, 1 removed, 0 changed.

### Added

- new 877ee657290eee2d: “The Long Wall” title

### Removed

- a2 8ae4279606d16ed9: “The Long Wall” title
"""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[]", "{file}: no manifest: a JSON object is expected"),
        ("{", "{file}: no JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        (
            '{"schema_version": "2.0.0"}',
            "{file} $.schema_version: 2.0.0 has major version 2; this package reads 1: install a release of it that "
            "reads 2",
        ),
    ],
)
def test_a_manifest_that_cannot_be_read(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "manifest.json"
    file.write_text(text, encoding="utf-8")
    for read in (open_release, validate):
        with pytest.raises(ReleaseError) as caught:
            read(tmp_path)
        assert str(caught.value) == message.replace("{file}", str(file))


def run_python(script: str, *arguments: object, **variables: str) -> None:
    subprocess.run(command(script, *arguments), env=environment(**variables), check=True)


def command(script: str, *arguments: object) -> list[str]:
    return [sys.executable, "-c", script, *map(str, arguments)]


def environment(**variables: str) -> dict[str, str]:
    here = Path(__file__).parent
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(here), str(here.parent)]), **variables}
