"""Articles in .json, as arrays, objects and lines, and in the rows of other tools."""

import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from quotes.articles import read_articles
from quotes.errors import ArticleError, QuotesWarning
from quotes.records import Article

ROWS = [
    {"id": str(number), "text": f'“Boat {number} \\ is in,” said Ada\nQuill. {{"[', "score": -number}
    for number in range(3)
]
ARTICLES = [Article(id=row["id"], text=row["text"]) for row in ROWS]  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(name: str, data: Any, **options: Any) -> list[Article]:
    Path(name).write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return list(read_articles([name], **options))


def problems(name: str, data: str, **options: Any) -> tuple[list[str], list[str]]:
    skipped: list[ArticleError] = []
    found = [article.id for article in read(name, data, on_skip=skipped.append, **options)]
    return found, [str(error) for error in skipped]


@pytest.mark.parametrize(
    "data",
    [
        json.dumps(ROWS),
        "\ufeff \n" + json.dumps(ROWS, indent=1, ensure_ascii=False).replace("\n", "\r\n") + "\n ",
        "\n".join(map(json.dumps, ROWS)),
        "\n\n".join(json.dumps(row, indent=2) for row in ROWS),
        "".join(map(json.dumps, ROWS)),
    ],
)
def test_arrays_objects_and_lines_are_the_same(data: str) -> None:
    assert read("a.json", data) == ARTICLES


def test_a_value_may_end_anywhere_in_a_chunk() -> None:
    rows = [{"id": str(number), "text": "é“\\\u2028" * (number * 7919 % 40_000 + 1)} for number in range(40)]
    assert [article.text for article in read("a.json", rows)] == [row["text"] for row in rows]


def test_an_object_around_a_list_of_articles_stands_for_it() -> None:
    answer = {"status": "ok", "tags": [{"name": "t"}], "articles": [*ROWS, {"id": "z"}]}
    Path("press").mkdir()
    Path("press/a.json").write_text(json.dumps(answer), encoding="utf-8")
    skipped: list[ArticleError] = []
    assert list(read_articles(["press"], on_skip=skipped.append)) == ARTICLES
    assert [error.where for error in skipped] == ["press/a.json:4"]


def test_one_object_is_one_article_and_may_go_without_id() -> None:
    assert read("pier.json", {"text": "A.", "title": "T"}) == [Article(id="pier", text="A.", title="T")]
    assert read("pier.json", {"doc_id": 7, "text": "A."}) == [Article(id="7", text="A.")]
    assert read("pier.json", {"body": "A."}, fields={"text": "body"}) == [Article(id="pier", text="A.")]


@pytest.mark.parametrize(
    ("data", "ids", "errors"),
    [
        ('[{"id": "a", "text": "A."}, 3, {"id": "b", "text": "B."}]', ["a", "b"], [":2: not a JSON object; each item"]),
        (
            '[{"id": "a", "text": "A."}, {"id": "b", "text": "B."}, {"id": "c", "te',
            ["a", "b"],
            [": broken JSON: Unterminated string starting at character 68; what stands behind it is not read"],
        ),
        ('[{"id": "a", "text": "A."}', ["a"], [": broken JSON: The text ends inside the array at character 27"]),
        ('[{"id": "a", "text": "A."},]', ["a"], [": broken JSON: Expecting value at character 28"]),
        ('[{"id": "a", "text": "A."}] {}', ["a"], [": broken JSON: Extra data behind the array at character 29"]),
        ('[{"id": "a", "text": "A."} {"id": 1}]', ["a"], [": broken JSON: Expecting ',' or ']' at character 28"]),
        ('[{"id": "a", "text": "A."}, {"id": b}]', ["a"], [": broken JSON: Expecting value at character 36"]),
        ('[{"id": 1, "text": "A."}, {"text": "B."}]', ["1"], [":2: no id; an article needs an id (or doc_id)"]),
        (
            '{"n": 1, "articles": [{"id": "a"}]}',
            [],
            [": an object around a list, articles, whose items have no text but id; "],
        ),
        (
            '{"a": [{"id": "a", "text": "A."}], "b": [{"id": "b", "text": "B."}]}',
            [],
            [": an object around lists; write one of them alone, as `jq .a` does"],
        ),
        ("", [], [": no article in it"]),
        ("[]", [], [": no article in it"]),
        ("[" * 100_000, [], [": broken JSON: "]),
    ],
)
def test_broken_json(data: str, ids: list[str], errors: list[str]) -> None:
    found, told = problems("a.json", data)
    assert found == ids
    assert [line[: len(error) + 6] for line, error in zip(told, errors, strict=False)] == [f"a.json{e}" for e in errors]


def test_bytes_that_are_no_text() -> None:
    Path("a.json").write_bytes(b'[{"id": "a", "text": "A."}, {"id": "caf\xe9"}]' + b" " * 100_000)
    with pytest.raises(ArticleError, match=r"^a.json: byte 39 \(0xe9\) is not UTF-8; encoding names another"):
        list(read_articles(["a.json"]))


def test_other_json_in_a_folder_is_passed_over_and_told() -> None:
    Path("press").mkdir()
    Path("press/package.json").write_text('{"name": "press", "quotes": []}')
    Path("press/list.json").write_text("[1, 2]")
    Path("press/pier.json").write_text('{"text": "A."}')
    with pytest.warns(QuotesWarning) as told:
        assert [article.id for article in read_articles(["press"])] == ["pier"]
    assert [str(one.message) for one in told] == [
        f"press/{name}: passed over: not an article, nor a list of articles (1, the first at press/{name})"
        for name in ("list.json", "package.json")
    ]


def test_memory_holds_one_row_of_an_array() -> None:
    text = "“Boat,” said Quill. " * 500
    with Path("a.json").open("w") as file:
        file.write("[" + ",\n".join(json.dumps({"id": str(number), "text": text}) for number in range(2000)) + "]")
    tracemalloc.start()
    assert sum(1 for _ in read_articles(["a.json"])) == 2000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 << 20 < Path("a.json").stat().st_size / 4


NEWS_PLEASE = {
    "authors": ["Ann Orr"],
    "date_download": "2024-11-14 08:00:00",
    "date_publish": "2024-11-13 10:00:00",
    "filename": "pier.json",
    "language": "en",
    "maintext": "“It is shut,” said Ada Quill.",
    "source_domain": "example.org",
    "text": None,
    "title": "Pier shut",
    "url": "https://example.org/pier",
}
FUNDUS = {
    "title": "Pier shut",
    "authors": ["Ann Orr"],
    "body": {
        "summary": ["The pier is shut."],
        "sections": [
            {"headline": [], "paragraphs": ["“It is shut.”", "So Quill."]},
            {"headline": ["B"], "paragraphs": []},
        ],
    },
    "publishing_date": "2024-11-13 10:00:00+00:00",
}


def test_rows_of_news_please() -> None:
    expected = Article(
        id="https://example.org/pier",
        text="“It is shut,” said Ada Quill.",
        title="Pier shut",
        url="https://example.org/pier",
        source="example.org",
        author="Ann Orr",
        published="2024-11-13",
        language="en",
    )
    assert read("a.json", NEWS_PLEASE) == [expected]
    undated = {**NEWS_PLEASE, "date_publish": "None", "text": "The whole page, menus and all."}
    assert [(article.published, article.text) for article in read("a.jsonl", undated)] == [(None, expected.text)]
    assert read("a.json", [NEWS_PLEASE], fields={"title": "filename"})[0].title == "pier.json"


def test_rows_of_fundus() -> None:
    text = "The pier is shut.\n\n“It is shut.”\n\nSo Quill.\n\nB"
    assert read("a.json", [FUNDUS, {**FUNDUS, "plaintext": "Plain.", "lang": "en", "publisher": "Post"}]) == [
        Article(id="a/1", text=text, title="Pier shut", author="Ann Orr", published="2024-11-13"),
        Article(
            id="a/2",
            text="Plain.",
            title="Pier shut",
            source="Post",
            author="Ann Orr",
            published="2024-11-13",
            language="en",
        ),
    ]
    page = {"responded_url": "https://example.org/pier", "content": "<html>"}
    assert read("pier.json", {**FUNDUS, "html": page})[0].id == "https://example.org/pier"


def test_rows_of_gdelt_are_told_to_be_context_only() -> None:
    row = {
        "date": "2024-11-13T10:00:00Z",
        "url": "https://example.org/pier",
        "title": "Pier shut",
        "lang": "ENGLISH",
        "quotes": [
            {"pre": "Ada Quill said", "quote": "It is shut,", "post": "and left."},
            {"pre": "She added: “", "quote": "For long", "post": ".” Nobody"},
        ],
    }
    Path("press").mkdir()
    Path("press/a.jsonl").write_text(json.dumps(row))
    told = r"^press/a.jsonl: rows of GDELT .* no article \(1, the first at press/a.jsonl:1\)"
    with pytest.warns(QuotesWarning, match=told):
        found = list(read_articles(["press"]))
    assert found == [
        Article(
            id="https://example.org/pier",
            text="Ada Quill said “It is shut,” and left.\n\nShe added: “For long.” Nobody",
            title="Pier shut",
            url="https://example.org/pier",
            published="2024-11-13",
        )
    ]


def test_entities_in_texts_are_told_and_left() -> None:
    rows = [
        {"id": "1", "text": "&ldquo;It is shut,&rdquo; said AT&T."},
        {"id": "2", "text": "R&D; and AT&T; &#x201C;no&#8221;"},
        {"id": "3", "text": "R&D; only"},
    ]
    with pytest.warns(QuotesWarning) as told:
        assert [article.text for article in read("a.json", rows)] == [row["text"] for row in rows]
    assert [str(one.message) for one in told] == [
        "a.json: texts hold HTML entities, which are no marks; unescape them first (2, the first at a.json:1, &ldquo;)"
    ]
