"""Web pages: the text is what a reader sees, with marks where HTML has elements, and the page's own metadata."""

from __future__ import annotations

import json
import time
import tomllib
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Any

import pytest
from lxml.html import fromstring

from quotes.articles import read_articles
from quotes.detector import Detector
from quotes.errors import ArticleError, QuotesWarning
from quotes.pages import LARGEST_PAGE, read_page
from quotes.pages.inline import dissolve_phrasing

PAGES = Path(__file__).parent / "pages"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((PAGES / "expected.toml").read_text(encoding="utf-8"))
FIRST = (
    "The council of Marl met on Tuesday evening to talk about the ferry, which has been out of service since the "
    "spring storms and will not sail before the new pier is finished, according to the plans of the works department."
)
LAST = (
    "A decision on the pier is expected before the summer, when the contracts that were signed two years ago come to "
    "an end and the region has to say whether it will pay its part of the costs."
)


def lines(inner: str, *, before: str = "") -> list[str]:
    """Return the lines that come of something between two paragraphs of an article."""
    article = f"<article>{before}<p>{FIRST}</p>\n{inner}\n<p>{LAST}</p></article>"
    source = f"<!doctype html><html><head><title>Ferry</title></head><body>{article}</body></html>"
    page = read_page(source, where="page")
    found = page.text.split("\n")
    assert (found[0], found[-1]) == (FIRST, LAST)
    return found[1:-1]


@pytest.fixture(scope="module")
def records() -> dict[str, list[tuple[str, str | None, str]]]:
    found: dict[str, list[tuple[str, str | None, str]]] = {}
    with pytest.warns(QuotesWarning, match="interview-figure"):
        articles = list(read_articles([PAGES]))
    for detection in Detector().pipe(articles):
        found[detection.article.id] = [
            (one.text, one.speaker and (one.speaker.name or one.speaker.text), one.role.text if one.role else "")
            for one in detection.quotes
        ]
    return found


@pytest.mark.parametrize("name", EXPECTED)
def test_pages_of_publishers(name: str, records: dict[str, list[tuple[str, str | None, str]]]) -> None:
    assert records[name] == [tuple(one) for one in EXPECTED[name]["quotations"]]


def test_every_page_is_expected() -> None:
    assert sorted(path.stem for path in PAGES.glob("*.html")) == sorted(EXPECTED)


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<p>Orr called it <q>a map</q> today.</p>", ["Orr called it “a map” today."]),
        ("<p>Orr called it <q>“a map”</q> today.</p>", ["Orr called it “a map” today."]),
        (
            "<p>“We go,” said <button>Ann Orr</button>, mayor.<button>Share</button></p>",
            ["“We go,” said Ann Orr, mayor."],
        ),
        ("<h3><button>Who goes?</button></h3><p>“We go.”</p>", ["Who goes?", "“We go.”"]),
        (
            "<p>“Of <math><mn>12</mn></math> seats <select><option>A</option></select>we have none,” said Orr.</p>",
            ["“Of 12 seats we have none,” said Orr."],
        ),
        ("<p>“Of 10<sup>6</sup> boats <iframe>No</iframe>one,” said Orr.</p>", ["“Of 10⁶ boats one,” said Orr."]),
        ("<p>Orr called it “<q>a map</q>” today.</p>", ["Orr called it “a map” today."]),
        ("<p><q>They said <q>no <q>never</q></q>,</q> Orr said.</p>", ["“They said ‘no “never”’,” Orr said."]),
        ('<p>"They said <q>no</q>," Orr said, <q>twice</q>.</p>', ['"They said ‘no’," Orr said, “twice”.']),
        ("<p>“We start <time>on Monday</time>,” said Orr.</p>", ["“We start on Monday,” said Orr."]),
        ("<p>“We <span class='embargoed'>will</span> go,” said Orr.</p>", ["“We will go,” said Orr."]),
        ("<p>“We go,” said <span class='author'>Ann Orr</span>.</p>", ["“We go,” said Ann Orr."]),
        ("<p class='saying'>“We go,” said Ann Orr.</p>", ["“We go,” said Ann Orr."]),
        ("<p>“We <del>stay</del> go,” said Orr.</p>", ["“We go,” said Orr."]),
        ("<p>“We go<sup>1</sup>,” said Orr.<sup><a href='#2'>[2]</a></sup></p>", ["“We go,” said Orr."]),
        ("<p>“On the 1<sup>st</sup>, 40 m<sup>2</sup>,” said Orr.</p>", ["“On the 1st, 40 m2,” said Orr."]),
        ("<p>“We <span hidden>never</span> go,” said Orr.</p>", ["“We go,” said Orr."]),
        ("<p>One day it was over.<br><br>“We go,” said Orr.</p>", ["One day it was over.", "“We go,” said Orr."]),
        ("<p>Ann Orr<br>Marl</p>", ["Ann Orr", "Marl"]),
        ("<div>“We go,” said Orr.<br><p>He went.</p></div>", ["“We go,” said Orr.", "He went."]),
    ],
)
def test_words_of_a_sentence(inner: str, expected: list[str]) -> None:
    assert lines(inner) == expected


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<blockquote>We go now.</blockquote>", ["“We go now.”"]),
        ("<blockquote><p>We go.</p><p>We went.</p></blockquote>", ["“We go.", "“We went.”"]),
        ("<blockquote>“We go now.”</blockquote>", ["“We go now.”"]),
        ("<blockquote>“We go,” said Orr. “Now.”</blockquote>", ["“We go,” said Orr. “Now.”"]),
        ("<blockquote><p>We go now.</p><cite>Ann Orr</cite></blockquote>", ["“We go now.”", "— Ann Orr"]),
        ("<blockquote>We go now<cite>Ann Orr, mayor</cite></blockquote>", ["“We go now”", "— Ann Orr, mayor"]),
        ("<blockquote>We read <cite>The Gull</cite></blockquote>", ["“We read The Gull”"]),
        (f"<blockquote>{'We go.<br>' * 600}</blockquote>", ["“We go."] * 599 + ["“We go.”"]),
        ("<blockquote>We go now. <footer>— Ann Orr</footer></blockquote>", ["“We go now.”", "— Ann Orr"]),
        ("<blockquote><p>We go now.</p><p>– Ann Orr</p></blockquote>", ["“We go now.”", "— Ann Orr"]),
        (
            "<figure><blockquote>We go now.</blockquote><figcaption>By Ann Orr<br>Mayor</figcaption></figure>",
            ["“We go now.”", "— Ann Orr, Mayor"],
        ),
        (
            "<blockquote><p>We go now.</p><p><b>Ann Orr</b>, mayor</p></blockquote>",
            ["“We go now.”", "— Ann Orr, mayor"],
        ),
        ("<blockquote><p>We go now.</p><p>Ann Orr</p><p>Mayor</p></blockquote>", ["“We go now.”", "— Ann Orr, Mayor"]),
        ("<blockquote>We go now.<br>— Ann Orr</blockquote>", ["“We go now.”", "— Ann Orr"]),
        ('<blockquote>"We go now." – Ann Orr</blockquote>', ['"We go now."', "— Ann Orr"]),
        (
            "<div class='quote'>We go now. <span class='quote-name'>Ann Orr</span><span>Mayor</span></div>",
            ["“We go now.”", "— Ann Orr, Mayor"],
        ),
        (
            "<figure class='quote'><q>We go now.</q><figcaption>Ann Orr</figcaption></figure>",
            ["“We go now.”", "— Ann Orr"],
        ),
        (
            "<blockquote><p>We go now.</p><p class='author'>Ann Orr</p><p class='job'>Mayor of Marl</p></blockquote>",
            ["“We go now.”", "— Ann Orr, Mayor of Marl"],
        ),
        (
            "<div class='quote'><b class='quote-author'>Ann Orr</b><p class='quote-job'>Mayor</p><p>So we go</p></div>",
            ["“So we go”", "— Ann Orr, Mayor"],
        ),
        (
            "<blockquote>We go now.</blockquote><p>Source: <a href='/x'>Ann Orr, Marl Harbor Board</a></p>",
            ["“We go now.”", "— Ann Orr, Marl Harbor Board"],
        ),
        ("<blockquote><span class='mark'>“</span><p>We go now.</p><i>”</i></blockquote>", ["“We go now.”"]),
        ("<blockquote><p>“We go.</p><p>We went.</p><p>We go.”</p></blockquote>", ["“We go.", "“We went.", "“We go.”"]),
        ("<blockquote>“Free” is a word for a “boat”.</blockquote>", ["“‘Free’ is a word for a ‘boat’.”"]),
        ("<blockquote>“Free” said Orr.</blockquote>", ["“Free” said Orr."]),
        (
            "<blockquote><p>He wrote this:</p><blockquote><p>We go now.</p><cite>Bo Orr</cite></blockquote>"
            "<p>He lied again.</p></blockquote>",
            ["“He wrote this:”", "“We go now.”", "— Bo Orr", "“He lied again.”"],
        ),
        ("<blockquote>They call it “free” here.</blockquote>", ["“They call it ‘free’ here.”"]),
        (
            "<p>Orr wrote:</p><blockquote><h4>The boat</h4><p>We go now.</p></blockquote>",
            ["Orr wrote:", "“The boat", "“We go now.”"],
        ),
        ("<ul><li>Orr: <blockquote>We go now.</blockquote></li></ul>", ["- Orr: “We go now.”"]),
        ("<blockquote>We go now.</blockquote><p>Ann Orr, mayor</p>", ["“We go now.”", "— Ann Orr, mayor"]),
        ("<blockquote>We go now.</blockquote><p>Ann Orr sat down.</p>", ["“We go now.”", "Ann Orr sat down."]),
        ("<blockquote><a href='/x'>Why the ferry does not sail today</a></blockquote>", []),
        ("<blockquote><h3>Plans</h3><p>The works department has three plans.</p></blockquote>", None),
    ],
)
def test_block_quotations(inner: str, expected: list[str] | None) -> None:
    assert lines(inner) == (["Plans", "The works department has three plans."] if expected is None else expected)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The mayor, Ann Orr, released this statement:", ""),
        ("Ann Orr was clear.", "So she wrote it."),
        ("", "She is so right."),
    ],
)
def test_most_of_a_page_may_be_one_block_quotation(before: str, after: str) -> None:
    quoted = f"<blockquote><p>{FIRST}</p><p>{LAST}</p></blockquote>"
    found = page_of(f"<article><p>{before}</p>{quoted}<p>{after}</p></article>")
    assert found == [one for one in (before, f"“{FIRST}", f"“{LAST}”", after) if one]


def test_an_article_set_in_a_block_quotation_is_none() -> None:
    assert page_of(f"<p>By Ann Orr</p><blockquote><p>{FIRST}</p><p>{LAST}</p></blockquote>")[-2:] == [FIRST, LAST]
    said = f"<p>{FIRST}</p><p>{SAID}</p><p>{LAST}</p>"
    assert page_of(f"<p>The ferry stays in port.</p><blockquote>{said}</blockquote>")[-3:] == [FIRST, SAID, LAST]


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (
            "<figure class='embed-twitter'><blockquote class='twitter-tweet'><p>We “go”.<br><br>Now. <a href='x'>"
            "https://t.co/x</a></p>— Ann Orr (@annorr) <a href='x'>March 3</a></blockquote><script></script></figure>",
            ["“We ‘go’.", "“Now.”", "— Ann Orr (@annorr)"],
        ),
        (
            "<blockquote class='twitter-tweet'>We go now. — Ann Orr (@annorr) <a href='x'>March 3</a></blockquote>",
            ["“We go now.”", "— Ann Orr (@annorr)"],
        ),
        (
            "<blockquote class='tiktok-embed' cite='https://www.tiktok.com/@annorr/video/1'><section>"
            "<a href='x'>@annorr</a><p>We go now</p><a href='x'>♬ original sound</a></section></blockquote>",
            ["“We go now”", "— @annorr"],
        ),
        (
            "<blockquote class='fb-xfbml-parse-ignore'><p>We go now.</p>Posted by <a href='x'>Ann Orr</a> on "
            "<a href='x'>Tuesday</a></blockquote>",
            ["“We go now.”", "— Ann Orr"],
        ),
        (
            "<div class='embed embed--twitter'><blockquote class='twitter-tweet'><p>We go now.</p><p>😬</p>"
            "<p>Or never.</p><p>— Ann Orr (@annorr) <a href='x'>March 3</a></p>"
            "</blockquote><div class='promo'></div><p></div>",
            ["“We go now.", "“Or never.”", "— Ann Orr (@annorr)"],
        ),
        (
            "<blockquote class='instagram'><p>We go now.</p><p>A post shared by Ann Orr (@annorr)</p></blockquote>",
            ["“We go now.”", "— Ann Orr (@annorr)"],
        ),
        ("<blockquote class='mastodon-embed'><a href='x'>Post by @annorr View on Mastodon</a></blockquote>", []),
    ],
)
def test_posts_of_networks(inner: str, expected: list[str]) -> None:
    assert lines(inner) == expected


@pytest.mark.parametrize(
    "apart",
    [
        "<aside>“We go to the island every day”</aside>",
        "<figure><blockquote>We go to the island every day</blockquote><figcaption>Orr</figcaption></figure>",
        "<div class='pull-quote'>We go to the island every day</div>",
        "<blockquote>We go … to the island every day.</blockquote>",
        "<div class='quote'><p>“We go to the island every day”</p></div>",
        "<section class='highlight'><p>“We go to the island every day”</p></section>",
        "<p class='large-quote'>“We go to the island every day”</p>",
        "<p><span class='pullquote'>“We go to the island every day”</span></p>",
        "<p><big>“We go to the island every day”</big></p>",
        "<p class='pullquote'>“An island without a boat”</p>",
    ],
)
def test_a_pull_quote_is_not_said_again(apart: str) -> None:
    said = "“We go to the island every day,” said Orr."
    assert lines(f"{apart}<p>{said}</p>") == [said]


@pytest.mark.parametrize("apart", ["<p class='quote'>{}</p>", "<div class='quote'><p>{}</p></div>"])
def test_what_is_called_a_quotation_and_said_nowhere_else_stays(apart: str) -> None:
    said = "“We go to the island every day, and home every night.”"
    assert lines(f"{apart.format(said)}<p>“We go on Monday,” said Orr.</p>")[0] == said


TEASERS = "".join(
    f"<div class='card'><h3><a href='/{words[:5]}'>{title}</a></h3><p class='dek'>“{words}, and for years.”</p></div>"
    for title, words in {
        "Can the Island Pay?": "The effect of these large plans will be felt well beyond the borders of the island",
        "The Crews of Marl": "Nobody asked us how that new start was sold to the island, nor who will pay for it all",
    }.items()
)


@pytest.mark.parametrize(
    "beside",
    [
        "<p class='byline'>By <a rel='author' href='/ann'>Ann Orr</a></p>",
        "<p><span class='author'>Ann Orr</span> <time>3 March 2026</time></p>",
        "<p>Read more: <a href='/x'>“A pier of paper”: how the money went</a></p>",
        "<p><a href='/x'>Mayor calls pier ‘a disgrace’ again</a></p>",
        "<div class='image'><p class='caption'>Orr at the quay, “no boat no doctor” on her sign.</p></div>",
        "<div class='related-posts'><p>Mayor calls the pier “a disgrace” again, and the region is silent.</p></div>",
        "<section class='slice-author-bio'><div class='bio__text'><p>Ann Orr has written “The Pier”, “The Ferry”, "
        "she lives with three cats, one of which is “a mayor”, on the island.</p></div></section>",
        f"<section class='collections'>{TEASERS}</section>",
        "<pre class='brush: php'>$val.= '&lt;div itemprop=\"name\"&gt;' . $atts[\"name\"] . '&lt;/div&gt;';</pre>",
        "<section id='comments'><p>“They lie to us all day long,” says my neighbor, and he is right.</p></section>",
    ],
)
def test_what_stands_around_an_article(beside: str) -> None:
    assert lines(beside) == []


def page_of(body: str, *, head: str = "") -> list[str]:
    """Return the lines of a page that has nothing but a menu and a footer around a body."""
    menu, footer = (
        "<nav><a href='/'>Home</a></nav>",
        "<footer><p>The Marl Post, at the quay of Marl since 1901</p></footer>",
    )
    source = f"<html><head><title>Ferry</title>{head}</head><body>{menu}{body}{footer}</body></html>"
    return read_page(source, where="page").text.split("\n")


SAID = "“We go to the island every day,” said Ann Orr, who has the shop there."


@pytest.mark.parametrize(
    "names",
    [
        "class='asset-content subscriber-premium' itemprop='articleBody' id='article-body'",
        "class='post-9 tag-newsletter category-comment comments-open'",
        "class='article-with-related'",
        "class='has-pullquote story'",
        "class='article-body with-pull-quote'",
        "class='biography'",
        "id='newsletter-2026-05'",
        "style='visibility:hidden'",
        "hidden",
    ],
)
@pytest.mark.parametrize("tag", ["div", "article", "section"])
def test_an_article_is_no_surrounding_whatever_it_is_called(names: str, tag: str) -> None:
    inner = f"<p>{FIRST}</p><p>{SAID}</p><p>{LAST}</p>"
    comments = "".join(
        f"<p>My neighbor calls it “plan number {plan} of all their lies”, and so do I.</p>" for plan in "12345"
    )
    body = f"<{tag} {names}>{inner}<div id='comments'>{comments * 9}</div></{tag}>"
    assert page_of(body) == [FIRST, SAID, LAST]
    assert page_of(f"<div class='has-comments'><div class='entry-content'>{body}</div></div>") == [FIRST, SAID, LAST]


def test_what_only_subscribers_see_is_a_part_of_the_article() -> None:
    inner = f"<p>{FIRST}</p><div class='subscriber-only'><p>{SAID}</p><p>{LAST}</p></div>"
    offer = "<div class='subscribe-box'><p>“The best paper of the islands,” said Ann Orr, who reads it.</p></div>"
    assert page_of(f"<article>{inner}{offer}</article>") == [FIRST, SAID, LAST]


def test_an_article_that_only_a_script_would_show_is_read() -> None:
    assert page_of(f"<noscript><p>{FIRST}</p><p>{SAID}</p><p>{LAST}</p></noscript>") == [FIRST, SAID, LAST]
    assert page_of(f"<p>{FIRST}</p><p>{SAID}</p><noscript><p>{LAST}</p></noscript>") == [FIRST, SAID]


def test_names_that_lead_to_those_who_speak_are_no_teasers() -> None:
    experts = [(f"Ann Orr {one}", f"“Boat {one} is what the island needs before the winter comes.”") for one in "ABCD"]
    read = [FIRST, *(line for expert in experts for line in expert)]
    for site, frame in {
        "https://{}.example/": "<main><div class='entry-content'>",
        "https://ann.example/": "<main><section>",
        "/ferry#{}": "<main><section>",
    }.items():
        inner = "".join(f"<h2><a href='{site.format(name[-1])}'>{name}</a></h2><p>{said}</p>" for name, said in experts)
        assert page_of(f"{frame}<p>{FIRST}</p>{inner}") == read


@pytest.mark.parametrize("container", ["div id='wrap'", "div class='css-1ab'", "section", "article", "main"])
def test_what_comes_again_and_headings_stay_in_any_container(container: str) -> None:
    said = [
        "“No boat, no Marl.”",
        "— Ann Orr, mayor",
        LAST,
        "“No boat, no Marl.”",
        "— Bo Ray",
        "Bo Ray, again",
        "“No,” said Bo Ray.",
    ]
    said = [*said, FIRST, "“No boat, no Marl.”", "— Ann Orr, mayor", f"{LAST} ¹", "“No,” said Bo Ray.", f"{FIRST} ¹"]
    tag = container.split(maxsplit=1)[0]
    inner = "".join(f"<h3>{line}</h3>" if line == "Bo Ray, again" else f"<p>{line}</p>" for line in said)
    copy = f"<{container}><p>{FIRST}</p><p>{LAST}</p><p>“No,” said Bo Ray.</p></{tag}>"
    assert page_of(f"<{container}>{inner}</{tag}>") == said
    assert page_of(copy.replace("<p>", "<p class='wide'>", 1) + copy).count("“No,” said Bo Ray.") == 1


def test_a_quotation_that_extraction_leaves_out_comes_back_in_its_place() -> None:
    said = "“We go to the island every day,” said Ann Orr, who has the shop there."
    after = "She has two boats of her own, and she will not say which of them she takes in bad weather, nor when."
    assert lines(f"<div class='expand-bar'><p>{said}</p></div><p>{after}</p>") == [after]
    assert lines(f"<div class='text' role='navigation'><p>{said}</p></div><p>{after}</p>") == [said, after]


@pytest.mark.parametrize(
    ("inner", "said"),
    [
        (f"<div class='caption'><p>{SAID}</p></div>", "“We go to the island every day,"),
        (f"<div class='social-embed'><div><p>{SAID}</p></div></div>", "“We go to the island every day,"),
        (f"<aside><p>{SAID}</p></aside>", "“We go to the island every day,"),
        (f"<div hidden><p>{SAID}</p></div>", "“We go to the island every day,"),
        (f"<noscript><p>{SAID}</p></noscript>", "“We go to the island every day,"),
        ("<aside><p>Orr says <q>they never go there at all</q>.</p></aside>", "“they never go there at all"),
        ("<div class='pullquote'>“We go to the island every day.”</div>", "“We go to the island every day."),
        (f"<p>{SAID}</p><aside><p>“We go to the island every day”</p></aside>", ""),
        (f"<section id='comments'><p>{SAID}</p></section>", ""),
        (f"<nav><p>{SAID}</p></nav>", ""),
        (f"<div class='related-posts' hidden><div hidden><p>{SAID}</p></div></div>", ""),
        ("<p>Read more: <a href='/x'>Orr says “we go to the island every day” in Marl</a></p>", ""),
        ("<blockquote class='instagram-media'><a href='/x'>View “this post” on Instagram</a></blockquote>", ""),
    ],
)
@pytest.mark.parametrize("container", ["article", "div"])
def test_quotations_that_are_left_out_are_told(inner: str, said: str, container: str, tmp_path: Path) -> None:
    source = f"<html><body><{container}><p>{FIRST}</p>{inner}<p>{LAST}</p></{container}></body></html>"
    assert read_page(source, where="page").left_out == ((said,) if said else ())
    (tmp_path / "page.html").write_text(source)
    place = f"{tmp_path}/page.html"
    with pytest.warns(QuotesWarning) if said else nullcontext([]) as told:
        list(read_articles([tmp_path]))
    what = f"{place}: quotations of a page's body are not in its text (1, the first at {place}, {said}”)"
    assert [str(one.message) for one in told] == ([what] if said else [])


def test_links_of_a_sentence_are_words_and_those_of_a_menu_stay_links() -> None:
    plan, praise = "presented plans for the ferry and the pier that nobody had seen before", "“the best of all plans”"
    sentence = f"<p>The mayor has <a href='/a'>{plan}</a>, called them <a href='/b'>{praise}</a> and gone home.</p>"
    menu = "<p>More: <a href='/a'>Ferries</a> | <a href='/b'>Piers</a></p>"
    tree = fromstring(f"<div>{sentence}{menu}</div>")
    dissolve_phrasing(tree)
    assert [len(one.findall("a")) for one in tree] == [0, 2]


def test_a_table_that_lays_out_an_article_has_its_paragraphs() -> None:
    said = [
        "“We go to the island every day,” said Ann Orr, who has the shop.",
        "“And back,” said Bo Ray, who has none.",
    ]
    body = "".join(f"<p class='story-p'>{line}</p>" for line in (FIRST, *said, LAST))
    cell = f"<table class='photo'><tr><td>Photo</td></tr></table><span class='entry-content'>{body}</span>"
    page = read_page(f"<html><body><table class='story'><tr><td>{cell}</td></tr></table></body></html>", where="page")
    assert [line for line in page.text.split("\n") if line != "Photo"] == [FIRST, *said, LAST]


def test_a_table_of_values_stays_a_table() -> None:
    rows = "<tr><td>Monday</td><td>two boats</td></tr><tr><td>Friday</td><td>none</td></tr>"
    assert lines(f"<table>{rows}</table>") == ["| Monday | two boats | ", "| Friday | none | "]


@pytest.mark.parametrize("second", ["body", "body body-last", "_body"])
def test_the_pieces_of_an_article_are_one(second: str) -> None:
    long = "".join(f"<p>{FIRST.replace('Tuesday', f'day {day}')}</p>" for day in range(20))
    pieces = (
        f"<div class='article-body'>{long}</div><div class='ad'>Ad</div><div class='article-{second}'><p>{LAST}</p>"
    )
    page = read_page(f"<html><body><main>{pieces}</div></main></body></html>", where="page")
    assert page.text.split("\n")[-1] == LAST
    assert len(page.text.split("\n")) == 21


def test_metadata() -> None:
    data = {
        "@graph": [
            {"@type": "Organization", "name": "Nobody"},
            {
                "@type": ["NewsArticle"],
                "headline": "Ferry stays in port",
                "datePublished": "2026-03-03T23:30:00-05:00",
                "publisher": {"@type": "Organization", "name": "The Marl Post"},
                "inLanguage": "en-GB",
                "author": [
                    {"@type": "Person", "name": "By Ann Orr"},
                    {"name": ["Bo Ray", "ann-orr"]},
                    "https://marl.example/bo",
                ],
            },
        ]
    }
    head = (
        f"<link rel='canonical' href='https://marl.example/ferry'><script type='application/ld+json'>{json.dumps(data)}"
    )
    page = read_page(
        f"<html><head><title>Ferry</title>{head}</script></head><body><p>{FIRST}</p><p>{LAST}</p></body></html>",
        where="page",
    )
    assert (page.title, page.url, page.source) == ("Ferry stays in port", "https://marl.example/ferry", "The Marl Post")
    assert (page.author, page.published, page.language) == ("Ann Orr; Bo Ray", "2026-03-03", "en-GB")


@pytest.mark.parametrize(
    ("head", "author", "url"),
    [
        ("<meta name='author' content='Ann Orr and Bo Ray'>", "Ann Orr; Bo Ray", None),
        ("<meta property='article:author' content='Ann Orr'>", "Ann Orr", None),
        ("<meta property='article:author' content='https://marl.example/ann'>", None, None),
        (
            "<script type='application/ld+json'>"
            '{"@type": "Article", "author": "Ann Orr", "mainEntityOfPage": {"@id": "https://marl.example/a"}}</script>',
            "Ann Orr",
            "https://marl.example/a",
        ),
        ('<script type=\'application/ld+json\'>{"@type": "Article", "url": "/a"}</script>', None, None),
    ],
)
def test_author_and_address(head: str, author: str | None, url: str | None) -> None:
    page = read_page(f"<html><head>{head}</head><body><p>{FIRST}</p><p>{LAST}</p></body></html>", where="page")
    assert (page.author, page.url) == (author, url)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p><q>We go,</q> said Orr.<sup>1</sup></p>", ["“We go,” said Orr."]),
        ("<q>We go,</q> said Orr.\nShe went.", ["“We go,” said Orr.", "She went."]),
        ("<p>Orr wrote:</p><blockquote>We go now.</blockquote>", ["Orr wrote:", "“We go now.”"]),
        ("<h2>Boats</h2>So it is.<ul><li>One</li><li>Two</li></ul>", ["Boats", "So it is.", "One", "Two"]),
        ("&amp;ldquo;We go,&amp;rdquo; said Orr &amp;amp; Ray.", ["“We go,” said Orr & Ray."]),
        ("It is 3 < 4 and “so it is.”She went.", ["It is 3 < 4 and “so it is.”", "She went."]),
    ],
)
def test_an_article_in_json_is_prepared_as_a_page_is(body: str, expected: list[str]) -> None:
    data = json.dumps({"@type": "Article", "articleBody": body}).replace("</", "<\\/")
    head = f"<script type='application/ld+json'>{data}</script>"
    assert page_of("<p>We go</p>", head=head) == expected


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("<base href='https://marl.example/'><link rel='canonical' href='/ferry'>", "https://marl.example/ferry"),
        ("<meta property='og:url' content='//marl.example/ferry'>", "https://marl.example/ferry"),
        ("<link rel='canonical' href='/ferry'>", None),
    ],
)
def test_an_address_may_be_relative(head: str, url: str | None) -> None:
    page = read_page(f"<html><head>{head}</head><body><p>{FIRST}</p><p>{LAST}</p></body></html>", where="page")
    assert page.url == url


@pytest.mark.parametrize("stated", ["2026-05-03T10:00:00Z", "2026/05/03", "Sun, 03 May 2026 10:00:00 GMT"])
@pytest.mark.parametrize(
    "wrapped", ["{}", "<![CDATA[{}]]>", "//<![CDATA[\n{}\n//]]>", "/*<![CDATA[*/{}/*]]>*/", "<!--{}-->"]
)
def test_dates_in_json_that_is_wrapped(stated: str, wrapped: str) -> None:
    data = wrapped.format(json.dumps({"@type": "Article", "datePublished": stated}))
    head = f"<script type='application/ld+json'>{data}</script>"
    page = read_page(f"<html><head>{head}</head><body><p>{FIRST}</p><p>{LAST}</p></body></html>", where="page")
    assert page.published == "2026-05-03"


def test_broken_json_in_a_page_is_passed_over() -> None:
    for data in ("{", "[" * 100_000, '{"@type": "Article", "publisher": [[]], "datePublished": 7}', "null"):
        source = f"<html><body><script type='application/ld+json'>{data}</script><p>{FIRST}</p></body></html>"
        page = read_page(source, where="page")
        assert page.text == FIRST


HOSTILE = {
    "elements in one another": "<div>{}".format,
    "q in one another": "<q>so {}".format,
    "q": "<q>so it is</q> said Ann. {}".format,
    "quotations": "<blockquote>We said so many times before {}</blockquote><p>“No,” said Ann.</p>".format,
    "line breaks": "so it was and<br><br>{}".format,
    "links": "<a href=x>so it is</a> {}".format,
    "entities": "&ldquo;&amp;&#8221; {}".format,
    "hidden": "<div hidden><p>“So it is,” said Ann.</p></div>{}".format,
    "hidden in one another": "<div hidden><p>“So it is,” said Ann.</p>{}".format,
    "posts": "<blockquote class=tweet><p>So it is</p>— Ann (@ann)</blockquote><p>“No,” said Ann.</p>{}".format,
    "scripts": "<script>a = '<p>“no”</p>'</script>{}".format,
    "broken": "<p <div <<a href='\">“x” <b><i></p>{}".format,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_time_grows_with_a_hostile_page(kind: str) -> None:
    def seconds(times: int) -> float:
        page = f"<html><body><article><p>{FIRST}</p>{HOSTILE[kind]('') * times}</article></body></html>"
        start = time.process_time()
        with suppress(ArticleError):
            read_page(page, where="page")
        return time.process_time() - start

    seconds(10)
    assert seconds(8000) < 8 * seconds(2000) + 0.5


def test_a_page_that_nobody_closed_is_read_to_its_end() -> None:
    lines = [f"<font size=2>“It is {number},” said Ann Orr.<br><br>" for number in range(400)]
    page = read_page(f"<html><body><p>{FIRST}</p>{''.join(lines)}", where="page")
    assert page.text.split("\n")[-1] == "“It is 399,” said Ann Orr."


def test_a_page_that_is_too_deep_is_one_line() -> None:
    with pytest.raises(ArticleError) as caught:
        read_page(f"<html><body>{'<div>' * 300}<p>{FIRST}</p>", where="deep.html")
    problem = "elements stand in one another more than 255 deep; the rest of the page is not read"
    assert str(caught.value) == f"deep.html: {problem}"


def test_a_page_of_too_many_elements_is_one_line() -> None:
    with pytest.raises(ArticleError) as caught:
        read_page(f"<html><body><p>{FIRST}</p>{'<br>' * 100_000}", where="wide.html")
    assert str(caught.value) == "wide.html: a page of 100,003 elements; none with more than 100,000 is read"


def test_a_page_that_is_too_large_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "huge.html").write_bytes(b"<p>" + b" " * LARGEST_PAGE)
    with pytest.raises(ArticleError) as caught:
        list(read_articles([tmp_path / "huge.html"]))
    assert str(caught.value).endswith(
        "huge.html: a page of 10,000,003 characters; none with more than 10,000,000 is read"
    )
