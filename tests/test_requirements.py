"""What is installed from requirements/: by checksum, in the ranges of pyproject.toml, under licences allowed."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from runpy import run_path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
REQUIREMENTS = ROOT / "requirements"
LOCKS = ("run", "dev", "olah")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
REMEDY = "`make lock` writes requirements/ anew"
PINNED = re.compile(r"(?P<name>[a-z0-9.-]+)==(?P<version>[^ ]+)(?: ; [^\\]+)? \\")
CHECKSUM = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")
LICENCES = run_path(str(REQUIREMENTS / "licences.py"))


def pins(lock: str) -> dict[str, str]:
    lines = (REQUIREMENTS / f"{lock}.txt").read_text(encoding="utf-8").splitlines()
    return {found["name"]: found["version"] for found in map(PINNED.fullmatch, lines) if found}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_has_exact_versions_and_checksums_and_nothing_else(lock: str) -> None:
    lines = (REQUIREMENTS / f"{lock}.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not PINNED.fullmatch(line) and not CHECKSUM.fullmatch(line)] == []


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("run", PROJECT["project"]["dependencies"]),
        ("run", PROJECT["build-system"]["requires"]),
        ("dev", PROJECT["project"]["optional-dependencies"]["dev"]),
        ("dev", PROJECT["project"]["optional-dependencies"]["review"]),
        ("dev", PROJECT["project"]["optional-dependencies"]["export"]),
        ("dev", PROJECT["project"]["optional-dependencies"]["datatrove"]),
        ("olah", PROJECT["dependency-groups"]["olah"]),
    ],
)
def test_a_lock_has_what_the_project_asks_for(lock: str, wanted: list[str]) -> None:
    there = pins(lock)
    for requirement in map(Requirement, wanted):
        version = there.get(canonicalize_name(requirement.name))
        assert version is not None, f"{requirement.name} is not in {lock}.txt; {REMEDY}"
        assert version in requirement.specifier, f"{lock}.txt has {requirement.name} {version}; {REMEDY}"


def test_what_the_tests_run_with_is_what_is_run() -> None:
    assert pins("run").items() <= pins("dev").items()


def test_the_lock_has_the_tools_of_the_committed_release() -> None:
    tools = json.loads((ROOT / "dist/seeds-detected/1.0.0/manifest.json").read_text(encoding="utf-8"))["tools"]
    del tools["quote-attribution"]
    assert {name: pins("run")[name] for name in tools} == tools


def test_every_dependency_is_bounded_above() -> None:
    bounds = {one.name: {part.operator for part in one.specifier} for one in map(Requirement, asked_for())}
    assert {name for name, operators in bounds.items() if not operators & {"<", "=="}} == set()


def asked_for() -> list[str]:
    extras = PROJECT["project"]["optional-dependencies"]
    return [
        *PROJECT["project"]["dependencies"],
        *extras["dev"],
        *extras["review"],
        *extras["export"],
        *extras["datatrove"],
        *PROJECT["build-system"]["requires"],
    ]


def test_all_licences_are_allowed(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(LICENCES["refused"](REQUIREMENTS / "dev.txt")) == []
    assert f"| numpy | {pins('run')['numpy']} | BSD-3-Clause AND " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("expression", "allowed"),
    [
        ("MIT", True),
        ("BSD-3-Clause AND 0BSD", True),
        ("MPL-1.1 OR GPL-2.0-only", True),
        ("GPL-3.0-only", False),
        ("MIT AND LGPL-3.0-only", False),
        ("(MIT OR GPL-3.0-only) AND GPL-2.0-only", False),
        ("MPL-2.0 AND (Apache-2.0 OR MIT)", True),
        ("MIT AND (ISC OR (GPL-3.0-only AND MIT))", True),
        ("MIT AND (GPL-2.0-only OR (GPL-3.0-only AND MIT))", False),
        ("", False),
    ],
)
def test_which_licences_are_allowed(expression: str, allowed: bool) -> None:
    assert LICENCES["is_allowed"](expression) is allowed
