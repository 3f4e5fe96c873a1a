"""Archives of the web and feeds: every page with its address and day, every record accounted for."""

import gzip
import tracemalloc
import zlib
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from warc_files import PAGE, crawl, packed, page_text, record, response

from quotes.articles import read_articles
from quotes.errors import ArticleError, QuotesWarning
from quotes.records import Article


@pytest.fixture(autouse=True)
def _in_tmp_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(name: str, data: bytes, **options: Any) -> tuple[list[Article], list[str], list[str]]:
    """Return articles, errors, remarks."""
    Path(name).write_bytes(data)
    skipped: list[ArticleError] = []
    with pytest.warns(QuotesWarning) as told:
        found = list(read_articles([name], on_skip=skipped.append, **options))
    return found, [str(error) for error in skipped], [str(one.message) for one in told]


def article(number: int, **more: Any) -> Article:
    return Article(
        **{
            "id": f"response-{number}",
            "text": page_text(number),
            "title": f"Pier {number}",
            "url": f"https://example.org/{number}",
            "published": "2024-11-13",
            **more,
        }
    )


CAPTURED = "pages state no day of publication and have that of their capture"


@pytest.mark.parametrize("how", ["plain", "a member each", "one member", "zstd"])
def test_pages_with_address_and_day(how: str) -> None:
    data = b"".join(crawl(3))
    name, data = {
        "plain": ("a.warc", data),
        "a member each": ("a.warc.gz", packed(crawl(3))),
        "one member": ("a.warc.gz", gzip.compress(data)),
        "zstd": ("a.warc.zst", pa.compress(data, codec="zstd", asbytes=True)),
    }[how]
    found, errors, told = read(name, data)
    assert found == [article(number) for number in range(3)]
    assert errors == []
    assert told == [
        f"{name}: 10 records: 3 articles; passed over: 3 metadata, 3 request, 1 warcinfo",
        f"{name}: {CAPTURED} (3, the first at {name}:3)",
    ]


def test_the_day_that_a_page_states_is_taken_before_that_of_its_capture() -> None:
    stated = PAGE.format(1).replace("<title>", '<meta property="article:published_time" content="2024-10-01"><title>')
    found, _, told = read("a.warc", response(1, stated.encode()))
    assert found == [article(1, published="2024-10-01")]
    assert told == ["a.warc: 1 records: 1 articles"]


def test_a_day_of_capture_that_is_none_is_told() -> None:
    broken = response(1).replace(b"WARC-Date: 2024-11-13T", b"WARC-Date: 2024-11-1$T")
    found, _, told = read("a.warc", broken)
    assert [one.published for one in found] == [None]
    assert (
        "a.warc: records state no day of their capture, or one that is no ISO date (1, the first at a.warc:1)" in told
    )


def chunked(data: bytes) -> bytes:
    parts = [data[at : at + 100] for at in range(0, len(data), 100)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


BODY = PAGE.format(1).encode()
SENT = {
    "gzip": ("Content-Encoding: gzip\r\n", gzip.compress(BODY)),
    "gzip in two members": (
        "Content-Encoding: x-gzip\r\n",
        gzip.compress(BODY[:100]) + gzip.compress(BODY[100:]),
    ),
    "an encoding that is none": ("Content-Encoding: utf-8\r\n", BODY),
    "chunks with an extension": ("Transfer-Encoding: chunked\r\n", b"%x;a=b\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY)),
    "chunks with a field behind": ("Transfer-Encoding: chunked\r\n", chunked(BODY)[:-2] + b"X-Took: 9\r\n\r\n"),
    "brotli": ("Content-Encoding: br\r\n", pa.compress(BODY, codec="brotli", asbytes=True)),
    "zstd": ("content-encoding: zstd\r\n", pa.compress(BODY, codec="zstd", asbytes=True)),
    "deflate": ("Content-Encoding: deflate\r\n", zlib.compress(BODY)),
    "raw deflate": ("Content-Encoding: deflate\r\n", deflated(BODY)),
    "chunks": ("Transfer-Encoding: chunked\r\n", chunked(BODY)),
    "chunks of gzip": ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", chunked(gzip.compress(BODY))),
    "said, but unpacked": ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip, br\r\n", BODY),
    "cp1252": ("Content-Type: text/html; charset=ISO-8859-1\r\n", BODY.decode().encode("cp1252")),
    "meta": ("Content-Type: text/html\r\n", BODY.replace(b"<head>", b"<head><meta charset='windows-1252'>")),
    "unknown name": ("Content-Type: text/html; charset=utf8mb4\r\n", BODY),
}
SENT["meta"] = ("Content-Type: text/html\r\n", SENT["meta"][1].decode().encode("cp1252"))


@pytest.mark.parametrize("how", SENT)
def test_bodies_are_decoded(how: str) -> None:
    headers, body = SENT[how]
    found, errors, _ = read("a.warc", response(1, body, headers))
    assert (found, errors) == ([article(1)], [])


@pytest.mark.parametrize(
    ("headers", "body", "problem"),
    [
        (
            "Content-Encoding: gzip\r\n",
            gzip.compress(BODY)[:-9],
            "a body that is broken gzip: Truncated compressed stream",
        ),
        ("Content-Encoding: br\r\n", SENT["brotli"][1][:-9], "a body that is broken br: Truncated compressed stream"),
        ("Content-Encoding: deflate\r\n", zlib.compress(BODY)[:-9], "a body that is broken deflate: it is cut short"),
        ("Transfer-Encoding: chunked\r\n", chunked(BODY)[:-60], "broken chunks: the last is cut short"),
        ("Content-Encoding: sdch\r\n", b"x", "a body encoded as 'sdch'; gzip, deflate, br and zstd are read"),
        ("", "<p>é".encode() + b"caf\xe9</p>", "byte 8 (0xe9) is not UTF-8; encoding names another, such as cp1252"),
        (
            "Content-Encoding: gzip\r\n",
            gzip.compress(b"<p>" + b" " * (1 << 26)),
            "more than 67,108,864 bytes when unpacked, which are not read",
        ),
    ],
)
def test_pages_that_cannot_be_read_are_told(headers: str, body: bytes, problem: str) -> None:
    found, errors, told = read("a.warc", response(1, body, headers) + response(2))
    assert found == [article(2)]
    assert errors == [f"a.warc:1: {problem}"]
    assert told[0] == "a.warc: 2 records: 1 articles; 1 with errors"


def test_a_page_without_an_article_is_passed_over_and_counted() -> None:
    home = b"<html><body><form><input></form></body></html>"
    Path("a.warc").write_bytes(response(1, home) + response(2) + record("resource", 3, home, "text/html"))
    with pytest.warns(QuotesWarning) as told:
        assert list(read_articles(["a.warc"])) == [article(2)]  # nothing stops
    assert str(told[0].message) == (
        "a.warc: 3 records: 1 articles; passed over: 1 resource without article text, 1 response without article text"
    )


def test_a_page_that_states_no_encoding_is_read_as_browsers_do() -> None:
    found, errors, told = read("a.warc", response(1, BODY.decode().encode("cp1252"), "Content-Type: text/html\r\n"))
    assert (found, errors) == ([article(1)], [])
    assert "a.warc: pages state no encoding, are not UTF-8 and are read as CP1252 (1, the first at a.warc:1)" in told


def test_what_is_no_page_is_passed_over_and_counted() -> None:
    others = [
        response(1, b"{}", "Content-Type: application/json\r\n"),
        response(2, status="404 Not Found"),
        record("revisit", 3, b"HTTP/1.1 200 OK\r\n\r\n"),
        record("response", 4, b"example.org. 1 IN A", "text/dns"),
        record("resource", 5, PAGE.format(5).encode(), "text/html"),
        record("resource", 6, b"GIF", "image/gif"),
        response(7, extra="WARC-Identified-Payload-Type: image/png\r\n"),
        response(8, extra="WARC-Truncated: length\r\n"),
    ]
    found, errors, told = read("a.warc", b"".join(others))
    assert found == [article(5, id="resource-5"), article(8)]
    assert errors == []
    assert told[0] == (
        "a.warc: 8 records: 2 articles; passed over: 1 resource of image/gif, 1 response of another protocol, "
        "1 response of application/json, 1 response of image/png, 1 response with status 404, 1 revisit"
    )
    assert "a.warc: pages that the crawler has cut short (1, the first at a.warc:8)" in told


def test_texts_of_a_wet() -> None:
    text = "Pier shut\n“We wait,” said Ada Quill.\n"
    data = record("warcinfo", 0, b"", "application/warc-fields") + record("conversion", 1, text.encode(), "text/plain")
    found, errors, told = read("a.warc.wet.gz", gzip.compress(data))
    assert found == [Article(id="conversion-1", text=text, url="https://example.org/1", published="2024-11-13")]
    assert (errors, told) == ([], ["a.warc.wet.gz: 2 records: 1 articles; passed over: 1 warcinfo"])


def test_wherever_an_archive_is_cut_every_record_is_accounted_for() -> None:
    records = list(crawl(2))
    data = b"".join(records)
    ends = [sum(map(len, records[:count])) - 4 for count in range(1, len(records) + 1)]  # but the two line ends
    for size in range(1, len(data), 41):
        found, errors, told = read("a.warc", data[:size])
        whole = sum(end <= size for end in ends)
        started = sum(end + 4 < size for end in [-4, *ends])
        assert [one.id for one in found] == [f"response-{number}" for number in range(2) if whole > 3 * number + 2]
        assert len(errors) == (started > whole) + (not found and not (started > whole))
        assert told[0].startswith(f"a.warc: {max(whole, started)} records: {len(found)} articles")


def test_a_member_that_is_cut_or_broken_ends_the_archive_with_an_error() -> None:
    records = [gzip.compress(one) for one in crawl(3)]
    for data in (b"".join(records)[:-9], b"".join(records[:6]) + records[6][:20] + b"?" * 50 + records[7]):
        found, errors, _ = read("a.warc.gz", data)
        assert found == [article(number) for number in range(len(found))]
        assert len(errors) == 1
        assert errors[0].startswith("a.warc.gz: the compressed data are ")


def test_what_is_no_record_is_told_and_passed_over() -> None:
    data = b"\r\nnoise\r\nmore noise\r\n" + response(1) + b"noise\r\n" + response(2)
    found, errors, told = read("a.warc", data)
    assert found == [article(1), article(2)]
    assert errors == [
        "a.warc:1: no WARC record at byte 2; read on behind it",
        f"a.warc:3: no WARC record at byte {21 + len(response(1)):,}; read on behind it",
    ]
    assert told[0] == "a.warc: 4 records: 2 articles; 2 with errors"
    headless = response(1).replace(b"Content-Length", b"Content-Longth")
    assert read("b.warc", headless + response(2))[1][0] == (
        "b.warc:1: a WARC record without its length (Content-Length: none)"
    )


def test_memory_does_not_grow_with_the_records() -> None:
    peaks = []
    for others in (100, 2000):
        filler = [record("request", number, b"GET / HTTP/1.1\r\n" + b"x" * 5000) for number in range(others)]
        Path("a.warc.gz").write_bytes(packed([response(1), *filler, response(2)]))
        tracemalloc.start()
        with pytest.warns(QuotesWarning):
            assert sum(1 for _ in read_articles(["a.warc.gz"])) == 2
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + (1 << 19)


RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>The Harbour Post</title><language>en</language><image><title>Logo</title></image>
<item><title>Pier shut</title><link>https://example.org/1</link><guid>p1</guid>
<dc:creator>Ann Orr</dc:creator><dc:creator>Bo Ray</dc:creator><author>desk@example.org</author>
<pubDate>Wed, 13 Nov 2024 10:00:00 +0100</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>The pier is shut.</p>
<p>“We wait,” said <b>Ada</b> Quill &amp; sighed.</p>]]></content:encoded></item>
<item><title>Quay open</title><author>ann@example.org (Ann Orr)</author><link>https://example.org/2</link>
<description>&lt;p&gt;&amp;ldquo;Open,&amp;rdquo; said Quill.&lt;/p&gt;</description></item>
<item><title>Nothing</title><link>https://example.org/3</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Harbour Post</title>
<author><name>Ann Orr</name></author>
<entry><id>a1</id><title>Pier shut</title>
<link rel="self" href="https://example.org/self"/><link href="https://example.org/1"/>
<published>2024-11-13T10:00:00Z</published>
<content type="html">&lt;p&gt;“We wait,” said Quill.&lt;/p&gt;</content></entry>
<entry><id>a2</id><title>T</title><author><name>Bo Ray</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>“Two,” said Orr.</p></div></content></entry>
<entry><id>a3</id><title>T</title><content type="text">“Three &lt; four,” said Orr.</content></entry>
</feed>"""


def test_entries_of_rss() -> None:
    found, errors, told = read("a.rss", RSS.encode())
    more = {"source": "The Harbour Post", "language": "en"}
    first = "The pier is shut.\n“We wait,” said Ada Quill & sighed."
    url = "https://example.org/"
    assert found == [
        Article(
            id="p1",
            text=first,
            title="Pier shut",
            url=f"{url}1",
            author="Ann Orr; Bo Ray",
            published="2024-11-13",
            **more,
        ),
        Article(id=f"{url}2", text="“Open,” said Quill.", title="Quay open", url=f"{url}2", author="Ann Orr", **more),
    ]
    assert errors == []
    assert told == [
        "a.rss: entries have a summary and no whole content (1, the first at a.rss:2)",
        "a.rss: passed over: entries without the text of an article (1, the first at a.rss:3)",
    ]


def test_entries_of_atom() -> None:
    Path("a.xml").write_text(ATOM, encoding="utf-8")
    more = {"source": "The Harbour Post", "language": "en"}
    first = {"title": "Pier shut", "url": "https://example.org/1", "author": "Ann Orr", "published": "2024-11-13"}
    assert list(read_articles(["a.xml"])) == [
        Article(id="a1", text="“We wait,” said Quill.", **first, **more),
        Article(id="a2", text="“Two,” said Orr.", title="T", author="Bo Ray", **more),
        Article(id="a3", text="“Three < four,” said Orr.", title="T", author="Ann Orr", **more),
    ]


def test_xml_that_is_no_feed() -> None:
    Path("press").mkdir()
    Path("press/sitemap.xml").write_text("<urlset><url/></urlset>")
    Path("press/a.txt").write_text("Quill spoke.")
    with pytest.warns(
        QuotesWarning, match="passed over: a <urlset>, which is no feed; <rss>, <feed> and <rdf:RDF> are"
    ):
        assert [one.id for one in read_articles(["press"])] == ["a"]
    with pytest.raises(ArticleError, match="a <urlset>, which is no feed"):
        list(read_articles(["press/sitemap.xml"]))


def test_a_feed_that_breaks_off() -> None:
    found, errors, _ = read("a.rss", RSS.encode()[: RSS.encode().index(b"<item><title>Nothing")])
    assert [one.id for one in found] == ["p1", "https://example.org/2"]
    assert len(errors) == 1
    assert errors[0].startswith("a.rss: broken XML: ")
    assert errors[0].endswith("; what stands behind it is not read")


def of_rss(text: str, *, guid: str = "k1", day: str = "Sun, 03 May 2026 08:00:00 GMT", language: str = "en") -> str:
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>Kell &amp; Orr</title><language>{language}</language>'
        f"<item><guid>{guid}</guid><pubDate>{day}</pubDate><description>{text}</description></item></channel></rss>"
    )


@pytest.mark.filterwarnings("ignore::quotes.errors.QuotesWarning")
@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("“We&nbsp;wait,” said Orr &mdash; of AT&T &amp; co.", "“We wait,” said Orr — of AT&T & co."),
        ("<![CDATA[“We wait,” said&nbsp;Orr &amp; AT&T.]]>", "“We wait,” said Orr & AT&T."),
        ("“We wait,” " + "x&nbsp;" * 40_000 + "said Orr.", "“We wait,” " + "x " * 40_000 + "said Orr."),
        ("&lt;p&gt;“We wait,” said Orr.&lt;/p&gt;", "“We wait,” said Orr."),
    ],
)
def test_feeds_that_are_html_in_part(text: str, read_as: str) -> None:
    for begin in ("", "\n \n", "\ufeff", "\ufeff\n"):
        Path("a.rss").write_text(begin + of_rss(text), encoding="utf-8")
        (found,) = read_articles(["a.rss"])
        assert (found.text.replace("\xa0", " "), found.source) == (read_as, "Kell & Orr")


def test_a_feed_in_utf_16_and_entities_that_nobody_knows() -> None:
    Path("a.rss").write_text(of_rss("“We wait,” said Orr.").replace('"1.0"', '"1.0" encoding="utf-16"'), "utf-16")
    with pytest.warns(QuotesWarning):
        assert [one.text for one in read_articles(["a.rss"])] == ["“We wait,” said Orr."]
    Path("b.rss").write_text(of_rss("“We wait,” said &kell;."), encoding="utf-8")
    with pytest.raises(ArticleError, match="broken XML: Entity 'kell' not defined"):
        list(read_articles(["b.rss"]))


@pytest.mark.parametrize(
    ("stated", "language", "day"),
    [
        ("May 3, 2026", "en", "2026-05-03"),
        ("Sunday, 3 May 2026", "en", "2026-05-03"),
        ("2026/05/03 08:00", "en", "2026-05-03"),
        ("03 May 26 08:00 GMT", "en", "2026-05-03"),
        ("05/23/2026", "en", "2026-05-23"),
        ("05/03/2026", "en-us", "2026-05-03"),
        ("03/05/2026", "en-GB", "2026-05-03"),
        ("05/03/2026", "en", None),
        ("last Sunday", "en", None),
    ],
)
def test_days_of_entries(stated: str, language: str, day: str | None) -> None:
    found, errors, told = read("a.rss", of_rss("“We wait,” said Orr.", day=stated, language=language).encode())
    assert ([one.published for one in found], errors) == ([day], [])
    remark = f"a.rss: entries state a day that is none, or two, and have none (1, the first at a.rss:1, {stated})"
    assert (remark in told) == (day is None)


def test_a_feed_kept_day_by_day_has_each_entry_once() -> None:
    Path("1.rss").write_text(of_rss("“We wait,” said Orr."), encoding="utf-8")
    Path("2.rss").write_text(of_rss("“We wait,” said Orr."), encoding="utf-8")
    Path("3.rss").write_text(of_rss("“We wait now,” said Orr."), encoding="utf-8")
    with pytest.warns(QuotesWarning) as told:
        assert [one.text for one in read_articles(["1.rss", "2.rss", "3.rss"])] == ["“We wait,” said Orr."]
    remarks = [str(one.message) for one in told if "passed over" in str(one.message)]
    assert remarks == [
        "2.rss: passed over: entries that were read before (1, the first at 2.rss:1)",
        "3.rss: passed over: entries that were read before, in another file and with another text "
        "(1, the first at 3.rss:1)",
    ]
    twice = of_rss("“We wait,” said Orr.").replace(
        "</item>", "</item><item><guid>k1</guid><description>No.</description></item>"
    )
    Path("4.rss").write_text(twice, encoding="utf-8")
    with pytest.raises(ArticleError, match=r"4.rss:2: id 'k1' is already that of 4.rss:1"):
        list(read_articles(["4.rss"]))
