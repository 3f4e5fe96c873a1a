"""The rooms stand in a row: a module imports from its own room, and from the faces of rooms to its left."""

from __future__ import annotations

import ast
import importlib
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import quotes

PACKAGE = Path(quotes.__file__).parent
# Every room, and every module that stands at the top of the package, in the order of docs/architecture.md.
ROW = """
    printable errors processes records schema storage english language model pipeline
    pages articles.containers articles detection names parsing speakers roles coreference confidence recording engine
    workers detector component
    clusters
    dataset.release dataset.corrections dataset.placement dataset.tables dataset.difference dataset.metadata
    dataset.validation dataset.writing dataset.derivation dataset
    shards datatrove correcting hub gold auditing building show importing exporting training suspects evaluation
    agreement review cli cli.commands cli.labels __main__
""".split()
MOST_MODULES = 15
HEAVY = tuple(
    """
    spacy datasets pyarrow huggingface_hub yaml trafilatura numpy pandas thinc torch matplotlib rensa starlette uvicorn
    nltk datatrove
    """.split()
)


def name_of(path: Path) -> str:
    """Return the name of a module without the package's: "names.runs", "dataset.release" for its face."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py")) if path != PACKAGE / "__init__.py"}
FACES = {name for name, path in MODULES.items() if path.name == "__init__.py"}


def room_of(module: str) -> str:
    """Return the room that a module stands in; one at the top of the package is a room of its own."""
    return module if module in FACES else module.rpartition(".")[0] or module


def imports(module: str) -> Iterator[str]:
    """Yield every module of this package that a module imports, at the top or inside a function."""
    path = MODULES[module]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            known = [name.removeprefix("quotes.") in MODULES for name in inner]
            found = [name if known[place] else str(node.module) for place, name in enumerate(inner)]
        else:
            continue
        yield from (name.removeprefix("quotes.") for name in dict.fromkeys(found) if name.startswith("quotes."))


def test_every_module_stands_in_a_room_of_the_row() -> None:
    assert sorted({room_of(module) for module in MODULES}) == sorted(ROW)


def test_a_module_imports_only_from_rooms_to_its_left() -> None:
    place = {room: number for number, room in enumerate(ROW)}
    to_the_right = [
        f"{module} imports {other}"
        for module in MODULES
        for other in imports(module)
        if place[room_of(other)] > place[room_of(module)]
    ]
    assert to_the_right == []


def test_other_rooms_are_entered_by_their_faces() -> None:
    past_the_face = [
        f"{module} imports {other}"
        for module in MODULES
        for other in imports(module)
        if other != room_of(other) and not room_of(module).startswith(room_of(other))  # a room may have rooms inside
    ]
    assert past_the_face == []


def test_no_two_modules_or_classes_have_one_name() -> None:
    modules = Counter(path.stem for path in MODULES.values() if path.name != "__init__.py")
    classes = Counter(
        node.name.lstrip("_")
        for path in MODULES.values()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, count in (modules + classes).items() if count > 1] == []


def test_no_room_is_crowded() -> None:
    crowded = {
        room: count for room in ROW if (count := sum(room_of(module) == room for module in MODULES)) > MOST_MODULES
    }
    assert crowded == {}
    assert len(list(PACKAGE.glob("*.py"))) <= MOST_MODULES


@pytest.mark.parametrize("face", ["quotes", *(f"quotes.{face}" for face in sorted(FACES))])
def test_a_face_has_what_it_says(face: str) -> None:
    module = importlib.import_module(face)
    assert [name for name in getattr(module, "__all__", ()) if not hasattr(module, name)] == []
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = module.nothing


@pytest.mark.parametrize("statement", ["import quotes", "import quotes.cli", "from quotes.cli import main"])
def test_nothing_heavy_is_imported_before_it_is_used(statement: str) -> None:
    code = f"{statement}\nimport sys\nprint(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    assert done.stdout.split() == []


def test_the_command_line_of_spacy_is_loaded_when_it_is_asked_for() -> None:
    code = """
import sys, quotes
quotes.detect("“We open at noon,” said Ilse Brandt.")
print([name for name in sys.modules if name.startswith("spacy.cli")])
import spacy
print(spacy.info(silent=True)["spacy_version"] == spacy.__version__, spacy.cli.download.__name__)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    assert done.stdout.splitlines() == ["[]", "True download"]


def test_the_package_is_a_program() -> None:
    program = [sys.executable, "-m", "quotes", "--version"]
    done = subprocess.run(program, capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    assert done.stdout == f"quotes {quotes.__version__}\n"
