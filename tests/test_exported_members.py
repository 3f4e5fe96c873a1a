from __future__ import annotations

import importlib
import pkgutil
from importlib.metadata import version
from typing import Literal, get_origin

import pytest

import quotes

PACKAGES = [
    "quotes",
    *(module.name for module in pkgutil.walk_packages(quotes.__path__, "quotes.") if module.name != "quotes.__main__"),
]


def public(module: object) -> list[str]:
    return [name for name in vars(module) if not name.startswith("_")]


def is_closed_list(member: object) -> bool:
    """Tell the types of fields, which the schemas explain and which cannot have a docstring."""
    return get_origin(member) is Literal


def test_all_that_is_exported_is_there_once() -> None:
    for name in PACKAGES:
        module = importlib.import_module(name)
        exported = list(getattr(module, "__all__", ()))
        assert len(exported) == len(set(exported)), name
        assert [f"{name}.{member}" for member in exported if not hasattr(module, member)] == []


def test_the_face_is_sorted_and_is_what_dir_shows() -> None:
    assert quotes.__all__ == sorted(quotes.__all__)
    assert dir(quotes) == sorted([*quotes.__all__, "__version__"])


def test_the_face_shows_nothing_but_what_it_exports() -> None:
    for member in quotes.__all__:
        getattr(quotes, member)
    submodules = {module.name for module in pkgutil.iter_modules(quotes.__path__)}
    tools = {"annotations", "TYPE_CHECKING", "Any", "lazily"}  # the last is for the faces inside
    shown = set(public(quotes)) - submodules - tools
    assert shown == set(quotes.__all__) - submodules


def test_every_exported_member_has_a_docstring() -> None:
    members = {name: getattr(quotes, name) for name in quotes.__all__}
    assert [name for name, one in members.items() if not is_closed_list(one) and not one.__doc__] == []


def test_no_module_hides_an_exported_function_of_its_name() -> None:
    for name in PACKAGES:
        importlib.import_module(name)
    assert [
        name
        for name in ("build", "detect", "evaluate", "stats", "train", "validate")
        if not callable(getattr(quotes, name))
    ] == []


def test_the_version_is_that_of_the_installed_package() -> None:
    assert quotes.__version__ == version("quote-attribution")


def test_an_unknown_member() -> None:
    with pytest.raises(AttributeError) as caught:
        quotes.no_such_member  # noqa: B018
    assert str(caught.value) == "module 'quotes' has no attribute 'no_such_member'"
