"""What people changed of a release in an annotation tool, as corrections of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from types import MappingProxyType

from quotes.correcting import Claim, correction_saying, labels_of, parts_of
from quotes.dataset.corrections import Correction, Decision
from quotes.dataset.derivation import ArticleLookup
from quotes.detection import QuotedSpan, scan
from quotes.gold import Span
from quotes.importing.annotated import quoted_in
from quotes.importing.brat import read_brat
from quotes.importing.labelled import LabelledText, Labels
from quotes.importing.tools import read_label_studio
from quotes.records import Article, Detection, Kind, Quote, ReturnFormat, Role
from quotes.roles import Phrase, make_role

RETURNS: Mapping[ReturnFormat, Callable[[Path], Iterator[LabelledText]]] = MappingProxyType(
    {"brat": read_brat, "label-studio": read_label_studio}
)
_LINKED = ("speaker", "cue", "role")
_KINDS: Mapping[str, Kind] = {"direct": "full", "mixed": "partial"}
_PARTS = ("category", "status")


@dataclass(frozen=True, kw_only=True, slots=True)
class Returned:
    """A text that came back: where it stands, the corrections it holds, and what it is where it holds none."""

    where: str
    corrections: tuple[Correction, ...] = ()
    problem: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Statement:
    """What is said of a quotation: its fields, its role in parts, and the first span of its utterance.

    A tool that names nobody behind a mention leaves open (``named`` is False) whom a new mention stands for.
    """

    claim: Claim
    role: Role | None
    first: Span
    named: bool = True


def returned_corrections(
    format: ReturnFormat, path: str | PathLike[str], release: str | PathLike[str], *, reviewer: str
) -> Iterator[Returned]:
    """Yield each text of a file or folder that ``quotes export`` wrote of a release and people have changed since.

    A text is known by its characters. What differs from the release is a correction; where the format tells that a
    person has submitted the text, what does not differ is decided to be right. Raises ArticleError where a text is not
    in the format, and what ``ArticleLookup`` raises of the release.
    """
    with ArticleLookup(release) as articles:
        made_in = f"{articles.release.name}@{articles.release.version}"
        for found in RETURNS[format](Path(path)):
            article_id = articles.id_of(Article(id="", text=found.annotated.text).digest)
            if found.submitted is False:
                yield Returned(where=found.annotated.where, problem="nobody has submitted it")
            elif article_id is None or (detection := articles.of(article_id)) is None:
                problem = f"its text is that of no article of {made_in}"
                yield Returned(where=found.annotated.where, problem=problem)
            else:
                corrections = tuple(_corrections(found, detection, reviewer, made_in))
                yield Returned(where=found.annotated.where, corrections=corrections)


def _corrections(found: LabelledText, detection: Detection, reviewer: str, release: str) -> Iterator[Correction]:
    text = detection.article.text
    quotes = {(quote.start, quote.end): quote for quote in detection.quotes}
    before = {span: _of_record(quote, detection) for span, quote in quotes.items()}
    after = dict(_annotations(found, detection, before))
    for span in sorted({*before, *after}):
        old, new = before.get(span), after.get(span)
        claim = new.claim if new else None
        made = correction_saying(detection, span, claim, reviewer=reviewer, release=release)
        made = replace(made, start=span[0], end=span[1], record_id=quotes[span].id if old else None)
        if new is None:
            yield replace(made, decision="no_quotation", given={}, occurrences={})
        elif new != old or found.submitted:
            given = {name: value for name, value in made.given.items() if new.named or name != "name"}
            given |= parts_of(text, new.role)
            if new.first != (old.first if old else span):
                given["same_as"] = None if new.first == span else text[slice(*new.first)]
            decision: Decision = "missed" if old is None else "right" if new == old else "changed"
            yield replace(made, decision=decision, given=given)


def _of_record(quote: Quote, detection: Detection) -> _Statement:
    first = next((one for one in detection.quotes if one.id == quote.utterance_id), quote)
    return _Statement(claim=labels_of(quote), role=quote.role, first=(first.start, first.end))


def _annotations(
    found: LabelledText, detection: Detection, before: Mapping[Span, _Statement]
) -> Iterator[tuple[Span, _Statement]]:
    """Yield the quoted spans that are annotated, with what the tool says of them."""
    labels = Labels()
    text = detection.article.text
    spans = scan(text).spans
    known = {*before, *((one.start, one.end) for one in detection.rejected)}
    what = {
        key: "role" if label.casefold() == "role" else labels.role(label) for key, (label, _) in found.spans.items()
    }
    words = {
        key: list(_quoted(places, known, spans)) for key, (_, places) in found.spans.items() if what[key] == "words"
    }
    for key, quoted in words.items():
        linked = [other if one == key else one for one, other in found.links if key in (one, other)]
        parts = {part: next((one for one in linked if what.get(one) == part), None) for part in _LINKED}
        firsts = [place for one in linked for place in words.get(one, ())]
        for span in quoted:
            yield span, _said(found, text, key, parts, min([span, *firsts]), before.get(span))


def _quoted(places: Sequence[Span], known: set[Span], spans: Sequence[QuotedSpan]) -> Iterator[Span]:
    """Yield the spans of quoted words that a region means: a known one, those whose marks it holds, or itself."""
    whole = places[0][0], places[-1][1]
    if whole in known:
        yield whole
        return
    found = [(spans[number].start, spans[number].end) for place in places for number in quoted_in(place, spans)]
    yield from found or [whole]


def _said(
    found: LabelledText, text: str, key: str, linked: Mapping[str, str | None], first: Span, old: _Statement | None
) -> _Statement:
    places = {part: (found.spans[one][1][0][0], found.spans[one][1][-1][1]) for part, one in linked.items() if one}
    remarks = {part: found.remarks.get(one or "", {}) for part, one in linked.items()}
    speaker, role = places.get("speaker"), places.get("role")
    name = remarks["speaker"].get("name") or remarks["speaker"].get("note") or None
    claim = Claim(
        kind=_KINDS.get(found.spans[key][0].casefold()) or (old.claim.kind if old else "full"),
        speaker=speaker,
        name=name if speaker else None,
        role=text[slice(*role)] if role else None,
        cue=places.get("cue"),
    )
    named = name is not None or speaker is None or (old is not None and speaker == old.claim.speaker)
    return _Statement(claim=claim, role=_role(text, role, remarks["role"], old), first=first, named=named)


def _role(text: str, place: Span | None, remarks: Mapping[str, str], old: _Statement | None) -> Role | None:
    """Return the role at a place, its parts as they were or as its words give them, but for those that are remarked."""
    if place is None:
        return None
    same = old is not None and old.role is not None and (old.role.start, old.role.end) == place
    role = old.role if old and same else make_role(text, Phrase(*place))
    return replace(role, **{part: remarks[part] for part in _PARTS if part in remarks})  # type: ignore[type-var]
