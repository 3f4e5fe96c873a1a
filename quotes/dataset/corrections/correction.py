"""One decision of a person on one quoted span, as a person writes it: strings, and which of their places is meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Self, get_args

from quotes.records import SCHEMA_VERSION, Reason, Verdict

Decision = Verdict | Literal["withdrawn"]
Field = Literal["kind", "speaker", "name", "role", "title", "organization", "category", "status", "cue", "same_as"]
FIELDS: tuple[Field, ...] = get_args(Field)
"""What a correction may give of a quotation, in the order of its file."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Correction:
    """A line of a corrections file; ``where`` is its file and line.

    ``digest`` and ``text`` say which span of which article is meant, ``occurrence`` which of the text's places, from 1,
    where there are several; ``start`` and ``end`` say it in their place. ``given`` holds the fields that replace those
    of the quotation, None for none; ``occurrences`` which place of the speaker and of the cue is meant.
    """

    digest: str
    text: str | None
    decision: Decision
    reviewer: str
    article_id: str | None = None
    occurrence: int | None = None
    start: int | None = None
    end: int | None = None
    given: Mapping[Field, str | None] = field(default_factory=dict)
    occurrences: Mapping[Field, int] = field(default_factory=dict)
    reason: Reason = "scare"
    decided: str | None = None
    record_id: str | None = None
    release: str | None = None
    settles: bool = False
    note: str | None = None
    where: str = ""

    @property
    def verdict(self) -> Verdict:
        """Return the decision of a line that is no withdrawal."""
        assert self.decision != "withdrawn"
        return self.decision

    @property
    def identity(self) -> tuple[object, ...]:
        """Return what makes two lines one decision, as it is written."""
        place = self.text, self.start, self.end
        given, occurrences = tuple(sorted(self.given.items())), tuple(sorted(self.occurrences.items()))
        said = self.digest, place, self.occurrence, self.decision, given, occurrences, self.reason
        return (*said, self.reviewer, self.decided, self.settles, self.note)

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON object of its line, without what is not given."""
        row: dict[str, Any] = {
            "schema_version": SCHEMA_VERSION,
            "article_id": self.article_id,
            "digest": self.digest,
            "text": self.text,
            "occurrence": self.occurrence,
            "start": self.start,
            "end": self.end,
            "decision": self.decision,
        }
        row = {name: value for name, value in row.items() if value is not None or name == "text"}
        for name in FIELDS:
            if name in self.given:
                row[name] = self.given[name]
            if name in self.occurrences:
                row[f"{name}_occurrence"] = self.occurrences[name]
        if self.decision == "no_quotation":
            row["reason"] = self.reason
        row["reviewer"] = self.reviewer
        others = {"decided": self.decided, "record_id": self.record_id, "release": self.release, "note": self.note}
        row |= {name: value for name, value in others.items() if value is not None}
        return row | ({"settles": True} if self.settles else {})

    @classmethod
    def from_dict(cls, row: Mapping[str, Any], where: str = "") -> Self:
        """Return the correction of a row that keeps the schema."""
        given = {name: row[name] for name in FIELDS if name in row}
        occurrences = {name: row[f"{name}_occurrence"] for name in FIELDS if f"{name}_occurrence" in row}
        plain = {name: row[name] for name in _PLAIN if name in row}
        return cls(given=given, occurrences=occurrences, where=where, **plain)


_PLAIN = """
    digest text decision reviewer article_id occurrence start end reason decided record_id release settles note
""".split()
