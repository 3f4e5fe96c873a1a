"""The examples run, and learn what they say."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner, Result
from invented import many, write

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def example() -> ModuleType:
    spec = importlib.util.spec_from_file_location("example", ROOT / "examples" / "train_attribution.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(example: ModuleType, *arguments: str) -> Result:
    return CliRunner().invoke(example.main, arguments)


def test_it_learns_who_said_it_in_a_few_steps(example: ModuleType, tmp_path: Path) -> None:
    weights = tmp_path / "who.bin"
    ran = run(example, str(ROOT / "dist" / "seeds"), "--steps", "40", "--out", str(weights))
    assert ran.exit_code == 0, ran.output
    ((right, of, share),) = re.findall(r"^(\d+) of (\d+) speakers right: (0\.\d{3})$", ran.stdout, re.M)
    assert float(share) == pytest.approx(int(right) / int(of), abs=0.001)
    assert float(share) > 0.2  # of some thirty words each
    example.network().from_disk(weights)


def test_an_answer_is_right_that_shares_half_of_the_words(example: ModuleType) -> None:
    gold = {"start": 10, "end": 20}
    found = [(10, 20), (10, 15), (10, 14), (0, 10), None]
    assert [example.is_right(one, gold) for one in found] == [True, True, False, False, False]
    assert [example.is_right(one, None) for one in found] == [False] * 4 + [True]


def test_it_needs_gold_to_be_scored_by(example: ModuleType, tmp_path: Path) -> None:
    ran = run(example, str(write(tmp_path, many(40)).path))
    assert ran.exit_code == 2
    assert "nobody reviewed a quotation of its split test; name gold by --gold" in ran.stderr
