"""What an export holds, read with the libraries of the tools it is for, in one form to be compared with the records."""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from quotes.dataset import Release
from quotes.dataset.derivation import read_release
from quotes.records import Detection, Quote

ASPECTS = ("text", "places", "kinds", "links", "names", "confidence", "roles")
"""The text; where words, mentions, cues and roles stand; which belong together; what is said of them."""
KINDS = {"Direct": "full", "Mixed": "partial"}
TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
Facts = dict[str, Any]
Span = tuple[int, int]


def facts_of(release: Release) -> dict[str, Facts]:
    """Return what the records say, by article."""
    with closing(read_release(release.path)) as detections:
        return {one.article.id: _of_detection(one) for one in detections}


def _of_detection(detection: Detection) -> Facts:
    quotes = {quote.id: quote for quote in detection.quotes}
    parts = [(quote, part, place) for quote in quotes.values() for part, place in _parts(quote)]
    firsts = [(quote, quotes[quote.utterance_id]) for quote in quotes.values() if quote.utterance_id != quote.id]
    return {
        "text": detection.article.text,
        "places": {(part, *place) for _, part, place in parts},
        "kinds": {(one.start, one.end): one.kind for one in quotes.values()},
        "links": {(one.start, one.end, part, *place) for one, part, place in parts if part != "words"}
        | {(one.start, one.end, "utterance", first.start, first.end) for one, first in firsts},
        "names": {(one.start, one.end): one.speaker.name for one in quotes.values() if one.speaker},
        "confidence": {(one.start, one.end): one.attribution.confidence for one in quotes.values()},
        "roles": {
            (one.start, one.end): (one.role.title, one.role.organization, one.role.category, one.role.status)
            for one in quotes.values()
            if one.role
        },
    }


def _parts(quote: Quote) -> Iterator[tuple[str, Span]]:
    yield "words", (quote.start, quote.end)
    for part in ("speaker", "cue", "role"):
        if (found := getattr(quote, part)) is not None:
            yield part, (found.start, found.end)


def _of_labelled(text: str, spans: dict[Any, dict[str, Any]], links: Iterable[tuple[Any, str, Any]]) -> Facts:
    """Return the facts of spans by key, with start, end, label and what is said of them, and links between keys."""
    places = {key: (span["start"], span["end"]) for key, span in spans.items()}
    words = {key for key, span in spans.items() if span["label"] in KINDS}
    links = list(links)
    facts: Facts = {
        "text": text,
        "places": {("words" if key in words else spans[key]["label"].lower(), *place) for key, place in places.items()},
        "kinds": {places[key]: KINDS[spans[key]["label"]] for key in words},
        "links": {(*places[one], label, *places[other]) for one, label, other in links},
        "confidence": {places[key]: spans[key].get("confidence") for key in words},
        "names": {places[one]: spans[other].get("name") for one, label, other in links if label == "speaker"},
    }
    told = ("title", "organization", "category", "status")
    roles = ((places[one], spans[other]) for one, label, other in links if label == "role")
    return facts | {"roles": {place: tuple(span.get(name) for name in told) for place, span in roles}}


def read_label_studio(folder: Path) -> dict[str, Facts]:
    found = {}
    for task in json.loads((folder / "tasks.json").read_text(encoding="utf-8")):
        text, spans, links = task["data"]["text"], {}, []
        for result in task["predictions"][0]["result"]:
            if result["type"] == "relation":
                links.append((result["from_id"], *result["labels"], result["to_id"]))
            elif result["type"] == "labels":
                value = result["value"]
                assert text[value["start"] : value["end"]] == value["text"]
                spans[result["id"]] = {**value, "label": value["labels"][0], **result["meta"]}
                assert result.get("score") == result["meta"].get("confidence")
        found[task["data"]["article_id"]] = _of_labelled(text, spans, links)
    return found


def read_prodigy(file: Path) -> dict[str, Facts]:
    found = {}
    for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
        assert "".join(one["text"] + " " * one["ws"] for one in row["tokens"]) == row["text"]
        for span in row["spans"]:
            first, last = row["tokens"][span["token_start"]], row["tokens"][span["token_end"]]
            assert (first["start"], last["end"]) == (span["start"], span["end"])
        spans = {(span["start"], span["end"], span["label"]): span for span in row["spans"]}
        ends = ((one["head_span"], one["label"], one["child_span"]) for one in row["relations"])
        links = [tuple((s["start"], s["end"], s["label"]) if isinstance(s, dict) else s for s in one) for one in ends]
        found[row["meta"]["id"]] = _of_labelled(row["text"], spans, links)  # type: ignore[arg-type]
    return found


def read_doccano(file: Path) -> dict[str, Facts]:
    found = {}
    for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
        told = {one["id"]: one for one in row["told"]}
        spans = {
            one["id"]: {
                **told[one["id"]],
                "start": one["start_offset"],
                "end": one["end_offset"],
                "label": one["label"],
            }
            for one in row["entities"]
        }
        links = [(one["from_id"], one["type"], one["to_id"]) for one in row["relations"]]
        found[row["article_id"]] = _of_labelled(row["text"], spans, links)
    return found


def read_brat(folder: Path) -> dict[str, Facts]:
    from bioc import brat

    found = {}
    for file in folder.glob("*.ann"):
        text = file.with_suffix(".txt").read_bytes().decode()
        read = brat.loads(text, file.read_text(encoding="utf-8"))
        notes = {one.refid: one.text for one in read.notes}
        flags = {(one.refid, one.type): next(iter(one.attributes)) for one in read.attributes}
        spans: dict[str, dict[str, Any]] = {}
        for one in read.entities:
            start, end = one.total_span
            span = {"start": start, "end": end, "label": one.type}
            told = {"name": notes.get(one.id)} if one.type == "Speaker" else {}
            if one.type in KINDS:
                told = {"confidence": float(notes[one.id].split()[0])}
            spans[one.id] = span | told | {name: flag for (key, name), flag in flags.items() if key == one.id}
        links = [(one.arguments["Arg1"], one.type, one.arguments["Arg2"]) for one in read.relations]
        found[file.stem] = _of_labelled(text, spans, links)
    return found


def read_inception(folder: Path) -> dict[str, Facts]:
    from cassis import load_cas_from_xmi, load_typesystem

    with (folder / "TypeSystem.xml").open("rb") as file:
        types = load_typesystem(file)
    found = {}
    for path in folder.glob("*.xmi"):
        with path.open("rb") as file:
            cas = load_cas_from_xmi(file, typesystem=types)
        names = ("label", "name", "confidence", "title", "organization", "category", "status")
        spans = {
            one.xmiID: {"start": one.begin, "end": one.end, **{name: getattr(one, name) for name in names}}
            for one in cas.select("webanno.custom.QuoteSpan")
        }
        links = [(one.Governor.xmiID, one.label, one.Dependent.xmiID) for one in cas.select("webanno.custom.QuoteLink")]
        found[path.stem] = _of_labelled(cas.sofa_string, spans, links)
    return found


def read_conllu(file: Path) -> dict[str, Facts]:
    import conllu

    documents: dict[str, list[Any]] = {}
    for sentence in conllu.parse(file.read_text(encoding="utf-8")):
        if "newdoc id" in sentence.metadata:
            documents[sentence.metadata["newdoc id"]] = tokens = []
        tokens += sentence
    return {name: _of_tokens(tokens) for name, tokens in documents.items()}


def _of_tokens(tokens: list[dict[str, Any]]) -> Facts:
    text, open_spans, names, confidence, utterances = "", {}, {}, {}, {}
    for token in tokens:
        misc = token["misc"] or {}
        text += _spaces(misc.get("SpacesBefore", "")) + token["form"]
        for column in ("words", "speaker", "cue", "role"):
            cells = [one for one in (token[f"quote:{column}"] or "_").split(";") if one != "_"]
            beside = (token["quote:name" if column == "speaker" else "quote:confidence"] or "_").split(";")
            for place, cell in enumerate(cells):
                tag, label, record = re.fullmatch(r"([BI])-(\w+):(\w+)", cell).groups()  # type: ignore[union-attr]
                start = len(text) - len(token["form"]) if tag == "B" else open_spans[record, column][0]
                open_spans[record, column] = (start, len(text), label)
                if tag == "B" and column == "speaker":
                    names[record] = None if beside[place] == "_" else beside[place]
                elif tag == "B" and column == "words":
                    confidence[record] = float(beside[place])
                    utterances[record] = token["quote:utterance"].split(";")[place]
        after = "" if misc.get("SpaceAfter") == "No" else " "
        text += _spaces(misc["SpacesAfter"]) if "SpacesAfter" in misc else after
    words = {record: span[:2] for (record, column), span in open_spans.items() if column == "words"}
    return {
        "text": text,
        "places": {(column, *span[:2]) for (_, column), span in open_spans.items()},
        "kinds": {span[:2]: KINDS[span[2]] for (_, column), span in open_spans.items() if column == "words"},
        "links": {
            (*words[record], column, *span[:2]) for (record, column), span in open_spans.items() if column != "words"
        }
        | {(*words[one], "utterance", *words[first]) for one, first in utterances.items() if one != first},
        "names": {words[record]: name for record, name in names.items()},
        "confidence": {words[record]: value for record, value in confidence.items()},
    }


def _spaces(escaped: str) -> str:
    signs = {"s": " ", "t": "\t", "n": "\n", "r": "\r", "p": "|", "\\": "\\"}
    return re.sub(r"\\(.)", lambda found: signs[found[1]], escaped)


def read_spacy(file: Path) -> dict[str, Facts]:
    import spacy
    from spacy.tokens import DocBin

    found = {}
    for doc in DocBin().from_bytes(file.read_bytes()).get_docs(spacy.blank("en").vocab):
        groups = {"words": "quotes", "speaker": "speakers", "cue": "cues", "role": "roles"}
        places = {
            (span.id_, part): (span.start_char, span.end_char)
            for part, name in groups.items()
            for span in doc.spans[name]
        }
        records = {row["id"]: Quote.from_dict(row) for row in doc.user_data["quotes"]}
        assert {record for record, part in places if part == "words"} == set(records)
        words = {record: places[record, "words"] for record in records}
        links = {(*words[record], part, *place) for (record, part), place in places.items() if part != "words"}
        others = [one for one in records.values() if one.utterance_id != one.id]
        links |= {(*words[one.id], "utterance", *words[one.utterance_id]) for one in others}
        facts = _of_rows(row for row in map(_flat, records.values()))
        found[doc.user_data["article"]["id"]] = {
            **facts,
            "text": doc.text,
            "places": {(part, *place) for (_, part), place in places.items()},
            "links": links,
        }
    return found


def _flat(quote: Quote) -> dict[str, Any]:
    role, speaker = quote.role, quote.speaker
    return {
        **{name: getattr(role, name) if role else None for name in ("title", "organization", "category", "status")},
        **{"start": quote.start, "end": quote.end, "kind": quote.kind, "confidence": quote.attribution.confidence},
        "form": speaker.form if speaker else None,
        "name": speaker.name if speaker else None,
    }


def _of_rows(rows: Iterable[dict[str, Any]]) -> Facts:
    facts: Facts = {name: {} for name in ("kinds", "names", "confidence", "roles")}
    facts["places"] = set()
    for row in rows:
        place = int(row["start"]), int(row["end"])
        facts["places"].add(("words", *place))
        facts["kinds"][place] = row["kind"]
        facts["confidence"][place] = float(row["confidence"])
        if row["form"]:
            facts["names"][place] = row["name"] or None
        if row["category"]:
            facts["roles"][place] = tuple(row[name] or None for name in ("title", "organization", "category", "status"))
    return facts


def _by_article(rows: Iterable[dict[str, Any]]) -> dict[str, Facts]:
    grouped = defaultdict(list)
    for row in rows:
        grouped[row["article"]].append(row)
    return {name: _of_rows(of_article) for name, of_article in grouped.items()}


def read_csv(file: Path) -> dict[str, Facts]:
    with file.open(encoding="utf-8-sig", newline="") as rows:
        return _by_article(csv.DictReader(rows))


def read_xlsx(file: Path) -> dict[str, Facts]:
    from openpyxl import load_workbook

    with file.open("rb") as book:
        names, *rows = load_workbook(book).active.iter_rows(values_only=True)
    return _by_article(dict(zip(names, row, strict=True)) for row in rows)


def read_sqlite(folder: Path) -> dict[str, Facts]:
    from sqlite_utils import Database

    database = Database(folder / "quotes.db")
    with closing(database.conn):
        found = _by_article(database["quotes"].rows)
        for row in database["articles"].rows:
            found.setdefault(row["id"], {})["text"] = row["text"]
    return found


def read_duckdb(file: Path) -> dict[str, Facts]:
    import duckdb

    with duckdb.connect() as database:
        database.execute(file.read_text(encoding="utf-8"))
        names = [name for name, *_ in database.execute("DESCRIBE quotes").fetchall()]
        rows = database.execute("FROM quotes").fetchall()
        texts = database.execute("SELECT id, text FROM articles").fetchall()
    found = _by_article(dict(zip(names, row, strict=True)) for row in rows)
    for name, text in texts:
        found.setdefault(name, {})["text"] = text
    return found


def read_tei(folder: Path) -> dict[str, Facts]:
    from lxml import etree

    return {path.stem: _of_tei(etree.parse(path).getroot()) for path in folder.glob("*.xml")}


def _of_tei(root: Any) -> Facts:
    names = {one.getparent().get(XML_ID): one.text for one in root.iter(f"{TEI}persName", f"{TEI}orgName")}
    (body,) = root.iter(f"{TEI}body")
    said: dict[str, Any] = {}
    before = {}  # of each record that carries on an utterance, the one that it carries on
    for one in body.iter(f"{TEI}said"):
        record, previous = (one.get(name, "#q")[at:].split(".")[0] for name, at in ((XML_ID, 1), ("prev", 2)))
        said.setdefault(record, one)
        if previous and previous != record:
            before[record] = previous
    text, places = _places(body)
    words = {record: places["words", (record,)] for record in said}
    links = {(*words[r], part, *place) for (part, rs), place in places.items() if part != "words" for r in rs}
    for record in before:
        first = record
        while first in before:
            first = before[first]
        links.add((*words[record], "utterance", *words[first]))
    return {
        "text": text,
        "places": {(part, *place) for (part, _), place in places.items()},
        "kinds": {words[record]: one.get("ana")[1:] for record, one in said.items()},
        "links": links,
        "names": {words[record]: names.get(one.get("who")[1:]) for record, one in said.items() if one.get("who")},
        "confidence": {words[record]: float(one.get("cert")) for record, one in said.items()},
    }


def _places(body: Any) -> tuple[str, dict[Any, Span]]:
    """Return the text of an element, and where in it the pieces of each marked part begin and end."""
    from lxml import etree

    text, places = "", {}
    for event, element in etree.iterwalk(body, events=("start", "end")):
        key = _key(element)
        if event == "start":
            start = len(text)
            text += element.text or ""
        if key:
            places[key] = (places[key][0] if key in places else start, len(text))
        if event == "end" and element is not body:
            text += element.tail or ""
    return text, places


def _key(element: Any) -> tuple[str, tuple[str, ...]] | None:
    if element.tag == f"{TEI}said":
        return "words", (element.get(XML_ID).split(".")[0][1:],)
    if element.tag in (f"{TEI}rs", f"{TEI}seg"):
        return element.get("type"), tuple(one[2:] for one in element.get("corresp").split())
    return None


READERS: dict[str, Callable[[Path], dict[str, Facts]]] = {
    "label-studio": read_label_studio,
    "prodigy": read_prodigy,
    "brat": read_brat,
    "inception": read_inception,
    "doccano": read_doccano,
    "conllu": read_conllu,
    "spacy": read_spacy,
    "csv": read_csv,
    "xlsx": read_xlsx,
    "sqlite": read_sqlite,
    "duckdb": read_duckdb,
    "tei": read_tei,
}
