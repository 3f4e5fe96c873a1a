"""Annotations as people write them: strings in the order of the text, turned into gold with offsets, or corrections."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import jsonschema_rs

from quotes.correcting import nearest_place, places
from quotes.dataset.corrections import Correction, Field
from quotes.errors import ArticleError
from quotes.gold.overlap import Span
from quotes.records import REASONS_GIVEN, Article
from quotes.schema import breaches

Row = dict[str, Any]

_OPENING, _CLOSING = "\"“”„«‘'’`", "\"”“»’'"
_MARK = re.compile(r"[“„«]|(?<!\w)\"(?=\w)|(?<![\w'])''(?=\w)")
_WORDS = {"type": "string", "minLength": 1}
_NUMBER = {"type": "integer", "minimum": 1}
_RULES = jsonschema_rs.Draft202012Validator(
    {
        "type": "object",
        "properties": {
            "dialogue": {"type": "boolean"},
            "quotes": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        **dict.fromkeys(("text", "speaker", "name", "role", "cue"), _WORDS),
                        **dict.fromkeys(("speaker_occurrence", "cue_occurrence"), _NUMBER),
                        "kind": {"enum": ["direct", "mixed"]},
                        "roles": {"type": "array", "items": _WORDS},
                        "same_as_previous": {"type": "boolean"},
                    },
                    "required": ["text", "kind", "speaker"],
                    "additionalProperties": False,
                },
            },
            "unattributed": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"text": _WORDS, "why": {"enum": list(REASONS_GIVEN)}},
                    "required": ["text"],
                    "additionalProperties": False,
                },
            },
            "nested": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"text": _WORDS},
                    "required": ["text"],
                    "additionalProperties": False,
                },
            },
        },
        "additionalProperties": False,
    }
)


def read_annotation(path: Path) -> Row:
    """Return what an annotation file says; an ArticleError names file and entry where it breaks the rules."""
    try:
        annotation = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise ArticleError(str(path), f"cannot be read: {getattr(error, 'strerror', None) or error}") from error
    except tomllib.TOMLDecodeError as error:
        raise ArticleError(str(path), f"no TOML: {error}") from error
    for place, message in breaches(_RULES, annotation):
        raise ArticleError(f"{path} {place}", message)
    return annotation


def annotate(article: Article, annotation: Mapping[str, Any], where: str) -> Row:
    """Return the gold of an article: its text, and quotations, unattributed and nested spans with offsets.

    Offsets count Unicode code points and are half-open. An ArticleError names the entry that does not fit the text.
    """
    text = article.text
    quotes: list[Row] = []
    position = group = 0
    for number, entry in enumerate(annotation.get("quotes", ()), 1):
        at = f"{where}: quotation {number} {entry['text'][:40]!r}"
        start, end = find_quoted(text, entry["text"], position, at)
        position = end
        group += not entry.get("same_as_previous", False)
        quotes.append(_quote(text, entry, (start, end), f"A{group}", at))
    _accept_others(quotes)
    return {
        "doc_id": article.id,
        "license": article.license,
        **({"dialogue": True} if annotation.get("dialogue") else {}),
        "text": text,
        "quotes": quotes,
        "unattributed_quoted": _spans(text, annotation.get("unattributed", ()), quotes, where),
        "nested_in_quote": _spans(text, annotation.get("nested", ()), (), where),
    }


def _accept_others(quotes: Sequence[Row]) -> None:
    """Let an uncued quotation have any mention that its speaker has elsewhere: which one is meant, nothing tells."""
    mentions: dict[str, dict[Span, None]] = {}
    for quote in quotes:
        if quote["speaker_name"]:
            mentions.setdefault(quote["speaker_name"], {})[quote["speaker"]["start"], quote["speaker"]["end"]] = None
    for quote in quotes:
        own = quote["speaker"]["start"], quote["speaker"]["end"]
        others = [span for span in mentions.get(quote["speaker_name"], ()) if span != own and span[0] < quote["start"]]
        if quote["cue"] is None and others:
            quote["speaker_alternatives"] = others


def _quote(text: str, entry: Mapping[str, Any], span: Span, group: str, where: str) -> Row:
    opening, closing = _mark_widths(text, span)
    speaker = _place(text, entry["speaker"], entry.get("speaker_occurrence"), span, where)
    cue = _place(text, entry["cue"], entry.get("cue_occurrence"), span, where) if "cue" in entry else None
    roles = [role for role in [entry.get("role"), *entry.get("roles", [])] if role]
    for string in [*roles, entry.get("name")]:
        if string and not places(text, string):
            raise ArticleError(where, f"{string!r} does not stand in the article")
    return {
        "start": span[0] - opening,
        "end": span[1] + closing,
        "content_start": span[0],
        "content_end": span[1],
        "text": text[slice(*span)],
        "kind": entry["kind"],
        "speaker": speaker,
        "speaker_name": entry.get("name"),
        "cue": cue,
        "role": entry.get("role"),
        "roles": entry.get("roles", []),
        "attribution_id": group,
    }


def _spans(text: str, entries: Sequence[Mapping[str, Any]], quotes: Sequence[Row], where: str) -> list[Row]:
    """Return the spans that are no quotation of their own, in text order, none of them within a quotation given."""
    found: list[Row] = []
    position = 0
    for number, entry in enumerate(entries, 1):
        at = f"{where}: span {number} {entry['text'][:40]!r}"
        start, end = find_quoted(text, entry["text"], position, at)
        position = end
        if any(start < quote["content_end"] and quote["content_start"] < end for quote in quotes):
            raise ArticleError(at, "stands inside a quotation; list it under [[nested]]")
        opening, closing = _mark_widths(text, (start, end))
        span = {"start": start - opening, "end": end + closing, "text": text[start:end]}
        found.append(span | ({"why": entry["why"]} if "why" in entry else {}))
    return found


def find_quoted(text: str, words: str, position: int, where: str) -> Span:
    """Return the first place from ``position`` on where the words stand right behind an opening mark."""
    start = text.find(words, position)
    while start >= 0:
        if start and text[start - 1] in _OPENING:
            return start, start + len(words)
        start = text.find(words, start + 1)
    raise ArticleError(where, f"not found between marks after character {position} (annotate in text order)")


def _mark_widths(text: str, span: Span) -> tuple[int, int]:
    """Return the lengths of the opening and the closing mark (2 for doubled apostrophes, 0 where it is missing)."""
    start, end = span
    opening = 2 if text[start - 2 : start] in {"''", "``"} else 1
    if text[end : end + 2] == "''":
        return opening, 2
    return opening, int(text[end : end + 1] != "" and text[end] in _CLOSING)


def _place(text: str, words: str, occurrence: int | None, span: Span, where: str) -> Row:
    """Return the place of a string that is meant: the numbered one, else the nearest outside the quotation."""
    found = places(text, words)
    if not found:
        raise ArticleError(where, f"{words!r} does not stand in the article")
    if occurrence is not None and occurrence > len(found):
        raise ArticleError(where, f"occurrence {occurrence} of {words!r}, but it stands {len(found)} times")
    start, end = nearest_place(text, found, span) if occurrence is None else found[occurrence - 1]
    return {"start": start, "end": end, "text": text[start:end]}


def unlisted(row: Mapping[str, Any]) -> list[int]:
    """Return the places of opening double marks of an annotated article that no annotated span covers."""
    listed = row["quotes"] + row["unattributed_quoted"] + row["nested_in_quote"]
    starts = [match.start() for match in _MARK.finditer(row["text"])]
    return [start for start in starts if not any(span["start"] <= start < span["end"] for span in listed)]


def as_corrections(article: Article, row: Mapping[str, Any], reviewer: str) -> Iterator[Correction]:
    """Yield the annotation of an article as decisions: what was said, by whom, and what is no quotation."""
    utterances: dict[str, str] = {}
    for quote in row["quotes"]:
        same_as = utterances.get(quote["attribution_id"])
        utterances.setdefault(quote["attribution_id"], quote["text"])
        speaker, cue = quote["speaker"], quote["cue"]
        given: dict[Field, str | None] = {
            "kind": "full" if quote["kind"] == "direct" else "partial",
            "speaker": speaker["text"],
            "name": quote["speaker_name"],
            "role": quote["role"],
            "cue": cue and cue["text"],
            "same_as": same_as,
        }
        numbers: dict[Field, int] = {"speaker": _number(article.text, speaker)}
        if cue:
            numbers["cue"] = _number(article.text, cue)
        yield Correction(
            article_id=article.id,
            digest=article.digest,
            text=quote["text"],
            start=quote["content_start"],
            end=quote["content_end"],
            decision="missed",
            given=given,
            occurrences=numbers,
            reviewer=reviewer,
        )
    for span in row["unattributed_quoted"]:
        start = article.text.index(span["text"], span["start"])
        yield Correction(
            article_id=article.id,
            digest=article.digest,
            text=span["text"],
            start=start,
            end=start + len(span["text"]),
            decision="no_quotation",
            reason=span.get("why", "scare"),
            reviewer=reviewer,
        )


def _number(text: str, place: Mapping[str, Any]) -> int:
    """Return which of the places of its words a place is, from 1."""
    return places(text, place["text"]).index((place["start"], place["end"])) + 1
