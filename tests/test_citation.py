from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml
from invented import detection, many, write

from quotes.dataset import validate
from quotes.dataset.metadata.citation import render_bibtex
from quotes.dataset.metadata.licences import hub_id, spdx_id
from quotes.dataset.release.manifest import Citation
from quotes.errors import ReleaseError

ROOT = Path(__file__).parent.parent
BUILTIN = resources.files("check_jsonschema") / "builtin_schemas" / "vendor" / "citation-file-format.json"


@pytest.fixture(scope="module")
def rules() -> jsonschema_rs.Draft7Validator:
    """The schema of the Citation File Format 1.2.0."""
    return jsonschema_rs.Draft7Validator(json.loads(BUILTIN.read_text(encoding="utf-8")))


def read(path: Path, rules: Any) -> dict[str, Any]:
    text = path.read_text(encoding="utf-8")
    # JSON Schema knows no dates: the format's own tools read one as a string.
    citation = yaml.load(text, Loader=yaml.BaseLoader)
    assert [error.message for error in rules.iter_errors(citation)] == []
    return citation


def test_the_citation_of_a_release(tmp_path: Path, rules: Any) -> None:
    made = many(2, license="CC-BY-4.0")
    release = write(
        tmp_path, made, authors=["Orr, Ann", "Müller-Lüdenscheidt,  Ute ", "Kell Press Lab"], released="2025-01-31"
    )
    assert read(release.path / "CITATION.cff", rules) == {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it with its version, as below.",
        "type": "dataset",
        "title": "eastbrook",
        "version": "1.0.0",
        "date-released": "2025-01-31",
        "authors": [
            {"family-names": "Orr", "given-names": "Ann"},
            {"family-names": "Müller-Lüdenscheidt", "given-names": "Ute"},
            {"name": "Kell Press Lab"},
        ],
        "abstract": (
            "2 direct quotations from 2 news articles, each with its place in the article and, where the article "
            "says so, its speaker, the speaker's role, the words that tie the two, and the probability that the "
            "speaker is right."
        ),
        "keywords": ["quotation", "quote attribution", "news"],
        "license": "CC-BY-4.0",
        "identifiers": [
            {
                "type": "other",
                "value": f"sha256:{release.manifest.rows_digest}",
                "description": "Digest of the version's rows: rows_digest in manifest.json",
            }
        ],
    }
    assert release.manifest.citation.released == "2025-01-31"
    assert list(validate(release.path)) == []


@pytest.mark.parametrize(
    ("licences", "cited"),
    [
        (["cc-by-4.0", "cc-by-4.0"], "CC-BY-4.0"),
        (["ODbL"], "ODbL-1.0"),
        (["CC-BY-4.0", None], None),
        (["All rights reserved"], None),
        ([None], None),
        (["GPL-3.0-only"], None),
    ],
)
def test_only_a_licence_of_all_articles_is_cited(
    tmp_path: Path, rules: Any, licences: list[str | None], cited: str | None
) -> None:
    release = write(tmp_path, (detection(f"a{n}", license=licence) for n, licence in enumerate(licences)))
    citation = read(release.path / "CITATION.cff", rules)
    assert citation.get("license") == cited
    assert "date-released" not in citation
    assert citation["authors"] == [{"name": "The eastbrook maintainers"}]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"authors": [" , "]}, "an author without a name: give 'Family, Given' for a person, any name for a body"),
        ({"released": "31.1.2025"}, "release day '31.1.2025': an ISO date is expected: 2025-01-31"),
        ({"released": "20250131"}, "release day '20250131': an ISO date is expected: 2025-01-31"),
        ({"released": "2025-02-30"}, "release day '2025-02-30': an ISO date is expected: 2025-01-31"),
    ],
)
def test_what_cannot_be_cited_is_refused(tmp_path: Path, options: dict[str, Any], message: str) -> None:
    with pytest.raises(ReleaseError) as caught:
        write(tmp_path, many(1), **options)
    assert str(caught.value) == message
    assert list(tmp_path.iterdir()) == []


def test_bibtex_names_version_and_digest_and_is_safe_for_latex(tmp_path: Path) -> None:
    manifest = replace(
        write(tmp_path, many(1)).manifest,
        name="press_quotes.v2",
        version="1.4.0",
        rows_digest="ab12",
        citation=Citation(authors=("Orr, Ann", "Kell & Sons {Press}"), released="2025-01-31"),
    )
    assert render_bibtex(manifest) == (
        "@misc{press-quotes-v2-1-4-0,\n"
        "  title   = {{press\\_quotes.v2}},\n"
        "  author  = {Orr, Ann and {Kell \\& Sons \\{Press\\}}},\n"
        "  year    = {2025},\n"
        "  version = {1.4.0},\n"
        "  note    = {Dataset, version 1.4.0, rows sha256:ab12},\n"
        "}"
    )


@pytest.mark.parametrize(
    ("licence", "spdx", "hub"),
    [
        ("CC-BY-4.0", "CC-BY-4.0", "cc-by-4.0"),
        ("CC BY-SA 4.0", "CC-BY-SA-4.0", "cc-by-sa-4.0"),
        ("https://creativecommons.org/licenses/by-nc-sa/4.0/deed.en", "CC-BY-NC-SA-4.0", "cc-by-nc-sa-4.0"),
        ("http://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0", "cc0-1.0"),
        ("CC0", "CC0-1.0", "cc0-1.0"),
        ("https://spdx.org/licenses/PDDL-1.0.html", "PDDL-1.0", "pddl"),
        ("odc-by", "ODC-By-1.0", "odc-by"),
        ("CC-BY-ND-3.0", "CC-BY-ND-3.0", None),
        ("MIT OR Apache-2.0", None, None),
        ("LicenseRef-press", None, None),
        ("free for research", None, None),
        ("", None, None),
    ],
)
def test_licences_by_their_identifiers(licence: str, spdx: str | None, hub: str | None) -> None:
    assert (spdx_id(licence), hub_id(licence)) == (spdx, hub)


def test_the_project_can_be_cited(rules: Any) -> None:
    citation = read(ROOT / "CITATION.cff", rules)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    said = {key: citation[key] for key in ("title", "version", "abstract", "license")}
    assert said == {
        "title": project["name"],
        "version": project["version"],
        "abstract": project["description"],
        "license": project["license"],
    }
