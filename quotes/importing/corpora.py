"""Read corpora of their own formats: German Wikinews, the Project Dialogism Novel Corpus, LitBank."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from quotes.errors import ArticleError
from quotes.gold import Span
from quotes.importing.annotated import AnnotatedText, AnnotatedWords
from quotes.importing.files import as_written, files_below, json_of, table_of, text_of
from quotes.importing.token_text import as_text


def read_wikinews(path: Path) -> Iterator[AnnotatedText]:
    """Yield the articles of the German Wikinews quotations, a .json each."""
    for file in files_below(path, ".json"):
        with as_written(str(file), "the German Wikinews corpus"):
            row = json_of(file)
            found = AnnotatedText(where=str(file), id=row["documentName"], text=row["originalText"])
            for one in row["annotations"]:
                found.attributions.append(
                    AnnotatedWords(
                        words=_spans(one["quote"]),
                        speakers=_spans(one["speaker"]),
                        cues=_spans(one["cue"]),
                        what=f"attributions {one['type']}",
                    )
                )
                for part in ("addressee", "frame"):
                    found.lost[f"places of {part}"] += len(_spans(one[part]))
            yield found


def _spans(part: Any) -> list[Span]:
    return [(one["charBegin"], one["charEnd"]) for one in part["spans"]] if part else []


def read_pdnc(path: Path) -> Iterator[AnnotatedText]:
    """Yield the novels of the Project Dialogism Novel Corpus: the folder of one, or a folder of theirs."""
    tables = [file for file in files_below(path, ".csv") if file.name == "quotation_info.csv"]
    if not tables:
        raise ArticleError(str(path), "no quotation_info.csv in it")
    for table in tables:
        folder = table.parent
        text = text_of(folder / "novel_text.txt")
        names = dict(_characters(folder / "character_info.csv"))
        found = AnnotatedText(where=str(table), id=folder.name, text=text)
        for where, row in table_of(table, "quoteByteSpans", "subQuotationList", "speaker"):
            with as_written(where, "the corpus"):
                words = ast.literal_eval(row["subQuotationList"])
                places = [(int(start), int(end)) for start, end in ast.literal_eval(row["quoteByteSpans"])]
                right = [place for place, said in zip(places, words, strict=False) if _same(text[slice(*place)], said)]
                found.lost["parts whose place is not that of their words"] += len(places) - len(right)
                speaker = row["speaker"]
                found.attributions.append(AnnotatedWords(words=sorted(right), names=names.get(speaker, [speaker])))
                for column in ("addressees", "referringExpression", "quoteType"):
                    found.lost[column] += bool(row.get(column, "").strip("[]"))
        yield found


def _same(words: str, said: str) -> bool:
    """Tell whether two strings have the same words: the table's have blanks for line breaks."""
    return words.split() == said.split()


def _characters(path: Path) -> Iterator[tuple[str, list[str]]]:
    for where, row in table_of(path, "Main Name", "Aliases"):
        with as_written(where, "the corpus"):
            aliases = ast.literal_eval(row["Aliases"]) if row["Aliases"].strip() else []
            yield row["Main Name"], sorted({row["Main Name"], *map(str, aliases)})


def read_litbank(path: Path) -> Iterator[AnnotatedText]:
    """Yield the texts of LitBank's quotations: an .ann with QUOTE and ATTRIB lines, and beside it a .txt of tokens."""
    for file in files_below(path, ".ann"):
        lines = [line.split(" ") for line in text_of(file.with_suffix(".txt")).splitlines()]
        text, places = as_text([[(token, False) for token in line if token] for line in lines])
        found = AnnotatedText(where=str(file), id=file.stem.removesuffix("_brat"), text=text)
        found.lost["blanks and line breaks, rebuilt for documents"] += 1
        quotes: dict[str, Span] = {}
        speakers: dict[str, str] = {}
        for number, line in enumerate(text_of(file).splitlines(), 1):
            with as_written(f"{file}:{number}", "LitBank"):
                _read_line(line.split("\t"), places, quotes, speakers)
        for key, place in quotes.items():
            names = [_name(speakers[key])] if key in speakers else []
            found.attributions.append(AnnotatedWords(words=[place], names=names))
        found.lost["mentions of speakers, which other files hold"] += len(set(speakers.values()))
        yield found


def _read_line(cells: list[str], places: list[list[Span]], quotes: dict[str, Span], speakers: dict[str, str]) -> None:
    if cells[0] == "QUOTE":
        first, begins, last, ends = map(int, cells[2:6])
        quotes[cells[1]] = places[first][begins][0], places[last][ends][1]
    elif cells[0] == "ATTRIB":
        speakers[cells[1]] = cells[2]
    elif cells != [""]:
        raise ValueError(f"{cells[0]!r} is neither QUOTE nor ATTRIB")


def _name(entity: str) -> str:
    """Return the name in the id of an entity: ``Jack Durbeyfield`` of ``Jack_Durbeyfield-0``."""
    return entity.rpartition("-")[0].replace("_", " ") or entity
