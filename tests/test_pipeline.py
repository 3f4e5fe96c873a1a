"""The pipeline is loaded without what nobody reads, and parses as the one that spaCy loads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from quotes.pipeline import DEFAULT_PIPELINE, load_pipeline

SEEDS = Path(__file__).parents[1] / "seeds"
ATTRIBUTES = ["ORTH", "NORM", "SHAPE", "TAG", "DEP", "HEAD", "SENT_START"]


@pytest.fixture(scope="module")
def loaded() -> Language:
    return load_pipeline(DEFAULT_PIPELINE)


def test_it_parses_as_the_one_that_spacy_loads(loaded: Language) -> None:
    whole = spacy.load(DEFAULT_PIPELINE)
    assert whole.tokenizer.rules == loaded.tokenizer.rules
    texts = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("biz-*.txt"))]
    for ours, theirs in zip(loaded.pipe(texts), whole.pipe(texts), strict=True):
        assert ours.to_array(ATTRIBUTES).tolist() == theirs.to_array(ATTRIBUTES).tolist()
        assert words(ours) == words(theirs)


def words(doc: Doc) -> list[tuple[str, str, str, str]]:
    return [(token.text, token.norm_, token.tag_, token.dep_) for token in doc]


def test_one_of_a_folder_keeps_its_rules_and_is_read_by_others(loaded: Language, tmp_path: Path) -> None:
    whole = spacy.load(DEFAULT_PIPELINE, exclude=["ner"])
    whole.tokenizer.add_special_case("doorstep", [{"ORTH": "door"}, {"ORTH": "step"}])
    whole.to_disk(tmp_path / "own")
    assert [token.text for token in load_pipeline(str(tmp_path / "own"))("a doorstep")] == ["a", "door", "step"]
    loaded.to_disk(tmp_path / "ours")
    code = "import spacy, sys; print(*spacy.load(sys.argv[1])('It cannot.'))"
    program = [sys.executable, "-c", code, str(tmp_path / "ours")]
    assert subprocess.run(program, capture_output=True, text=True, check=True).stdout == "It can not .\n"


def test_what_was_kept_out_can_be_imported() -> None:
    code = "import sys, quotes; quotes.detect('“Yes,” said Ann Orr.'); print('pydantic.v1' in sys.modules)"
    code += "; import pydantic.v1, spacy.cli; print(pydantic.v1.BaseModel.__name__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\nBaseModel\n"
