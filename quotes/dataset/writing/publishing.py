"""From written rows to a release: a draft of all that follows from them, then a version for it, and its place."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from quotes import schema
from quotes.dataset.corrections import CORRECTIONS
from quotes.dataset.difference import CHANGES, Difference, RowCounts, diff, render_changes
from quotes.dataset.metadata import (
    BARS,
    CHART,
    CITATION,
    CROISSANT,
    SAMPLED,
    Coverage,
    Sample,
    Statistics,
    counted_article,
    counted_quote,
    draw_chart,
    headline,
    render_card,
    render_cff,
    render_croissant,
    tally_articles,
    tally_quotes,
)
from quotes.dataset.release import (
    AUTO,
    FIRST,
    RECORD_TYPES,
    FileEntries,
    Manifest,
    Release,
    Stretch,
    bumped,
    file_entries,
    file_entry,
    level_of,
    move_into_place,
    next_version,
    open_any_schema,
    open_release,
    previous_version,
    stretches_of,
    versions_among,
    versions_in,
    write_manifest,
)
from quotes.dataset.tables import CONFIGS, Config, Packs, SplitSize, Tables, View, pack, views_of
from quotes.errors import ReleaseError
from quotes.processes import Processes

Row = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A release in a folder of its own: all but its version, and the files that name the version.

    ``files`` are the manifest's entries of those that are there; ``sample`` is a quotation for the card.
    """

    folder: Path
    manifest: Manifest
    files: FileEntries
    sizes: Mapping[str, Mapping[str, SplitSize]]
    statistics: Statistics
    coverage: Coverage
    sample: Mapping[str, Any] | None


def make_draft(folder: Path, manifest: Manifest, files: FileEntries, workers: int = 1) -> Draft:
    """Write what follows from the JSON Lines in ``folder``, which have these entries, with so many processes.

    Only the sizes of the splits are added to the manifest.
    """
    sample = Sample()
    sources: Sequence[Config | View] = (*CONFIGS, *views_of(level_of(manifest)))
    with (
        tally_quotes() as quotes,
        tally_articles() as articles,
        Tables(sources, folder) as tables,
        Processes(workers, "pyarrow.parquet", "pandas") as processes,
    ):
        made = processes.map(_made, ((stretch, sources) for stretch in stretches_of(folder)))
        for made_of in made:
            for article in made_of.articles:
                articles.add(article)
            quotes.add_all(made_of.quotes)
            for quote in made_of.samples:
                sample.add(quote)
            tables.add(made_of.packs)
        sizes = tables.finish()
        statistics, coverage = quotes.statistics(top=BARS), articles.coverage()
    kept = ("correction",) if (folder / CORRECTIONS).exists() else ()
    for record_type in (*RECORD_TYPES.values(), *kept, "manifest"):
        (folder / "schemas").mkdir(exist_ok=True)
        shutil.copyfile(schema.path(record_type), folder / "schemas" / schema.path(record_type).name)
    splits = {config: {split: size.rows for split, size in of.items()} for config, of in sizes.items()}
    return Draft(
        folder=folder,
        manifest=replace(manifest, version=AUTO, counts=replace(manifest.counts, splits=splits)),
        files=file_entries(folder, known=files),
        sizes=sizes,
        statistics=statistics,
        coverage=coverage,
        sample=sample.row,
    )


def publish(draft: Draft, shelf: Path, version: str, previous: Release | None) -> Release:
    """Move the draft to ``shelf/version`` and return it, or what is there if nothing differs.

    Other rows under a version that exists raise a ReleaseError, and so do the very rows of ``previous``, which is what
    CHANGES.md compares with; by default it compares with the highest version below.
    """
    if previous is not None and previous.manifest.rows_digest == draft.manifest.rows_digest:
        raise ReleaseError(f"{previous.path}: no row differs from it, so there is nothing to release")
    while True:
        number = following_version(draft, shelf, previous) if version == AUTO else version
        target = shelf / number
        unchanged = version == AUTO and number in versions_in(shelf)
        if not unchanged:
            _write_changes(draft, target, previous)
            staged = _render(draft, number)
            if move_into_place(draft.folder, target):
                return open_release(target)
            if version != AUTO and open_release(target).manifest.rows_digest != draft.manifest.rows_digest:
                raise ReleaseError(_refusal(target, staged))
        if unchanged or version != AUTO:
            return _unharmed(open_release(target))
        # Another build has just taken the number: look again.


def following_version(draft: Draft, shelf: Path, previous: Release | None) -> str:
    """Return the version that the draft's difference to the highest one asks for.

    Another major schema version asks for the next major number, other rows for the next minor one, another card,
    manifest or Parquet file for the next patch. If nothing differs, it is the highest version itself.
    """
    latest = highest_version(shelf, previous)
    if latest is None:
        return FIRST
    number = latest.version
    if schema.major_of(latest.manifest.schema_version) != schema.MAJOR:
        return bumped(number, "major")
    if latest.manifest.rows_digest != draft.manifest.rows_digest:
        return bumped(number, "minor")
    staged = _render(draft, number)
    return number if _but_for_changes(latest) == _but_for_changes(staged) else bumped(number, "patch")


def highest_version(shelf: Path, previous: Release | None = None) -> Release | None:
    """Return the highest version in the folder of a dataset, or ``previous`` if that is higher.

    Its schema may be older; a newer major one, or a folder that is no release, raises a ReleaseError.
    """
    known = versions_among([*versions_in(shelf), *([previous.version] if previous else [])])
    if not known or (previous and previous.version == known[-1]):
        return previous
    latest = open_any_schema(shelf / known[-1])
    major = schema.major_of(latest.manifest.schema_version)
    return latest if major is not None and major < schema.MAJOR else open_release(latest.path)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Made:
    """What is made of a stretch: of its articles and quotations what is counted, samples for the card, packed rows."""

    articles: Sequence[Row]
    quotes: Sequence[Row]
    samples: Sequence[Row]
    packs: Packs


def _made(asked: tuple[Stretch, Sequence[Config | View]]) -> _Made:
    stretch, sources = asked
    rows = list(stretch.rows())
    quotes = [quote for _, its_quotes in rows for _, quote in its_quotes]
    return _Made(
        articles=[counted_article(article) for (_, article), _ in rows],
        quotes=[counted_quote(quote) for quote in quotes],
        samples=quotes if stretch.quotes.number <= SAMPLED else [],
        packs=pack(rows, sources),
    )


def _but_for_changes(release: Release) -> Manifest:
    files = {path: entry for path, entry in release.manifest.files.items() if path != CHANGES}
    return replace(release.manifest, files=files, previous=None)


def _write_changes(draft: Draft, target: Path, previous: Release | None) -> None:
    below = previous_version(target)
    if previous is None and below is not None:
        previous = open_any_schema(below)
    release = Release(path=draft.folder, manifest=replace(draft.manifest, version=target.name))
    _write_text(draft.folder / CHANGES, render_changes(previous, release))


def _render(draft: Draft, version: str) -> Release:
    """Write the other files that name the version."""
    manifest = replace(draft.manifest, version=version)
    folder, coverage = draft.folder, draft.coverage
    if draft.statistics.quotes:
        draw_chart(draft.statistics, headline(manifest), folder / CHART)
    _write_text(folder / "README.md", render_card(manifest, draft.sizes, draft.statistics, coverage, draft.sample))
    _write_text(folder / CITATION, render_cff(manifest, coverage.licence))
    _write_text(folder / CROISSANT, render_croissant(manifest, draft.files, coverage))
    write_manifest(manifest, folder, known=draft.files)
    return open_release(folder)


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _refusal(target: Path, staged: Release) -> str:
    difference = diff(open_release(target), staged, examples=0)
    rows = [_file_words(path, difference) for path in difference.files if path in RECORD_TYPES]
    made_from_them = len(difference.files) - len(rows)
    others = f" and {made_from_them} made from them" if made_from_them else ""
    return (
        f"{target}: this version exists with other content, and a version never changes; {', '.join(rows)}{others} "
        f"differ; build it as {next_version(target.name, versions_in(target.parent))}"
    )


def _file_words(path: str, difference: Difference) -> str:
    counts = difference.rows.get(path, RowCounts())
    words = [f"{number} {kind}" for kind, number in sorted(counts.kinds.items())]
    unchanged = "in how much it publishes" if difference.other_texts else "in another order"
    return f"{path} ({', '.join(words) or unchanged})"


def _unharmed(release: Release) -> Release:
    """Return the release if its files are what its manifest says."""
    for path, entry in release.manifest.files.items():
        file = release.path / path
        if not file.is_file() or file_entry(file) != entry:
            raise ReleaseError(f"{file}: not what the manifest says; `quotes validate {release.path}` tells more")
    return release
