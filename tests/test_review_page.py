"""The review page in a real browser: keys, pointer, hostile articles, windows that compete, servers that die."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import write
from review_desk import Desk, count, current, press

from quotes.dataset import Release
from quotes.records import Article, Attribution, Context, Cue, Detection, Quote, Rejection, Speaker, record_id

HARBOR = """🌊 Harbor gates stay shut

“They had all winter,” said Ilse Brandt, who chairs the Kell Harbor Commission. “Nobody knew,” she added.

Tomas Herrera, president of the union, called it a “quiet disaster” on Monday. He had read “The Long Wall” twice.

“We open at nine,” Nuria Kessler, a pilot, told reporters. The mayor's office said: ‘We wait.’
"""


def found(text: str, *said: tuple[str, str | None, str | None, str | None], **fields: str | None) -> Detection:
    """Return an article with quotations, each given by its words, mention, name and cue; one title is set aside."""
    article = Article(id=fields.pop("id", None) or "harbor", text=text, **fields)

    def place(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    quotes = []
    for words, mention, name, cue in said:
        start, end = place(words)
        id = record_id(article.digest, start, end)
        speaker = None
        if mention:
            place_of, name_at = place(mention), place(name) if name else (None, None)
            speaker = Speaker(
                text=mention,
                start=place_of[0],
                end=place_of[1],
                form="pronoun" if mention.islower() else "name",
                name=name,
                name_start=name_at[0],
                name_end=name_at[1],
            )
        cue_at = place(cue) if cue else None
        quotes.append(
            Quote(
                id=id,
                article_id=article.id,
                text=words,
                start=start,
                end=end,
                kind="full",
                utterance_id=id,
                speaker=speaker,
                role=None,
                cue=Cue(text=cue or "", start=cue_at[0], end=cue_at[1], lemma="say") if cue_at else None,
                attribution=Attribution(method="cue" if cue else "nearest", confidence=0.5, reasons=("because",)),
                context=Context(text=text, start=0, end=len(text)),
            )
        )
    rejected = []
    if "The Long Wall" in text:
        start, end = place("The Long Wall")
        id = record_id(article.digest, start, end)
        rejected = [
            Rejection(
                id=id,
                article_id=article.id,
                text="The Long Wall",
                start=start,
                end=end,
                reason="title",
                detail="a title",
            )
        ]
    return Detection(article=article, quotes=tuple(quotes), rejected=tuple(rejected))


@pytest.fixture(scope="module")
def harbor(tmp_path_factory: pytest.TempPathFactory) -> Release:
    made = found(
        HARBOR,
        ("They had all winter,", "Ilse Brandt", "Ilse Brandt", "said"),
        ("Nobody knew,", "she", "Ilse Brandt", "added"),
        ("quiet disaster", "Tomas Herrera", "Tomas Herrera", "called"),
        ("We open at nine,", "Nuria Kessler", "Nuria Kessler", "told"),
    )
    return write(tmp_path_factory.mktemp("harbor"), [made])


def test_all_is_decided_by_keys_alone(desk: Desk, harbor: Release) -> None:
    desk.serve(harbor)
    page = desk.window()
    assert current(page) == "They had all winter,"
    press(page, "Enter")  # right as it is
    press(page, "k", "2")  # partial, and somebody else said it
    press(page, "0")  # nobody
    press(page, "n")  # no quotation
    assert count(page) == "4 of 4 decided"
    told = [(one.text, one.decision, one.given.get("name"), one.given.get("kind")) for one in desk.made]
    assert told == [
        ("They had all winter,", "right", "Ilse Brandt", "full"),
        ("Nobody knew,", "changed", "Tomas Herrera", "partial"),
        ("quiet disaster", "changed", None, "full"),
        ("We open at nine,", "no_quotation", None, None),
    ]
    assert desk.made[1].given["speaker"] == "she"  # the cue ties the words to that mention still
    press(page, "u", "u")
    assert count(page) == "2 of 4 decided"
    assert current(page) == "quiet disaster"
    press(page, "ArrowLeft")
    assert current(page) == "Nobody knew,"
    press(page, "ArrowDown", "Enter")
    assert count(page) == "2 of 4 decided"


def test_letters_find_any_mention(desk: Desk, harbor: Release) -> None:
    desk.serve(harbor)
    page = desk.window()
    press(page, *"Her", "Enter")  # a person of the article
    press(page, *"the mayor", "Enter")  # words that are no name: whose is it?
    assert "Whose name" in page.inner_text("#asked")
    press(page, *"ils", "Enter")
    press(page, "N", *"uria", "Enter")  # a capital begins a search even where the small letter is a key
    said = [(one.given["speaker"], one.given["name"]) for one in desk.made]
    assert said == [("Tomas Herrera", "Tomas Herrera"), ("The mayor", "Ilse Brandt"), ("Nuria Kessler",) * 2]


def test_role_cue_and_what_was_missed_are_found_the_same_way(desk: Desk, harbor: Release) -> None:
    desk.serve(harbor)
    page = desk.window()
    press(page, "r", *"chairs the kell", "ArrowDown", "Enter", "c", *"added", "Enter", "Enter")
    (one,) = desk.made
    assert (one.given["role"], one.given["cue"]) == ("chairs the Kell Harbor Commission", "added")
    press(page, "m", "Enter")  # what was set aside
    assert current(page) == "The Long Wall"
    press(page, *"Tom", "Enter")
    press(page, "m", *"we wait", "Enter", *"Ils", "Enter")
    told = [(one.text, one.decision, one.given["speaker"]) for one in desk.made[1:]]
    assert told == [("The Long Wall", "missed", "Tomas Herrera"), ("We wait", "missed", "Ilse Brandt")]
    assert count(page) == "1 of 4 decided"
    assert current(page) == "Nobody knew,"


def test_two_quotations_are_said_to_be_one_utterance(desk: Desk, harbor: Release) -> None:
    desk.serve(harbor)
    page = desk.window()
    press(page, "ArrowRight", "s", "Enter")  # the quotation nearest to it
    assert "They had all winter," in page.inner_text("#labels")
    press(page, "Enter", "ArrowLeft")
    assert (current(page), "They had all winter," in page.inner_text("#labels")) == ("Nobody knew,", True)
    press(page, "Enter", "ArrowLeft", "s", *"we op", "Enter", "Enter")
    assert [(one.decision, one.given["same_as"]) for one in desk.made] == [
        ("changed", "They had all winter,"),  # the second Enter changes nothing, and writes nothing
        ("changed", "We open at nine,"),
    ]


def test_words_that_are_selected_are_what_a_key_means(desk: Desk, harbor: Release) -> None:
    desk.serve(harbor)
    page = desk.window()
    select = """([start, end]) => {
        const walk = document.createTreeWalker(document.querySelector("#article"), NodeFilter.SHOW_TEXT);
        const range = new Range();
        for (let node; (node = walk.nextNode()); ) {
          if (node.data.includes(start)) range.setStart(node, node.data.indexOf(start));
          if (node.data.includes(end)) range.setEnd(node, node.data.indexOf(end) + end.length);
        }
        getSelection().removeAllRanges();
        getSelection().addRange(range);
    }"""
    page.evaluate(select, ["‘We", "wait.’"])
    page.wait_for_selector("#marked:not([hidden])")
    page.click("#marked button:has-text('missed')")
    assert current(page) == "‘We wait.’"
    press(page, "1")
    page.evaluate(select, ["president", "union"])
    page.wait_for_selector("#marked:not([hidden])")
    press(page, "r", "Enter")
    said = [(one.decision, one.text, one.given["role"]) for one in desk.made]
    role = "president of the union"
    assert said == [("missed", "‘We wait.’", None), ("changed", "They had all winter,", role)]


HOSTILE = "<script>top.hit=1</script><img src=x onerror=top.hit=2>"


def test_what_an_article_holds_stays_text(desk: Desk, tmp_path: Path) -> None:
    text = f"“We open {HOSTILE} now,” said Ann <b>Orr</b> of {HOSTILE}.\n\n“Two,” said Ann. {{{{js}}}} {{{{nonce}}}}"
    words = f"We open {HOSTILE} now,"
    made = found(text, (words, "Ann", "Ann", "said"), id="../../<script>top.hit=3</script>&id=x#y?", title=HOSTILE)
    desk.serve(write(tmp_path, [made]), reviewer=f'"><{HOSTILE}')
    page = desk.window()
    assert page.inner_text("h1") == HOSTILE
    assert current(page) == words
    press(page, *"<scr", "Escape", "m", *"two", "Enter", "2", "Enter")
    assert page.evaluate("window.hit ?? null") is None
    assert page.locator("#article script, #article img, #panel img, header img").count() == 0
    assert desk.made[-1].article_id == made.article.id
    assert HOSTILE in page.inner_text("#about")


def test_text_from_right_to_left_and_characters_of_two_halves_keep_their_places(desk: Desk, tmp_path: Path) -> None:
    text = "🦊🦊 כותרת\n\n“אנחנו פותחים 🙂 בתשע,” אמרה דנה לוי.\n\nThe rest is from left to right, said Ann Orr."
    made = found(text, ("אנחנו פותחים 🙂 בתשע,", "דנה לוי", "דנה לוי", "אמרה"))
    desk.serve(write(tmp_path, [made]))
    page = desk.window()
    directions = "[...document.querySelectorAll('#article p:not(.about)')].map((p) => getComputedStyle(p).direction)"
    assert page.evaluate(directions) == ["rtl", "rtl", "ltr"]
    assert page.inner_text(".here") == "אנחנו פותחים 🙂 בתשע,"
    assert page.inner_text("#article .speaker") == "דנה לוי"
    press(page, *"ann", "Enter")
    (one,) = desk.made
    assert (one.text, one.given["speaker"]) == ("אנחנו פותחים 🙂 בתשע,", "Ann Orr")


def test_three_hundred_quotations_in_one_article_go_through(desk: Desk, tmp_path: Path) -> None:
    names = "Ann Orr,Bo Ray,Cy Dunn,Dee Falk".split(",")
    parts = [f"“We open gate number {n} at nine,” said {names[n % 4]} of the harbor." for n in range(300)]
    said = [(f"We open gate number {n} at nine,", names[n % 4], names[n % 4], "said") for n in range(300)]
    desk.serve(write(tmp_path, [found("\n\n".join(parts), *said)]))
    page = desk.window()
    press(page, *["Enter"] * 5)
    assert count(page) == "5 of 300 decided"
    press(page, *["ArrowLeft"] * 6)
    assert current(page) == "We open gate number 299 at nine,"
    assert page.locator(".here").is_visible()


def test_a_reload_and_a_second_window_lose_nothing(desk: Desk, harbor: Release) -> None:
    desk.serve(harbor)
    first, second = desk.window(), desk.window()
    press(first, "Enter")
    first.reload()
    first.wait_for_selector("#offers li")
    assert (count(first), current(first)) == ("1 of 4 decided", "Nobody knew,")
    press(second, "n")  # shows what the first window has decided on already
    assert "elsewhere" in second.inner_text("#message")
    assert len(desk.made) == 1
    press(second, "n")
    assert [one.decision for one in desk.made] == ["right", "no_quotation"]


def test_a_server_that_is_gone_is_told_and_the_next_goes_on(desk: Desk, harbor: Release) -> None:
    desk.serve(harbor)
    page = desk.window()
    press(page, "Enter")
    desk.kill()
    press(page, "Enter")
    assert "the server has ended" in page.inner_text("#message")
    desk.start()
    page = desk.window()
    assert (count(page), current(page)) == ("1 of 4 decided", "Nobody knew,")


def test_it_works_by_hand_on_any_screen(desk: Desk, harbor: Release) -> None:
    desk.serve(harbor)
    for width, scheme in ((390, "light"), (820, "dark"), (1400, "light")):
        page = desk.window(width, 844, color_scheme=scheme, has_touch=True)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.locator(".here").is_visible()
        assert page.locator("#buttons button:has-text('no quotation')").is_visible()
        page.locator("#offers button").nth(1).tap()
        page.locator("#message", has_text="saved").wait_for()
    assert [one.decision for one in desk.made] == ["changed"] * 3


def test_the_keys_are_shown(desk: Desk, harbor: Release) -> None:
    desk.serve(harbor)
    page = desk.window()
    press(page, "?")
    assert page.locator("#help").is_visible()
    press(page, "n", "Escape")
    assert not page.locator("#help").is_visible()
    assert desk.made == []
