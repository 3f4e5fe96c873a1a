from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from huggingface_hub import DatasetCard
from invented import SETTINGS, detection, many, silent, write

from quotes import schema
from quotes.dataset import Release, stats, write_release
from quotes.model import Model, model_card
from quotes.records import Detected, Detection, Review


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    made = many(language="en", license="CC-BY-4.0", published="2024-05-01", source="The Wire")
    return write(tmp_path_factory.mktemp("dist"), made, authors=["Orr, Ann"])


def card(release: Release) -> DatasetCard:
    return DatasetCard.load(release.path / "README.md")


def section(release: Release, title: str) -> str:
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", card(release).text, re.S | re.M)
    assert found is not None, title
    return found[1]


def test_the_yaml_is_what_the_hub_reads(release: Release) -> None:
    data = card(release).data
    assert (data.license, data.language, data.pretty_name) == ("cc-by-4.0", ["en"], "eastbrook")
    assert data.size_categories == ["n<1K"]
    assert (data.task_categories, data.task_ids) == (["question-answering", "token-classification"], ["extractive-qa"])
    assert [config["config_name"] for config in data.configs] == ["quotes", "articles", "extractive", "tokens"]


@pytest.mark.parametrize(
    ("stated", "not_english", "languages"),
    [(None, False, ["en"]), ("en-GB", False, ["en"]), ("de", True, ["de"]), (None, True, None)],
)
def test_its_languages_are_those_stated_and_english_where_it_was_found(
    tmp_path: Path, stated: str | None, not_english: bool, languages: list[str] | None
) -> None:
    made = [replace(one, english=not not_english) for one in many(2, language=stated)]
    assert card(write(tmp_path, made)).data.language == languages


def test_without_texts_no_task_of_the_views_is_promised(tmp_path: Path) -> None:
    data = card(write(tmp_path, many(2), level="none")).data
    assert (data.task_categories, data.task_ids) == (None, None)


@pytest.mark.parametrize(
    ("reviewed", "creators", "who"),
    [
        (0, ["machine-generated"], "a program; no person"),
        (1, ["machine-generated", "expert-generated"], "a program; people decided on 1 of 2 quotations;"),
        (2, ["expert-generated"], "a program; people decided on 2 of 2 quotations;"),
    ],
)
def test_its_annotators_are_those_who_decided(tmp_path: Path, reviewed: int, creators: list[str], who: str) -> None:
    made = [by_hand(one) if number < reviewed else one for number, one in enumerate(many(2))]
    release = write(tmp_path, made)
    assert card(release).data.annotations_creators == creators
    assert f"| Who labelled | {who}" in section(release, "Data statement")


def by_hand(one: Detection) -> Detection:
    """Return an article on whose quotations a person decided."""
    (quote,) = one.quotes
    review = Review(reviewer="jo", decided=None, decision="right")
    said = Detected(
        kind=quote.kind, speaker="Mira Okafor", name="Mira Okafor", role=None, cue="said", method="cue", confidence=0.9
    )
    attribution = replace(quote.attribution, method="reviewed")
    return replace(one, quotes=(replace(quote, attribution=attribution, review=review, detected=said),))


def test_it_says_of_people_bias_and_publishers_what_it_counts_and_what_is_unknown(release: Release) -> None:
    assert section(release, "Personal and sensitive information").startswith(
        "\n40 of 40 quotations tell the full name of who spoke, and 40 a role."
    )
    bias = section(release, "Biases")
    assert "- Sources, by articles: The Wire 40 (100.0%).\n" in bias
    assert "- Roles, of the quotations whose speaker has one: executive 40 (100.0%).\n" in bias
    statement = section(release, "Data statement")
    assert "| Language | en; which varieties of it is unknown |" in statement
    assert "| Publishers | 1 named in `source` |" in statement
    assert "| What of the texts is here | Articles are published whole. |" in statement
    assert "`CHANGES.md`" in section(release, "Changes")
    assert "Not made to prove" in section(release, "Uses")


def test_it_says_first_what_it_is(release: Release) -> None:
    first = " ".join(card(release).text.split("\n\n")[1].split())
    assert first == (
        "40 direct quotations from 40 news articles, each with its place in the article and, where the article says "
        "so, its speaker, the speaker's role, the words that tie the two, and the probability that the speaker is "
        "right. The articles, where they say so, come from 1 source, were published on 2024-05-01 and are marked as "
        "en. It is meant for training and judging models of quotation attribution, and for counting who is quoted."
    )


def test_its_chart_has_the_figures_in_words(release: Release) -> None:
    words = "Most quoted: Mira Okafor (40). Roles: executive (40). Confidence: 0.9 to 1.0 (40)."
    assert f"\n![Three bar charts. {words}](chart.png)\n" in card(release).text


def test_its_code_runs(release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("datasets.config.HF_DATASETS_CACHE", tmp_path / "cache")
    names: dict[str, Any] = {}
    for code in re.findall(r"```python\n(.*?)```", card(release).text, re.S):
        exec(code.replace("path/to/this/folder", str(release.path)), names)
    assert list(names["rows"]) == list(release.rows("quotes.jsonl"))
    assert sum(names["quotes"].num_rows.values()) == sum(names["articles"].num_rows.values()) == 40
    assert '# this version from the Hub: load_dataset("ORG/eastbrook", revision="v1.0.0")\n' in card(release).text


def test_its_sample_is_a_row(release: Release) -> None:
    (text,) = re.findall(r"```json\n(.*?)```", section(release, "A row"), re.S)
    assert json.loads(text) in list(release.rows("quotes.jsonl"))


def test_the_sample_prefers_a_row_with_everything(tmp_path: Path) -> None:
    bare = detection("a1", "No")
    bare = replace(bare, quotes=(replace(bare.quotes[0], speaker=None, role=None, cue=None),))
    (text,) = re.findall(r"```json\n(.*?)```", section(write(tmp_path, [bare, detection("a2")]), "A row"), re.S)
    assert json.loads(text)["article_id"] == "a2"


@pytest.mark.parametrize(
    ("record_type", "title"), [("quote", "Columns of a quotation"), ("article", "Columns of an article")]
)
def test_every_column_is_explained(release: Release, record_type: str, title: str) -> None:
    def names(rules: Any, above: str = "") -> list[str]:
        return [
            name
            for key, rule in rules["properties"].items()
            for name in [f"{above}{key}", *(names(rule, f"{above}{key}.") if "properties" in rule else [])]
        ]

    rows = re.findall(r"^\| `([\w.]+)` \| ([\w ]+) \| (.+) \|$", section(release, title), re.M)
    assert [name for name, _, _ in rows] == names(schema.load(record_type))
    if record_type == "quote":
        kinds = {name: kind for name, kind, _ in rows}
        assert kinds["speaker"] == "object or null"
        assert kinds["attribution.reasons"] == "list of strings"


def test_it_counts_what_the_statistics_count(release: Release) -> None:
    counts = section(release, "Counts")
    assert f"| quotations |  | {stats(release.path).quotes} |\n|  | with a speaker | 40 |\n" in counts
    assert "| kind | full | 40 |" in counts
    assert "| reason of rejection | title | 40 |" in counts
    assert "| The Wire | 40 |" in counts
    assert "| 0.9 | 40 | 100% |" in section(release, "How good they are")


def test_it_gives_the_figures_of_the_weights_that_were_used(tmp_path: Path) -> None:
    figures = re.findall(r"^\| speaker right, all .*$", model_card(), re.M)
    assert figures
    shipped = {**SETTINGS, "weights": Model.load().digest, "min_confidence": 0.7}
    own = {**SETTINGS, "weights": "0123456789abcdef", "min_confidence": 0.0}
    for name, settings, shown in (("shipped", shipped, True), ("own", own, False)):
        release = write_release(many(2), name=name, version="1.0.0", out=tmp_path, settings=settings)
        quality = section(release, "How good they are")
        assert all((figure in quality) is shown for figure in figures)
        assert ("The weights of this version are not those that ship with the tool" in quality) is not shown
        made = section(release, "How the labels were made")
        assert ("Quotations with a confidence below 0.7 were set aside, as `low_confidence`." in made) is shown


def test_it_says_how_to_cite_and_under_which_licence(release: Release) -> None:
    citation = section(release, "Citation")
    assert "@misc{eastbrook-1-0-0,\n" in citation
    assert release.manifest.rows_digest in citation
    assert "| CC-BY-4.0 | 40 |" in section(release, "Licence of the texts")


def test_long_tables_are_cut_and_summed_up(tmp_path: Path) -> None:
    made = (detection(f"a{n}", license=f"Terms {n}", source=f"Paper {n % 30}") for n in range(90))
    release = write(tmp_path, made)
    assert section(release, "Licence of the texts").count("\n| Terms ") == 20
    assert "\n| 70 more | 70 |\n" in section(release, "Licence of the texts")
    assert "\n| 10 more | 30 |\n" in section(release, "Counts")
    assert len(card(release).text.splitlines()) < 380


def test_what_articles_say_is_never_markup(tmp_path: Path) -> None:
    nasty = "<img src=x> | [a](b)\n## x"
    release = write(tmp_path, [detection("a1", license=nasty, source=nasty)])
    written = r"| \<img src=x\> \| \[a\](b) \#\# x | 1 |"
    assert written in section(release, "Licence of the texts")
    assert written in section(release, "Counts")


@pytest.mark.parametrize(("detections", "absent"), [([silent("a1")], ["A row", "chart.png"]), ([detection("a1")], [])])
def test_it_leaves_out_what_there_is_not(tmp_path: Path, detections: list[Detection], absent: list[str]) -> None:
    text = card(write(tmp_path, detections)).text
    assert [word for word in ("A row", "chart.png") if word not in text] == absent
    assert "$" not in text
