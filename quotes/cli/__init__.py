"""The command line: each command is one library call and what it prints."""

from __future__ import annotations

import importlib
import os
import signal
import sys
from contextlib import nullcontext
from typing import Any

import click

import quotes
from quotes.cli.messages import in_one_line, say, with_option
from quotes.cli.stopping import stoppable
from quotes.errors import QuotesError

COMMANDS = {
    "build": "commands",
    "detect": "commands",
    "show": "commands",
    "validate": "commands",
    "stats": "commands",
    "diff": "commands",
    "revise": "labels",
    "restore": "commands",
    "migrate": "commands",
    "correct": "labels",
    "review": "labels",
    "suspects": "labels",
    "audit": "labels",
    "agree": "labels",
    "gold": "labels",
    "annotate": "labels",
    "push": "commands",
    "export": "commands",
    "evaluate": "labels",
    "train": "labels",
    "import": "labels",
}
"""The commands in the order of the help, with their rooms; each is ``command`` in the module of its name."""

MODULES = {"import": "import_gold"}
"""Where that name is a word of Python."""

HELP = """\
Turn news articles into a dataset of quotations.

Every quotation comes with its speaker, the speaker's role, the words that tell who spoke, how sure that is and
why. All places are characters of the article's text.

\b
ARTICLES are any of
  FILE      .txt .md .html .htm .xhtml .jsonl .json .csv .tsv .parquet .arrow .warc .wet .rss .atom
            .xml, also as .gz and .zst
  FOLDER    every such file below it, in the order of names
  GLOB      in quotation marks: 'press/**/*.html'
  HUB       hf://datasets/ORG/NAME, streamed
  -         JSON Lines on standard input

A row of JSON Lines, CSV or Parquet has id (or doc_id) and text, and may have title, url, source, author (or
authors), published, language and license; --map text=body reads a field from another column. Text is UTF-8 unless
--encoding says otherwise.

\b
A RELEASE is any of
  FOLDER           with the files of one version: dist/press/1.0.0
  FOLDER           with versions: dist/press, of which the highest counts, or dist/press@1.0.0
  ORG/NAME@X.Y.Z   on the Hugging Face Hub: acme/press@1.0.0

\b
Examples
  quotes show article.txt                           read one article, its quotations marked
  quotes show article.html -o page.html             the same as a web page
  quotes show dist/press --article bridge           what a release says of one article
  quotes detect press/ -o records.jsonl             one JSON object a quotation
  zcat press.jsonl.gz | quotes detect - | head -1   from a pipe, into a pipe
  quotes build press/ --name press --version 1.0.0  a release in dist/press/1.0.0
  quotes validate dist/press/1.0.0                  is it sound?
  quotes push dist/press/1.0.0 acme/press           to the Hugging Face Hub, with the tag v1.0.0
  quotes export dist/press --format csv             for another tool: Label Studio, brat, Excel, datasette …
  quotes stats dist/press/1.0.0                     who is quoted, in which role
  quotes diff dist/press/1.0.0 dist/press/1.1.0     what has changed
  quotes review dist/press --corrections jo.jsonl   decide on its quotations, by keyboard
  quotes suspects dist/press                        what is likely to be wrong?
  quotes agree jo.jsonl kim.jsonl                   do two reviewers agree?
  quotes evaluate gold.jsonl records.jsonl          how good are the records?
  quotes import brat annotated/ -o gold.jsonl       gold of annotations that others made

Data goes to standard output or the file named with -o, which appears only when it is complete; progress and
messages go to standard error. Status is 0 when done, 1 for bad data, 2 for wrong usage,
3 where diff --exit-code finds a difference, 130 when interrupted, 143 when terminated.
"""


class Commands(click.Group):
    """A group that imports a command when it is asked for, and tells in one line how it has ended."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = f"quotes.cli.{COMMANDS[cmd_name]}.{MODULES.get(cmd_name, cmd_name)}"
        command: click.Command = importlib.import_module(module).command
        return command

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Read the arguments up to the command; without any, click shows the help as it stands."""
        with in_one_line() if args else nullcontext():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; bad data and files that cannot be used end it with status 1."""
        _open_what_is_closed()
        with in_one_line():
            return self._invoke(ctx)

    def _invoke(self, ctx: click.Context) -> Any:
        try:
            with stoppable():
                return super().invoke(ctx)
        except QuotesError as error:
            command = self.get_command(ctx, ctx.invoked_subcommand or "")
            raise click.ClickException(with_option(error, command or self)) from error
        except BrokenPipeError:  # who read the output has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except OSError as error:
            where = f"{os.fspath(error.filename)}: " if isinstance(error.filename, str | os.PathLike) else ""
            raise click.ClickException(f"{where}{error.strerror or error}") from error
        except KeyboardInterrupt as stopped:
            ctx.exit(getattr(stopped, "status", 128 + signal.SIGINT))


def _open_what_is_closed() -> None:
    """Put the empty device in place of standard streams that the caller has closed: no file may get their numbers."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))


def _version(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    if not value or ctx.resilient_parsing:
        return
    try:
        say(f"quotes {quotes.__version__}")
    except AttributeError as error:
        raise click.ClickException(str(error)) from error
    ctx.exit()


@click.group(
    cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}, help=HELP
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Show the version.")
def main() -> None:
    """Run the command that the arguments name."""
