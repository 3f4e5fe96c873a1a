"""The weights behind the decisions: a readable JSON file of feature names and numbers."""

from __future__ import annotations

import functools
import hashlib
import itertools
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.errors import ModelError
from quotes.storage import parse

if TYPE_CHECKING:
    import jsonschema_rs

FORMAT = 3
DEFAULT_MODEL = Path(__file__).parent / "model.json"


@dataclass(frozen=True, kw_only=True, slots=True)
class Model:
    """Linear weights by feature name for the four decisions, and what tells how sure they are.

    ``speech`` sets aside, on text alone, what is hardly speech (logistic; below ``speech_threshold``). ``speaker``
    ranks the candidate mentions (softmax). ``said`` decides, with the parse, whether the words were said (logistic; at
    least ``said_threshold``). ``antecedent`` ranks whom a pronoun or a description may stand for (softmax).
    ``calibration`` holds (intercept, slope) over the log-odds of the speaker's share, per kind of quotation ("full",
    "partial"). ``confidence`` holds the weights of each part of a record's confidence by signal (logistic), and
    ``precision`` how sure to be: of the training articles held out, each in turn, this share of the records at least as
    sure as this was right, and this share of all was as sure.
    """

    speech: Mapping[str, float]
    speech_threshold: float
    speaker: Mapping[str, float]
    said: Mapping[str, float]
    said_threshold: float
    antecedent: Mapping[str, float]
    calibration: Mapping[str, Sequence[float]]
    confidence: Mapping[str, Mapping[str, float]]
    precision: Sequence[Sequence[float]]
    about: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def load(cls, path: str | PathLike[str] = DEFAULT_MODEL) -> Model:
        """Read a model file; raise ModelError where it is none."""
        try:
            data = parse(Path(path).read_bytes())
        except (OSError, ValueError) as error:
            raise ModelError(f"{path}: not a model file ({error}); `quotes train` writes one") from error
        version = data.get("format", FORMAT) if isinstance(data, dict) else FORMAT
        if version != FORMAT:
            raise ModelError(f"{path}: model format {version!r}, this version reads format {FORMAT}; train it again")
        if Path(path) != DEFAULT_MODEL:  # the one that ships needs no check at every start; a test has it
            _check(path, data)
        return cls(**{name: value for name, value in data.items() if name != "format"})

    @classmethod
    def of(cls, model: Model | str | PathLike[str] | None) -> Model:
        """Return a model as it is, that of a model file, or the one that ships for None."""
        return model if isinstance(model, Model) else cls.load(DEFAULT_MODEL if model is None else model)

    def save(self, path: str | PathLike[str]) -> None:
        """Write the model, keys sorted, so that equal models are equal files."""
        Path(path).write_text(self.to_json(), encoding="utf-8", newline="\n")

    @property
    def digest(self) -> str:
        """Return the first 16 hex digits of the SHA-256 of the model's file."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()[:16]

    def to_json(self) -> str:
        """Return the text of the model's file."""
        data = {
            "format": FORMAT,
            "about": dict(self.about),
            "calibration": {kind: list(values) for kind, values in self.calibration.items()},
            "speech_threshold": self.speech_threshold,
            "said_threshold": self.said_threshold,
            "speech": dict(sorted(self.speech.items())),
            "speaker": dict(sorted(self.speaker.items())),
            "said": dict(sorted(self.said.items())),
            "antecedent": dict(sorted(self.antecedent.items())),
            "confidence": {part: dict(sorted(weights.items())) for part, weights in sorted(self.confidence.items())},
            "precision": [list(row) for row in self.precision],
        }
        return json.dumps(data, indent=1, ensure_ascii=False) + "\n"

    def speech_probability(self, features: Iterable[str]) -> float:
        """Return the probability that a span with these features is speech."""
        return sigmoid(_score(self.speech, features))

    def said_probability(self, features: Iterable[str]) -> float:
        """Return the probability that words with these features were said."""
        return sigmoid(_score(self.said, features))

    def speaker_scores(self, candidates: Iterable[Iterable[str]]) -> list[float]:
        """Return the score of each candidate; the best one is the speaker."""
        return [_score(self.speaker, features) for features in candidates]

    def antecedent_shares(self, candidates: Iterable[Iterable[str]]) -> list[float]:
        """Return how likely each candidate is the one that a pronoun or a description stands for."""
        return softmax([_score(self.antecedent, features) for features in candidates])

    def ranking_confidence(self, share: float, kind: str) -> float:
        """Return how sure a ranking is of a candidate with this share, calibrated."""
        intercept, slope = self.calibration.get(kind, (0.0, 1.0))
        return sigmoid(intercept + slope * log_odds(share))

    def part(self, name: str, evidence: Mapping[str, float]) -> float:
        """Return a part of a record's confidence, by the named signals and how strong each is; 0 of one not learnt."""
        if name not in self.confidence:
            return 0.0
        weight_of, total = self.confidence[name].get, 0.0
        for signal, value in evidence.items():
            total += weight_of(signal, 0.0) * value
        return sigmoid(total)

    def least_confidence(self, precision: float) -> float:
        """Return the confidence from which on this share of the records is right; ModelError where none is so sure."""
        for measured, least, _ in self.precision:
            if measured >= precision:
                return least
        best = max((row[0] for row in self.precision), default=None)
        known = "the model was trained on too little to say" if best is None else f"the surest are right in {best:g}"
        raise ModelError(f"no confidence promises a precision of {precision:g}: {known}")


def _check(path: str | PathLike[str], data: Any) -> None:
    from quotes.schema import breaches

    for place, message in breaches(_validator(), data):
        raise ModelError(f"{path} {place}: {message}; `quotes train` writes a model file")


@functools.cache
def _validator() -> jsonschema_rs.Draft202012Validator:
    """Return the rules of a model file; sums of its weights must stay far from what overflows."""
    import jsonschema_rs

    number = {"type": "number", "minimum": -1_000_000, "maximum": 1_000_000}
    weights = {"type": "object", "additionalProperties": number}
    probability = {"type": "number", "minimum": 0, "maximum": 1}
    line = {"type": "array", "prefixItems": [number, number], "minItems": 2, "maxItems": 2}
    shares = {"type": "array", "items": probability, "minItems": 3, "maxItems": 3}
    properties = {
        "format": {"const": FORMAT},
        "about": {"type": "object"},
        "calibration": {"type": "object", "additionalProperties": line},
        "speech_threshold": probability,
        "said_threshold": probability,
        "confidence": {"type": "object", "additionalProperties": weights},
        "precision": {"type": "array", "items": shares},
        **dict.fromkeys(("speech", "speaker", "said", "antecedent"), weights),
    }
    return jsonschema_rs.Draft202012Validator(
        {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
    )


def _score(weights: Mapping[str, float], features: Iterable[str]) -> float:
    """Return the sum of the features' weights; one without a weight counts nothing."""
    return sum(map(weights.get, features, itertools.repeat(0.0)))


def model_card() -> str:
    """Return the card of the weights that ship: training data and figures, in Markdown."""
    installed = Path(__file__).parent / "MODEL.md"
    path = installed if installed.is_file() else Path(__file__).parent.parent / "docs" / "model.md"
    return path.read_text(encoding="utf-8")


def softmax(scores: Sequence[float]) -> list[float]:
    """Return the share of each of some scores."""
    peak = max(scores)
    powers = [math.exp(score - peak) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def log_odds(share: float) -> float:
    """Return the log-odds of a share, within ±13.8, then drawn in by asinh.

    However far the rivals lie behind, some quotations stay wrong: drawn in, one line fits the doubtful and the sure.
    """
    share = min(max(share, 1e-6), 1 - 1e-6)
    return math.asinh(math.log(share / (1 - share)))


def sigmoid(value: float) -> float:
    """Return the logistic function, safe for large values."""
    return 1 / (1 + math.exp(-value)) if value > -700 else 0.0
