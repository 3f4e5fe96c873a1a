"""What a card says of languages, labellers, people, bias and origin: counted, or said to be unknown."""

from __future__ import annotations

from collections.abc import Mapping

from quotes.dataset.metadata.coverage import Coverage, inline, plural
from quotes.dataset.metadata.statistics import Statistics
from quotes.dataset.release import PUBLISHED, REVISED_FROM, Counts, Manifest, level_of

_NAMED_SHARES = 3
"""Shares of a distribution that a sentence names."""


def languages_of(counts: Counts, coverage: Coverage) -> list[str]:
    """Return the languages of the articles as ISO 639 codes: those they state, and English where it was detected."""
    stated = {tag.partition("-")[0] for tag in coverage.languages.top}
    return sorted(stated | ({"en"} if counts.articles > counts.not_english else set()))


def annotators_of(manifest: Manifest) -> list[str]:
    """Return who made the labels, in the Hub's words: a program, people who reviewed them, or both."""
    counts = manifest.counts
    by_people = bool(counts.reviewed) or REVISED_FROM in manifest.settings
    by_program = not counts.reviewed or counts.reviewed < counts.quotes
    return ["machine-generated"] * by_program + ["expert-generated"] * by_people


def personal_information(statistics: Statistics) -> str:
    """Return how many rows are about somebody who is named."""
    of = f"of {plural(statistics.quotes, 'quotation')}"
    return f"{statistics.with_name:,} {of} tell the full name of who spoke, and {statistics.with_role:,} a role."


def biases(statistics: Statistics, coverage: Coverage) -> str:
    """Return a list of what the rows have most of."""
    sources = coverage.sources
    counted = {
        "Sources, by articles": (sources.top, sources.rows),
        "Roles, of the quotations whose speaker has one": (statistics.roles, sum(statistics.roles.values())),
        "How the speaker is mentioned": (statistics.forms, sum(statistics.forms.values())),
        "Most quoted, by quotations of different words": (statistics.speakers, statistics.quotes),
    }
    return "\n".join(f"- {what}: {_shares(values, of)}." for what, (values, of) in counted.items())


def _shares(values: Mapping[str, int], of: int) -> str:
    most = list(values.items())[:_NAMED_SHARES]
    return ", ".join(f"{inline(name)} {count:,} ({count / of:.1%})" for name, count in most) or "unknown"


def data_statement(manifest: Manifest, coverage: Coverage) -> str:
    """Return the table of a data statement: what the release knows of its making, and what it does not."""
    counts = manifest.counts
    people = f"people decided on {counts.reviewed:,} of {plural(counts.quotes, 'quotation')}" if counts.reviewed else ""
    if REVISED_FROM in manifest.settings:
        people = "people corrected rows"
    days = f"published from {coverage.first} to {coverage.last}" if coverage.first else "days of publication unknown"
    rows = {
        "Why these articles": f"unknown: whoever built this version chose {plural(counts.articles, 'article')}",
        "Language": f"{', '.join(languages_of(counts, coverage)) or 'unknown'}; which varieties of it is unknown",
        "Texts": f"news, written and edited to be read; {days}",
        "Who is quoted": "as the articles tell: name, role, form of mention; age, gender, origin and first language "
        "are not recorded",
        "Who labelled": f"a program{f'; {people}' if people else ''}; who these people are, and their training, is "
        "unknown"
        if people
        else "a program; no person",
        "Publishers": f"{coverage.sources.different:,} named in `source`" if coverage.sources.different else "unknown",
        "What of the texts is here": PUBLISHED[level_of(manifest)],
    }
    return "\n".join(["| what | here |", "|---|---|", *(f"| {what} | {here} |" for what, here in rows.items())])
