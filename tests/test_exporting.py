"""What is exported is read by the libraries of the tools it is for, and is what docs/exchange.md says."""

from __future__ import annotations

import asyncio
import json
import os
import pty
import re
import sys
from pathlib import Path
from typing import Any, get_args

import click
import pytest
from click.testing import CliRunner
from exchange_readers import ASPECTS, READERS, Facts, facts_of
from invented import detection, write

import quotes
from quotes.cli import main
from quotes.dataset import Release
from quotes.dataset.derivation import read_release
from quotes.errors import ReleaseError
from quotes.exporting import FORMATS, FolderFormat, export_file, export_folder
from quotes.exporting.quote_rows import quote_rows
from quotes.importing import import_gold
from quotes.records import Article, Attribution, Context, Detection, ExportFormat, Quote, Speaker, record_id

DOCS = (Path(__file__).parent.parent / "docs" / "exchange.md").read_text(encoding="utf-8")
# Signs that UTF-16 counts twice, a name in two pieces, words over paragraphs, words glued to a dash, a speaker without
# a name, a body, nobody, a former office, line ends of Windows, blanks that are no ASCII.
TEXTS = {
    "pier": """😀 The pier

“We wait,” said Ada Quill, the former mayor. Tom Orr, head of Kell Ferries, called it a “quiet disaster”—“a mess”.

“It rains 😀 and it pours.

“And we stay,” Orr said. “We stay here.” The Harbor Board said it was “not\u00a0amused”. A fisherman said: “Go home.”
""",
    "tab/le 2": "Kell.\r\n\r\n“We  did,\r\nand we do,” said Bo Ray.\tHe laughed.\r\n\r\n“=1+1,” he said, “@ noon.”\r\n",
    "silent": "Nobody spoke.\n",
}


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder = tmp_path_factory.mktemp("press")
    rows = [
        {
            "id": name,
            "text": text,
            "url": f"https://example.org/{place}",
            "source": "Kell Post",
            "published": "2026-11-02",
        }
        for place, (name, text) in enumerate(TEXTS.items())
    ]
    (folder / "press.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return quotes.build([folder / "press.jsonl"], name="press", version="1.0.0", out=folder)


def exported(release: Release, format: ExportFormat, path: Path) -> Path:
    if isinstance(FORMATS[format], FolderFormat):
        export_folder(release.path, format, path)
    else:
        with path.open("wb") as file:
            export_file(release.path, format, file)
    return path


def table() -> dict[str, set[str]]:
    """Return by format which aspects the documentation says to be equal."""
    rows = re.findall(r"^\| `([\w-]+)` \| [\w-]+ \| (.*) \|$", DOCS, re.MULTILINE)
    cells = {name: [cell.strip() for cell in row.split("|")] for name, row in rows}
    assert {len(row) for row in cells.values()} == {len(ASPECTS)}
    return {
        name: {aspect for aspect, cell in zip(ASPECTS, row, strict=True) if cell == "="} for name, row in cells.items()
    }


def test_the_table_of_formats_has_each_of_them() -> None:
    assert list(table()) == list(FORMATS) == list(READERS) == list(get_args(ExportFormat))
    described = re.findall(r"^\| `([\w-]+)` \| (?!\w+ \| [=n])", DOCS.split("## The formats")[1], re.MULTILINE)
    assert described == list(FORMATS)


@pytest.mark.parametrize("format", get_args(ExportFormat))
def test_what_comes_back_is_what_the_table_says(release: Release, tmp_path: Path, format: ExportFormat) -> None:
    wanted = facts_of(release)
    found: dict[str, Facts] = READERS[format](exported(release, format, tmp_path / "out"))
    names = {name: re.sub(r"\W+", "-", name) for name in wanted}
    of = {
        name: next((facts for key, facts in found.items() if key.startswith((name, names[name]))), {})
        for name in wanted
    }
    quoted = [name for name, facts in wanted.items() if facts["kinds"]]
    assert len(quoted) == 2
    assert {one for one in ASPECTS if all(of[name].get(one) == wanted[name][one] for name in quoted)} == table()[format]


@pytest.mark.parametrize("format", ["brat", "prodigy"])
def test_what_is_exported_can_be_imported_as_gold(release: Release, tmp_path: Path, format: Any) -> None:
    path = tmp_path / ("out.jsonl" if format == "prodigy" else "out")
    rows = {one.row["text"]: one.row for one in import_gold(format, exported(release, format, path))}
    for facts in facts_of(release).values():
        gold = rows[facts["text"]]["quotes"]
        assert {(one["content_start"], one["content_end"]) for one in gold} == set(facts["kinds"])
        mentions = {
            (one["content_start"], one["speaker"]["start"], one["speaker"]["end"]) for one in gold if one["speaker"]
        }
        assert mentions == {(link[0], *link[3:]) for link in facts["links"] if link[2] == "speaker"}


def test_words_in_a_table_open_their_page_and_are_no_formula(release: Release, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    rows = exported(release, "csv", tmp_path / "out.csv").read_bytes().decode("utf-8-sig")
    assert "'=1+1," in rows
    assert "'@ noon." in rows
    with exported(release, "xlsx", tmp_path / "out.xlsx").open("rb") as file:
        sheet = load_workbook(file).active
    assert sheet is not None
    cells = {str(row[2].value): row for row in sheet.iter_rows(min_row=2)}
    assert cells["=1+1,"][2].data_type == "s"
    assert "We  did,\nand we do," in cells
    speaker, role, words, source, date, url, link = cells["We wait,"][:7]
    assert (speaker.value, role.value, words.value) == ("Ada Quill", "former mayor", "We wait,")
    assert (source.value, date.value, url.value) == ("Kell Post", "2026-11-02", "https://example.org/0")
    assert link.value == "https://example.org/0#:~:text=We%20wait"
    assert (link.hyperlink.target, link.hyperlink.location) == tuple(link.value.split("#"))


def test_a_cell_that_excel_would_not_take_is_cut_and_its_link_stays_text(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    long = detection("a1", "no " * 12_000, url="https://example.org/" + "x" * 2100)
    with exported(write(tmp_path, [long]), "xlsx", tmp_path / "out.xlsx").open("rb") as file:
        (row,) = load_workbook(file).active.iter_rows(min_row=2)  # type: ignore[union-attr]
    assert (len(row[2].value), row[2].value[-4:]) == (32_767, "no …")
    assert (row[5].value, row[5].hyperlink) == (long.article.url, None)


def test_label_studios_regions_are_of_its_labels_and_its_tasks_have_the_least_sure_score(
    release: Release, tmp_path: Path
) -> None:
    from lxml import etree

    folder = exported(release, "label-studio", tmp_path / "out")
    config = etree.parse(folder / "config.xml")
    values = {
        "labels": {one.get("value") for one in config.iter("Label")},
        "choices": {one.get("value") for one in config.iter("Choice")},
        "relation": {one.get("value") for one in config.iter("Relation")},
    }
    controls = {one.get("name"): one.tag.lower() for one in config.iter("Labels", "TextArea", "Choices")}
    for task in json.loads((folder / "tasks.json").read_text(encoding="utf-8")):
        (prediction,) = task["predictions"]
        regions = [one for one in prediction["result"] if one["type"] == "labels"]
        assert len({one["id"] for one in regions}) == len(regions)
        assert prediction["score"] == min((one["score"] for one in regions if "score" in one), default=1)
        for one in prediction["result"]:
            if one["type"] == "relation":
                assert {one["from_id"], one["to_id"]} <= {region["id"] for region in regions}
                assert set(one["labels"]) <= values["relation"]
            else:
                assert controls[one["from_name"]] == one["type"]
                assert set(one["value"].get(one["type"], ())) <= values.get(one["type"], set())


def test_datasette_searches_and_counts(release: Release, tmp_path: Path) -> None:
    from datasette.app import Datasette

    folder = exported(release, "sqlite", tmp_path / "out")

    async def asked() -> tuple[Any, Any]:
        metadata = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
        served = Datasette([str(folder / "quotes.db")], metadata=metadata)
        await served.invoke_startup()
        pages = [await served.client.get(f"/quotes/quotes.json{query}") for query in ("", "?_search=staying")]
        return tuple(page.json() for page in pages)

    whole, searched = asyncio.run(asked())
    counts = {one["value"]: one["count"] for one in whole["facet_results"]["speaker"]["results"]}
    assert counts["Tom Orr"] == 5
    assert set(whole["facet_results"]) == {"speaker", "category", "source", "kind", "form"}
    words = {row[searched["columns"].index("words")] for row in searched["rows"]}
    assert {"And we stay,", "We stay here."} <= words


def test_sqlite_utils_searches(release: Release, tmp_path: Path) -> None:
    from sqlite_utils import Database

    database = Database(exported(release, "sqlite", tmp_path / "out") / "quotes.db")
    assert database["quotes"].detect_fts() == "quotes_fts"
    assert [row["words"] for row in database["quotes"].search("disasters")] != []
    database.conn.close()


def test_duckdb_counts_speakers(release: Release, tmp_path: Path) -> None:
    import duckdb

    with duckdb.connect() as database:
        database.execute(exported(release, "duckdb", tmp_path / "out.sql").read_text(encoding="utf-8"))
        first = database.execute("FROM speakers LIMIT 1").fetchone()
        names = [name for name, *_ in database.execute("DESCRIBE quotes").fetchall()]
    assert first is not None
    assert (first[0], first[2], first[3]) == ("Tom Orr", 1, "head of Kell Ferries")
    assert names == list(next(quote_rows(read_release(release.path))))


def test_a_column_that_an_older_release_lacks_is_null_for_duckdb(tmp_path: Path) -> None:
    import duckdb
    from pyarrow import parquet

    release = write(tmp_path, [detection("a1", url="https://example.org/a1")])
    (file,) = (release.path / "data" / "quotes").glob("*.parquet")
    parquet.write_table(parquet.read_table(file).drop_columns(["link", "review"]), file)
    with duckdb.connect() as database:
        database.execute(exported(release, "duckdb", tmp_path / "out.sql").read_text(encoding="utf-8"))
        assert database.execute("SELECT speaker, link, reviewed FROM quotes").fetchall() == [
            ("Mira Okafor", None, None)
        ]


@pytest.mark.parametrize("format", ["inception", "tei"])
def test_what_xml_cannot_hold_moves_nothing(tmp_path: Path, format: ExportFormat) -> None:
    release = write(tmp_path, [detection("a1", "We \x0bopen")])
    (facts,) = READERS[format](exported(release, format, tmp_path / "out")).values()
    (wanted,) = facts_of(release).values()
    assert facts["text"] == wanted["text"].replace("\x0b", "\ufffd")
    assert facts["places"] == wanted["places"]


def test_spans_that_cross_are_pieces_in_tei(tmp_path: Path) -> None:
    text = "“We open, Ada said, today.” He left.\n\nThe end."
    article = Article(id="x", text=text)

    def quote(start: int, end: int) -> Quote:
        told = {"kind": "full", "role": None, "cue": None, "article_id": "x"}
        key = record_id(article.digest, start, end)
        speaker = Speaker(text="Ada said", start=10, end=18, form="description")
        attribution = Attribution(method="nearest", confidence=0.5, reasons=("nearest",))
        context = Context(text=text, start=0, end=len(text))
        words = {"id": key, "utterance_id": key, "text": text[start:end], "start": start, "end": end}
        return Quote(**words, **told, speaker=speaker, attribution=attribution, context=context)  # type: ignore[arg-type]

    crossing = Detection(article=article, quotes=(quote(1, 14), quote(20, 25)), rejected=())
    release = write(tmp_path, [crossing])
    (facts,) = READERS["tei"](exported(release, "tei", tmp_path / "out")).values()
    (wanted,) = facts_of(release).values()
    assert (facts["text"], facts["places"]) == (text, wanted["places"])


def run(*arguments: object) -> Any:
    return CliRunner().invoke(main, [str(one) for one in arguments])


def test_the_command_writes_to_standard_output_or_a_new_folder(release: Release, tmp_path: Path) -> None:
    assert run("export", release.path, "--format", "csv").stdout.startswith(
        "\ufeffspeaker,role,words,source,date,url,link"
    )
    assert run("export", release.path, "--format", "brat", "-o", tmp_path / "out").exit_code == 0
    again = run("export", release.path, "--format", "brat", "-o", tmp_path / "out")
    assert (again.exit_code, again.stderr) == (
        1,
        f"Error: {tmp_path}/out: is there already; name a folder that is not\n",
    )
    assert "tei is a folder of files: name it with -o" in run("export", release.path, "--format", "tei").stderr


def test_nothing_but_text_goes_to_a_terminal(release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = pty.openpty()
    with open(theirs, "w", encoding="utf-8") as terminal, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", terminal)
        with pytest.raises(click.UsageError, match="xlsx is nothing for a terminal: name a file with -o"):
            main(["export", str(release.path), "--format", "xlsx"], standalone_mode=False)
    os.close(ours)


def test_a_library_that_is_missing_is_one_line_and_leaves_nothing(
    release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    monkeypatch.setitem(sys.modules, "cassis", None)
    for format, name in (("xlsx", "xlsxwriter"), ("inception", "cassis")):
        done = run("export", release.path, "--format", format, "-o", tmp_path / "out")
        told = f"Error: {name} is not installed; the extra [export] brings it\n"
        assert (done.exit_code, done.stderr) == (1, told)
    assert list(tmp_path.iterdir()) == []


def test_a_release_without_texts_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    release = write(tmp_path, [detection("a1")], level="none")
    with pytest.raises(ReleaseError, match="`quotes restore` fills all texts in"):
        export_folder(release.path, "tei", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_ids_that_are_no_names_of_files_are_told_apart(tmp_path: Path) -> None:
    made = (detection(name) for name in ("2026/a", "2026:a", "..", "a" * 300))
    folder = exported(write(tmp_path, made), "tei", tmp_path / "out")
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == 4
    assert [name for name in names if not re.fullmatch(r"[\w-]{1,90}\.xml", name)] == []
