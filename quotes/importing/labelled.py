"""Labelled spans and links between them, as annotation tools keep them, read as attributions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from quotes.gold import Span
from quotes.importing.annotated import AnnotatedText, AnnotatedWords
from quotes.records import LabelRole

LABELS: Mapping[LabelRole, frozenset[str]] = {
    "words": frozenset(
        "content quote quotation direct directquote mixed indirect speech utterance leftspeaker rightspeaker".split()
    ),
    "speaker": frozenset("source speaker holder".split()),
    "cue": frozenset("cue verb trigger".split()),
}
"""What spans are, by their labels in small letters without signs; other labels are lost."""
_PARTS_OF_LABEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_KINDS_OF_WORDS = frozenset("direct indirect mixed free reported full partial".split())
_NOT = frozenset("no non not false pseudo other".split())


@dataclass(kw_only=True, slots=True)
class LabelledText:
    """A text, its spans by id (label and places), pairs of ids that are linked, and spans that only hold an event.

    ``remarks`` are what else is said of a span, by its name, such as "note". ``submitted`` says whether a person has
    handed the text in, None where the format does not tell.
    """

    annotated: AnnotatedText
    spans: dict[str, tuple[str, list[Span]]] = field(default_factory=dict)
    links: list[tuple[str, str]] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    remarks: dict[str, dict[str, str]] = field(default_factory=dict)
    submitted: bool | None = None

    def remark(self, key: str, name: str, value: str) -> None:
        """Keep what is said of a span."""
        self.remarks.setdefault(key, {})[name] = value


class Labels:
    """Which label is what: the words, the speaker, the cue; it remembers all labels that it was asked for."""

    def __init__(self, given: Iterable[tuple[LabelRole, str]] = ()) -> None:
        self._roles = {label: role for role, labels in LABELS.items() for label in labels}
        self._roles |= {_plain(label): role for role, label in given}
        self.seen: set[str] = set()
        self.words_seen = False

    def role(self, label: str) -> LabelRole | None:
        """Return what a span with that label is, or None."""
        role = self._roles.get(_plain(label)) or self._role_of_kind(label)
        self.seen.add(label)
        self.words_seen = self.words_seen or role == "words"
        return role

    def _role_of_kind(self, label: str) -> LabelRole | None:
        """Return what a span is whose label says of which kind: “Official_Source”, “MixedQuotation”."""
        *kinds, last = [part.lower() for part in _PARTS_OF_LABEL.findall(label)] or [""]
        role = self._roles.get(last) if kinds else None
        # Speakers and cues count only where words are linked with them; “Scare_Quote” is none.
        fits = _KINDS_OF_WORDS.issuperset(kinds) if role == "words" else _NOT.isdisjoint(kinds)
        return role if fits else None


def with_attributions(text: LabelledText, labels: Labels) -> AnnotatedText:
    """Return the text with an attribution for each span of words: the speakers and cues that are linked with it.

    Where no speaker is, the one is taken who is linked with the cue that is linked with the words.
    """
    roles = {key: labels.role(label) for key, (label, _) in text.spans.items()}
    linked: dict[str, list[str]] = defaultdict(list)
    for one, other in text.links:
        linked[one].append(other)
        linked[other].append(one)
    used: set[str] = set()
    annotated = text.annotated
    for key, role in roles.items():
        if role != "words":
            continue
        near = _near(key, linked, roles)
        used.update(near)
        label, places = text.spans[key]
        speakers = [text.spans[one][1] for one in near if roles[one] == "speaker"]
        annotated.lost["further places of a mention in pieces"] += sum(len(pieces) - 1 for pieces in speakers)
        annotated.lost["words without a linked speaker"] += not speakers
        annotated.attributions.append(
            AnnotatedWords(
                words=places,
                speakers=[pieces[0] for pieces in speakers],
                cues=[piece for one in near if roles[one] == "cue" for piece in text.spans[one][1]],
                what=f"spans {label}",
            )
        )
    for key, role in roles.items():
        if role is None and key not in text.anchors:
            annotated.lost[f"spans {text.spans[key][0]}"] += 1
        elif role in {"speaker", "cue"} and key not in used:
            annotated.lost[f"spans {text.spans[key][0]} that no words are linked with"] += 1
    return annotated


def _near(key: str, linked: Mapping[str, list[str]], roles: Mapping[str, LabelRole | None]) -> list[str]:
    found = dict.fromkeys(linked.get(key, ()))
    if not any(roles.get(one) == "speaker" for one in found):
        cues = [one for one in found if roles.get(one) == "cue"]
        found |= dict.fromkeys(other for cue in cues for other in linked[cue] if roles.get(other) == "speaker")
    return [one for one in found if one in roles and roles[one] != "words"]


def _plain(label: str) -> str:
    return "".join(filter(str.isalnum, label)).casefold()


def nearest_beside(spans: Iterable[tuple[str, Span]], place: Span, *, left: bool) -> str | None:
    """Return the id of the span that stands nearest on one side of a place."""
    beside: Iterator[tuple[int, str]] = (
        (place[0] - end if left else start - place[1], key)
        for key, (start, end) in spans
        if (end <= place[0] if left else start >= place[1])
    )
    return min(beside, default=(0, None))[1]
