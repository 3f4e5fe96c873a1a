"""Compile the seed annotations (annotations/ID.toml) into standoff gold (gold.jsonl).

    python seeds/compile.py                 write seeds/gold.jsonl
    python seeds/compile.py --check ID...   print what the annotation of each article resolves to

An annotation names strings, so that people can write it; the gold holds offsets (Unicode code points into the
article's text, half-open), so that a scorer can read it.
"""

import json
import re
import sys
import tomllib
from pathlib import Path

SEEDS = Path(__file__).parent
OPENING, CLOSING = "\"“”„«‘'’`", "\"”“»’'"


class AnnotationError(ValueError):
    """An annotation that does not fit its article."""


def main(arguments: list[str]) -> int:
    """Write gold.jsonl, or check the articles named after ``--check``."""
    if arguments and arguments[0] != "--check":
        print(__doc__, file=sys.stderr)
        return 2
    ids = arguments[1:] or sorted(path.stem for path in (SEEDS / "annotations").glob("*.toml"))
    try:
        documents = [compile_article(id_) for id_ in ids]
    except AnnotationError as error:
        print(error, file=sys.stderr)
        return 1
    if arguments:
        for document in documents:
            describe(document)
    else:
        write(documents)
    return 0


def write(documents: list[dict]) -> None:
    """Write one JSON line an article to gold.jsonl."""
    with (SEEDS / "gold.jsonl").open("w", encoding="utf-8", newline="\n") as file:
        for document in documents:
            file.write(json.dumps(document, ensure_ascii=False) + "\n")


def compile_article(id_: str) -> dict:
    """Return the gold of one article: text, quotes, unattributed and nested spans with offsets."""
    annotation = tomllib.loads((SEEDS / "annotations" / f"{id_}.toml").read_text(encoding="utf-8"))
    text = read_text(id_)
    quotes: list[dict] = []
    position, group = 0, 0
    for number, entry in enumerate(annotation.get("quotes", []), 1):
        where = f"{id_}.toml: quotation {number} {entry.get('text', '')[:40]!r}"
        start, end = find_quoted(text, entry["text"], position, where)
        position = end
        group += not entry.get("same_as_previous", False)
        quotes.append(compile_quote(text, entry, start, end, f"A{group}", where))
    return {
        "doc_id": id_,
        "license": "CC0-1.0",
        "text": text,
        "quotes": quotes,
        "unattributed_quoted": compile_spans(text, annotation.get("unattributed", []), quotes, id_),
        "nested_in_quote": compile_spans(text, annotation.get("nested", []), [], id_),
    }


def read_text(id_: str) -> str:
    """Return the text that offsets index: what the reader stores for the article's file."""
    path = SEEDS / f"{id_}.txt"
    if path.exists():
        return path.read_text(encoding="utf-8")
    from quotes.articles import read_articles

    (path,) = [path for path in SEEDS.glob(f"{id_}.*") if path.suffix in {".html", ".md"}]
    return next(iter(read_articles([path]))).text


def compile_quote(text: str, entry: dict, start: int, end: int, group: str, where: str) -> dict:
    """Return one gold quotation with the offsets of its speaker, cue and role."""
    if entry["kind"] not in {"direct", "mixed"}:
        raise AnnotationError(f"{where}: kind {entry['kind']!r} is neither 'direct' nor 'mixed'")
    opening, closing = mark_width(text, start, end)
    speaker = nearest(text, entry["speaker"], entry.get("speaker_occurrence"), start, end, where)
    cue = nearest(text, entry["cue"], entry.get("cue_occurrence"), start, end, where) if "cue" in entry else None
    roles = [role for role in [entry.get("role"), *entry.get("roles", [])] if role]
    for string in [*roles, entry.get("name")]:
        if string and string not in text:
            raise AnnotationError(f"{where}: {string!r} does not stand in the article")
    return {
        "start": start - opening,
        "end": end + closing,
        "content_start": start,
        "content_end": end,
        "text": text[start:end],
        "kind": entry["kind"],
        "speaker": speaker,
        "speaker_name": entry.get("name"),
        "cue": cue,
        "role": entry.get("role"),
        "roles": entry.get("roles", []),
        "attribution_id": group,
    }


def compile_spans(text: str, entries: list[dict], quotes: list[dict], id_: str) -> list[dict]:
    """Return the spans that are no quotation of their own, in text order, none of them within a quotation given."""
    found: list[dict] = []
    position = 0
    for number, entry in enumerate(entries, 1):
        where = f"{id_}.toml: span {number} {entry.get('text', '')[:40]!r}"
        start, end = find_quoted(text, entry["text"], position, where)
        position = end
        if any(start < quote["content_end"] and quote["content_start"] < end for quote in quotes):
            raise AnnotationError(f"{where}: stands inside a quotation; list it under [[nested]]")
        opening, closing = mark_width(text, start, end)
        span = {"start": start - opening, "end": end + closing, "text": text[start:end]}
        found.append(span | ({"why": entry["why"]} if "why" in entry else {}))
    return found


def find_quoted(text: str, words: str, position: int, where: str) -> tuple[int, int]:
    """Return the first place from ``position`` on where the words stand right behind an opening mark."""
    start = text.find(words, position)
    while start >= 0:
        if start and text[start - 1] in OPENING:
            return start, start + len(words)
        start = text.find(words, start + 1)
    raise AnnotationError(f"{where}: not found between marks after character {position} (annotate in text order)")


def mark_width(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the lengths of the opening and the closing mark (2 for doubled apostrophes, 0 where it is missing)."""
    opening = 2 if text[start - 2 : start] in {"''", "``"} else 1
    if text[end : end + 2] == "''":
        return opening, 2
    return opening, int(text[end : end + 1] != "" and text[end] in CLOSING)


def nearest(text: str, string: str, occurrence: int | None, start: int, end: int, where: str) -> dict:
    """Return the occurrence of the string that is meant: the numbered one, else the nearest outside the quotation."""
    spans = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(string)}(?!\w)", text)]
    if not spans:
        raise AnnotationError(f"{where}: {string!r} does not stand in the article")
    if occurrence is not None:
        if not 1 <= occurrence <= len(spans):
            raise AnnotationError(f"{where}: occurrence {occurrence} of {string!r}, but it stands {len(spans)} times")
        span = spans[occurrence - 1]
    else:
        outside = [span for span in spans if span[1] <= start or span[0] >= end] or spans
        span = min(outside, key=lambda span: distance(text, span, start, end))
    return {"start": span[0], "end": span[1], "text": string}


def distance(text: str, span: tuple[int, int], start: int, end: int) -> tuple[bool, int]:
    """Return how far a span is from the quotation: another paragraph is further than any place in its own."""
    gap = text[span[1] : start] if span[1] <= start else text[end : span[0]]
    return "\n" in gap, len(gap)


def describe(document: dict) -> None:
    """Print each quotation of one article with its speaker in context."""
    text = document["text"]
    print(f"== {document['doc_id']}: {len(text.split())} words, {len(document['quotes'])} quotations")
    for quote in document["quotes"]:
        speaker = quote["speaker"]
        before, after = (
            text[max(0, speaker["start"] - 25) : speaker["start"]],
            text[speaker["end"] : speaker["end"] + 25],
        )
        context = f"{before}>>{speaker['text']}<<{after}".replace("\n", "⏎")
        cue = quote["cue"] and f"{quote['cue']['text']}@{quote['cue']['start']}"
        print(f"  {quote['kind']:6} {quote['attribution_id']:4} {quote['text'][:45]!r:50} {context}")
        print(f"         cue={cue} name={quote['speaker_name']!r} role={quote['role']!r} {quote['roles'] or ''}")
    for span in document["unattributed_quoted"]:
        print(f"  not said: {span['text']!r} ({span.get('why')})")
    for start in unlisted(document):
        print(f"  UNLISTED MARK at {start}: {text[start : start + 40]!r}")


def unlisted(document: dict) -> list[int]:
    """Return the places of opening double marks that no annotated span covers."""
    listed = document["quotes"] + document["unattributed_quoted"] + document["nested_in_quote"]
    places = [match.start() for match in re.finditer(r"[“„«]|(?<!\w)\"(?=\w)|(?<![\w'])''(?=\w)", document["text"])]
    return [place for place in places if not any(s["start"] <= place < s["end"] for s in listed)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
