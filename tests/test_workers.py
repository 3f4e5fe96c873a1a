"""Real processes, which start, die and are killed: the records are always those of one process."""

from __future__ import annotations

import json
import os
import pickle
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import psutil
import pytest
import tripping  # noqa: F401 (registers the component in this process; in the others its entry point does)
from click.testing import CliRunner, Result

import quotes.detector
import quotes.engine
from quotes import Article, Detection, Detector, QuotesWarning, read_articles
from quotes.building import build
from quotes.cli import main
from quotes.dataset import open_release
from quotes.errors import ArticleError, DetectionError, DuplicateIdError, ModelError, ShardError, StorageError
from quotes.pipeline import DEFAULT_PIPELINE, load_pipeline

ROOT = Path(quotes.__file__).parents[1]
SECONDS_AT_MOST = 60
SAID = "“The ferry opens at noon,” said Ingrid Brandt, the commissioner.\n\nPedro Oduya called it “a floating mess.”"
CALLED = "“It opens at noon,” said Ingrid Brandt.\n\nPedro Oduya called the ferry “a {} mess.”"
FAULTY = Article(id="faulty", text=CALLED.format("faulty"))
DEADLY = Article(id="deadly", text=CALLED.format("deadly"))
SLOW = Article(id="slow", text=CALLED.format("slow"))
GOOD = [Article(id=f"a{number}", text=f"{SAID} It was day {number}.") for number in range(36)]
NOTHING = [Article(id=f"b{number}", text="Nothing.") for number in range(600)]
"""With others, more than two workers may be ahead."""
KILLED = "died of signal 9 (Killed)"


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The pipeline that ships with one component more, from a package that is installed for this test only."""
    folder = tmp_path_factory.mktemp("pipeline")
    package = folder / "tripping-1.0.0.dist-info"
    package.mkdir()
    (package / "METADATA").write_text("Metadata-Version: 2.1\nName: tripping\nVersion: 1.0.0\n")
    (package / "entry_points.txt").write_text("[spacy_factories]\ntrip = tripping:trip\n")
    nlp = load_pipeline(DEFAULT_PIPELINE)
    nlp.add_pipe("trip", config={"folder": str(folder)})
    nlp.to_disk(folder / "en_trips")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        yield str(folder / "en_trips")


@pytest.fixture(scope="module")
def good(detector: Detector) -> list[Detection]:
    """What is found in the articles that nothing trips over."""
    return list(detector.pipe(GOOD))


def write(articles: Sequence[Article], path: Path) -> Path:
    path.write_text("".join(f"{line(article)}\n" for article in articles), encoding="utf-8")
    return path


def line(article: Article) -> str:
    return json.dumps({"id": article.id, "text": article.text})


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments, prog_name="quotes")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def lines(found: Sequence[Detection]) -> list[dict[str, object]]:
    return [quote.to_dict() for detection in found for quote in detection.quotes]


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines()]


OTHERS: set[psutil.Process] = set()
"""Processes that libraries of other tests have started in this one and keep."""


@pytest.fixture(autouse=True)
def _others() -> None:
    OTHERS.update(psutil.Process().children(recursive=True))


def children() -> list[psutil.Process]:
    return [child for child in psutil.Process().children(recursive=True) if child not in OTHERS]


def workers_of(process: psutil.Process) -> list[psutil.Process]:
    """Return the forks of the process that loads the pipeline for this one."""
    return [worker for nursery in process.children() if nursery not in OTHERS for worker in nursery.children()]


def wait_until(true: Callable[[], object]) -> None:
    end = time.monotonic() + SECONDS_AT_MOST
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def is_gone(process: psutil.Process) -> bool:
    try:
        return bool(process.status() == psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return True


@pytest.fixture(scope="module")
def seeds() -> list[Article]:
    return sorted(read_articles([ROOT / "seeds"]), key=lambda article: len(article.text))[: 16 + 8]


def test_records_are_the_same_alone_and_in_a_batch(detector: Detector, seeds: list[Article]) -> None:
    assert [next(detector.pipe([article])) for article in seeds[::8]] == list(detector.pipe(seeds))[::8]


@pytest.fixture
def detecting_in(pipeline: str, tmp_path: Path) -> Callable[..., Result]:
    """Run `quotes detect` with the pipeline that trips, into a folder that holds nothing else."""

    def detect(articles: Sequence[Article], *options: str) -> Result:
        source, out = write(articles, tmp_path / "news.jsonl"), tmp_path / "out"
        out.mkdir()
        return run("detect", str(source), "--spacy-model", pipeline, "-o", str(out / "records.jsonl"), *options)

    return detect


FAILS = "article 'faulty': RuntimeError: one word too many"
IS_SLOW = "article 'slow': took longer than 3 s"


def test_an_article_that_fails_stops_the_run(detecting_in: Callable[..., Result], tmp_path: Path) -> None:
    stopped = detecting_in([*GOOD[:16], FAULTY])
    assert (stopped.exit_code, stopped.output) == (1, f"Error: {FAILS}\n")
    assert list((tmp_path / "out").iterdir()) == []


def test_an_article_that_fails_is_left_out(
    detecting_in: Callable[..., Result], good: list[Detection], tmp_path: Path
) -> None:
    skipped = detecting_in([*GOOD[:20], FAULTY, *GOOD[20:]], "--on-error", "skip")
    assert (skipped.exit_code, skipped.output) == (0, f"skipped {FAILS}\n")
    assert rows(tmp_path / "out" / "records.jsonl") == lines(good)


# Starting workers takes a second of CPU. Whether a run stops or goes on does not depend on how and where an article
# has failed, so that each way to fail is met in this run.
def test_a_release_without_the_articles_that_fail(pipeline: str, tmp_path: Path) -> None:
    Path(pipeline).with_name("go").unlink(missing_ok=True)
    without = build(
        [write(GOOD, tmp_path / "good.jsonl")], name="press", version="1.0.0", out=tmp_path, spacy_model=pipeline
    )
    articles = [*GOOD[:5], SLOW, *GOOD[5:19], FAULTY, *GOOD[19:23], DEADLY, *GOOD[23:]]
    source, names = write(articles, tmp_path / "news.jsonl"), ("--name", "press", "--version", "1.1.0")
    options = ("--spacy-model", pipeline, "--workers", "2", "--timeout-per-article", "3", "--on-error", "skip")
    done = run("build", str(source), *names, "--out", str(tmp_path), *options)
    kills = f"article 'deadly': its worker process {KILLED}"
    path = tmp_path / "press" / "1.1.0"
    assert done.exit_code == 0
    assert sorted(re.sub("process [0-9]+", "process N", line) for line in done.output.splitlines()) == sorted(
        [
            f"Warning: worker process N {KILLED} at articles 'a15' to 'a28' (16); each is tried again by itself",
            f"skipped {IS_SLOW}",
            f"skipped {FAILS}",
            f"skipped {kills}",
            str(path),
        ]
    )
    built = open_release(path)
    assert (built.counts.articles, built.counts.skipped) == (len(GOOD), 3)
    assert built.manifest.skipped == (IS_SLOW, FAILS, kills)
    for name in ("articles.jsonl", "quotes.jsonl", "rejected.jsonl"):
        assert (built.path / name).read_bytes() == (without.path / name).read_bytes()
    assert children() == []


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "soon"])
def test_a_time_limit_is_a_number_of_seconds(seconds: str) -> None:
    result = run("detect", "-", "--timeout-per-article", seconds)
    assert result.exit_code == 2
    told = f"Error: Invalid value for '--timeout-per-article': '{seconds}' is no number of seconds above 0"
    assert result.output.splitlines()[-1] == told


def test_no_time_is_too_little(detector: Detector) -> None:
    with pytest.raises(ValueError, match=r"^timeout_per_article is 0; it takes a number of seconds above 0$"):
        detector.pipe(GOOD, timeout_per_article=0)


def test_records_of_workers_that_are_killed_are_those_of_one_process_and_no_more_is_read_than_the_window(
    detector: Detector, seeds: list[Article], pipeline: str
) -> None:
    Path(pipeline).with_name("go").unlink(missing_ok=True)
    articles = [SLOW, *seeds[::-1], *NOTHING]
    read, window = 0, 2 * 256
    killed: list[psutil.Process] = []

    def reading() -> Iterator[Article]:
        nonlocal read
        for article in articles:
            read += 1
            if read == window:  # one worker is at the slow article, and the other one gets the last batch
                killed.extend(workers_of(psutil.Process()))
                for process in children():  # with that from which they were forked
                    process.kill()
                Path(pipeline).with_name("go").touch()
            yield article

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(quotes.detector, "Engine", None)  # this process needs no pipeline of its own
        found = Detector(spacy_model=pipeline).pipe(reading(), workers=2)
        with pytest.warns(QuotesWarning) as warned:
            first = next(found)
    assert read == window
    all_found = [first, *islice(found, len(articles) - 1)]
    assert len(killed) == 2
    assert [each.article for each in all_found] == articles
    here, elsewhere = list(detector.pipe(seeds))[::-1], all_found[1 : 1 + len(seeds)]
    assert elsewhere == here
    assert [json.dumps(row) for row in lines(elsewhere)] == [json.dumps(row) for row in lines(here)]
    assert sorted(str(each.message).split(f" {KILLED}")[0] for each in warned) == sorted(
        f"worker process {process.pid}" for process in killed
    )
    # A new one is started for what waits, and the other one may have had all of that.
    replaced = len(workers_of(psutil.Process()))
    found.close()
    assert 1 <= replaced <= 2
    assert children() == []


@contextmanager
def detecting(out: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run `quotes detect` on a pipe that stays open; it has written records to a file when this is entered."""
    program = [sys.executable, "-c", "from quotes.cli import main; main(prog_name='quotes')"]
    arguments = ["detect", "-", "--on-error", "skip", "-o", str(out), *options]
    with subprocess.Popen(
        [*program, *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            assert process.stdin
            process.stdin.write("".join(f"{line(article)}\n" for article in [*GOOD, *NOTHING]).encode())
            process.stdin.flush()
            wait_until(lambda: any(part.stat().st_size for part in out.parent.iterdir()) or process.poll() is not None)
            yield process
        finally:
            process.kill()


def test_a_signal_leaves_no_file_and_no_process(tmp_path: Path) -> None:
    with detecting(tmp_path / "records.jsonl", "--timeout-per-article", str(SECONDS_AT_MOST)) as process:
        workers = psutil.Process(process.pid).children(recursive=True)
        assert len(workers) == 2  # the worker and that from which it was forked
        process.send_signal(signal.SIGTERM)
        process.send_signal(signal.SIGTERM)
        output, messages = process.communicate(timeout=SECONDS_AT_MOST)
        assert (process.returncode, output, messages) == (143, b"", b"")
        assert list(tmp_path.iterdir()) == []
        assert [worker for worker in workers if not is_gone(worker)] == []


def test_workers_end_with_their_parent(tmp_path: Path) -> None:
    with detecting(tmp_path / "records.jsonl", "--workers", "2") as process:
        workers = psutil.Process(process.pid).children(recursive=True)
        assert len(workers) == 3  # the workers and that from which they were forked
        process.kill()
        wait_until(lambda: all(is_gone(worker) for worker in workers))


def test_a_pipeline_that_only_this_process_can_load(pipeline: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [folder for folder in sys.path if folder != str(Path(pipeline).parent)])
    with pytest.raises(ModelError) as caught:
        next(Detector(spacy_model=pipeline).pipe(GOOD[:1], workers=2))
    message = str(caught.value)
    assert message.startswith(f"{pipeline}: a worker process cannot load it (ValueError: [E002] Can't find factory")
    assert message.endswith("); install the package that its components come from")
    assert children() == []


def test_no_worker_is_too_few(detector: Detector) -> None:
    with pytest.raises(ValueError, match=r"^workers is 0; it takes at least 1$"):
        detector.pipe(GOOD, workers=0)
    result = run("detect", "-", "--workers", "0")
    assert result.exit_code == 2
    assert result.output.splitlines()[-1] == "Error: Invalid value for '--workers': 0 is not in the range x>=1."


def test_an_article_that_fails_is_named_and_its_cause_kept(pipeline: str) -> None:
    found = Detector(spacy_model=pipeline).pipe([GOOD[0], FAULTY])
    assert next(found).article is GOOD[0]
    with pytest.raises(DetectionError) as caught:
        next(found)
    assert (caught.value.article_id, caught.value.problem) == ("faulty", "RuntimeError: one word too many")
    assert isinstance(caught.value.__cause__, RuntimeError)


def test_words_of_a_batch_are_forgotten_and_records_stay(
    detector: Detector, good: list[Detection], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quotes.engine, "_WORDS_KEPT", 0)
    unknown = [Article(id=str(number), text=f"Pedro Oduya called it “a qx{number}zv mess.”") for number in range(40)]
    assert list(detector.pipe(GOOD)) == good
    found = list(detector.pipe(unknown))
    assert "qx7zv" not in detector._engine.nlp.vocab.strings
    monkeypatch.undo()
    assert list(detector.pipe(unknown)) == found
    assert "qx7zv" in detector._engine.nlp.vocab.strings
    assert {type(value) for detection in found for quote in detection.quotes for value in _leaves(quote.to_dict())} == {
        str,
        int,
        float,
        type(None),
    }


def _leaves(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _leaves(part)
    else:
        yield value


def test_detectors_of_the_same_settings_are_one_in_the_process_that_they_are_sent_to() -> None:
    sent, other, third = (pickle.dumps(Detector(min_confidence=least)) for least in (0.3, 0.3, 0.4))
    received = pickle.loads(sent)
    assert pickle.loads(other) is received
    assert pickle.loads(third) is not received
    assert (received.settings.min_confidence, pickle.loads(third).settings.min_confidence) == (0.3, 0.4)
    precise = Detector(min_precision=0.9)
    assert pickle.loads(pickle.dumps(precise)).settings == precise.settings


@pytest.mark.parametrize(
    "error",
    [
        ArticleError("news.jsonl:1", "no id", remedy="; {} names its column", argument='fields["id"]'),
        DuplicateIdError("news.jsonl:2", "id 'a' is there"),
        DetectionError("a", "RuntimeError"),
        StorageError("/tmp", "No space left on device"),
        ShardError("shards: missing"),
    ],
)
def test_an_error_goes_from_one_process_to_another(error: Exception) -> None:
    received = pickle.loads(pickle.dumps(error))
    assert (type(received), str(received), vars(received)) == (type(error), str(error), vars(error))
