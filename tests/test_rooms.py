"""The rooms stand in a row: a module imports from its own room, from rooms to its left, and what all share."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import quotes

PACKAGE = Path(quotes.__file__).parent
ROOMS = ("articles", "detection", "attribution", "clusters", "dataset", "hub")
SHARED = {
    "disk",
    "errors",
    "lexicon",
    "model",
    "pipeline",
    "printable",
    "records",
    "schema",
    "strict_json",
    "unfinished",
}
ROOM_MODULES = sorted(path for room in ROOMS for path in (PACKAGE / room).rglob("*.py"))
HEAVY = tuple(
    """
    spacy datasets pyarrow huggingface_hub yaml trafilatura numpy pandas thinc torch matplotlib rensa
    """.split()
)


def imports(path: Path) -> Iterator[str]:
    """Yield every module of this package that a file imports, at the top or inside a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "quotes")
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute"
            if node.module == "quotes":
                yield from (f"quotes.{alias.name}" for alias in node.names)
            elif node.module and node.module.startswith("quotes."):
                yield node.module


@pytest.mark.parametrize("path", ROOM_MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_room_imports_only_from_its_left(path: Path) -> None:
    room = path.relative_to(PACKAGE).parts[0]
    allowed = {*ROOMS[: ROOMS.index(room) + 1], *SHARED}
    assert [name for name in imports(path) if name.split(".")[1] not in allowed] == []


@pytest.mark.parametrize("name", sorted(SHARED))
def test_what_all_share_imports_no_room(name: str) -> None:
    assert [other for other in imports(PACKAGE / f"{name}.py") if other.split(".")[1] not in SHARED] == []


def test_every_room_is_there() -> None:
    assert {path.relative_to(PACKAGE).parts[0] for path in ROOM_MODULES} == set(ROOMS)


@pytest.mark.parametrize("statement", ["import quotes", "import quotes.cli", "from quotes.cli import main"])
def test_nothing_heavy_is_imported_before_it_is_used(statement: str) -> None:
    code = f"{statement}\nimport sys\nprint(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PACKAGE.parent)
    assert done.stdout.split() == []
