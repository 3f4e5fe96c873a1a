"""How to cite a release: CITATION.cff and BibTeX."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from quotes.dataset.metadata.coverage import KEYWORDS, summary
from quotes.dataset.metadata.licences import hub_id, spdx_id
from quotes.dataset.release import Manifest
from quotes.errors import ReleaseError

CITATION = "CITATION.cff"

_LATEX = {
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
}


def check_citation(authors: Sequence[str], released: str | None) -> None:
    """Raise a ReleaseError unless every author has a name and ``released`` is an ISO date."""
    if any(not author.strip(" ,") for author in authors):
        raise ReleaseError("an author without a name: give 'Family, Given' for a person, any name for a body")
    try:
        valid = released is None or date.fromisoformat(released).isoformat() == released
    except ValueError:
        valid = False
    if not valid:
        raise ReleaseError(f"release day {released!r}: an ISO date is expected: 2025-01-31")


def people(manifest: Manifest) -> list[dict[str, str]]:
    """Return the authors in CFF's words: "Orr, Ann" is a person, any other name that of a body.

    Which of a person's names is the family's cannot be told from their order, so it is not guessed.
    """
    authors = manifest.authors or [f"The {manifest.name} maintainers"]
    return [_person(" ".join(author.split())) for author in authors]


def render_cff(manifest: Manifest, licence: str | None) -> str:
    """Return CITATION.cff (Citation File Format 1.2.0); it names the licence if SPDX has an identifier for it."""
    import yaml

    released = manifest.released
    citation = {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it with its version, as below.",
        "type": "dataset",
        "title": manifest.name,
        "version": manifest.version,
        **({"date-released": date.fromisoformat(released)} if released else {}),
        "authors": people(manifest),
        "abstract": summary(manifest),
        "keywords": list(KEYWORDS),
        **({"license": spdx_id(licence)} if licence and hub_id(licence) else {}),
        "identifiers": [
            {
                "type": "other",
                "value": f"sha256:{manifest.rows_digest}",
                "description": "Digest of the version's rows: rows_digest in manifest.json",
            }
        ],
    }
    return str(yaml.safe_dump(citation, sort_keys=False, allow_unicode=True, width=100))


def render_bibtex(manifest: Manifest) -> str:
    """Return a BibTeX entry that names version and digest."""
    released = manifest.released
    key = re.sub(r"[^a-z0-9]+", "-", f"{manifest.name}-{manifest.version}".lower())
    fields = {
        "title": f"{{{_latex(manifest.name)}}}",
        "author": " and ".join(_bibtex_author(person) for person in people(manifest)),
        **({"year": released[:4]} if released else {}),
        "version": manifest.version,
        "note": f"Dataset, version {manifest.version}, rows sha256:{manifest.rows_digest}",
    }
    lines = "".join(f"  {name:<7} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{key},\n{lines}}}"


def _person(author: str) -> dict[str, str]:
    family, comma, given = (part.strip() for part in author.partition(","))
    return {"family-names": family, "given-names": given} if comma and family and given else {"name": author}


def _bibtex_author(person: Mapping[str, str]) -> str:
    if "name" in person:
        return f"{{{_latex(person['name'])}}}"
    return f"{_latex(person['family-names'])}, {_latex(person['given-names'])}"


def _latex(text: str) -> str:
    return "".join(_LATEX.get(sign, sign) for sign in text)
