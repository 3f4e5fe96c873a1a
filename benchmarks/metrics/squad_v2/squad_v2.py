"""The scores of SQuAD v2, under the name by which run_qa.py asks the hub for them."""

from __future__ import annotations

import re
import string
from collections import Counter
from typing import Any

import datasets
import evaluate


class SquadV2(evaluate.Metric):
    """Score answers by exact match and by the words shared, in percent, each by the best of the right answers."""

    def _info(self) -> evaluate.MetricInfo:
        text, number = datasets.Value("string"), datasets.Value("float32")
        answers = {"text": datasets.Sequence(text), "answer_start": datasets.Sequence(datasets.Value("int32"))}
        return evaluate.MetricInfo(
            description=__doc__ or "",
            citation="",
            features=datasets.Features(
                {
                    "predictions": {"id": text, "prediction_text": text, "no_answer_probability": number},
                    "references": {"id": text, "answers": answers},
                }
            ),
        )

    def _compute(self, *, predictions: list[dict[str, Any]], references: list[dict[str, Any]]) -> dict[str, float]:
        given = {row["id"]: _words(row["prediction_text"]) for row in predictions}
        right = {row["id"]: [words for words in map(_words, row["answers"]["text"]) if words] for row in references}
        answered = [row["id"] for row in references if row["answers"]["text"]]
        unanswered = [row["id"] for row in references if not row["answers"]["text"]]
        scores = {}
        for name, ids in (("", list(right)), ("HasAns_", answered), ("NoAns_", unanswered)):
            if ids:
                exact = [any(given[one] == words for words in right[one] or [[]]) for one in ids]
                shared = [max(_f1(given[one], words) for words in right[one] or [[]]) for one in ids]
                scores[f"{name}exact"] = 100 * sum(exact) / len(ids)
                scores[f"{name}f1"] = 100 * sum(shared) / len(ids)
                scores[f"{name}total"] = len(ids)
        return scores


def _words(answer: str) -> list[str]:
    """Return the words that count: in lower case, without punctuation and articles."""
    letters = "".join(letter for letter in answer.lower() if letter not in string.punctuation)
    return re.sub(r"\b(a|an|the)\b", " ", letters).split()


def _f1(given: list[str], right: list[str]) -> float:
    if not given or not right:
        return float(given == right)
    return 2 * sum((Counter(given) & Counter(right)).values()) / (len(given) + len(right))
