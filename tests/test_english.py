"""The room of English holds its promise: each word once in a class, and no other room has a list of its own."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import quotes
from quotes import english

PACKAGE = Path(quotes.__file__).parent
ROOM = PACKAGE / "english"
# In these files all lists are one family: a word stands in one of them, and uses take whole lists or leave words out.
FAMILIES = ("function_words.py", "sentence_ends.py", "times.py", "bodies.py", "names.py")
MOST_WORDS = 12
CAPITALIZED = {
    *("ABBREVIATED_TITLES", "ABBREVIATIONS", "ABBREVIATIONS_IN_ROLES", "GENERATIONS", "GIVEN_NAMES_IN_SHORT"),
    *("LEGAL_FORMS", "SHORT_LEGAL_FORMS"),
}


def lists(path: Path, *kinds: type[ast.expr]) -> Iterator[list[str]]:
    """Yield the word lists that a module types; what stands behind "-" or "&" only chooses among words."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    choices = [
        node.right
        for node in ast.walk(tree)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub | ast.BitAnd)
    ]
    choosing = {id(inner) for choice in choices for inner in ast.walk(choice)}
    for node in ast.walk(tree):
        if id(node) in choosing:
            continue
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split":
            if isinstance(node.func.value, ast.Constant):
                yield str(node.func.value.value).split()
        elif isinstance(node, kinds):
            yield [item.value for item in getattr(node, "elts", ()) if isinstance(item, ast.Constant)]


def twice(words: list[str]) -> list[str]:
    return sorted(word for word, count in Counter(words).items() if count > 1)


@pytest.mark.parametrize("name", FAMILIES)
def test_no_word_is_typed_twice_in_a_family(name: str) -> None:
    assert twice([word for words in lists(ROOM / name, ast.Set) for word in words]) == []


def test_no_list_holds_a_word_twice() -> None:
    repeated = {path.name: [found for words in lists(path) if (found := twice(words))] for path in ROOM.glob("*.py")}
    assert {name: found for name, found in repeated.items() if found} == {}


def test_words_are_in_the_case_in_which_they_are_looked_up() -> None:
    exported = {name: getattr(english, name) for name in english.__all__}
    capitalized = {
        name
        for name, words in exported.items()
        if isinstance(words, frozenset) and any(word != word.lower() for word in words if isinstance(word, str))
    }
    assert capitalized <= CAPITALIZED


def long_lists(path: Path) -> Iterator[str]:
    """Yield the beginnings of the long lists, and of the patterns of many alternatives, that a module types."""
    for words in lists(path, ast.Set, ast.Tuple, ast.List):
        if len(words) > MOST_WORDS and all(str(word).isidentifier() and str(word).islower() for word in words):
            yield " ".join(words[:5])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            words = re.findall(r"(?<=[|(:])[a-z]{2,}(?=[|)])", node.value)
            if len(words) > MOST_WORDS:
                yield "|".join(words[:5])


def test_no_other_room_keeps_a_list_of_words() -> None:
    analysing = "names parsing speakers roles coreference detection clusters evaluation".split()
    modules = [path for room in analysing for path in sorted((PACKAGE / room).rglob("*.py"))]
    found = {
        path.relative_to(PACKAGE).as_posix(): kept
        for path in modules
        if path.name != "__init__.py" and (kept := list(long_lists(path)))
    }
    assert not found


@pytest.mark.parametrize(
    ("form", "base"),
    [("shrugs", "shrug"), ("parries", "parry"), ("quipped", "quip"), ("mused", "muse"), ("s", "s"), ("ed", "ed")],
)
def test_a_verb_of_no_list_has_a_base_form_and_never_none(form: str, base: str) -> None:
    assert english.base_form(form) == base
