"""Articles with their annotations, from files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from typing import Any

from quotes.articles import read_articles
from quotes.dataset.corrections import Correction
from quotes.errors import ArticleError
from quotes.gold.annotation import annotate, as_corrections, read_annotation, unlisted
from quotes.records import Article


@dataclass(frozen=True, kw_only=True, slots=True)
class Annotated:
    """An article and its gold row, None where it has no annotation; ``where`` is the annotation's file."""

    article: Article
    where: str
    row: dict[str, Any] | None

    @property
    def unlisted(self) -> list[int]:
        """Return the places of opening marks that no annotated span covers."""
        return unlisted(self.row) if self.row is not None else []

    def corrections(self, reviewer: str) -> Iterator[Correction]:
        """Yield the annotation as decisions of a reviewer."""
        return as_corrections(self.article, self.row, reviewer) if self.row is not None else iter(())


def annotated(
    sources: Iterable[str | PathLike[str]],
    folder: Path,
    *,
    fields: Mapping[str, str] | None = None,
    encoding: str = "utf-8",
    license: str | None = None,
) -> Iterator[Annotated]:
    """Yield the articles with the annotations in a folder, ID.toml each.

    Raises ArticleError for an annotation that breaks its rules, does not fit its article, or has none.
    """
    if not folder.is_dir():
        raise ArticleError(str(folder), "no folder of annotations, such as ID.toml")
    left = {path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.toml")}
    for article in read_articles(sources, fields=fields, encoding=encoding):
        path = folder / f"{article.id}.toml"
        row = None
        if article.id in left:
            left.remove(article.id)
            licensed = replace(article, license=article.license or license)
            row = annotate(licensed, read_annotation(path), str(path))
        yield Annotated(article=article, where=str(path), row=row)
    for name in sorted(left):
        raise ArticleError(str(folder / f"{name}.toml"), "is no article's annotation: none has this id")
