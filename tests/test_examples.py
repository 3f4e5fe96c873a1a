"""The examples run, and learn what they say."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest
import tripping  # noqa: F401 (the component of a pipeline that fails)
from click.testing import CliRunner, Result
from datasets import Dataset, load_from_disk
from invented import article, many, write
from pyarrow.parquet import read_table

from quotes import Article, Detector
from quotes.pipeline import DEFAULT_PIPELINE, load_pipeline

ROOT = Path(__file__).parent.parent


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "examples" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def example() -> ModuleType:
    return load("train_attribution")


def run(example: ModuleType, *arguments: str) -> Result:
    return CliRunner().invoke(example.main, arguments)


def test_it_learns_who_said_it_in_a_few_steps(example: ModuleType, tmp_path: Path) -> None:
    weights = tmp_path / "who.bin"
    ran = run(example, str(ROOT / "dist" / "seeds"), "--steps", "40", "--out", str(weights))
    assert ran.exit_code == 0, ran.output
    ((right, of, share),) = re.findall(r"^(\d+) of (\d+) speakers right: (0\.\d{3})$", ran.stdout, re.M)
    assert float(share) == pytest.approx(int(right) / int(of), abs=0.001)
    assert float(share) > 0.2  # of some thirty words each
    example.network().from_disk(weights)


def test_an_answer_is_right_that_shares_half_of_the_words(example: ModuleType) -> None:
    gold = {"start": 10, "end": 20}
    found = [(10, 20), (10, 15), (10, 14), (0, 10), None]
    assert [example.is_right(one, gold) for one in found] == [True, True, False, False, False]
    assert [example.is_right(one, None) for one in found] == [False] * 4 + [True]


def test_it_needs_gold_to_be_scored_by(example: ModuleType, tmp_path: Path) -> None:
    ran = run(example, str(write(tmp_path, many(40)).path))
    assert ran.exit_code == 2
    assert "nobody reviewed a quotation of its split test; name gold by --gold" in ran.stderr


FAULTY = {"id": "faulty", "text": "“It opens at noon,” said Ada Quill.\n\nPedro Oduya called it “a faulty mess.”"}
ROWS = [{"id": one.id, "text": one.text, "section": "town"} for one in map(article, "abcd")]
ROWS += [{"id": "empty", "text": None, "section": None}, {"id": "nobody", "text": "Nobody spoke.", "section": "town"}]


@pytest.fixture
def tripping_detector(tmp_path: Path) -> Detector:
    nlp = load_pipeline(DEFAULT_PIPELINE)
    nlp.add_pipe("trip")
    nlp.to_disk(tmp_path / "en_trips")
    return Detector(spacy_model=str(tmp_path / "en_trips"))


def expected(detector: Detector) -> list[dict[str, object]]:
    """Return the rows with what a detector finds in them, one at a time."""
    found = [detector.detect(Article(id=row["id"], text=row["text"] or "")) for row in ROWS]
    assert [len(quotes) for quotes in found] == [1, 1, 1, 1, 0, 0]
    quotes = [[quote.to_dict() for quote in of_row] for of_row in found]
    return [{**row, "quotes": of_row, "error": None} for row, of_row in zip(ROWS, quotes, strict=True)]


def test_a_dataset_gets_quotations_in_two_processes(detector: Detector, tmp_path: Path) -> None:
    made = load("map_dataset").with_quotes(Dataset.from_list(ROWS), detector, workers=2)
    assert made.to_list() == expected(detector)
    again = load("map_dataset").with_quotes(Dataset.from_list(ROWS), detector, workers=2)
    assert again._fingerprint == made._fingerprint
    source = tmp_path / "articles.jsonl"
    source.write_text("".join(f"{json.dumps(row)}\n" for row in ROWS), encoding="utf-8")
    ran = CliRunner().invoke(load("map_dataset").main, [str(source), "-o", str(tmp_path / "out")])
    assert (ran.exit_code, ran.stdout) == (0, f"{tmp_path / 'out'}: 4 quotations of 6 articles\n")
    assert load_from_disk(tmp_path / "out").to_list() == made.to_list()


def test_a_row_that_the_detector_fails_at_says_so(tripping_detector: Detector) -> None:
    made = load("map_dataset").with_quotes(Dataset.from_list([FAULTY, *ROWS[:1]]), tripping_detector)
    assert made["error"][:] == ["RuntimeError: one word too many", None]
    assert [len(quotes) for quotes in made["quotes"]] == [0, 1]


@pytest.fixture
def map_spark(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    pytest.importorskip("pyspark", reason="no pyspark here: `pip install pyspark` brings it, some 500 MB")
    if shutil.which("java") is None:
        pytest.skip("no Java here, which Spark needs")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    return load("map_spark")


@pytest.mark.filterwarnings("ignore::FutureWarning")  # of pyspark, at pandas 3
def test_a_dataframe_of_spark_gets_quotations(
    map_spark: ModuleType, detector: Detector, tripping_detector: Detector, tmp_path: Path
) -> None:
    spark = map_spark.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    try:
        articles = spark.createDataFrame(ROWS, "id string, text string, section string").repartition(2)
        made = map_spark.quotations(articles, detector)
        made.write.parquet(str(tmp_path / "out"))
    finally:
        spark.stop()
    rows = [row for file in (tmp_path / "out").glob("*.parquet") for row in read_table(file).to_pylist()]
    wanted = [{name: row[name] for name in ("id", "quotes", "error")} for row in expected(detector)]
    assert sorted(rows, key=lambda row: str(row["id"])) == wanted
    (frame,) = map_spark.detecting(tripping_detector)([map_spark.pandas.DataFrame([FAULTY, *ROWS[:1]])])
    assert (frame["error"][0], frame["error"].isna()[1]) == ("RuntimeError: one word too many", True)
    assert [len(quotes) for quotes in frame["quotes"]] == [0, 1]
