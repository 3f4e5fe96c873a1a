"""The weights behind the decisions: a readable JSON file of feature names and numbers."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quotes.errors import ModelError

FORMAT = 1
DEFAULT_MODEL = Path(__file__).parent / "model.json"


@dataclass(frozen=True, kw_only=True, slots=True)
class Model:
    """Linear weights by feature name for the two decisions, and the calibration of the speaker's probability.

    ``speech`` decides whether a stretch is speech (logistic; ``speech_threshold`` is the least probability to emit).
    ``speaker`` ranks the candidate mentions (softmax). ``calibration`` holds (intercept, slope) over the log-odds of
    the winner, per kind of quotation ("full", "partial").
    """

    speech: Mapping[str, float]
    speech_threshold: float
    speaker: Mapping[str, float]
    calibration: Mapping[str, Sequence[float]]
    about: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def load(cls, path: str | Path = DEFAULT_MODEL) -> Model:
        """Read a model file; raise ModelError where it is none."""
        try:
            data = json.loads(Path(path).read_text(encoding="utf-8"))
            version = data.pop("format")
            if version != FORMAT:
                raise ModelError(f"{path}: model format {version}, this version reads format {FORMAT}; train it again")
            return cls(**data)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise ModelError(f"{path}: not a model file ({error}); `quotes train` writes one") from error

    def save(self, path: str | Path) -> None:
        """Write the model, keys sorted, so that equal models are equal files."""
        Path(path).write_text(self._json(), encoding="utf-8", newline="\n")

    @property
    def digest(self) -> str:
        """Return the first 16 hex digits of the SHA-256 of the model's file."""
        return hashlib.sha256(self._json().encode()).hexdigest()[:16]

    def _json(self) -> str:
        data = {
            "format": FORMAT,
            "about": dict(self.about),
            "calibration": {kind: list(values) for kind, values in self.calibration.items()},
            "speech_threshold": self.speech_threshold,
            "speech": dict(sorted(self.speech.items())),
            "speaker": dict(sorted(self.speaker.items())),
        }
        return json.dumps(data, indent=1, ensure_ascii=False) + "\n"

    def speech_probability(self, features: Iterable[str]) -> float:
        """Return the probability that a stretch with these features is speech."""
        return sigmoid(sum(self.speech.get(name, 0.0) for name in features))

    def speaker_scores(self, candidates: Iterable[Iterable[str]]) -> list[float]:
        """Return the score of each candidate; the best one is the speaker."""
        weights = self.speaker
        return [sum(weights.get(name, 0.0) for name in features) for features in candidates]

    def confidence(self, scores: Sequence[float], best: int, kind: str) -> float:
        """Return the calibrated probability that the best candidate is right."""
        peak = max(scores)
        total = sum(math.exp(score - peak) for score in scores)
        share = min(max(math.exp(scores[best] - peak) / total, 1e-6), 1 - 1e-6)
        intercept, slope = self.calibration.get(kind, (0.0, 1.0))
        return sigmoid(intercept + slope * math.log(share / (1 - share)))


def sigmoid(value: float) -> float:
    """Return the logistic function, safe for large values."""
    return 1 / (1 + math.exp(-value)) if value > -700 else 0.0
