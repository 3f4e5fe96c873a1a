"""What a page says of itself: days that are written in many ways, and addresses."""

from __future__ import annotations

import pytest

from quotes.pages import read_page

TEXT = "<p>The council met on Tuesday to talk about the ferry, which has been out of service since the storms.</p>"


def stated(head: str, language: str, body: str = "") -> tuple[str | None, str | None]:
    source = (
        f"<!doctype html><html lang='{language}'><head><title>Ferry</title>{head}</head><body><article>{body}{TEXT}"
        "<p>“No,” said Ann Orr, who runs the pier.</p></article></body></html>"
    )
    page = read_page(source, where="page")
    return page.published, page.url


def in_data(day: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "{day}"}}</script>'


@pytest.mark.parametrize(
    ("before", "behind"),
    [("//<![CDATA[\n", "\n//]]>"), ("/*<![CDATA[*/", "/*]]>*/ "), (" <![CDATA[", "]]>"), ("<!--", "-->"), ("", "")],
)
def test_json_ld_may_stand_in_a_comment(before: str, behind: str) -> None:
    head = f'<script type="application/ld+json">{before}{{"@type": "Article", "url": "https://k.example/a"}}{behind}</script>'
    assert stated(head, "en")[1] == "https://k.example/a"


def in_meta(day: str, name: str = "pubdate") -> str:
    return f'<meta name="{name}" content="{day}">'


@pytest.mark.parametrize(
    ("head", "language", "day"),
    [
        (in_data("2026/05/03"), "en", "2026-05-03"),
        (in_data("Sun, 03 May 2026 08:00:00 GMT"), "en", "2026-05-03"),
        (in_data("May 3, 2026"), "en", "2026-05-03"),
        (in_data("0001-01-01T00:00:00"), "en", None),
        (in_data("05/03/2026"), "en", None),
        (in_data("05/03/2026"), "en-US", "2026-05-03"),
        (in_meta("05/03/2026"), "en", None),
        (in_meta("05/03/2026"), "en-CA", None),
        (in_meta("05/03/2026"), "en-US", "2026-05-03"),
        (in_meta("05/03/2026") + '<meta property="og:locale" content="en_US">', "en", "2026-05-03"),
        (in_meta("05/03/2026"), "en-GB", "2026-03-05"),
        (in_meta("05/23/2026"), "en", "2026-05-23"),
        (in_meta("05/03/2026") + in_meta("05/23/2026", "modified"), "en", "2026-05-03"),
        (in_meta("05/03/2026") + in_meta("23/05/2026", "modified"), "en", "2026-03-05"),
        (in_meta("05/03/2026") + in_meta("2026-03-05", "dc.date"), "en", "2026-03-05"),
        (in_meta("05/03/2026") + '<link rel="canonical" href="https://k.example/2026/05/ferry">', "en", "2026-05-03"),
    ],
)
def test_days(head: str, language: str, day: str | None) -> None:
    assert stated(head, language)[0] == day


@pytest.mark.parametrize(
    ("body", "language", "day"),
    [
        ("<time datetime='05/03/2026'>Sunday</time>", "en", None),
        ("<time>05/03/2026</time>", "en-US", "2026-05-03"),
        ("<span class='date'>05/03/2026</span>", "en-AU", "2026-03-05"),
        ("<time>05/03/2026</time><span class='date'>5 March 2026</span>", "en", "2026-03-05"),
    ],
)
def test_days_in_the_body(body: str, language: str, day: str | None) -> None:
    assert stated("", language, body)[0] == day


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("<base href='https://k.example/news/'><link rel='canonical' href='/ferry'>", "https://k.example/ferry"),
        ("<base href='https://k.example/news/'><link rel='canonical' href='ferry'>", "https://k.example/news/ferry"),
        ("<base href='https://k.example/'>", None),
        ("<meta property='og:url' content='//k.example/ferry'>", "https://k.example/ferry"),
        ("<link rel='canonical' href='//k.example/ferry'>", "https://k.example/ferry"),
        ("<link rel='canonical' href='/ferry'>", None),
        ("<link rel='canonical' href='http://[k'><base href='https://k.example/'>", None),
        (
            "<link rel='canonical' href='/ferry'><meta property='og:url' content='https://k.example/ferry'>",
            "https://k.example/ferry",
        ),
    ],
)
def test_addresses(head: str, url: str | None) -> None:
    assert stated(head, "en")[1] == url
