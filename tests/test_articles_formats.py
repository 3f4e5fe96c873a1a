import datetime
import io
import json
import sys
import warnings
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from quotes.articles import read_articles
from quotes.errors import ArticleError, QuotesWarning
from quotes.records import Article

PAGE = """<!doctype html><html lang="en"><head><title>Bridge closes - The Harbour Post</title>
<meta property="og:site_name" content="The Harbour Post"><meta property="og:title" content="Bridge closes">
<meta property="og:url" content="https://example.org/bridge">
<meta property="article:published_time" content="2024-11-13T10:00:00+01:00"></head><body><nav>Home News</nav><article>
<p>The bridge closes on Monday, the town said in a long statement that nobody had expected to see this week.</p>
<p>“We have <b>no</b> choice,” Mayor Ada Quill said &amp; sighed.</p>
<p>Residents were told to use the ferry, which runs every hour until the evening and costs nothing.</p>
</article></body></html>"""
PAGE_TEXT = (
    "The bridge closes on Monday, the town said in a long statement that nobody had expected to see this week.\n"
    "“We have no choice,” Mayor Ada Quill said & sighed.\n"
    "Residents were told to use the ferry, which runs every hour until the evening and costs nothing."
)


@pytest.fixture(autouse=True)
def _in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(name: str, data: bytes | str, **options: Any) -> list[Article]:
    Path(name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return list(read_articles([name], **options))


def problem(name: str, data: bytes | str, **options: Any) -> str:
    with pytest.raises(ArticleError) as caught:
        read(name, data, **options)
    return str(caught.value)


@pytest.mark.parametrize(
    ("data", "text", "published"),
    [
        (b"Ada Quill spoke.\r\nTwice.\r", "Ada Quill spoke.\r\nTwice.\r", None),
        (b"\xef\xbb\xbf\xe2\x80\x9cYes\xe2\x80\x9d", "“Yes”", None),
        (b" date 2024-11-13 The town spoke.", " date 2024-11-13 The town spoke.", "2024-11-13"),
        (b"\xef\xbb\xbfdate 2024-11-13\nThe town.", "date 2024-11-13\nThe town.", "2024-11-13"),
        (b"date 2024-13-45 The town.", "date 2024-13-45 The town.", None),
        (b"date 2024-11-131 The town.", "date 2024-11-131 The town.", None),
        (b"The date 2024-11-13 stands.", "The date 2024-11-13 stands.", None),
    ],
)
def test_text(data: bytes, text: str, published: str | None) -> None:
    assert read("a.txt", data) == [Article(id="a", text=text, published=published)]


def test_encoding_is_the_way_out() -> None:
    assert problem("a.txt", b"caf\xe9") == ("a.txt: byte 3 (0xe9) is not UTF-8; encoding names another, such as cp1252")
    assert read("a.txt", b"caf\xe9", encoding="cp1252")[0].text == "café"
    assert read("a.txt", "\ufeffcafé\n".encode("utf-16-le"), encoding="utf-16")[0].text == "café\n"


def test_binary_file() -> None:
    expected = "a.txt: a NUL character in it: a binary file, or one in another encoding; encoding names another"
    assert problem("a.txt", b"GIF\0\0") == expected


@pytest.mark.parametrize(
    ("data", "metadata"),
    [
        ("Words.\n\n# Bridge closes #\n\n# More\n", {"title": "Bridge closes"}),
        ("## Part\n\nWords.\n", {}),
        (
            '---\ntitle: "Ferry: it sails"\ndate: 2024-11-13 10:00:00 +0100\nurl: https://example.org/f\ntags: [a, b]\n'
            "lang: en\nmood: calm\n---\n# Bridge\n",
            {
                "title": "Ferry: it sails",
                "published": "2024-11-13",
                "url": "https://example.org/f",
                "language": "en",
            },
        ),
        (
            "---\r\ntitle: 'Ferry'\r\nsource: Harbour Post\r\nauthor: Ann Orr\r\n---\r\nWords.",
            {"title": "Ferry", "source": "Harbour Post", "author": "Ann Orr"},
        ),
        ("---\nno end, so no front matter\ntitle: x\n", {}),
        ("#  Noon # 1 ##  \nWords.", {"title": "Noon # 1"}),
        ("# Noon##\nWords.", {"title": "Noon##"}),
        pytest.param(f"# Noon{' ' * 10**6}sharp\n", {"title": f"Noon{' ' * 10**6}sharp"}, id="many blanks"),
        pytest.param(f"---\ntitle: Noon{' ' * 10**6}x\n---\n", {"title": f"Noon{' ' * 10**6}x"}, id="many in front"),
    ],
)
def test_markdown(data: str, metadata: dict[str, str]) -> None:
    assert read("a.md", data) == [Article(id="a", text=data, **metadata)]


def test_html() -> None:
    assert read("page.HTML", PAGE) == [
        Article(
            id="page",
            text=PAGE_TEXT,
            title="Bridge closes",
            url="https://example.org/bridge",
            source="The Harbour Post",
            published="2024-11-13",
            language="en",
        )
    ]


@pytest.mark.parametrize(
    ("name", "stated", "encoding"),
    [
        ("page.html", '<meta charset="windows-1252">', "cp1252"),
        ("page.html", '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', "cp1252"),
        ("page.htm", '<meta charset="iso-8859-1">', "utf-8"),  # what it once was
        ("page.html", '<meta charset="utf-16">', "utf-8"),
        ("page.html", '<meta charset="none">', "utf-8"),
        ("page.html", "", "utf-16"),
        ("page.html", '<meta charset="windows-1252">', "utf-8-sig"),
    ],
)
def test_a_page_states_its_encoding(name: str, stated: str, encoding: str) -> None:
    page = PAGE.replace("<head>", f"<head>{stated}")
    assert [article.text for article in read(name, page.encode(encoding))] == [PAGE_TEXT]
    assert [article.text for article in read(name, page.encode(encoding), encoding="cp1252") if stated] == (
        [PAGE_TEXT] if stated else []
    )


def test_xhtml_states_its_encoding_in_its_declaration() -> None:
    page = '<?xml version="1.0" encoding="windows-1252"?>\n' + PAGE
    assert [article.text for article in read("page.xhtml", page.encode("cp1252"))] == [PAGE_TEXT]


def test_a_page_that_is_not_what_it_states_is_what_the_settings_say() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="utf-8">').encode("cp1252")
    assert problem("page.html", page).startswith("page.html: byte ")
    assert [article.text for article in read("page.html", page, encoding="cp1252")] == [PAGE_TEXT]


@pytest.mark.parametrize("page", ["", "<html><body></body></html>", "no page at all"])
def test_page_without_article(page: str) -> None:
    assert problem("page.htm", page) == "page.htm: no article text found in the page"


@pytest.mark.parametrize(
    ("row", "article"),
    [
        ({"id": "x", "text": "A.\r\n\u2028B."}, {"id": "x", "text": "A.\r\n\u2028B."}),
        ({"doc_id": 7, "text": "A.", "extra": [1]}, {"id": "7", "text": "A."}),
        ({"id": "x", "doc_id": "y", "text": "A.", "title": "", "url": None}, {"id": "x", "text": "A."}),
        ({"id": "x", "text": "A.", "author": "Ann Orr"}, {"id": "x", "text": "A.", "author": "Ann Orr"}),
        (
            {"id": "x", "text": "A.", "authors": ["Ann Orr", " Bo Ray "]},
            {"id": "x", "text": "A.", "author": "Ann Orr; Bo Ray"},
        ),
        ({"id": "x", "text": "A.", "author": [], "authors": "Ann Orr"}, {"id": "x", "text": "A."}),
        (
            {"id": "x", "text": "A.", "published": "2024-11-13T23:59:00Z", "source": "S", "license": "CC0"},
            {"id": "x", "text": "A.", "published": "2024-11-13", "source": "S", "license": "CC0"},
        ),
        ({"id": "x", "text": "A.", "published": "20241113"}, {"id": "x", "text": "A.", "published": "2024-11-13"}),
    ],
)
def test_jsonl(row: dict[str, Any], article: dict[str, Any]) -> None:
    assert read("a.jsonl", "\n" + json.dumps(row, ensure_ascii=False) + "\n\n") == [Article(**article)]


def test_fields_are_renamed() -> None:
    row = '{"key": 3, "body": "A.", "text": null, "when": "2024-11-13", "source": {"name": "S"}}'
    fields = {"id": "key", "text": "body", "published": "when", "source": "none"}
    assert read("a.jsonl", row, fields=fields) == [Article(id="3", text="A.", published="2024-11-13")]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"text": "A."}', 'no id; an article needs an id (or doc_id); fields["id"] names its column'),
        ('{"id": "x", "body": "A."}', 'no text; an article needs a text; fields["text"] names its column'),
        ('{"id": "x", "text": " \\n"}', "empty text"),
        ('{"id": " ", "text": "A."}', "empty id"),
        ('{"id": true, "text": "A."}', "id is true or false; it must be a string"),
        ('{"id": 1.5, "text": "A."}', "id is the number 1.5; it must be a string"),
        ('{"id": "x", "text": ["A."]}', "text is a list; it must be a string"),
        ('{"id": "x", "text": "A.", "source": {}}', "source is an object; it must be a string"),
        ('{"id": "x", "text": "A.", "author": [7]}', "author is a list; it must be a string"),
        (
            '{"id": "x", "text": "A.", "published": 20241113}',
            "published is the number 20241113; it must be a date such as 2024-11-13",
        ),
        (
            '{"id": "x", "text": "A.", "published": "13 November"}',
            "published is '13 November'; it must be an ISO date such as 2024-11-13",
        ),
        (
            '{"id": "x", "text": "A.", "published": "2024-02-30"}',
            "published is '2024-02-30'; it must be an ISO date such as 2024-11-13",
        ),
        (
            '{"id": "x", "text": "So \\ud83d"}',
            "text holds half a character (U+D83D at 3); UTF-8 has no such",
        ),
        ('{"id": "x", "text": "A."', "broken JSON: Expecting ',' delimiter at character 25 of the line"),
        ('[{"id": "x"}]', 'not a JSON object; each line must be one, such as {"id": "a1", "text": "..."}'),
        ('{"id": "x\0"}', "a NUL character in it: a binary file, or one in another encoding; encoding names another"),
    ],
)
def test_broken_lines(line: str, message: str) -> None:
    good = '{"id": "0", "text": "A."}'
    assert problem("a.jsonl", f"{good}\r\n{line}\n") == f"a.jsonl:2: {message}"


def test_deep_json_is_refused() -> None:
    assert problem("a.jsonl", "[" * 100_000).startswith("a.jsonl:1: JSON that cannot be read: ")


def test_bad_byte_in_a_line_is_counted_from_the_start_of_the_file() -> None:
    skipped: list[ArticleError] = []
    data = b'{"id": 1, "text": "A."}\n{"id": 2, "text": "caf\xe9"}\n{"id": 3, "text": "B."}\n'
    assert [article.id for article in read("a.jsonl", data, on_skip=skipped.append)] == ["1", "3"]
    assert [str(error) for error in skipped] == [
        "a.jsonl:2: byte 46 (0xe9) is not UTF-8; encoding names another, such as cp1252"
    ]


def test_jsonl_with_a_byte_order_mark_or_in_utf_16() -> None:
    line = '\ufeff{"id": "x", "text": "A Ċ B"}\n{"id": "y", "text": "C"}\n'  # U+010A has the byte of \n
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        articles = read("a.jsonl", line.encode(encoding), encoding=encoding)
        assert articles == [Article(id="x", text="A Ċ B"), Article(id="y", text="C")]
    assert problem("a.jsonl", b"\0\xd8", encoding="utf-16-le") == ("a.jsonl:1: not UTF-16-LE; encoding names another")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    data = io.TextIOWrapper(io.BytesIO('{"id": "x", "text": "“A”"}\n{}\n'.encode()), encoding="ascii")
    monkeypatch.setattr(sys, "stdin", data)
    articles = read_articles(["-"])
    assert next(articles) == Article(id="x", text="“A”")
    with pytest.raises(ArticleError) as caught:
        next(articles)
    assert (
        str(caught.value)
        == 'standard input:2: no id; an article needs an id (or doc_id); fields["id"] names its column'
    )


def test_csv() -> None:
    long = "A. " * 100_000
    data = f'\ufeffid,title,text,extra\r\n1,,"“Yes,""\r\nhe said.",x\r\n\r\n2,T,{long},\r\n'
    assert read("a.csv", data) == [
        Article(id="1", text='“Yes,"\r\nhe said.'),
        Article(id="2", text=long, title="T"),
    ]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", 'id;text;when\n1;"A; “b”, c";2024-11-13\n'),
        ("a.csv", 'sep=;\r\nid;text;when\r\n1;"A; “b”, c";2024-11-13\r\n'),
        ("a.csv", "id|text|when\n1|A; “b”, c|2024-11-13\n"),
        ("a.csv", '"id", "text", "when"\n1, "A; “b”, c", 2024-11-13\n'),
        ("a.tsv", "id\ttext\twhen\n1\tA; “b”, c\t2024-11-13\n"),
        ("a.csv", "id\ttext\twhen\ta, b; c, d, e\n1\tA; “b”, c\t2024-11-13\tx\n"),
    ],
)
def test_csv_dialects(name: str, data: str) -> None:
    assert read(name, data, fields={"published": "when"}) == [
        Article(id="1", text="A; “b”, c", published="2024-11-13"),
    ]


def test_the_separator_is_the_one_that_gives_the_columns_asked_for() -> None:
    data = "key;body, as printed;a,b,c,d\n1;A, b;x\n"
    fields = {"id": "key", "text": "body, as printed"}
    assert read("a.csv", data, fields=fields) == [Article(id="1", text="A, b")]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("ID,text\n", 'a.csv: no column id or doc_id; the columns are ID, text; fields["id"] names its column'),
        ("doc_id,body\n", 'a.csv: no column text; the columns are doc_id, body; fields["text"] names its column'),
        ('id,text\n1,"two\nlines"\n2\n', "a.csv:3: 1 cells, but the header has 2"),
        ("id,text\n1,\n", "a.csv:2: empty text"),
        ('id,text\n1,"A\n', "a.csv:2: broken CSV: unexpected end of data"),
        (b"id,text\n1,\xe9\n", "a.csv:2: byte 10 (0xe9) is not UTF-8; encoding names another, such as cp1252"),
        ("", "a.csv: no article in it"),
    ],
)
def test_broken_csv(data: bytes | str, message: str) -> None:
    assert problem("a.csv", data) == message


def test_mapped_column_that_is_not_there() -> None:
    assert problem("a.csv", "id,text\n1,A.\n", fields={"title": "headline"}) == (
        'a.csv: no column headline; the columns are id, text; fields["title"] names its column'
    )


def test_skipping_in_csv() -> None:
    skipped: list[ArticleError] = []
    data = b'id,text\n1,A.\n2,\xe9\n3,"B"C\n4,D.\n'
    assert [article.id for article in read("a.csv", data, on_skip=skipped.append)] == ["1", "4"]
    assert [str(error) for error in skipped] == [
        "a.csv:3: byte 15 (0xe9) is not UTF-8; encoding names another, such as cp1252",
        "a.csv:4: broken CSV: ',' expected after '\"'; a mark inside a quoted cell is written twice",
    ]


def write_parquet(**columns: Any) -> bytes:
    sink = io.BytesIO()
    parquet.write_table(pa.table(columns), sink)
    return sink.getvalue()


def test_parquet() -> None:
    data = write_parquet(
        doc_id=[1, 2],
        text=["A.\r\n", "B."],
        published=[datetime.date(2024, 11, 13), None],
        authors=[["Ann Orr", "Bo Ray"], None],
        vector=[[1.0], [2.0]],
    )
    assert read("a.parquet", data) == [
        Article(id="1", text="A.\r\n", author="Ann Orr; Bo Ray", published="2024-11-13"),
        Article(id="2", text="B."),
    ]


def test_parquet_with_timestamps_and_other_names() -> None:
    moments = pa.array([datetime.datetime(2024, 11, 13, 23, 59)], pa.timestamp("us", tz="UTC"))
    data = write_parquet(key=["x"], body=pa.array(["A."], pa.large_string()), published=moments)
    fields = {"id": "key", "text": "body"}
    assert read("a.parquet", data, fields=fields) == [Article(id="x", text="A.", published="2024-11-13")]


def test_broken_parquet() -> None:
    assert problem("a.parquet", write_parquet(body=["A."], id=["1"])) == (
        'a.parquet: no column text; the columns are body, id; fields["text"] names its column'
    )
    assert problem("a.parquet", write_parquet(text=["A.", "B."], id=["1", None])) == (
        'a.parquet:2: no id; an article needs an id (or doc_id); fields["id"] names its column'
    )
    assert problem("a.parquet", write_parquet(text=[b"A."], id=["1"])) == (
        "a.parquet:1: text is bytes; it must be a string"
    )
    assert problem("a.parquet", b"no table").startswith("a.parquet: broken Parquet: Parquet ")


COLUMNS: dict[str, tuple[str, Any, str]] = {
    "day": ("published", pa.array([0, 2**30, 1], pa.date32()), "published is a date32[day] that cannot be read: "),
    "moment": ("published", pa.array([0, 2**60, 1], pa.timestamp("ms")), "published is a timestamp[ms] that "),
    "zone": ("title", pa.array([None, 1, None], pa.timestamp("ms", tz="Mars/Olympus")), "title is a timestamp[ms, tz="),
    "no UTF-8": (
        "text",
        pa.Array.from_buffers(
            pa.string(), 3, [None, pa.array([0, 1, 2, 3], pa.int32()).buffers()[1], pa.py_buffer(b"a\xffc")]
        ),
        "text is a string that cannot be read: ",
    ),
    "map": ("source", pa.array([None, [("a", 1)], None], pa.map_(pa.string(), pa.int8())), "source is a list; it must"),
    "span of time": ("url", pa.array([None, 7, None], pa.duration("s")), "url is a timedelta; it must be a string"),
    "struct": ("title", pa.array([None, {"a": 1}, None]), "title is an object; it must be a string"),
}


@pytest.mark.parametrize(("field", "column", "message"), COLUMNS.values(), ids=COLUMNS)
def test_a_row_of_parquet_is_judged_by_itself(field: str, column: Any, message: str) -> None:
    skipped: list[ArticleError] = []
    data = write_parquet(**{"id": ["a", "b", "c"], "text": ["A.", "B.", "C."], field: column})
    assert [article.id for article in read("a.parquet", data, on_skip=skipped.append)] == ["a", "c"]
    (told,) = map(str, skipped)
    assert told.startswith(f"a.parquet:2: {message}")
    assert told.isprintable()


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["id", "text", "text"], "2 columns text; a name stands for one"),
        (["a\nb", "id", "url"], 'no column text; the columns are a\\nb, id, url; fields["text"] names its column'),
    ],
)
def test_odd_columns(names: list[str], message: str) -> None:
    sink = io.BytesIO()
    parquet.write_table(pa.Table.from_arrays([pa.array(["A."])] * 3, names), sink)
    assert problem("a.parquet", sink.getvalue()) == f"a.parquet: {message}"


WITHOUT_IDS = "rows have no id; theirs are the name of the file and the number of the row"


@pytest.mark.parametrize(
    ("name", "data", "numbers"),
    [
        ("press.csv", "title,text\nT,A.\nT,B.\n", (2, 3)),
        ("press.jsonl", '{"text": "A.", "title": "T"}\n\n{"text": "B.", "title": "T"}\n', (1, 3)),
        ("press.json", '[{"text": "A.", "title": "T"}, {"text": "B.", "title": "T"}]', (1, 2)),
        ("press.parquet", write_parquet(text=["A.", "B."], title=["T", "T"]), (1, 2)),
    ],
)
def test_rows_without_an_id_are_called_by_file_and_number(
    name: str, data: bytes | str, numbers: tuple[int, int]
) -> None:
    articles = [Article(id=f"press/{number}", text=text, title="T") for number, text in zip(numbers, "AB", strict=True)]
    articles = [replace(article, text=f"{article.text}.") for article in articles]
    with pytest.warns(QuotesWarning, match=rf"^{name}: {WITHOUT_IDS} \(2, the first at {name}:{numbers[0]}\)$"):
        assert read(name, data) == articles
    with warnings.catch_warnings():  # nothing to tell where it was asked for
        warnings.simplefilter("error")
        assert read(name, data, fields={"id": ":row"}) == articles


def test_rows_are_called_by_their_number_where_that_is_asked_for() -> None:
    rows = '{"id": "x", "text": "A."}\n{"id": "x", "body": "B.", "text": "C."}\n'
    found = read("press.jsonl", rows, fields={"id": ":row"})
    assert [(article.id, article.text) for article in found] == [("press/1", "A."), ("press/2", "C.")]
    line = '{"maintext": "A.", "url": "https://a.example/1"}\n'  # of news-please
    assert [article.id for article in read("press.jsonl", line, fields={"id": ":row"})] == ["press/1"]


def test_a_row_that_leaves_its_id_empty_is_no_article() -> None:
    message = 'no id; an article needs an id (or doc_id); fields["id"] names its column'
    assert problem("a.csv", "id,text\n,A.\n") == "a.csv:2: empty id"
    assert problem("a.jsonl", '{"id": null, "text": "A."}\n') == f"a.jsonl:1: {message}"
    with pytest.warns(QuotesWarning, match=WITHOUT_IDS):
        assert [one.id for one in read("a.jsonl", '{"text": "A."}\n{"id": "b", "text": "B."}\n')] == ["a/1", "b"]


@pytest.mark.parametrize("row", [{"maintext": None, "url": "https://a.example/1"}, {"plaintext": "", "title": "T"}])
def test_a_row_of_a_tool_that_found_no_text(row: dict[str, Any]) -> None:
    name = next(iter(row))
    assert problem("a.jsonl", json.dumps(row) + "\n") == f"a.jsonl:1: no text: {name} is empty"


def test_marks_behind_backslashes_in_a_csv() -> None:
    rows = [
        "id,text,title\n",
        'a,"C:\\boats say ""no"" here",T\n',
        'b,"\\"No,\\" said Ann Orr.\n\n\\"Not C:\\boats.\\"","A \\\\"\n',
        'c,"So \\"it\\" goes",x\n',
    ]
    with pytest.warns(
        QuotesWarning, match=r'a.csv: marks in cells are written \\", and .* \(1, the first at a.csv:3\)'
    ):
        found = read("a.csv", "".join(rows))
    assert [(one.id, one.text, one.title) for one in found] == [
        ("a", 'C:\\boats say "no" here', "T"),
        ("b", '"No," said Ann Orr.\n\n"Not C:\\boats."', "A \\\\"),
        ("c", 'So "it" goes', "x"),
    ]


def test_a_broken_row_with_a_backslash_costs_no_other() -> None:
    skipped: list[ArticleError] = []
    data = 'id,text\n1,"A"b\\"\n2,B.\n3,"\nC."\n4,"D \\" e" f\n5,E.\n'
    assert [one.id for one in read("a.csv", data, on_skip=skipped.append)] == ["2", "3", "5"]
    assert [error.where for error in skipped] == ["a.csv:2", "a.csv:5"]
