"""Records in shards: those of one run, however often it was killed, and however many processes wrote them."""

from __future__ import annotations

import inspect
import json
import os
import random
import re
import shutil
import signal
import sys
import threading
import time
import warnings
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import tripping  # noqa: F401 (the component of a pipeline that fails)
from click.testing import CliRunner
from invented import article

from quotes import Detection, Detector, QuotesWarning, build, build_from_shards, detect_shards, open_shards
from quotes.cli import main
from quotes.cli.commands.build import _DETECTING
from quotes.errors import ArticleError, DetectionError, DuplicateIdError, QuotesError, ShardError
from quotes.pipeline import DEFAULT_PIPELINE, load_pipeline
from quotes.storage import WorkClaim

SECONDS_AT_MOST = 60
GERMAN = "Der Rat tagte am Montag. „Wir öffnen die Brücke um neun“, sagte die Bürgermeisterin Mira Okafor am Abend."
FAULTY = "article 'faulty': RuntimeError: one word too many"
FILES = ["articles.jsonl", "quotes.jsonl", "rejected.jsonl", "shard.json"]


def row(id: str, **fields: str) -> dict[str, str]:
    made = article(id, f"We open at {id}")
    return {"id": id, "text": made.text, **fields}


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Seven articles, one of them German, one a repost; a row without a text and two with an id that is taken."""
    path = tmp_path_factory.mktemp("news") / "news.jsonl"
    rows: list[dict[str, str]] = [{"id": "nothing"}, *map(row, "abc")]
    rows += [{"id": "d", "text": GERMAN, "language": "de"}, row("a"), row("e", license="CC-BY-4.0")]
    rows += [{"id": "f", "text": rows[1]["text"]}, row("g"), row("g"), {"id": "late"}]
    path.write_text("".join(f"{json.dumps(one)}\n" for one in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def decided(news: Path) -> Path:
    """What a person has decided of the second article."""
    path = news.with_name("jo.jsonl")
    run("build", str(news), "--name", "n", "--version", "1.0.0", "--on-error", "skip", "--out", str(news.parent))
    line = run("correct", str(news.parent / "n"), "--article", "b", "--reviewer", "jo").splitlines()[0]
    path.write_text(json.dumps({**json.loads(line), "decision": "right"}) + "\n", encoding="utf-8")
    return path


def run(*arguments: str, status: int = 0) -> str:
    result = CliRunner().invoke(main, arguments, prog_name="quotes")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert (result.exit_code, result.output) == (status, result.output)
    return result.output


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file and folder, hidden or not."""
    found = {str(path.relative_to(folder)): path for path in folder.rglob("*")}
    return {name: path.read_bytes() if path.is_file() else b"" for name, path in found.items()}


@pytest.fixture(scope="module")
def options(decided: Path) -> dict[str, Any]:
    given = {"name": "press", "version": "1.0.0", "license": "CC0-1.0", "authors": ["Orr, Ann"], "publish": "context"}
    return {**given, "corrections": [decided]}


@pytest.fixture(scope="module")
def one_build(news: Path, options: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("one")
    return contents(build([news], out=out, on_error="skip", **options).path)


@pytest.mark.parametrize("number", [1, 3, 7])
def test_a_release_of_shards_is_that_of_one_build(
    number: int, news: Path, one_build: dict[str, bytes], options: dict[str, Any], detector: Detector, tmp_path: Path
) -> None:
    size = {1: 7, 3: 3, 7: 1}[number]
    shards = detect_shards([news], tmp_path / "shards", detector=detector, shard_size=size, on_error="skip")
    assert [path.name for path in shards.paths] == [f"{one:05d}" for one in range(number)]
    assert (shards.counts.articles, shards.counts.not_english, shards.counts.skipped) == (7, 1, 4)
    built = build_from_shards([tmp_path / "shards"], out=tmp_path, **options)
    assert contents(built.path) == one_build
    assert json.loads(one_build["manifest.json"])["counts"]["reviewed"] == 1
    assert len(json.loads(one_build["manifest.json"])["skipped"]) == 4


def test_failed_articles_are_left_out_as_in_one_build(tmp_path: Path) -> None:
    nlp = load_pipeline(DEFAULT_PIPELINE)
    nlp.add_pipe("trip")
    nlp.to_disk(tmp_path / "en_trips")
    detector = Detector(spacy_model=str(tmp_path / "en_trips"))
    called = "“It opens at noon,” said Ingrid Brandt.\n\nPedro Oduya called the ferry “a faulty mess.”"
    source = write([row("a"), {"id": "faulty", "text": called}, row("b"), row("c")], tmp_path / "news.jsonl")
    names = {"name": "press", "version": "1.0.0"}
    with pytest.raises(DetectionError, match=f"^{FAULTY}$"):
        detect_shards([source], tmp_path / "shards", detector=detector, shard_size=1)
    assert sorted(contents(tmp_path / "shards")) == ["00000", *(f"00000/{name}" for name in FILES)]
    told: list[QuotesError] = []
    shards = detect_shards(
        [source], tmp_path / "shards", detector=detector, shard_size=1, on_error="skip", on_skip=told.append
    )
    assert (shards.failed, [str(one) for one in told]) == ((FAULTY,), [FAULTY])
    built = build_from_shards([tmp_path / "shards"], out=tmp_path / "many", **names)
    model = detector.settings.spacy_model
    alone = build([source], out=tmp_path / "one", spacy_model=model, on_error="skip", **names)
    assert contents(built.path) == contents(alone.path)
    assert built.manifest.skipped == (FAULTY,)


def write(rows: list[dict[str, str]], path: Path) -> Path:
    path.write_text("".join(f"{json.dumps(one)}\n" for one in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write([row(f"n{number}") for number in range(24)], tmp_path_factory.mktemp("press") / "press.jsonl")


@pytest.fixture(scope="module")
def undisturbed(press: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a run that nothing disturbs writes; it loads the pipeline, which processes forked later then have."""
    folder = tmp_path_factory.mktemp("undisturbed")
    run("detect", str(press), "--shards", str(folder), "--shard-size", "2")
    return contents(folder)


def started(press: Path, folder: Path, log: Path) -> int:
    """Run `quotes detect --shards` in a process forked from this one; its last line tells how much it has done."""
    process = os.fork()
    if process:
        return process
    status = 99
    try:
        with log.open("w", encoding="utf-8") as sys.stderr:
            arguments = ["detect", str(press), "--shards", str(folder), "--shard-size", "2", "--json-log"]
            main(arguments, prog_name="quotes")
    except SystemExit as done:
        status = int(done.code or 0)
    finally:
        os._exit(status)


def ended(process: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def seen(folder: Path) -> dict[str, bytes]:
    return {name: data for name, data in contents(folder).items() if not name.startswith(".")}


def wait_for(path: Path) -> None:
    end = time.monotonic() + SECONDS_AT_MOST
    while not path.exists():
        assert time.monotonic() < end
        time.sleep(0.001)


def test_a_run_that_is_killed_again_and_again_writes_what_an_undisturbed_one_does(
    press: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    rng = random.Random(16)
    folder = tmp_path / "shards"
    for number in sorted(rng.sample(range(12), 5)):
        process = started(press, folder, tmp_path / "log")
        wait_for(folder / f"{number:05d}")
        time.sleep(rng.uniform(0, 0.02))
        os.kill(process, signal.SIGKILL)
        ended(process)
        whole = {name for name in undisturbed if (folder / name.split("/")[0]).exists()}
        assert seen(folder) == {name: undisturbed[name] for name in whole}
    (folder / ".00000.lock").touch()  # as a process does that is killed behind its last shard
    run("detect", str(press), "--shards", str(folder), "--shard-size", "2")
    assert contents(folder) == undisturbed


def test_two_processes_on_one_folder_do_each_shard_once(
    press: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    logs = [tmp_path / "one.log", tmp_path / "other.log"]
    both = [started(press, tmp_path / "shards", log) for log in logs]
    assert [ended(process) for process in both] == [0, 0]
    assert contents(tmp_path / "shards") == undisturbed
    done = [json.loads(log.read_text().splitlines()[-2]) for log in logs]
    assert [one["event"] for one in done] == ["done", "done"]
    assert sum(one["articles"] for one in done) == 24


def test_what_another_process_has_claimed_is_waited_for_and_done_if_it_dies(
    press: Path, undisturbed: dict[str, bytes], detector: Detector, tmp_path: Path
) -> None:
    claims = [WorkClaim.take(tmp_path / f".{number:05d}.lock") for number in (0, 5)]
    (tmp_path / ".00005.part").mkdir()
    (tmp_path / ".00005.part" / "quotes.jsonl").write_text("half a li")

    def die(told: list[warnings.WarningMessage]) -> None:
        end = time.monotonic() + SECONDS_AT_MOST
        while not told and time.monotonic() < end:
            time.sleep(0.001)
        for claim in claims:
            assert claim is not None
            os.close(claim._handle)

    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", QuotesWarning)
        other = threading.Thread(target=die, args=[told])
        other.start()
        detect_shards([press], tmp_path, detector=detector, shard_size=2)
    other.join()
    assert str(told[0].message) == f"{tmp_path / '00000'}: waiting for another process, which is at it"
    assert contents(tmp_path) == undisturbed


def test_a_run_that_is_stopped_goes_on_where_it_stopped(
    press: Path, undisturbed: dict[str, bytes], detector: Detector, tmp_path: Path
) -> None:
    def stop(found: Detection) -> None:
        if found.article.id == "n9":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        detect_shards([press], tmp_path, detector=detector, shard_size=2, progress=stop)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["00000", "00001", "00002", "00003"]
    done: list[Detection] = []
    expected: list[int] = []
    detect_shards([press], tmp_path, detector=detector, shard_size=2, progress=done.append, expected=expected.append)
    assert [found.article.id for found in done] == [f"n{number}" for number in range(8, 24)]
    assert (sum(expected), contents(tmp_path)) == (16, undisturbed)


@pytest.fixture
def shards(press: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> Path:
    """A folder of shards of its own."""
    for name, data in undisturbed.items():
        if "/" in name:
            (tmp_path / "shards" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "shards" / name).write_bytes(data)
    return tmp_path / "shards"


@pytest.mark.parametrize(
    ("options", "differs"),
    [
        (["--shard-size", "3"], "settings.shard_size 2, not 3"),
        (["--shard-size", "2", "--min-confidence", ".5"], "settings.min_confidence 0.0, not 0.5"),
        (["--shard-size", "2", "--map", "title=headline"], "settings.fields.title null, not 'headline'"),
    ],
)
def test_other_settings_are_refused_by_name(options: list[str], differs: str, press: Path, shards: Path) -> None:
    told = run("detect", str(press), "--shards", str(shards), *options, status=1)
    assert told == f"Error: {shards / '00000'}: made with {differs}; take the same, or a new folder\n"


@pytest.mark.parametrize(
    ("ids", "shard"),
    [([0, 1, 2, 4], 1), ([*range(25)], 11), ([*range(22)], 10), ([0, 1, 2], 1)],
    ids=["another", "one more", "fewer", "cut off"],
)
def test_other_articles_are_refused_by_name(ids: list[int], shard: int, shards: Path, tmp_path: Path) -> None:
    other = write([row(f"n{number}") for number in ids], tmp_path / "other.jsonl")
    before = contents(shards)
    told = run("detect", str(other), "--shards", str(shards), "--shard-size", "2", status=1)
    where = shards / f"{shard:05d}"
    assert told == f"Error: {where}: made from other articles than are given now; give those, or a new folder\n"
    assert contents(shards) == before


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("00003/quotes.jsonl", "{}: not what shard.json says; remove {}, and detect again what was in it"),
        ("00003/shard.json", "{}: cannot be read: No such file or directory"),
        ("00003", "{}: missing; `quotes detect ARTICLES --shards` writes it"),
        ("00011", "{}: missing; `quotes detect ARTICLES --shards` writes it"),
        ("", "{}: no such folder; `quotes detect ARTICLES --shards` writes it"),
    ],
)
def test_shards_that_are_not_whole_are_named(name: str, told: str, shards: Path, tmp_path: Path) -> None:
    gone = shards / name
    shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    names = ("--name", "press", "--version", "1.0.0", "--out", str(tmp_path / "dist"))
    assert run("build", str(shards), "--from-shards", *names, status=1) == f"Error: {told.format(gone, gone.parent)}\n"
    assert not (tmp_path / "dist").exists()


def test_a_shard_out_of_place_is_named(shards: Path) -> None:
    shutil.copytree(shards / "00003", shards / "00012")
    with pytest.raises(ShardError, match=f"^{re.escape(str(shards / '00012'))}: it follows the last one; remove it$"):
        open_shards([shards])
    shutil.rmtree(shards / "00011")
    (shards / "00012").rename(shards / "00011")
    with pytest.raises(ShardError, match=r"00011: shard\.json is that of shard 3; remove it$"):
        open_shards([shards])


def test_a_changed_byte_is_told(shards: Path, tmp_path: Path) -> None:
    file = shards / "00004" / "quotes.jsonl"
    file.write_bytes(file.read_bytes().replace(b"We open", b"We close"[:7]))
    problem = f"^{re.escape(str(file))}: not what shard.json says; remove {re.escape(str(file.parent))}, and detect"
    with pytest.raises(ShardError, match=problem):
        build_from_shards([shards], name="press", version="1.0.0", out=tmp_path / "dist")
    assert not (tmp_path / "dist" / "press").exists()


def test_other_tools_are_refused_by_name(shards: Path, tmp_path: Path) -> None:
    for path in shards.iterdir():
        record = json.loads((path / "shard.json").read_text())
        (path / "shard.json").write_text(json.dumps({**record, "tools": {**record["tools"], "spacy": "3.8.0"}}))
    problem = f"^{re.escape(str(shards / '00000'))}: made with tools.spacy '3.8.0', not '3.8"
    with pytest.raises(ShardError, match=problem):
        build_from_shards([shards], name="press", version="1.0.0", out=tmp_path / "dist")


def test_shards_of_several_folders_are_one_release(
    news: Path, press: Path, shards: Path, detector: Detector, tmp_path: Path
) -> None:
    names = {"name": "press", "version": "1.0.0"}
    detect_shards([news], tmp_path / "more", detector=detector, shard_size=5, on_error="skip")
    folders = [tmp_path / "more", shards, tmp_path / "more"]
    both = build_from_shards(folders, out=tmp_path / "many", **names)
    assert contents(both.path) == contents(build([news, press], out=tmp_path / "one", on_error="skip", **names).path)


def test_an_id_in_two_folders_is_an_error_or_skipped(shards: Path, detector: Detector, tmp_path: Path) -> None:
    again = write([row("n4"), row("new")], tmp_path / "again.jsonl")
    detect_shards([again], tmp_path / "again", detector=detector)
    folders, names = [shards, tmp_path / "again"], {"name": "press", "version": "1.0.0", "out": tmp_path}
    told = f"{tmp_path / 'again' / '00000'}: id 'n4' is already in {shards / '00002'}"
    with pytest.raises(DuplicateIdError, match=f"^{re.escape(told)}$"):
        build_from_shards(folders, **names)
    built = build_from_shards(folders, on_error="skip", **names)
    assert (built.counts.articles, built.counts.skipped) == (25, 1)
    assert built.manifest.skipped == ("00000: id 'n4' is already in 00002",)


def test_articles_from_a_pipe(press: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    arguments = ["detect", "-", "--shards", str(tmp_path / "shards"), "--shard-size", "2"]
    done = CliRunner().invoke(main, arguments, input=press.read_bytes(), prog_name="quotes")
    assert done.stdout == f"{tmp_path / 'shards'}\n"
    assert done.stderr == f"{tmp_path / 'shards'}: 24 articles, 24 quotations in 12 shards\n"
    assert contents(tmp_path / "shards") == undisturbed


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["detect", "x", "--shard-size", "2"], "--shard-size: is for a run with --shards"),
        (
            ["detect", "x", "--shards", "s", "-o", "y"],
            "--shards: holds all records; -o and --rejected are for runs without",
        ),
        (
            ["build", "x", "--from-shards", "--name", "n", "--version", "1.0.0", "--timeout-per-article", "2"],
            "--from-shards: nothing is detected; --timeout-per-article is for `quotes detect --shards`",
        ),
    ],
)
def test_options_that_do_not_go_together(arguments: list[str], told: str) -> None:
    assert told in run(*arguments, status=2)


def test_a_build_from_shards_takes_all_that_says_nothing_of_reading_and_detecting() -> None:
    names, without = (set(inspect.signature(one).parameters) for one in (build, build_from_shards))
    assert names - without == {"sources", *_DETECTING}
    assert without - names == {"folders"}


def test_shards_are_not_taken_for_articles(shards: Path) -> None:
    for taken in (shards, shards / "00000"):
        for command in (["build", "--name", "n", "--version", "1.0.0"], ["detect"], ["show"]):
            told = f"{taken}: holds shards; `quotes build --from-shards` makes a release of them"
            assert told in run(*command, str(taken), status=2)


def test_no_articles_no_shards(tmp_path: Path) -> None:
    source = write([{"id": "nothing"}], tmp_path / "news.jsonl")
    with pytest.raises(ShardError, match=r"^no article to write to a shard \(1 skipped\)$"):
        detect_shards([source], tmp_path / "shards", on_error="skip")
    with pytest.raises(ArticleError, match="no text"):
        detect_shards([source], tmp_path / "shards")
    assert not (tmp_path / "shards").exists()


def test_a_folder_that_cannot_be_written_is_named(press: Path, detector: Detector, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ShardError, match=f"^{re.escape(str(tmp_path / 'file'))}: cannot be read: Not a directory$"):
        detect_shards([press], tmp_path / "file", detector=detector)


def test_a_disk_that_will_be_full_is_told_before_it_is(
    press: Path, shards: Path, detector: Detector, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = open_shards([shards]).size
    free, some = SimpleNamespace(free=size / 2), r"[\d.]+ kB"
    monkeypatch.setattr("shutil.disk_usage", lambda folder: free)
    new = re.escape(str(tmp_path / "new"))
    with pytest.warns(QuotesWarning, match=rf"^{new}: {some} are free, and what is left takes some {some}, as is"):
        detect_shards([press], tmp_path / "new", detector=detector, shard_size=2)
    with pytest.warns(
        QuotesWarning, match=f"the release takes some {some}, as is estimated: the disk will be full before"
    ):
        build_from_shards([shards], name="press", version="1.0.0", out=tmp_path / "dist")
