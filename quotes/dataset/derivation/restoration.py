"""Fill in the texts that a release does not publish, from the articles it was made of."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from os import PathLike
from pathlib import Path
from typing import Any

from quotes.articles import read_articles
from quotes.dataset.corrections import CORRECTIONS
from quotes.dataset.release import (
    ARTICLES,
    FULL,
    MANIFEST,
    QUOTES,
    RECORD_TYPES,
    Release,
    as_lines,
    is_published,
    level_of,
    open_release,
    publish_lines,
    staging_folder,
    with_text,
)
from quotes.dataset.writing import Draft, make_draft, publish
from quotes.errors import ArticleError, ReleaseError
from quotes.records import Level
from quotes.storage import DiskMapping

_NAMED = 5
"""Articles that an error names: it stays a line."""


def restore(
    release: Release | str | PathLike[str],
    sources: Iterable[str | PathLike[str]],
    *,
    out: str | PathLike[str] = "restored",
    fields: Mapping[str, str] | None = None,
    encoding: str = "utf-8",
    on_skip: Callable[[ArticleError], object] | None = None,
) -> Release:
    """Write ``out/NAME/VERSION``: ``release`` with the whole texts of its articles, which are found in ``sources``.

    Sources are read as `build` reads them. An article is known by the digest of its text, whatever its id there; other
    articles are passed over. A ReleaseError says which are missing, that the release has its texts already, that the
    rows are not those it was built with, or that ``out`` holds another release of this version.
    """
    base = release if isinstance(release, Release) else open_release(release)
    level = level_of(base.manifest)
    if level == FULL:
        raise ReleaseError(f"{base.path}: publishes whole articles, so there is nothing to restore")
    full = base.manifest.full_rows_digest
    if full is None:
        raise ReleaseError(
            f"{base.path / MANIFEST} $.full_rows_digest: is null, so nothing tells which texts are right"
        )
    shelf = Path(out) / base.name
    target = shelf / base.version
    if target.exists() and open_release(target).manifest.rows_digest != full:
        problem = f"{target}: this version is there with other content; restore to another folder"
        raise ReleaseError(problem, remedy=" with {}", argument="out")
    with DiskMapping() as texts:
        _collect(base, read_articles(sources, fields=fields, encoding=encoding, on_skip=on_skip), texts)
        try:
            with staging_folder(shelf) as folder:
                return publish(_draft(base, level, texts, folder), shelf, base.version, None)
        except OSError as error:
            raise ReleaseError(f"{target}: cannot be written: {error.strerror or error}") from error


def _collect(base: Release, articles: Iterable[Any], texts: DiskMapping) -> None:
    """Keep the texts of the release's articles by digest; a ReleaseError counts and names those that are missing."""
    with DiskMapping() as wanted, DiskMapping() as given:
        for row in base.rows(ARTICLES):
            wanted.add(row["digest"], "")
        for article in articles:
            given.add(article.id, "")
            digest = article.digest
            if wanted.get(digest) is not None:
                texts.add(digest, article.text)
        total = missing = 0
        named: list[str] = []
        for row in base.rows(ARTICLES):
            total += 1
            if texts.get(row["digest"]) is not None:
                continue
            missing += 1
            if len(named) < _NAMED:
                named.append(repr(row["id"]) + " (given, with another text)" * (given.get(row["id"]) is not None))
        if missing:
            more = f" and {missing - len(named)} more" if missing > len(named) else ""
            raise ReleaseError(
                f"{base.path}: of {total} articles {missing} {'is' if missing == 1 else 'are'} missing, "
                f"nothing is restored: {', '.join(named)}{more}"
            )


def _draft(base: Release, level: Level, texts: DiskMapping, folder: Path) -> Draft:
    with DiskMapping() as digests:
        restored = {
            file: (as_lines(file, [row], FULL) for row in _restored(base, file, level, texts, digests))
            for file in RECORD_TYPES
        }
        published = publish_lines(restored, folder)
    if CORRECTIONS in base.manifest.files:
        shutil.copyfile(base.path / CORRECTIONS, folder / CORRECTIONS)
    full, digest = base.manifest.full_rows_digest, published.rows_digest
    if digest != full:
        message = f"with the articles its rows give {digest}, not {full}, which the manifest says"
        raise ReleaseError(f"{base.path}: {message}; `quotes validate {base.path}` tells more")
    settings = {**base.manifest.settings, "articles": FULL}
    manifest = replace(base.manifest, rows_digest=digest, full_rows_digest=None, settings=settings)
    return make_draft(folder, manifest, published.files)


def _restored(
    base: Release, file: str, level: Level, texts: DiskMapping, digests: DiskMapping
) -> Iterator[dict[str, Any]]:
    """Yield the rows of a file with their texts; articles come first, and their digests are kept by id."""
    article, text = None, ""
    for row in base.rows(file):
        if file == ARTICLES:
            digests.add(row["id"], row["digest"])
            yield with_text(file, row, texts.get(row["digest"]))
        elif is_published(level, file):
            yield row
        else:
            if row["article_id"] != article:
                article = row["article_id"]
                text = texts.get(digests.get(article) or "") or ""
            place = row["context"] if file == QUOTES else row
            yield with_text(file, row, text[place["start"] : place["end"]])
