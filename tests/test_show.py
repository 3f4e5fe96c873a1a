import re
from html.parser import HTMLParser

import click
import pytest

from quotes.pages import link_to
from quotes.records import Article, Attribution, Context, Cue, Detection, Quote, Rejection, Role, Speaker, record_id
from quotes.show import render_html, render_terminal

TEXT = (
    "Bridge closes on Monday\n\n"
    "“We have no choice,” said Ada Quill, the mayor of Harbourville. “The bolts are older than I am.”\r\n\r\n"
    "The “temporary” closure may last, she added, “two summers”.\n\n"
    "A notice at the ferry landing reads: “Mind the gap.” “Nobody asked us,” one rower shouted."
)


def span(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def make_quote(article: Article, words: str, *, utterance: str | None = None, **options: object) -> Quote:
    start, end = span(article.text, words)
    given: dict[str, object] = {
        "id": record_id(article.digest, start, end),
        "article_id": article.id,
        "text": words,
        "start": start,
        "end": end,
        "kind": "full",
        "utterance_id": record_id(article.digest, *span(article.text, utterance or words)),
        "speaker": None,
        "role": None,
        "cue": None,
        "attribution": Attribution(method="none", confidence=0.0, reasons=()),
        "context": Context(text=article.text, start=0, end=len(article.text)),
    }
    given["link"] = link_to(article.url, article.text, start, end)
    return Quote(**{**given, **options})  # type: ignore[arg-type]


def make_detection() -> Detection:
    article = Article(
        id="bridge",
        text=TEXT,
        title="Bridge closes",
        source="The Harbour Post",
        published="2024-11-13",
        url="https://example.org/bridge",
    )

    def at(part: str) -> dict[str, object]:
        start, end = span(TEXT, part)
        return {"text": part, "start": start, "end": end}

    name = dict(zip(("name", "name_start", "name_end"), ("Ada Quill", *span(TEXT, "Ada Quill")), strict=True))
    ada = Speaker(**at("Ada Quill"), form="name", **name)  # type: ignore[arg-type]
    she = Speaker(text="she", start=TEXT.index("she added"), end=TEXT.index("she added") + 3, form="pronoun", **name)  # type: ignore[arg-type]
    role = Role(**at("mayor of Harbourville"), title="mayor", organization="Harbourville", category="executive")  # type: ignore[arg-type]
    rejected_start, rejected_end = span(TEXT, "temporary")
    return Detection(
        article=article,
        quotes=(
            make_quote(
                article,
                "We have no choice,",
                speaker=ada,
                role=role,
                cue=Cue(**at("said"), lemma="say"),  # type: ignore[arg-type]
                attribution=Attribution(method="cue", confidence=0.97, reasons=("subject of “said”", "right after")),
            ),
            make_quote(
                article,
                "The bolts are older than I am.",
                utterance="We have no choice,",
                speaker=ada,
                role=role,
                attribution=Attribution(method="utterance", confidence=0.9, reasons=("same paragraph",)),
            ),
            make_quote(
                article,
                "two summers",
                kind="partial",
                speaker=she,
                role=role,
                cue=Cue(**at("added"), lemma="add"),  # type: ignore[arg-type]
                attribution=Attribution(method="cue", confidence=0.805, reasons=("subject of “added”",)),
            ),
            make_quote(article, "Nobody asked us,"),
        ),
        rejected=(
            Rejection(
                id=record_id(article.digest, rejected_start, rejected_end),
                article_id="bridge",
                text="temporary",
                start=rejected_start,
                end=rejected_end,
                reason="scare",
                detail="one word, and nobody says it",
            ),
        ),
    )


def make_hostile() -> Detection:
    speaker = '"><img src=x onerror=alert(1)>'
    text = f"<script>alert('x')</script> “</mark><b>bold</b> & \u202eflip 🦀,” said {speaker}, العمدة.\x1b[31m\x00"
    article = Article(id='"><script>', text=text, title="</title><script>1</script>", url="javascript:alert(1)")
    start, end = span(text, speaker)
    return Detection(
        article=article,
        quotes=(
            make_quote(
                article,
                "</mark><b>bold</b> & \u202eflip 🦀,",
                speaker=Speaker(text=speaker, start=start, end=end, form="name", name=speaker),
                attribution=Attribution(method="cue", confidence=0.5, reasons=("'\"<i>",)),
            ),
        ),
        rejected=(),
    )


class Page(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.paragraphs: list[str] = []
        self.inside: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs
        if tag not in {"meta"}:
            self.inside.append(f"{tag}.{dict(attrs).get('class')}")
        if tag == "p":
            self.paragraphs.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.inside.pop().split(".")[0] == tag

    def handle_data(self, data: str) -> None:
        if any(place.startswith("p.") for place in self.inside) and "a.ref" not in self.inside:
            self.paragraphs[-1] += data


def test_terminal_without_styles() -> None:
    assert click.unstyle(render_terminal(make_detection())) == (
        "Bridge closes\n"
        "bridge · The Harbour Post · 2024-11-13\n"
        "\n"
        "Bridge closes on Monday\n"
        "\n"
        "“We have no choice,[1]” said Ada Quill, the mayor of Harbourville. “The bolts are \n"
        "older than I am.[2]”\n"
        "\n"
        "The “temporary” closure may last, she added, “two summers[3]”.\n"
        "\n"
        "A notice at the ferry landing reads: “Mind the gap.” “Nobody asked us,[4]” one \n"
        "rower shouted.\n"
        "\n"
        "  1  “We have no choice,”\n"
        "     Ada Quill, mayor of Harbourville\n"
        "     “said” · 97% by cue · subject of “said” · right after\n"
        "  2  “The bolts are older than I am.”\n"
        "     Ada Quill, mayor of Harbourville\n"
        "     no cue · 90% by utterance · same paragraph\n"
        "  3  “two summers”\n"
        "     Ada Quill (“she”), mayor of Harbourville\n"
        "     “added” · 80% by cue · subject of “added”\n"
        "  4  “Nobody asked us,”\n"
        "     speaker unknown\n"
        "     no cue · 0% by none\n"
        "  –  “temporary”  not a quotation (scare: one word, and nobody says it)\n"
    )


def test_terminal_styles_words_and_their_speaker_alike() -> None:
    shown = render_terminal(make_detection())
    assert click.style("two summers", fg="cyan", bold=True) in shown
    assert click.style("Ada Quill", fg="cyan", underline=True) in shown
    assert click.style("she", fg="cyan", underline=True) in shown
    assert click.style("said", fg="cyan", italic=True) in shown
    assert click.style("temporary", dim=True) in shown


def test_terminal_shows_control_characters_of_the_article_as_text() -> None:
    unstyled = re.sub("\x1b\\[[0-9;]*m", "", render_terminal(make_hostile()).replace("\x1b[31m", "STEERED"))
    assert "STEERED" not in unstyled
    assert "العمدة.\\u001b[31m\\u0000\n" in unstyled
    assert "\u202e" not in unstyled


def test_terminal_breaks_long_lines_between_words() -> None:
    text = " ".join(f"“{number}” is number {number}," for number in range(200))
    article = Article(id="a", text=f"{text}\n\n\n\n{'x' * 50}\n")
    detection = Detection(article=article, quotes=(make_quote(article, text[1:-20]),), rejected=())
    shown = click.unstyle(render_terminal(detection, width=40)).partition("\n\n  1  ")[0]
    assert shown.replace(" \n", " ").replace("[1]", "") == f"a\n\n{text}\n\n{'x' * 50}"
    assert max(len(line.rstrip()) for line in shown.replace("[1]", "").splitlines()[:-1]) <= 40


def test_terminal_without_quotations() -> None:
    detection = Detection(article=Article(id="a", text="Nothing.\n"), quotes=(), rejected=())
    assert click.unstyle(render_terminal(detection)) == "a\n\nNothing.\n\nNo quotation found.\n"


def test_page_holds_the_whole_text_and_every_detail() -> None:
    page = render_html([make_detection()])
    lines = [line for line in TEXT.splitlines() if line]
    assert [paragraph for paragraph in Page(page).paragraphs if paragraph in lines] == lines
    for detail in (
        "<title>Bridge closes</title>",
        '<h1 dir="auto">Bridge closes</h1>',
        '<a href="https://example.org/bridge" rel="noopener noreferrer nofollow">original</a> · 4 quotations',
        '<li class="voice" style="--hue:215"><bdi>Ada Quill</bdi> <b>3</b></li>',
        'title="Ada Quill · mayor of Harbourville · “said” · 97% sure">We have no choice,</mark>',
        '<h2><a href="#a1q3">3</a> <bdi>Ada Quill</bdi><span class="sure"',
        "<p><bdi>mayor of Harbourville</bdi> <small>executive</small></p>",
        '<a href="https://example.org/bridge#:~:text=two%20summers" rel="noopener noreferrer nofollow">in the page</a>',
        "<bdi>here “she”</bdi> · <bdi>cue “added”</bdi> · <bdi>by cue</bdi> · <bdi>partial quotation</bdi> · <a",
        "<bdi>no cue</bdi> · <bdi>by utterance</bdi> · <bdi>full quotation</bdi> · <bdi>goes on from 1</bdi> · <a",
        '<p class="soft"><bdi>subject of “said”</bdi> · <bdi>right after</bdi></p>',
        "speaker unknown",
        '<span class="rejected" title="scare: one word, and nobody says it">temporary</span>',
        "<summary>1 span in quotation marks, but no quotation</summary>",
    ):
        assert detail in page


def test_page_needs_nothing_else() -> None:
    page = render_html([make_detection()])
    assert not Page(page).tags & {"script", "link", "img", "iframe", "object", "form", "base"}
    assert "url(" not in page
    assert "@import" not in page


def test_hostile_article_stays_text() -> None:
    detection = make_hostile()
    page = Page(render_html([detection]))
    expected = {"html", "head", "meta", "title", "style", "body", "article", "header", "div", "section", "aside"}
    expected |= {"p", "span", "mark", "a", "h1", "h2", "ul", "li", "b", "bdi", "i"}
    assert page.tags == expected
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert {value for name, value in page.attributes if name == "href"} == {"#a1c1", "#a1q1"}
    assert detection.article.text.replace("\x1b", "�").replace("\x00", "�") in page.paragraphs


def test_a_quotation_over_two_paragraphs_is_marked_in_both() -> None:
    article = Article(id="a", text="“One.\n\n“Two,” said no one.")
    page = render_html([Detection(article=article, quotes=(make_quote(article, "One.\n\n“Two,"),), rejected=())])
    assert re.findall("<mark[^>]*>(.*?)</mark>", page)[1:] == ["One.", "“Two,"]
    assert page.count('id="a1q1"') == page.count('id="a1c1"') == page.count('class="ref"') == 1


def test_page_of_two_articles_has_contents() -> None:
    empty = Detection(article=Article(id="<b>", text="Nothing."), quotes=(), rejected=())
    page = render_html(iter([make_detection(), empty]))
    assert "<title>Quotations in 2 articles</title>" in page
    assert '<li><a href="#a1"><bdi>Bridge closes</bdi></a> <span>4 quotations</span></li>' in page
    assert '<li><a href="#a2"><bdi>&lt;b&gt;</bdi></a> <span>0 quotations</span></li>' in page


@pytest.mark.parametrize("render", [render_terminal, lambda detection: render_html([detection])])
def test_overlapping_spans_keep_every_character(render: object) -> None:
    article = Article(id="a", text="“I say “yes”,” he said.")
    outer, inner = make_quote(article, "I say “yes”,"), make_quote(article, "yes")
    shown = render(Detection(article=article, quotes=(outer, inner), rejected=()))  # type: ignore[operator]
    plain = re.sub(r"<a class=\"ref\".*?</a>|<[^>]*>|\[\d\]", "", click.unstyle(shown))
    assert article.text in plain
