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
from quotes.records import Detection


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
    assert [config["config_name"] for config in data.configs] == ["quotes", "articles", "extractive", "tokens"]


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
    assert len(card(release).text.splitlines()) < 340


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
