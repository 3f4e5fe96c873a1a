import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from test_rooms import FACES, MODULES, ROW

from quotes.articles import SUFFIXES
from quotes.articles.fields import FIELDS
from quotes.cli import COMMANDS, main

ROOT = Path(__file__).parent.parent
PAGES = ("README.md", "CONTRIBUTING.md", "SECURITY.md", *sorted(f"docs/{one.name}" for one in ROOT.glob("docs/*.md")))
FOLDERS = tuple("benchmarks docs examples findings quotes requirements schemas seeds tests".split())
THEIRS = frozenset("run_qa.py run_ner.py utils_qa.py trainer_qa.py".split())
"""Scripts of transformers, which docs speak of."""


def read(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def sections(text: str) -> dict[str, str]:
    return dict(re.findall(r"^## (.+)\n((?:(?!^## ).*\n?)*)", text, re.MULTILINE))


SECTIONS = sections(read("docs/commands.md"))


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


def test_architecture_names_every_room_in_the_order_of_the_row() -> None:
    table = sections(read("docs/architecture.md"))["The rooms, from left to right"]
    named = re.findall(r"^\| `quotes/([^`]+)`", table, re.MULTILINE)
    assert named == [f"{room.replace('.', '/')}{'/' if room in FACES else '.py'}" for room in ROW]


def test_contributing_names_every_folder_of_rooms() -> None:
    table = sections(read("CONTRIBUTING.md"))["Where things are"]
    named = re.findall(r"^\| `quotes/(\w+)/`", table, re.MULTILINE)
    assert named == list(dict.fromkeys(room.split(".")[0] for room in ROW if room.split(".")[0] in FACES))


def test_contributing_names_every_target_of_make() -> None:
    (targets,) = re.findall(r"^\.PHONY: (.*)$", read("Makefile"), re.MULTILINE)
    assert sorted(re.findall(r"^    make (\S+)", read("CONTRIBUTING.md"), re.MULTILINE)) == sorted(targets.split())


@pytest.mark.parametrize("page", PAGES)
def test_paths_named_exist(page: str) -> None:
    assert [path for path, there in paths(page) if not any(place.exists() for place in there)] == []


def paths(page: str) -> Iterator[tuple[str, list[Path]]]:
    """Yield what a page calls by a path, with the places where it may be: a bare name stands in its heading's rooms."""
    text = read(page)
    for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        yield link, [(ROOT / page).parent / link]
    for path in re.findall(rf"`((?:{'|'.join(FOLDERS)})/[\w./-]*)`", text):
        yield path, [ROOT / path.replace("ID", "brief-krona-rates")]  # ID stands for that of any seed
    for heading, body in sections(text).items():
        rooms = [ROOT / "quotes", *(ROOT / room for room in re.findall(r"`(quotes/[\w/]+/)`", heading))]
        for name in set(re.findall(r"`([\w/]+\.py)`", body)) - THEIRS:
            if name.split("/")[0] not in FOLDERS:
                yield name, [room / name for room in rooms]


def test_names_on_the_way_of_an_article_are_those_of_the_code() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in MODULES.values())
    defined = set(re.findall(r"^\s*(?:def |class )?(\w+)(?=[(:])", code, re.MULTILINE))
    way = sections(read("docs/architecture.md"))["The way of one article"]
    assert [name for name in re.findall(r"`(\w+)`", way) if name not in defined] == []
