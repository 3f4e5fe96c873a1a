import json
import os
import pty
import re
import subprocess
import sys
import termios
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

import quotes
from quotes.cli import COMMANDS, main

PROGRAM = "from quotes.cli import main; main(prog_name='quotes')"
LISTING = f"""
import atexit, json, sys
atexit.register(lambda: open("modules.json", "w").write(json.dumps(list(sys.modules))))
{PROGRAM}
"""
ROOT = Path(quotes.__file__).parents[1]
TEXT = "“We have no choice,” said Ada Quill, the mayor of Harbourville.\n\nShe had read “The Long Tide” twice.\n"
BROKEN = '{"id": "a", "text": "Nothing."}\n{"id": "b"\n'


@pytest.fixture(autouse=True)
def _in_press(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_press(tmp_path)
    Path("broken.jsonl").write_text(BROKEN)
    Path("latin.txt").write_bytes(b"caf\xe9")
    Path("{}.csv").write_text("id,body\n")


def write_press(folder: Path) -> None:
    (folder / "press").mkdir()
    (folder / "press/bridge.txt").write_text(TEXT, encoding="utf-8")
    (folder / "press/ferry.txt").write_text("“It sails,” Ben Marsh said.\n", encoding="utf-8")


def run(*arguments: str, stdin: str | None = None) -> Result:
    result = CliRunner().invoke(main, arguments, input=stdin, prog_name="quotes")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def files() -> list[Path]:
    return sorted(path for path in Path().rglob("*") if path.is_file())


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def environment(**variables: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii", **variables}


def process(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-c", PROGRAM, *arguments]
    return subprocess.run(
        program, env=environment(**variables), capture_output=True, encoding="utf-8", check=False, timeout=300
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["detect"], "Missing argument 'ARTICLES...'."),
        (["nothing"], "No such command 'nothing'."),
        (
            ["detect", "--map", "text", "press"],
            "Invalid value for '--map': 'text' is not FIELD=COLUMN, such as text=body",
        ),
        (
            ["detect", "--map", "body=text", "press"],
            "Invalid value for '--map': an article has no field 'body'; "
            "it has id, text, title, url, source, author, published, language, license",
        ),
        (
            ["show", "--encoding", "utf-9", "press"],
            "Invalid value for '--encoding': 'utf-9' is no text encoding that Python knows; "
            "utf-8 and cp1252 are two that are",
        ),
        (
            ["detect", "--on-error", "hide", "press"],
            "Invalid value for '--on-error': 'hide' is not one of 'stop', 'skip'.",
        ),
        (["build", "press", "--name", "press"], "Missing option '--version'."),
        (["detect", "press", "--shards", ""], "--shards: '' names no folder"),
        (
            ["export", "press"],
            "Missing option '--format'. Choose from: label-studio, prodigy, brat, inception, doccano, conllu, spacy, "
            "csv, xlsx, sqlite, duckdb, tei",
        ),
    ],
)
def test_wrong_usage(arguments: list[str], message: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.splitlines()[-1] == f"Error: {message}"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["detect", "gone"], "gone: no such file or folder"),
        (
            ["detect", "press", "broken.jsonl", "-o", "out.jsonl"],
            "broken.jsonl:2: broken JSON: Expecting ',' delimiter at character 11 of the line",
        ),
        (["detect", "press", "-o", "gone/out.jsonl"], "gone/out.jsonl: No such file or directory"),
        (["show", "press/*.html"], "press/*.html: matches no file"),
        (["build", "gone", "--name", "press", "--version", "1.0.0"], "gone: no such file or folder"),
        (
            ["show", "latin.txt"],
            "latin.txt: byte 3 (0xe9) is not UTF-8; --encoding names another, such as cp1252",
        ),
        (
            ["detect", "{}.csv"],
            "{}.csv: no column text; the columns are id, body; --map text=COLUMN names its column",
        ),
        (
            ["detect", "press", "--spacy-model", "xx_none"],
            "xx_none: spaCy finds no pipeline of this name; "
            "install it (pip install, or python -m spacy download xx_none), or leave --spacy-model out",
        ),
        (
            ["build", "press", "--name", "press", "--version", "1.0.0", "--released", "today"],
            "release day 'today': an ISO date is expected: 2025-01-31",
        ),
    ],
)
def test_bad_data_ends_with_one_line_and_nothing_written(arguments: list[str], message: str) -> None:
    before = files()
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"Error: {message}\n"
    assert files() == before


def test_spacy_pipeline_that_is_not_there() -> None:
    result = run("detect", "press", "--spacy-model", "en_gone")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert "en_gone" in result.stderr


def test_detect_writes_records_to_standard_output() -> None:
    result = run("detect", "press")
    assert (result.exit_code, result.stderr) == (0, "")
    found = rows(result.stdout)
    assert [(row["article_id"], row["text"], row["speaker"]["name"]) for row in found] == [
        ("bridge", "We have no choice,", "Ada Quill"),
        ("ferry", "It sails,", "Ben Marsh"),
    ]
    assert [TEXT[row["start"] : row["end"]] for row in found[:1]] == ["We have no choice,"]


def test_detect_writes_files_that_were_not_there_or_were_old() -> None:
    Path("records.jsonl").write_text("old")
    before = {*files(), Path("rejected.jsonl")}
    result = run("detect", "press", "-o", "records.jsonl", "--rejected", "rejected.jsonl")
    assert (result.exit_code, result.output) == (0, "")
    assert [row["text"] for row in rows(Path("records.jsonl").read_text("utf-8"))] == [
        "We have no choice,",
        "It sails,",
    ]
    assert [row["text"] for row in rows(Path("rejected.jsonl").read_text("utf-8"))] == ["The Long Tide"]
    assert set(files()) == before


def test_detect_skips_what_cannot_be_read() -> None:
    result = run("detect", "broken.jsonl", "press/ferry.txt", "gone", "--on-error", "skip")
    assert result.exit_code == 0
    assert [row["article_id"] for row in rows(result.stdout)] == ["ferry"]
    assert result.stderr == (
        "skipped broken.jsonl:2: broken JSON: Expecting ',' delimiter at character 11 of the line\n"
        "skipped gone: no such file or folder\n"
    )


def test_detect_reads_standard_input_with_other_names() -> None:
    line = json.dumps({"url": "https://example.org/1", "body": "“Yes,” Ada Quill said."})
    result = run("detect", "-", "--map", "id=url", "--map", "text=body", stdin=line)
    assert result.exit_code == 0
    assert [row["article_id"] for row in rows(result.stdout)] == ["https://example.org/1"]


def test_show_in_the_terminal_and_in_a_text_file() -> None:
    result = run("show", "press/bridge.txt")
    assert result.exit_code == 0
    assert result.stdout.startswith("bridge\n\n“We have no choice,[1]” said Ada Quill, the mayor of Harbourville.\n")
    assert run("show", "press/bridge.txt", "-o", "bridge.ansi").output == ""
    assert Path("bridge.ansi").read_text("utf-8") == result.stdout


def test_show_as_a_page() -> None:
    page = run("show", "press", "--html").stdout
    assert page.startswith("<!doctype html>\n")
    assert run("show", "press", "-o", "page.html").output == ""
    assert Path("page.html").read_text("utf-8") == page


def test_release_is_built_validated_and_counted() -> None:
    cited = ("--author", "Orr, Ann", "--author", "Kell Press Lab", "--released", "2025-01-31")
    built = run("build", "press", "--name", "press", "--version", "1.0.0", "--license", "CC0-1.0", *cited)
    assert (built.exit_code, built.output) == (0, f"{Path('dist/press/1.0.0')}\n")
    articles = rows(Path("dist/press/1.0.0/articles.jsonl").read_text("utf-8"))
    assert [(row["id"], row["license"]) for row in articles] == [("bridge", "CC0-1.0"), ("ferry", "CC0-1.0")]

    manifest = json.loads(Path("dist/press/1.0.0/manifest.json").read_text("utf-8"))
    assert manifest["citation"] == {"authors": ["Orr, Ann", "Kell Press Lab"], "released": "2025-01-31"}

    sound = run("validate", "dist/press/1.0.0")
    assert (sound.exit_code, sound.output) == (0, "dist/press/1.0.0: sound\n")

    counted = json.loads(run("stats", "dist/press/1.0.0", "--json").output)
    assert (counted["articles"], counted["quotes"], counted["rejected"]) == (2, 2, 1)
    assert counted["speakers"] == {"Ada Quill": 1, "Ben Marsh": 1}
    tables = run("stats", "dist/press/1.0.0", "--top", "1").output
    assert "articles         2\nnot in English   0  0%\nreposts          0  0%\nquotations       2\n" in tables
    assert "\nSpeakers\n  Ada Quill  1   50%  ████████████████████\n\nRoles\n" in tables

    with Path("dist/press/1.0.0/quotes.jsonl").open("a") as file:
        file.write("{}\n")
    broken = run("validate", "dist/press/1.0.0")
    assert broken.exit_code == 1
    assert broken.stdout.splitlines()
    count = len(broken.stdout.splitlines())
    assert broken.stderr == f"Error: dist/press/1.0.0: {count} problem{'s' * (count > 1)}\n"


@pytest.mark.parametrize("command", ["validate", "stats"])
def test_no_release(command: str) -> None:
    result = run(command, "press")
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert result.stderr.startswith("Error: press: ")


def test_help_is_a_manual_page() -> None:
    text = run("--help").output
    assert text.startswith(
        "Usage: quotes [OPTIONS] COMMAND [ARGS]...\n\n  Turn news articles into a dataset of quotations.\n"
    )
    status = (
        "Status is 0\n  when done, 1 for bad data, 2 for wrong usage, 3 where diff --exit-code finds a\n"
        "  difference, 130 when interrupted, 143 when terminated."
    )
    for part in ("ARTICLES are any of", "Examples\n", status):
        assert part in text
    assert [line.split()[0] for line in text.partition("Commands:\n")[2].splitlines()] == list(COMMANDS)
    assert "..." not in text.partition("Commands:\n")[2]


@pytest.fixture(scope="module")
def detected(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes, list[str]]:
    """What `quotes detect` writes in an ASCII locale, what its terminal shows, and the modules that it has imported."""
    folder = tmp_path_factory.mktemp("press")
    write_press(folder)
    terminal, stderr = pty.openpty()
    termios.tcsetwinsize(terminal, (24, 80))
    with open(terminal, "rb", buffering=0) as shown:
        done = subprocess.run(
            [sys.executable, "-c", LISTING, "detect", "press"],
            env=environment(),
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=stderr,
            check=True,
            timeout=300,
        )
        os.close(stderr)
        return done.stdout, shown.read(10_000), json.loads((folder / "modules.json").read_text())


def test_process_in_an_ascii_locale_writes_utf_8(detected: tuple[bytes, bytes, list[str]]) -> None:
    assert [row["text"] for row in rows(detected[0].decode("utf-8"))] == ["We have no choice,", "It sails,"]


def test_progress_is_shown_on_a_terminal(detected: tuple[bytes, bytes, list[str]]) -> None:
    assert re.search(rb"2/2 articles \[\d\d:\d\d<00:00, *[\d.]+ articles/s, 2 quotations\]", detected[1])


def test_detect_imports_only_what_it_needs(detected: tuple[bytes, bytes, list[str]]) -> None:
    unneeded = "datasets pyarrow pandas torch matplotlib trafilatura huggingface_hub jsonschema_rs rensa yaml lxml"
    assert roots(detected[2]) & set(unneeded.split()) == set()
    assert {"spacy.cli", "pydantic.v1", "quotes.articles.html"} & set(detected[2]) == set()


def test_show_imports_only_what_it_needs() -> None:
    article, release = ["press/bridge.txt"], [str(ROOT / "dist/seeds"), "--article", "biz-merger-cold-storage"]
    unneeded = "datasets pyarrow pandas matplotlib huggingface_hub rensa rapidfuzz yaml lxml"
    for of, more in ((article, "jsonschema_rs jsonlines"), (release, "spacy numpy")):
        program = [sys.executable, "-c", LISTING, "show", *of]
        subprocess.run(program, env=environment(), capture_output=True, check=True, timeout=300)
        assert roots(json.loads(Path("modules.json").read_text())) & {*unneeded.split(), *more.split()} == set()


def test_help_imports_only_what_it_needs() -> None:
    unneeded = "spacy datasets pyarrow numpy trafilatura tqdm jsonschema_rs multiprocessing"
    subprocess.run([sys.executable, "-c", LISTING, "--help"], env=environment(), capture_output=True, check=True)
    assert roots(json.loads(Path("modules.json").read_text())) & set(unneeded.split()) == set()


def roots(modules: list[str]) -> set[str]:
    return {name.split(".")[0] for name in modules}


def test_shell_completion() -> None:
    variables = {"_QUOTES_COMPLETE": "bash_complete", "COMP_WORDS": "quotes detect --re", "COMP_CWORD": "2"}
    assert process(**variables).stdout == "plain,--rejected\n"


def test_process_that_fails_says_it_in_one_line() -> None:
    done = process("detect", "broken.jsonl")
    message = "Error: broken.jsonl:2: broken JSON: Expecting ',' delimiter at character 11 of the line\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", message)


def test_reader_that_has_seen_enough_ends_it_quietly() -> None:
    read, write = os.pipe()
    os.close(read)
    with open(write, "wb") as closed:
        program = [sys.executable, "-c", PROGRAM, "detect", "press"]
        done = subprocess.run(
            program, env=environment(), stdout=closed, stderr=subprocess.PIPE, check=False, timeout=300
        )
    assert (done.returncode, done.stderr) == (0, b"")


def test_options_of_every_command_are_told_in_its_help() -> None:
    for name in COMMANDS:
        command = main.get_command(click.Context(main), name)
        assert command is not None
        text = run(name, "--help").output
        assert [
            option for option in command.params for flag in option.opts if flag.startswith("-") and flag not in text
        ] == []
