import re
from pathlib import Path

import click
import pytest

from quotes.articles import SUFFIXES
from quotes.articles.fields import FIELDS
from quotes.cli import COMMANDS, main

PAGE = (Path(__file__).parent.parent / "docs" / "commands.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (.+)\n((?:(?!^## ).*\n?)*)", PAGE, re.MULTILINE))


def command(name: str) -> click.Command:
    found = main.get_command(click.Context(main), name)
    assert found is not None
    return found


def test_commands_documented_are_the_commands_there_are() -> None:
    assert sorted(title for title in SECTIONS if title.startswith("quotes ")) == sorted(
        f"quotes {name}" for name in COMMANDS
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_options_documented_are_the_options_there_are(name: str) -> None:
    table = "\n".join(line for line in SECTIONS[f"quotes {name}"].splitlines() if line.startswith("| `-"))
    documented = set(re.findall(r"`(--?[a-z-]+)", re.sub(r"\|[^|]*\|$", "", table, flags=re.MULTILINE)))
    options = {text for option in command(name).params if isinstance(option, click.Option) for text in option.opts}
    assert documented == options


@pytest.mark.parametrize("name", COMMANDS)
def test_usage_names_the_arguments(name: str) -> None:
    usage = SECTIONS[f"quotes {name}"].strip("\n").splitlines()[0]
    arguments = [part.human_readable_name for part in command(name).params if part.param_type_name == "argument"]
    assert usage.startswith(f"    quotes {name} {' '.join(arguments)}")


@pytest.mark.parametrize("name", COMMANDS)
def test_options_are_all_explained(name: str) -> None:
    assert [
        option.name for option in command(name).params if isinstance(option, click.Option) and not option.help
    ] == []


def test_formats_and_fields_are_documented() -> None:
    articles = SECTIONS["ARTICLES"]
    assert [word for word in (*SUFFIXES, *FIELDS) if f"`{word}`" not in articles] == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_documented(shell: str) -> None:
    assert f"_QUOTES_COMPLETE={shell}_source quotes" in SECTIONS["Shell completion"]
