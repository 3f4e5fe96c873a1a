"""A link to a quotation opens its page at the words, as browsers understand it."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from tampering import edit, problems

import quotes
from quotes.detector import Detector
from quotes.pages import link_to

BROWSERS = ("chromium-headless-shell", "chrome-headless-shell", "chromium", "chromium-browser", "google-chrome")
BROWSER = next(filter(None, map(shutil.which, BROWSERS)), None)
APART = "<div style='height: 3000px'></div>"
FILLER = "The council met on Tuesday to talk about the ferry, which has been out of service since the storms of spring."
# Each paragraph, far from the others, tells its id to the script below when it is what the browser shows.
PAGE = f"""<!doctype html><html><head><title>Ferry</title></head><body><article><h1>Ferry stays in port</h1>
<p>{FILLER}</p><p>{FILLER} Nobody sails.</p>{APART}
<p id="q">Ann Orr called it <q>a <em>very</em> long way to the island</q> on Monday.</p>{APART}
<blockquote id="block"><p>We were promised a pier by Easter, not a hole.</p>
<p>Nobody believes the next date – nobody.</p>
<cite>Tilda Vance</cite></blockquote>{APART}
<p id="again">“We were promised a pier by Christmas, not a letter,” said Ines Moro, an engineer.</p>{APART}
</article><script>setTimeout(() => {{ document.title = [...document.querySelectorAll("[id]")].filter(one => {{
const box = one.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight }}).map(one => one.id)
}}, 500)</script></body></html>"""

# Words that a menu, a headline or an earlier line has, too; with typed marks, and with those of elements.
TWICE = f"""<!doctype html><html><head><title>Ferry</title></head><body><nav><a id="nav">No</a></nav><article>
<h1 id="h1">Mayor calls ferry plan ‘a farce’</h1><p id="filler">{FILLER}</p><p>{FILLER} No boat sails.</p>{APART}
<p id="farce">Ann Orr called the plan “a farce” and left. {FILLER}</p>{APART}
<p id="no">“No,” she said.</p>{APART}
<p id="also">Bo Orr called the plan <q>a farce</q> as well.</p>{APART}
<blockquote id="block"><p>No boat sails.</p><cite>Tilda Vance</cite></blockquote>{APART}
</article><script>{PAGE.partition("<script>")[2]}"""


def link(text: str, words: str, url: str | None = "https://a.example/x") -> str | None:
    start = text.rindex(words)
    return link_to(url, text, start, start + len(words))


@pytest.mark.parametrize(
    ("text", "words", "directive"),
    [
        ("“We go,” said Orr.", "We go,", "We%20go"),
        (
            "“So far, well-meant & 5 % new,” said Orr.",
            "So far, well-meant & 5 % new,",
            "So%20far%2C%20well%2Dmeant%20%26%205%20%25%20new",
        ),
        (
            "“We go to the island by boat on every day of the week,” he said.",
            "We go to the island by boat on every day of the week,",
            "We%20go%20to%20the,day%20of%20the%20week",
        ),
        (
            "“I told them ‘no’ and they told me ‘yes’ at once,” he said.",
            "I told them ‘no’ and they told me ‘yes’ at once,",
            "I%20told%20them,at%20once",
        ),
        (
            "We go to the island. “We go to the island by boat and by sea in May,” he said.",
            "We go to the island by boat and by sea in May,",
            "We%20go%20to%20the%20island%20by,by%20sea%20in%20May",
        ),
        ("“…”", "…", "%E2%80%A6"),
        (
            "A farce. Orr called it “a farce.”",
            "a farce.",
            "farce.%20Orr%20called%20it-,%E2%80%9Ca%20farce&text=farce.%20Orr%20called%20it-,a%20farce&text=a%20farce",
        ),
        ("They met.\n\n(“No,” he said.)", "No,", "They%20met.-,%28%E2%80%9CNo&text=They%20met.-,%28No&text=No"),
        (
            "Orr said it is “a farce,” and she said it is “a farce.”",
            "a farce.",
            "she%20said%20it%20is-,%E2%80%9Ca%20farce&text=she%20said%20it%20is-,a%20farce&text=a%20farce",
        ),
        ("“Yes,” “no.”", "no.", "%E2%80%9CYes%2C%E2%80%9D-,%E2%80%9Cno&text=%E2%80%9CYes%2C%E2%80%9D-,no&text=no"),
    ],
)
def test_fragment(text: str, words: str, directive: str) -> None:
    assert link(text, words) == f"https://a.example/x#:~:text={directive}"


def test_address() -> None:
    assert link("“No.”", "No.", "https://a.example/x#part") == "https://a.example/x#part:~:text=No"
    assert link("“No.”", "No.", "https://a.example/x#:~:text=old") == "https://a.example/x#:~:text=No"
    assert link("“No.”", "No.", None) is None
    assert link("“No.”", "No.", "javascript:alert(1)") is None


@pytest.mark.skipif(BROWSER is None, reason="needs Chromium")
def test_chromium_opens_the_page_at_every_quotation(tmp_path: Path, detector: Detector) -> None:
    path = tmp_path / "ferry.html"
    path.write_text(PAGE, encoding="utf-8")
    (article,) = quotes.read_articles([path])
    (found,) = detector.pipe([replace(article, url="https://a.example/")])
    assert [quote.text.split()[0] for quote in found.quotes] == ["a", "We", "Nobody", "We"]
    assert [seen(path, quote.link) for quote in found.quotes] == ["q", "block", "block", "again"]


@pytest.mark.skipif(BROWSER is None, reason="needs Chromium")
def test_chromium_opens_the_page_at_the_second_of_two_places(tmp_path: Path, detector: Detector) -> None:
    path = tmp_path / "ferry.html"
    path.write_text(TWICE, encoding="utf-8")
    (article,) = quotes.read_articles([path])
    (found,) = detector.pipe([replace(article, url="https://a.example/")])
    shown = [
        (quote.text, seen(path, quote.link)) for quote in found.quotes if quote.start > article.text.index("left") - 30
    ]
    assert shown == [("a farce", "farce"), ("No,", "no"), ("a farce", "also"), ("No boat sails.", "block")]


def seen(path: Path, link: str | None) -> str:
    """Return the ids of what the browser shows when it opens the link."""
    assert link is not None
    page = link.replace("https://a.example/", path.as_uri())
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=2000", "--dump-dom")
    done = subprocess.run([str(BROWSER), *options, page], capture_output=True, text=True, check=True, timeout=60)
    title = re.search("<title>([^<]*)", done.stdout)
    return title[1] if title else ""


def test_a_link_to_another_page_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(
        '{"id": "a", "text": "“We go to the island,” said Ann Orr.", "url": "https://a.example/x#part"}\n'
    )
    release = quotes.build([tmp_path / "a.jsonl"], name="a", version="1.0.0", out=tmp_path)
    (row,) = release.rows("quotes.jsonl")
    assert row["link"] == "https://a.example/x#part:~:text=We%20go%20to%20the%20island"
    edit(release.path, "quotes.jsonl", lambda rows: rows[0].update(link="https://b.example/#:~:text=We"))
    assert any("$.link: " in problem and "no text fragment" in problem for problem in problems(release.path))
