"""Read the JSON of annotation tools: Label Studio's export, and the lines of Prodigy."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from quotes.errors import ArticleError
from quotes.gold import Span
from quotes.importing.annotated import AnnotatedText
from quotes.importing.files import as_written, files_below, json_of, text_of
from quotes.importing.labelled import LabelledText

_NOT_AS_WRITTEN = (KeyError, TypeError, ValueError, AttributeError, IndexError)


def read_label_studio(path: Path) -> Iterator[LabelledText]:
    """Yield each task of exports in Label Studio's JSON: its first annotation that was not cancelled."""
    for file in files_below(path, ".json"):
        value = json_of(file)
        tasks = value if isinstance(value, list) else [value]
        fields: Counter[str] = Counter()  # what the tasks whose regions tell it call their texts
        for task in tasks:
            with suppress(*_NOT_AS_WRITTEN):
                fields.update(_fitting(task["data"], _results(task))[:1])
        for number, task in enumerate(tasks, 1):
            with as_written(where := f"{file}:{number}", "Label Studio's JSON export"):
                if "data" not in task and _is_minimal(task):
                    problem = "Label Studio's JSON_MIN, which links no words with their speakers; export JSON"
                    raise ArticleError(where, problem)
                yield _of_task(task, where, [field for field, _ in fields.most_common(1)])


def _is_minimal(task: Mapping[str, Any]) -> bool:
    """Tell whether a task is one of the short export: its regions stand beside its text, without ids."""
    lists = (value for value in task.values() if isinstance(value, list))
    return any(isinstance(one, dict) and "labels" in one for regions in lists for one in regions)


def _submitted(task: Mapping[str, Any]) -> list[Any]:
    return [one for one in task.get("annotations") or () if not one.get("was_cancelled")]


def _results(task: Mapping[str, Any]) -> list[Any]:
    whole = _submitted(task)
    return whole[0]["result"] if whole else []


def _of_task(task: Mapping[str, Any], where: str, fields: Sequence[str]) -> LabelledText:
    whole = _submitted(task)
    results = _results(task)
    text = _text_of_task(task["data"], results, where, fields)
    annotated = AnnotatedText(where=where, id=str(task["id"]), text=text)
    found = LabelledText(annotated=annotated, submitted=bool(whole))
    lost = found.annotated.lost
    lost["further annotations of a task"] += max(0, len(whole) - 1)
    lost["tasks without an annotation"] += not whole
    for result in results:
        if result["type"] == "relation":
            found.links.append((result["from_id"], result["to_id"]))
            continue
        value = result.get("value", {})
        labels = value.get("labels") or []
        if not labels or not isinstance(value.get("start"), int):
            lost[f"results of type {result['type']}"] += 1
            _read_remark(result, value, found)
            continue
        lost["further labels of a region"] += len(labels) - 1
        found.spans[result["id"]] = labels[0], [_region(text, value, where)]
    return found


def _read_remark(result: Mapping[str, Any], value: Mapping[str, Any], found: LabelledText) -> None:
    """Keep what was written or chosen for a region."""
    said = value.get("text") if result["type"] == "textarea" else value.get("choices")
    if isinstance(said, list) and said and "id" in result:
        found.remark(result["id"], str(result.get("from_name")).casefold(), str(said[0]).strip())


def _text_of_task(data: Mapping[str, Any], results: list[Any], where: str, fields: Sequence[str]) -> str:
    """Return the text of a task: what its regions fit, or is called as the texts of other tasks, or is alone."""
    strings = [name for name, value in data.items() if isinstance(value, str)]
    for name in (*_fitting(data, results), *_named(data, results), *fields, *(strings if len(strings) == 1 else ())):
        if isinstance(data.get(name), str):
            return str(data[name])
    problem = f"which of its data is the text cannot be told; it has {', '.join(data) or 'nothing'}"
    raise ArticleError(where, problem)


def _named(data: Mapping[str, Any], results: list[Any]) -> list[str]:
    """Return the names that are usual for the text of a task, and those that its results give it."""
    names = {name for result in results for name in [result.get("to_name")] if name in data}
    return [name for name in ("text", *sorted(names)) if name in data]


def _fitting(data: Mapping[str, Any], results: list[Any]) -> list[str]:
    """Return the names of the strings that have the words of all regions at their places, usual names first."""
    values = [result.get("value", {}) for result in results if result.get("type") != "relation"]
    regions = [value for value in values if isinstance(value.get("start"), int) and value.get("text")]
    strings = [name for name in (*_named(data, results), *data) if isinstance(data.get(name), str)]
    return [name for name in dict.fromkeys(strings) if regions and all(_place_of(data[name], one) for one in regions)]


def _region(text: str, value: Mapping[str, Any], where: str) -> Span:
    """Return the place of a region, counted as Python does: browsers count some characters twice."""
    words = value.get("text")
    if not words:
        return _place(value, len(text), where)
    place = _place_of(text, value)
    if place is None:
        raise ArticleError(where, f"characters {value['start']} to {value['end']} are not {words[:40]!r}")
    return place


def _place_of(text: str, value: Mapping[str, Any]) -> Span | None:
    """Return the place of a region with words, None where they do not stand there."""
    words, given = value["text"], max(0, int(value["start"]))
    if text[given : given + len(words)] == words:
        return given, given + len(words)
    units = text.encode("utf-16-le", "surrogatepass")
    start = len(units[: 2 * given].decode("utf-16-le", "replace"))
    return (start, start + len(words)) if text[start : start + len(words)] == words else None


def read_prodigy(path: Path) -> Iterator[LabelledText]:
    """Yield each task of Prodigy's JSON Lines that was accepted."""
    for file in files_below(path, ".jsonl"):
        passed = 0
        for number, line in enumerate(text_of(file).split("\n"), 1):
            if not line.strip():
                continue
            with as_written(where := f"{file}:{number}", "Prodigy"):
                row = json.loads(line)
                if row.get("answer", "accept") != "accept":
                    passed += 1
                    continue
                task = _of_prodigy(row, where, f"{file.stem}-{number}")
                task.annotated.lost["tasks that were rejected or ignored"], passed = passed, 0
                yield task


def _of_prodigy(row: Mapping[str, Any], where: str, place_id: str) -> LabelledText:
    text = row["text"]
    given = row.get("id") or (row.get("meta") or {}).get("id") or place_id
    found = LabelledText(annotated=AnnotatedText(where=where, id=str(given), text=text))
    for span in row.get("spans") or ():
        found.spans[_key(span)] = span["label"], [_place(span, len(text), where)]
    for relation in row.get("relations") or ():
        ends = relation["head_span"], relation["child_span"]
        for end in ends:
            if end.get("label") and _key(end) not in found.spans:
                found.spans[_key(end)] = end["label"], [_place(end, len(text), where)]
        found.links.append((_key(ends[0]), _key(ends[1])))
    return found


def _key(span: Mapping[str, Any]) -> str:
    return f"{span['start']} {span['end']}"


def _place(span: Mapping[str, Any], size: int, where: str) -> Span:
    start, end = int(span["start"]), int(span["end"])
    if not 0 <= start < end <= size:
        raise ArticleError(where, f"{start} to {end} is no place in the text, which has {size} characters")
    return start, end
