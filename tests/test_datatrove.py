"""The detector as a step of datatrove: the release of one build, in tasks, whoever runs them and whatever ends them."""

from __future__ import annotations

import json
import os
import pickle
import re
import sys
from pathlib import Path
from typing import Any

import pytest
import tripping  # noqa: F401 (the component of a pipeline that fails)
from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter, ParquetWriter
from datatrove.utils.stats import PipelineStats
from invented import article
from loguru import logger

import quotes.engine
from quotes import Detector, ShardError, build, build_from_shards, detect_shards, open_shards
from quotes.datatrove import DetectQuotes, ReadShards, parquet_schema
from quotes.errors import ArticleError, DetectionError, DuplicateIdError
from quotes.pipeline import DEFAULT_PIPELINE, load_pipeline
from quotes.shards import holds_shards
from quotes.storage import WorkClaim

GERMAN = "Der Rat tagte am Montag. „Wir öffnen die Brücke um neun“, sagte die Bürgermeisterin Mira Okafor am Abend."
TRIPS = "“It opens at noon,” said Ingrid Brandt.\n\nPedro Oduya called the ferry “a faulty mess.”"
FAULTY = "article 'faulty': RuntimeError: one word too many"
NAMES = {"name": "press", "version": "1.0.0"}
Row = dict[str, Any]


def row(id: str, **fields: str) -> Row:
    return {"id": id, "text": article(id, f"We open at {id}").text, **fields}


def write(folder: Path, *files: list[Row]) -> Path:
    folder.mkdir(parents=True)
    for number, rows in enumerate(files):
        lines = "".join(f"{json.dumps(one)}\n" for one in rows)
        (folder / f"{number}.jsonl").write_text(lines, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three files of articles, one of them in German; a fourth task has none."""
    first = [row("a", title="T", url="https://kell.example/a"), row("b", published="2026-11-02"), row("c")]
    german = {"id": "d", "text": GERMAN, "language": "de"}
    return write(tmp_path_factory.mktemp("news") / "in", first, [german, row("e")], [row("f")])


@pytest.fixture(scope="module")
def one_build(news: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return contents(build([news], out=tmp_path_factory.mktemp("one"), **NAMES).path)


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file, hidden or not."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def run(*steps: Any, tasks: int = 1, **options: Any) -> list[dict[str, Any]]:
    """Run a pipeline in this process and return the statistics of each step."""
    stats: PipelineStats = LocalPipelineExecutor(
        list(steps), tasks=tasks, **{"workers": 1, "skip_completed": False, **options}
    ).run()
    return [one.to_dict()["stats"] for one in stats.stats]


@pytest.fixture(autouse=True)
def _logs_lie_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


@pytest.mark.parametrize(("tasks", "shards"), [(1, [3]), (3, [2, 1, 1]), (4, [2, 1, 1, 1])])
def test_a_release_of_tasks_is_that_of_one_build(
    tasks: int, shards: list[int], news: Path, one_build: dict[str, bytes], detector: Detector, tmp_path: Path
) -> None:
    step = DetectQuotes(tmp_path / "shards", detector=detector, shard_size=2)
    _, stats = run(JsonlReader(str(news)), step, tasks=tasks)
    assert (stats["total"], stats["forwarded"], stats["not_english"], stats["quotes"]["total"]) == (6, 6, 1, 5)
    written = {path.name: len(list(path.iterdir())) for path in sorted((tmp_path / "shards").iterdir())}
    assert written == {f"{number:05d}-of-{tasks:05d}": count for number, count in enumerate(shards)}
    assert contents(build_from_shards([tmp_path / "shards"], out=tmp_path, **NAMES).path) == one_build
    assert holds_shards(tmp_path / "shards")  # so that commands take it for no folder of articles


def test_two_processes_share_three_tasks_and_writers_of_datatrove_follow(
    news: Path, one_build: dict[str, bytes], tmp_path: Path
) -> None:
    steps = [
        JsonlReader(str(news)),
        DetectQuotes(tmp_path / "shards"),
        JsonlWriter(str(tmp_path / "lines"), compression=None),
        ParquetWriter(str(tmp_path / "columns"), expand_metadata=True, schema=parquet_schema("title", "published")),
    ]
    run(*steps, tasks=3, workers=2)
    assert contents(build_from_shards([tmp_path / "shards"], out=tmp_path, **NAMES).path) == one_build
    quotations = [json.loads(line) for line in one_build["quotes.jsonl"].splitlines()]
    unplaced = [{**one, "cluster_id": None, "split": None} for one in quotations]
    lines = "".join(file.read_text(encoding="utf-8") for file in sorted((tmp_path / "lines").iterdir()))
    documents = [json.loads(line) for line in lines.splitlines()]
    assert [quote for one in documents for quote in one["metadata"]["quotes"]] == unplaced
    assert documents[0]["metadata"]["file_path"] == str(news / "0.jsonl")
    from datasets import load_dataset

    files = sorted(map(str, (tmp_path / "columns").iterdir()))
    table = load_dataset("parquet", data_files=files, split="train", cache_dir=str(tmp_path / "cache"))
    assert [(one["id"], one["title"], one["published"], one["english"]) for one in table][:4] == [
        ("a", "T", None, True),
        ("b", None, "2026-11-02", True),
        ("c", None, None, True),
        ("d", None, None, False),
    ]
    assert [quote for one in table for quote in one["quotes"]] == unplaced


def test_one_pipeline_is_loaded_for_all_tasks_of_a_process(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[str] = []

    def load(name: str) -> Any:
        loaded.append(name)
        return pipeline

    pipeline = quotes.engine.load_pipeline(DEFAULT_PIPELINE)
    monkeypatch.setattr(quotes.engine, "load_pipeline", load)
    detector = Detector(min_confidence=0.123)  # settings that no other test has sent to this process
    run(JsonlReader(str(news)), DetectQuotes(tmp_path / "shards", detector=detector), tasks=3)
    assert loaded == [DEFAULT_PIPELINE]


def stopped_after(documents: int, news: Path, step: DetectQuotes) -> None:
    """Take so many documents of the step, and end it as an error in a later step does."""
    yielded = step.run(JsonlReader(str(news)).run())
    for _ in range(documents):
        next(yielded)
    yielded.close()


def test_a_task_goes_on_where_it_was_stopped(
    news: Path, one_build: dict[str, bytes], detector: Detector, tmp_path: Path
) -> None:
    stopped_after(3, news, DetectQuotes(tmp_path / "shards", detector=detector, shard_size=2))
    assert sorted(contents(tmp_path / "shards")) == [
        f"00000-of-00001/{number:05d}/{name}"
        for number in range(2)
        for name in ("articles.jsonl", "quotes.jsonl", "rejected.jsonl", "shard.json")
    ]
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "shards").rglob("*.json*")}
    _, stats = run(JsonlReader(str(news)), DetectQuotes(tmp_path / "shards", detector=detector, shard_size=2))
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert stats["forwarded"] == 6
    assert contents(build_from_shards([tmp_path / "shards"], out=tmp_path, **NAMES).path) == one_build


def test_done_marks_hide_no_other_settings(news: Path, detector: Detector, tmp_path: Path) -> None:
    reader, marks = JsonlReader(str(news)), str(tmp_path / "marks")
    folder = tmp_path / "shards"
    run(reader, DetectQuotes(folder, detector=detector), tasks=3, skip_completed=True, logging_dir=marks)
    assert len(list((tmp_path / "marks" / "completions").iterdir())) == 3
    told = f"^{re.escape(str(folder))}/00000-of-00003/00000: made with settings.{{}}; take the same, or a new folder$"
    with pytest.raises(ShardError, match=told.format("min_confidence 0.0, not 0.5")):
        DetectQuotes(folder, detector=Detector(min_confidence=0.5))
    with pytest.raises(ShardError, match=told.format("fields.title null, not 'headline'")):
        DetectQuotes(folder, fields={"title": "headline"})
    with pytest.raises(ShardError, match=f"^{re.escape(str(folder))}: made by 3 tasks, not 2; take as many, or a new"):
        run(reader, DetectQuotes(folder), tasks=2)
    (folder / "00001-of-00003" / "00000").rename(tmp_path / "away")
    missing = "no shard in it; run the tasks again, with skip_completed=False"
    with pytest.raises(ShardError, match=f"^{re.escape(str(folder))}/00001-of-00003: {missing}$"):
        open_shards([folder])
    run(reader, DetectQuotes(folder), tasks=3, logging_dir=marks)
    assert open_shards([folder]).counts.articles == 6


def test_what_is_installed_where_a_task_runs_must_be_what_it_was_started_with(
    detector: Detector, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = pickle.loads(pickle.dumps(DetectQuotes(tmp_path / "shards", detector=detector)))
    monkeypatch.setattr("quotes.shards.shard_record.tool_versions", lambda: {
        "quote-attribution": "0.1.0", "spacy": "3.8.0", "trafilatura": "2.3.1"
    })  # fmt: skip
    with pytest.raises(ShardError, match=f"^{re.escape(str(tmp_path / 'shards'))}: made with tools.spacy '3.8.+', not"):
        list(step.run([Document(**row("a"))]))
    assert not (tmp_path / "shards").exists()


def test_other_documents_and_shards_of_no_task_are_refused(news: Path, detector: Detector, tmp_path: Path) -> None:
    folder = tmp_path / "shards"
    run(JsonlReader(str(news)), DetectQuotes(folder, detector=detector))
    with pytest.raises(ShardError, match=r"00000-of-00001/00000: made from other articles than are given now; give"):
        list(DetectQuotes(folder, detector=detector).run([Document(**row("a"))]))
    with pytest.raises(ShardError, match=r"00000-of-00001/00000: made by a task of datatrove; take a new folder$"):
        detect_shards([news], folder, detector=detector)
    detect_shards([news], tmp_path / "plain", detector=detector)
    with pytest.raises(ShardError, match=r"plain/00000: not made by a task of datatrove; take a new folder$"):
        DetectQuotes(tmp_path / "plain", detector=detector)


@pytest.fixture
def tripping_detector(tmp_path: Path) -> Detector:
    nlp = load_pipeline(DEFAULT_PIPELINE)
    nlp.add_pipe("trip")
    nlp.to_disk(tmp_path / "en_trips")
    return Detector(spacy_model=str(tmp_path / "en_trips"))


def test_documents_that_fail_are_counted_by_reason_and_are_in_the_shard(
    tripping_detector: Detector, tmp_path: Path
) -> None:
    bad = [{"id": "faulty", "text": TRIPS}, row("a"), row("x", published="in May"), row("y", published="in June")]
    news = write(tmp_path / "in", [row("a"), *bad, row("z")])
    step = DetectQuotes(tmp_path / "shards", detector=tripping_detector, on_error="skip")
    for reason in ({"dropped_RuntimeError": 1}, {"dropped_before": 1}):
        _, stats = run(JsonlReader(str(news)), step)
        assert {name: count for name, count in stats.items() if name.startswith("dropped")} == {
            "dropped": 4,
            "dropped_an earlier document has this id": 1,
            "dropped_published is …; it must be an ISO date such as …-…-…": 2,
            **reason,
        }
        assert (stats["total"], stats["forwarded"]) == (6, 2)
    shards = open_shards([tmp_path / "shards"])
    assert (shards.counts.articles, shards.counts.skipped, shards.failed) == (2, 4, (FAULTY,))
    assert [message.partition(":")[0] for message in shards.unread] == ["document 'a'", "document 'x'", "document 'y'"]


@pytest.mark.parametrize(
    ("rows", "error", "told"),
    [
        ([{"id": "a", "text": " "}], ArticleError, "document 'a': empty text"),
        ([row("a"), row("a")], DuplicateIdError, "document 'a': an earlier document has this id"),
    ],
)
def test_the_first_document_that_is_no_article_ends_its_task(
    rows: list[Row], error: type[Exception], told: str, detector: Detector, tmp_path: Path
) -> None:
    with pytest.raises(error, match=f"^{told}$"):
        run(JsonlReader(str(write(tmp_path / "in", rows))), DetectQuotes(tmp_path / "shards", detector=detector))
    assert contents(tmp_path / "shards") == {}


def test_the_first_document_that_the_detector_fails_at_ends_its_task(
    tripping_detector: Detector, tmp_path: Path
) -> None:
    step = DetectQuotes(tmp_path / "shards", detector=tripping_detector)
    with pytest.raises(DetectionError, match=f"^{FAULTY}$"):
        list(step.run([Document(id="faulty", text=TRIPS)]))


def test_a_task_that_another_process_is_at_is_waited_for(detector: Detector, tmp_path: Path) -> None:
    folder = tmp_path / "shards" / "00000-of-00001"
    folder.mkdir(parents=True)
    other = WorkClaim.take(folder / ".lock")
    assert other is not None
    told: list[str] = []

    def end(message: Any) -> None:
        told.append(message.record["message"])
        other.release()

    sink = logger.add(end)
    try:
        (document,) = DetectQuotes(tmp_path / "shards", detector=detector).run([Document(**row("a"))])
    finally:
        logger.remove(sink)
    assert told == [f"{folder}: waiting for another process, which is at it"]
    assert [quote["speaker"]["name"] for quote in document.metadata["quotes"]] == ["Mira Okafor"]


def test_what_a_step_cannot_do_is_told_before_it_begins(detector: Detector, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"^shard_size is 0; it takes at least 1$"):
        DetectQuotes(tmp_path, detector=detector, shard_size=0)
    with pytest.raises(ShardError, match=r"^s3://press/shards: shards are written to a disk, which all tasks "):
        DetectQuotes("s3://press/shards", detector=detector)
    (tmp_path / "file").touch()
    with pytest.raises(ShardError, match=f"^{re.escape(str(tmp_path / 'file'))}: cannot be read: Not a directory$"):
        DetectQuotes(tmp_path / "file", detector=detector)


def test_fields_are_read_from_metadata_of_other_names(detector: Detector, tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"^fields: an article has no field 'headline'; it has id, text, title, "):
        DetectQuotes(tmp_path, detector=detector, fields={"headline": "title"})
    step = DetectQuotes(tmp_path / "shards", detector=detector, fields={"published": "date"})
    one = row("a")
    list(step.run([Document(text=one["text"], id="a", metadata={"date": "2026-11-02T08:00:00Z", "dump": "CC"})]))
    (read,) = open_shards([tmp_path / "shards"]).rows("articles.jsonl")
    assert read["published"] == "2026-11-02"


def test_shards_are_read_as_documents(news: Path, detector: Detector, tmp_path: Path) -> None:
    shards = detect_shards([news], tmp_path / "shards", detector=detector, shard_size=2)
    rows = list(shards.rows("quotes.jsonl"))
    first, second = (list(ReadShards(tmp_path / "shards").run(None, rank, 2)) for rank in range(2))
    assert ([one.id for one in first], [one.id for one in second]) == (["a", "b", "e", "f"], ["c", "d"])
    assert (first[0].text, first[0].metadata) == (
        row("a")["text"],
        {"title": "T", "url": "https://kell.example/a", "quotes": rows[:1], "english": True},
    )
    assert second[1].metadata == {"language": "de", "quotes": [], "english": False}


FAKES = {
    "sbatch": """for task in $(seq 0 $(sed -n 's/^#SBATCH --array=0-\\([0-9]*\\).*/\\1/p' "${@: -1}")); do
        SLURM_ARRAY_TASK_ID=$task SLURM_NODELIST=here bash "${@: -1}" >&2; done; echo Submitted batch job 17""",
    "srun": """shift 3; exec "$@\"""",  # -l -n 1
    "scontrol": "echo here",
}


def test_slurm_runs_the_file_of_the_docs(
    news: Path, one_build: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, body in FAKES.items():
        path = tmp_path / "bin" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/bash\nset -e\n{body}\n")
        path.chmod(0o755)
    places = [path.parent, Path(sys.executable).parent, os.environ["PATH"]]
    monkeypatch.setenv("PATH", os.pathsep.join(map(str, places)))
    page = (Path(__file__).parent.parent / "docs" / "scale.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(from datatrove.*?)```", page, re.DOTALL)
    for there, here in {"/data/press": str(news), "/data": str(tmp_path), "tasks=1000": "tasks=3"}.items():
        assert there in code
        code = code.replace(there, here)
    exec(code, {})
    script = (tmp_path / "logs" / "launch_script.slurm").read_text()
    assert "#SBATCH --array=0-0%100" in script
    assert "#SBATCH --time=12:00:00" in script
    assert contents(build_from_shards([tmp_path / "shards"], out=tmp_path, **NAMES).path) == one_build
    _, stats = json.loads((tmp_path / "logs" / "stats.json").read_text())
    assert stats["stats"]["forwarded"]["total"] == 6  # each task of the job counts its own
