"""Tell what is judged from what it is judged by: each may be a release, which is either."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from contextlib import closing
from os import PathLike
from pathlib import Path
from typing import Literal

from quotes.dataset.corrections import Correction, read_corrections
from quotes.dataset.derivation import read_release
from quotes.dataset.release import read_lines
from quotes.errors import RecordError
from quotes.evaluation.predictions import Prediction, prediction, read_predictions
from quotes.gold import GoldArticle, read_gold
from quotes.hub import find_release, names_release

Source = str | PathLike[str]
Sort = Literal["release", "corrections", "gold", "records"]


def in_order(gold: Source, records: Source | None) -> tuple[Source, Source | None]:
    """Return gold and records; a release that stands before gold, or before decisions on it, is what is judged."""
    if records is not None and names_release(str(gold)) and _sort_of(records) != "records":
        return records, gold
    return gold, records


def gold_of(gold: Source, records: Source | None, corrections: Sequence[Source]) -> list[GoldArticle]:
    """Return the gold articles; of decisions alone, those of the release that is judged.

    Raises ArticleError for what is no gold.
    """
    if records is not None and names_release(str(records)) and _sort_of(gold) == "corrections":
        return list(read_gold(records, kinds=True, corrections=_all(gold, *corrections), kept=False))
    return list(read_gold(gold, texts=False, kinds=True, corrections=_all(*corrections)))


def records_of(records: Source, gold: Sequence[GoldArticle]) -> dict[str, list[Prediction]]:
    """Return article id -> its records, of a file all, of a release those of gold's articles.

    Raises RecordError where a line is no record, or an article of the release has another text than in gold.
    """
    if not names_release(str(records)):
        return read_predictions(records)
    texts = {article.id: article.text for article in gold}
    found: dict[str, list[Prediction]] = defaultdict(list)
    with closing(read_release(find_release(str(records)))) as detections:
        for detection in detections:
            article = detection.article
            if article.id not in texts:
                continue
            if texts[article.id] not in ("", article.text):
                raise RecordError(f"{records}: article {article.id!r} has another text than in gold")
            found[article.id] = [prediction(quote.to_dict()) for quote in detection.quotes]
    return found


def _all(*files: Source) -> list[Correction]:
    return [one for file in files for one in read_corrections(file)]


def _sort_of(source: Source) -> Sort:
    """Return what a source is, by its first line."""
    if names_release(str(source)):
        return "release"
    if source == "-" or not Path(source).is_file():
        return "records"
    with closing(read_lines(Path(source))) as lines:
        row = next((line.row or {} for line in lines), {})
    return "corrections" if "decision" in row else "gold" if "quotes" in row else "records"
