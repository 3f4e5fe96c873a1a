"""Training and evaluation read one gold, and one rule says who spoke."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import judged
import pytest

from quotes.evaluation import evaluate
from quotes.gold import read_gold
from quotes.training.learning import learn

if TYPE_CHECKING:
    from spacy.language import Language

FERRY = "Mira Okafor, the head of Eastbrook, was angry: “The ferry leaks at both ends,” the mayor told Jonas Weld."
SAID = "“The ferry leaks at both ends,”"


def place(words: str) -> list[int]:
    return [FERRY.index(words), FERRY.index(words) + len(words)]


def write(path: Path, **speaker: Any) -> Path:
    return judged.write(path, [{"doc_id": "ferry", "text": FERRY, "quotes": [judged.said(FERRY, SAID, **speaker)]}])


@pytest.mark.parametrize(
    ("speaker", "right"),
    [
        pytest.param(
            {
                "speaker": judged.span(FERRY, "the mayor"),
                "speaker_alternatives": [place("Mira Okafor")],
                "role_weak": [place("the mayor")],  # as long as what is annotated, so no role of hers
            },
            {"Mira Okafor", "the mayor"},
            id="alternative",
        ),
        pytest.param(
            {"speaker_entity": {"names": ["Mira Okafor"], "mentions": [place("the mayor")]}},
            {"Mira Okafor", "the mayor"},
            id="entity named elsewhere",
        ),
        pytest.param({"speaker_mentions": ["Okafor"]}, {"Mira Okafor"}, id="words"),
        pytest.param(
            {
                "speaker": judged.span(FERRY, "Mira Okafor, the head of Eastbrook"),
                "role_spans": [place("the head of Eastbrook")],
            },
            {"Mira Okafor"},
            id="role",
        ),
    ],
)
def test_training_takes_for_right_what_evaluation_does(
    nlp: Language, tmp_path: Path, speaker: dict[str, Any], right: set[str]
) -> None:
    gold = write(tmp_path / "gold.jsonl", **speaker)
    ((lesson,),) = [learn(article, nlp) for article in read_gold(gold)]
    taught, scored = set(), set()
    for rival, is_right in zip(lesson.rivals, lesson.right, strict=True):
        words = FERRY[rival.mention.start : rival.mention.end]
        mention = {"start": rival.mention.start, "end": rival.mention.end, "text": words}
        records = [judged.record("ferry", judged.span(FERRY, SAID), mention, None)]
        share = evaluate(gold, judged.write(tmp_path / "records.jsonl", records)).share("speaker_end_to_end")
        taught |= {words} if is_right else set()
        scored |= {words} if share.right else set()
    assert taught == scored == right
    assert lesson.speaker


def test_a_role_may_be_a_place_without_words(tmp_path: Path) -> None:
    start, end = place("the head of Eastbrook")
    gold = write(tmp_path / "gold.jsonl", speaker=None, role_spans=[{"start": start, "end": end}])
    (article,) = read_gold(gold)
    assert article.quotes[0].roles == ("the head of Eastbrook",)


def test_dialogue_teaches_who_speaks_and_not_whom_a_pronoun_means(nlp: Language, tmp_path: Path) -> None:
    text = "Mira Okafor is the mayor. “The ferry leaks at both ends,” she said."
    quote = judged.said(text, SAID, speaker=judged.span(text, "she"), speaker_name="Mira Okafor")
    taught = []
    for dialogue in (False, True):
        rows = [{"doc_id": "ferry", "text": text, "dialogue": dialogue, "quotes": [quote]}]
        ((lesson,),) = [learn(article, nlp) for article in read_gold(judged.write(tmp_path / "gold.jsonl", rows))]
        assert any(lesson.right)
        taught.append(bool(lesson.antecedents))
    assert taught == [True, False]
