"""The records: what the detector returns and a release holds.

All offsets count Unicode code points of ``Article.text`` and are half-open: ``text[start:end]``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self, get_args

from quotes.errors import RecordError

SCHEMA_VERSION = "1.1.0"
CONTEXT_REACH = 4000
"""Characters over which a context may span quotation, mention and cue; what stands further away is not in it."""

# The closed lists, as the schemas have and explain them; a test holds them together.
Kind = Literal["full", "partial"]
Form = Literal["name", "pronoun", "description", "organization", "group"]
Category = Literal[
    "executive",
    "legislator",
    "candidate",
    "spokesperson",
    "diplomat",
    "military",
    "police",
    "legal",
    "business",
    "expert",
    "health",
    "education",
    "media",
    "sport",
    "culture",
    "religion",
    "advocate",
    "witness",
    "official",
    "other",
]
Status = Literal["current", "former"]
Method = Literal[
    "cue", "according-to", "label", "signature", "passive", "utterance", "continued", "nearest", "reviewed", "none"
]
LeftoverReason = Literal["nested", "unpaired", "empty"]
GivenReason = Literal["title", "nickname", "term", "scare", "interface", "caption"]
REASONS_GIVEN = get_args(GivenReason)
"""Why words are no quotation, as a person may say it; the other reasons tell of marks and of a threshold."""
Reason = Literal[GivenReason, LeftoverReason, "low_confidence"]
Verdict = Literal["right", "changed", "no_quotation", "missed"]
Disputed = Literal["speaker", "role"]
Split = Literal["train", "validation", "test"]
SplitBy = Literal["random", "source", "time"]
GoldFormat = Literal["brat", "conll", "label-studio", "litbank", "pdnc", "prodigy", "wikinews-de"]
"""What ``quotes import`` makes gold of."""
ExportFormat = Literal[
    "label-studio",
    "prodigy",
    "brat",
    "inception",
    "doccano",
    "conllu",
    "spacy",
    "csv",
    "xlsx",
    "sqlite",
    "duckdb",
    "tei",
]
"""What ``quotes export`` writes."""
ReturnFormat = Literal["brat", "label-studio"]
"""What ``quotes correct --from`` reads back."""
LabelRole = Literal["words", "speaker", "cue"]
"""What a labelled span is in an annotation of quotations."""
Dimension = Literal["source", "section", "month", "organization", "category", "form", "gender"]
"""What ``quotes stats --by`` counts by."""
# From everything to the least, of the articles' texts.
Level = Literal["full", "context", "none"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Article:
    """One article; ``text`` is what every offset indexes.

    ``headings`` are the offsets of the lines that its page sets as headings; None where nobody tells, as of plain text,
    whose layout is guessed. The record does not have them: it is about the text.
    """

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    source: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    license: str | None = None
    headings: tuple[int, ...] | None = field(default=None, compare=False, repr=False)

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the UTF-8 text, in hex."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def to_dict(self) -> dict[str, Any]:
        """Return the article as the JSON object of articles.jsonl, without what only detection and a release tell."""
        stated = _without(_plain(self), "headings")
        told = {"schema_version": SCHEMA_VERSION, **stated, "english": None, "digest": self.digest}
        return {**told, "repost_of": None, "split": None}

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Self:
        """Return the article of a row that keeps the schema; without its text, a RecordError is raised."""
        if row["text"] is None:
            raise RecordError(f"article {row['id']!r} $.text: is null; `quotes restore` fills it in")
        return cls(**_without(row, "schema_version", "english", "digest", "repost_of", "split"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Speaker:
    """The mention that the cue ties to the words, and the fullest name the article gives its entity."""

    text: str
    start: int
    end: int
    form: Form
    name: str | None = None
    name_start: int | None = None
    name_end: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Role:
    """The fullest role phrase the article gives the speaker, split into title and organization.

    ``title`` is None where the article names a body only ("Sara Lind of Public Air"), ``status`` where an older release
    does not tell.
    """

    text: str
    start: int
    end: int
    title: str | None
    organization: str | None
    category: Category
    status: Status | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Cue:
    """The words that say that something was said: a reporting verb, or "according to"."""

    text: str
    start: int
    end: int
    lemma: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Alternative:
    """Another answer to who said it, and its probability: a mention with the name behind it, or nobody here.

    Of nobody, ``text``, ``start``, ``end`` and ``name`` are None; ``name`` is None, too, of the unnamed, and of
    pronouns and descriptions that were not looked up.
    """

    text: str | None
    start: int | None
    end: int | None
    name: str | None
    probability: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Attribution:
    """What decided on the speaker, the probability that these words were said by this person, and why.

    Its parts: ``speech``, that the words were said at all; ``mention``, that the mention is who said them, if so;
    ``identity``, that the name is that one's, if so. They are None where an older release does not tell.
    """

    method: Method
    confidence: float
    speech: float | None = None
    mention: float | None = None
    identity: float | None = None
    reasons: tuple[str, ...]
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Detected:
    """What the detector itself said of a quotation that a person decided on, in words."""

    kind: Kind
    speaker: str | None
    name: str | None
    role: str | None
    cue: str | None
    method: Method
    confidence: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Review:
    """Who decided on a quotation, when, and how."""

    reviewer: str
    decided: str | None
    decision: Verdict


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """The paragraphs around that hold quotation, mention and cue; without text where a release withholds it."""

    text: str | None
    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Variant:
    """One of the attributions of words on which articles disagree, and how many quotations have it."""

    speaker: str | None
    role: str | None
    quotes: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Quote:
    """One quoted span: a line of quotes.jsonl."""

    id: str
    article_id: str
    text: str
    start: int
    end: int
    kind: Kind
    utterance_id: str
    speaker: Speaker | None
    role: Role | None
    cue: Cue | None
    attribution: Attribution
    context: Context
    review: Review | None = None
    detected: Detected | None = None
    cluster_id: str | None = None
    disputed: tuple[Disputed, ...] = ()
    variants: tuple[Variant, ...] = ()
    source: str | None = None
    published: str | None = None
    url: str | None = None
    link: str | None = None
    split: Split | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the quotation as the JSON object of quotes.jsonl: every key, missing values null."""
        return {"schema_version": SCHEMA_VERSION, **_plain(self)}

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Self:
        """Return the quotation of a row that keeps the schema."""
        attribution = row["attribution"]
        lists = {
            "reasons": tuple(attribution["reasons"]),
            "alternatives": tuple(Alternative(**one) for one in attribution.get("alternatives", ())),
        }
        parts = {
            "speaker": None if row["speaker"] is None else Speaker(**row["speaker"]),
            "role": None if row["role"] is None else Role(**row["role"]),
            "cue": None if row["cue"] is None else Cue(**row["cue"]),
            "attribution": Attribution(**{**attribution, **lists}),
            "context": Context(**row["context"]),
            "review": None if row.get("review") is None else Review(**row["review"]),
            "detected": None if row.get("detected") is None else Detected(**row["detected"]),
            "disputed": tuple(row["disputed"]),
            "variants": tuple(Variant(**variant) for variant in row["variants"]),
        }
        return cls(**{**_without(row, "schema_version"), **parts})


@dataclass(frozen=True, kw_only=True, slots=True)
class Rejection:
    """One quoted span that is not emitted, and why: a line of rejected.jsonl, with its text unless withheld."""

    id: str
    article_id: str
    text: str | None
    start: int
    end: int
    reason: Reason
    detail: str

    def to_dict(self) -> dict[str, Any]:
        """Return the span as the JSON object of rejected.jsonl."""
        return {"schema_version": SCHEMA_VERSION, **_plain(self)}

    @classmethod
    def from_dict(cls, row: Mapping[str, Any]) -> Self:
        """Return the span of a row that keeps the schema."""
        return cls(**_without(row, "schema_version"))


@dataclass(frozen=True, kw_only=True, slots=True)
class Detection:
    """All that was found in one article, in text order.

    ``english`` says whether the article is in English, None where what was read back does not tell.
    """

    article: Article
    quotes: tuple[Quote, ...]
    rejected: tuple[Rejection, ...]
    english: bool | None = True


def record_id(digest: str, start: int, end: int) -> str:
    """Return the stable id of a span: 16 hex digits from the article text's digest and the span."""
    return hashlib.sha256(f"{digest}:{start}:{end}".encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    """Return a record or a part of one as JSON has it: ``asdict`` copies every leaf, in three times the time."""
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return [_plain(item) for item in value] if isinstance(value, tuple | list) else value


def _without(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}
