import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from quotes.articles import SUFFIXES, read_articles, spooled
from quotes.errors import ArticleError, DuplicateIdError
from quotes.records import Article

LINE = '{"id": "%s", "text": "Ada Quill spoke."}\n'


@pytest.fixture
def press(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    files = {
        "press/b.txt": "Ben Marsh spoke.",
        "press/a.txt": "Ada Quill spoke.",
        "press/2024/c.txt": "Cy Dorn spoke.",
        "press/2024/d.v2.md": "Dot Ember spoke.",
        "press/.draft.txt": "hidden",
        "press/.git/e.txt": "hidden",
        "press/README.md": "about",
        "press/LICENSE.txt": "terms",
        "press/CHANGELOG.md": "changes",
        "press/photo.jpg": "x",
        "press/gold.jsonl": '{"doc_id": "a", "quotes": []}\n',
        "press/2024/gold-c.jsonl": '{"doc_id": "c", "text": "Cy Dorn spoke.", "quotes": []}\n',
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def ids(*sources: str) -> list[str]:
    return [article.id for article in read_articles(sources)]


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        (["press"], ["2024/c", "2024/d.v2", "a", "b"]),
        (["press/"], ["2024/c", "2024/d.v2", "a", "b"]),
        (["press/b.txt", "press/2024/c.txt"], ["b", "c"]),
        (["press/*.txt"], ["a", "b"]),
        (["press/**/*.*"], ["2024/c", "2024/d.v2", "a", "b"]),
        (["pre*/2024/*"], ["press/2024/c", "press/2024/d.v2"]),
        (["press/b.txt", "press", "press/a.txt"], ["b", "2024/c", "2024/d.v2", "a"]),
        (["press/a.txt", "./press/../press/a.txt"], ["a"]),
        (["press/README.md"], ["README"]),
    ],
)
def test_ids_and_order(press: Path, sources: list[str], expected: list[str]) -> None:
    assert ids(*sources) == expected


def test_a_name_with_magic_characters_is_a_file_when_there_is_one(press: Path) -> None:
    Path("press/[a].txt").write_text("Ada Quill spoke.")
    assert ids("press/[a].txt") == ["[a]"]


def test_a_linked_file_is_read_and_a_linked_folder_is_not(press: Path) -> None:
    Path("other").mkdir()
    Path("other/x.txt").symlink_to(press / "press/a.txt")
    Path("other/loop").symlink_to(press / "other")
    assert ids("other") == ["x"]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("gone.txt", "gone.txt: no such file or folder"),
        ("press/*.html", "press/*.html: matches no file"),
        (
            "press/*.jpg",
            f"press/*.jpg: no article found; {', '.join(SUFFIXES)} files are read",
        ),
        ("empty", f"empty: no article found; {', '.join(SUFFIXES)} files are read"),
        ("none.jsonl", "none.jsonl: no article in it"),
        (
            "press/photo.jpg",
            f"press/photo.jpg: .jpg files are not read; {', '.join(SUFFIXES)} are, also as .gz and .zst, "
            "and JSON Lines on standard input (-)",
        ),
        (
            "Makefile",
            f"Makefile: a file without a suffix is not read; {', '.join(SUFFIXES)} are, also as .gz and .zst, "
            "and JSON Lines on standard input (-)",
        ),
        ("dangling.txt", "dangling.txt: cannot be read: No such file or directory"),
        ("blank.txt", "blank.txt: empty text"),
        (
            "press/gold.jsonl",
            'press/gold.jsonl:1: no text; an article needs a text; fields["text"] names its column',
        ),
        ("n" * 300, "n" * 300 + ": cannot be read: File name too long"),
    ],
)
def test_sources_that_are_no_articles(press: Path, source: str, message: str) -> None:
    Path("empty").mkdir()
    Path("none.jsonl").write_text("\n")
    Path("Makefile").write_text("all:\n")
    Path("blank.txt").write_text(" \n\u2003\n")
    Path("dangling.txt").symlink_to("nowhere.txt")
    with pytest.raises(ArticleError) as caught:
        list(read_articles([source]))
    assert str(caught.value) == message


def test_two_articles_with_one_id(press: Path) -> None:
    Path("a.jsonl").write_text(LINE % "x" + LINE % "a")
    with pytest.raises(DuplicateIdError) as caught:
        ids("press/a.txt", "a.jsonl")
    assert str(caught.value) == "a.jsonl:2: id 'a' is already that of press/a.txt"


def test_skipping_goes_on_and_reports_each_error(press: Path) -> None:
    Path("press/2024/c.txt").write_bytes(b"\xff\xfe")
    Path("rows.jsonl").write_text(LINE % "r1" + "{broken\n" + LINE % "a" + LINE % "r2")
    skipped: list[ArticleError] = []
    found = read_articles(["gone", "press", "rows.jsonl", "none/*"], on_skip=skipped.append)
    assert [article.id for article in found] == ["2024/d.v2", "a", "b", "r1", "r2"]
    assert [str(error) for error in skipped] == [
        "gone: no such file or folder",
        "press/2024/c.txt: byte 0 (0xff) is not UTF-8; encoding names another, such as cp1252",
        "rows.jsonl:2: broken JSON: Expecting property name enclosed in double quotes at character 2 of the line",
        "rows.jsonl:3: id 'a' is already that of press/a.txt",
        "none/*: matches no file",
    ]


@pytest.mark.parametrize(
    ("fields", "encoding", "message"),
    [
        (
            {"body": "text"},
            "utf-8",
            "fields: an article has no field 'body'; "
            "it has id, text, title, url, source, author, published, language, license",
        ),
        ({}, "utf-9", "encoding: 'utf-9' is no text encoding that Python knows; utf-8 and cp1252 are two that are"),
        ({}, "rot13", "encoding: 'rot13' is no text encoding that Python knows; utf-8 and cp1252 are two that are"),
    ],
)
def test_wrong_settings_are_refused_before_reading(fields: dict[str, str], encoding: str, message: str) -> None:
    with pytest.raises(ArticleError) as caught:
        read_articles(["gone"], fields=fields, encoding=encoding)
    assert str(caught.value) == message


def test_reading_is_lazy(press: Path) -> None:
    articles = read_articles(["press/b.txt", "gone"])
    assert next(articles).id == "b"


def test_a_file_name_that_is_no_unicode(press: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    Path(name).write_text("Ada Quill spoke.")
    with pytest.raises(ArticleError) as caught:
        list(read_articles([name]))
    assert str(caught.value) == "caf\\udce9.txt: id holds half a character (U+DCE9 at 3); UTF-8 has no such"


def test_spooled_articles_come_after_all_were_read() -> None:
    given = [Article(id=str(number), text="one\r\ntwo\u2028\x85 “three”\n") for number in range(3)]
    read = []

    def reading() -> Iterator[Article]:
        for article in given:
            read.append(article)
            yield article

    with spooled(reading()) as articles:
        assert read == given
        assert list(articles) == given
