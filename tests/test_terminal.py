"""Whatever stands in articles, records and file names, it does not steer the terminal."""

from __future__ import annotations

import ast
import io
import json
import logging
import os
import pty
import re
import shutil
import sys
import warnings
from pathlib import Path

import pytest
from click.testing import CliRunner
from invented import detection, many, write

import quotes.cli
from quotes import QuotesWarning
from quotes.cli import main
from quotes.cli.messages import in_one_line, say, tell_skipped
from quotes.cli.output import give_path, opened, write_line
from quotes.errors import ArticleError
from quotes.printable import one_line, printable

EVIL = "\x1b[2J\x07\x7f\x9b1m\u202e\u2066\udcff\r"
SHOWN = r"\u001b[2J\u0007\u007f\u009b1m\u202e\u2066\udcff\u000d"
NAME, NAME_SHOWN = EVIL.replace("\udcff", ""), SHOWN.replace(r"\udcff", "")


def records(path: Path) -> str:
    """Write records of two speakers, one of an evil name; half a surrogate pair is in no record."""
    with opened(str(path)) as file:
        for name in (NAME, "Ada Quill"):
            row = next(many(1)).quotes[0].to_dict()
            write_line(file, {**row, "speaker": {**row["speaker"], "name": name}})
    return str(path)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (EVIL, SHOWN),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("“Ça va”, 東京 🦀", "“Ça va”, 東京 🦀"),
        ("العمدة\u200f (\u200e2\u200e) שלום\u061c", "العمدة\u200f (\u200e2\u200e) שלום\u061c"),
    ],
)
def test_what_is_printable(text: str, shown: str) -> None:
    assert printable(text) == shown
    assert one_line(f"{text}\n\u2028") == shown.replace("\n", r"\n") + r"\n\u2028"


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["stats", "a", EVIL], 2, f"Got unexpected extra argument ({SHOWN})"),
        (["stats", f"gone{EVIL}\nError: x"], 1, rf"gone{SHOWN}\nError: x: does not exist"),
        (["detect", "-", "-o", f"gone/{EVIL}"], 1, f"gone/{SHOWN}: No such file or directory"),
    ],
)
def test_an_error_is_one_printable_line(arguments: list[str], status: int, message: str, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        result = CliRunner().invoke(main, arguments, prog_name="quotes")
    assert (result.exit_code, result.stdout) == (status, "")
    assert result.stderr.splitlines()[-1] == f"Error: {message}"


def test_messages_are_printable_lines(capsys: pytest.CaptureFixture[str]) -> None:
    with in_one_line():
        tell_skipped(ArticleError(f"{EVIL}.jsonl:2", "no\nid"))
        warnings.warn(f"of {EVIL}", QuotesWarning, stacklevel=1)
    assert capsys.readouterr().err == f"skipped {SHOWN}.jsonl:2: no\\nid\nWarning: of {SHOWN}\n"


def test_what_libraries_log_is_printable(caplog: pytest.LogCaptureFixture) -> None:
    with in_one_line():
        logging.getLogger("a.library").warning("the server says %s", f"{EVIL}\n")
    assert caplog.messages == [f"the server says {SHOWN}\\n"]


def test_results_are_printable(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["stats", records(tmp_path / "records.jsonl")])
    bar = f"  1   50%  {'█' * 20}"
    assert f"\nSpeakers\n  {NAME_SHOWN}{bar}\n  Ada Quill{' ' * (len(NAME) - 9)}{bar}\n" in result.stdout
    assert printable(result.stdout) == result.stdout


def test_a_difference_is_printable(tmp_path: Path) -> None:
    old = write(tmp_path / "old", [detection("a", title=NAME)]).path
    new = tmp_path / "new"
    shutil.copytree(old, new)
    digest = re.search(r'"rows_digest": "(\w+)"', (new / "manifest.json").read_text("utf-8"))
    assert digest is not None
    for file, before, after in (
        ("articles.jsonl", "[2J", "[2K"),
        ("manifest.json", digest[1], digest[1][::-1]),
    ):
        (new / file).write_text((new / file).read_text("utf-8").replace(before, after, 1), encoding="utf-8")
    shown = CliRunner().invoke(main, ["diff", str(old), str(new)]).stdout
    assert NAME_SHOWN[:20] in shown
    assert printable(shown) == shown


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_results_in_any_encoding(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding))
    say("é█", "東")
    sys.stdout.flush()
    # What calls itself ASCII is a locale that nobody has set.
    as_it_is = written.getvalue().decode("utf-8" if encoding == "ascii" else encoding)
    assert as_it_is == ("é\\u2588\n\\u6771\n" if encoding == "latin-1" else "é█\n東\n")


def test_json_is_exact_in_a_pipe_and_the_same_on_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    arguments = ["stats", records(tmp_path / "records.jsonl"), "--json"]
    piped = CliRunner().invoke(main, arguments).stdout
    assert "\x7f\x9b1m\u202e\u2066" in piped
    ours, theirs = pty.openpty()
    with open(ours, "rb", buffering=0) as terminal, open(theirs, "w", encoding="utf-8") as stdout:
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", stdout)
            main(arguments, standalone_mode=False)
        shown = terminal.read(10_000).decode().replace("\r\n", "\n")
    assert printable(shown) == shown
    assert shown != piped
    assert json.loads(shown) == json.loads(piped)


def test_a_path_is_given_in_its_own_bytes(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    give_path(Path(os.fsdecode(b"dist/caf\xe9/\x1b/1.0.0")))
    assert capsysbinary.readouterr().out == b"dist/caf\xe9/\x1b/1.0.0\n"


def test_half_a_surrogate_pair_is_written_as_json_escapes_it(tmp_path: Path) -> None:
    with opened(str(tmp_path / "rows.jsonl")) as file:
        write_line(file, {"text": "é\ud83d"})
    assert (tmp_path / "rows.jsonl").read_bytes() == '{"text": "é\\ud83d"}\n'.encode()


PRINTING = {"echo", "secho", "print", "pprint", "tqdm", "stdout", "stderr"}
"""Names of what prints, and of the streams."""


def test_one_module_prints() -> None:
    folder = Path(quotes.cli.__file__).parent
    found = {
        (path.name, name)
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if (name := getattr(node, "id", getattr(node, "attr", getattr(node, "name", "")))) in PRINTING
        if path.name != "messages.py"
    }
    # A reader that has seen enough is told apart by the stream's number, and data goes to the stream in bytes.
    assert found == {("__init__.py", "stdout"), ("output.py", "stdout")}
