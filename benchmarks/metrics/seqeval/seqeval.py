"""The scores of the library seqeval, under the name by which run_ner.py asks the hub for them."""

from __future__ import annotations

from typing import Any

import datasets
import evaluate
from seqeval.metrics import accuracy_score, classification_report


class Seqeval(evaluate.Metric):
    """Score tags by the spans they make: overall, and for each kind of span."""

    def _info(self) -> evaluate.MetricInfo:
        tags = datasets.Sequence(datasets.Value("string"))
        return evaluate.MetricInfo(
            description=__doc__ or "",
            citation="",
            features=datasets.Features({"predictions": tags, "references": tags}),
        )

    def _compute(self, *, predictions: list[list[str]], references: list[list[str]]) -> dict[str, Any]:
        report = classification_report(references, predictions, output_dict=True, zero_division=0)
        overall = report.pop("micro avg")
        kinds = {
            kind: {"precision": row["precision"], "recall": row["recall"], "f1": row["f1-score"]}
            for kind, row in report.items()
            if not kind.endswith(" avg")
        }
        return kinds | {
            "overall_precision": overall["precision"],
            "overall_recall": overall["recall"],
            "overall_f1": overall["f1-score"],
            "overall_accuracy": accuracy_score(references, predictions),
        }
