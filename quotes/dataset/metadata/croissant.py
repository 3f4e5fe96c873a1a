"""Croissant metadata (mlcommons.org/croissant, 1.0) of a release: files with checksums, records with typed fields.

Quotations and articles are read from Parquet: mlcroissant reads JSON Lines through pandas, which rounds numbers and
takes an id such as "007" for one. Rejected spans are in no Parquet file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from quotes import schema
from quotes.dataset.metadata.citation import people, render_bibtex
from quotes.dataset.metadata.coverage import KEYWORDS, Coverage, limits_of, summary
from quotes.dataset.metadata.licences import spdx_id
from quotes.dataset.placement import SPLITS
from quotes.dataset.release import RECORD_TYPES, REJECTED, FileEntries, Manifest
from quotes.dataset.tables import CONFIGS

CROISSANT = "croissant.json"
DESCRIBED = {".jsonl": "application/jsonlines", ".parquet": "application/x-parquet"}
"""The files it describes, by suffix, and their formats."""

_TYPES = {"string": "sc:Text", "integer": "cr:Int64", "number": "cr:Float64", "boolean": "sc:Boolean"}
_CONFORMS_TO = ["http://mlcommons.org/croissant/1.0", "http://mlcommons.org/croissant/RAI/1.0"]
# As the specification gives it; readers compare it word for word.
_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def render_croissant(manifest: Manifest, files: FileEntries, coverage: Coverage) -> str:
    """Return croissant.json of a release whose ``files`` have these sizes and checksums, by path."""
    metadata = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "name": manifest.name,
        "description": summary(manifest),
        "conformsTo": _CONFORMS_TO,
        "version": manifest.version,
        "identifier": f"sha256:{manifest.rows_digest}",
        "citeAs": render_bibtex(manifest),
        "creator": [_creator(person) for person in people(manifest)],
        **_dates(manifest, coverage),
        "keywords": list(KEYWORDS),
        **({"inLanguage": sorted(coverage.languages.top)} if coverage.languages.top else {}),
        **_licences(coverage),
        "rai:machineAnnotationTools": _annotators(manifest),
        "rai:dataLimitations": limits_of(manifest.counts),
        "distribution": [*_file_objects(files), *_file_sets(files)],
        "recordSet": list(_record_sets(manifest)),
    }
    return json.dumps(metadata, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def _creator(person: Mapping[str, str]) -> dict[str, str]:
    if "name" in person:
        return {"@type": "sc:Organization", "name": person["name"]}
    family, given = person["family-names"], person["given-names"]
    return {"@type": "sc:Person", "name": f"{given} {family}", "givenName": given, "familyName": family}


def _dates(manifest: Manifest, coverage: Coverage) -> dict[str, str]:
    released = manifest.released
    return {
        **({"datePublished": released} if released else {}),
        **({"temporalCoverage": f"{coverage.first}/{coverage.last}"} if coverage.first else {}),
    }


def _licences(coverage: Coverage) -> dict[str, list[str]]:
    given = [licence for licence in coverage.licences.top if licence]
    known = (spdx_id(licence) for licence in given)
    names = [f"https://spdx.org/licenses/{id}" if id else name for id, name in zip(known, given, strict=True)]
    return {"license": names} if names else {}


def _annotators(manifest: Manifest) -> list[str]:
    settings = manifest.settings
    pipeline = [f"{settings['spacy_model']} {settings.get('spacy_model_version')}"] if "spacy_model" in settings else []
    return [f"quote-attribution {manifest.tools['quote-attribution']}", *pipeline]


def _file_objects(files: FileEntries) -> Iterator[dict[str, Any]]:
    for path, entry in files.items():
        if encoding := DESCRIBED.get(Path(path).suffix):
            yield {
                "@type": "cr:FileObject",
                "@id": path,
                "name": path,
                "contentUrl": path,
                "contentSize": f"{entry.bytes} B",
                "encodingFormat": encoding,
                "sha256": entry.sha256,
            }


def _file_sets(files: FileEntries) -> Iterator[dict[str, Any]]:
    for config in CONFIGS:
        if any(path.startswith(f"data/{config.name}/") for path in files):
            yield {
                "@type": "cr:FileSet",
                "@id": f"{config.name}-parquet",
                "name": f"{config.name}-parquet",
                "description": f"Every Parquet file of {config.name}; each is a FileObject with its checksum, too.",
                "encodingFormat": DESCRIBED[".parquet"],
                "includes": f"data/{config.name}/*.parquet",
            }


def _record_sets(manifest: Manifest) -> Iterator[dict[str, Any]]:
    counts = manifest.counts
    splits = {split for sizes in counts.splits.values() for split in sizes}
    yield {
        "@type": "cr:RecordSet",
        "@id": "splits",
        "name": "splits",
        "description": "The splits that have rows.",
        "dataType": "cr:Split",
        "key": {"@id": "splits/name"},
        "field": [{"@type": "cr:Field", "@id": "splits/name", "name": "name", "dataType": "sc:Text"}],
        "data": [{"splits/name": split} for split in SPLITS if split in splits],
    }
    for config in CONFIGS:
        if counts.splits.get(config.name):
            origin = {"fileSet": {"@id": f"{config.name}-parquet"}}
            record_set = _record_set(config.name, config.record_type, origin, counts.rows[config.name])
            _add_split(record_set)
            yield record_set
    if counts.rejected:
        yield _record_set("rejected", RECORD_TYPES[REJECTED], {"fileObject": {"@id": REJECTED}}, counts.rejected)


def _record_set(name: str, record_type: str, origin: Mapping[str, Any], rows: int) -> dict[str, Any]:
    rules = schema.load(record_type)
    keys = ["id"] if record_type == "article" else ["article_id", "id"]
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": rules["description"],
        "size": {"@type": "sc:QuantitativeValue", "value": rows, "unitText": "rows"},
        "key": [{"@id": f"{name}/{key}"} for key in keys],
        "field": list(_fields((name,), rules, origin)),
    }


def _fields(above: tuple[str, ...], rules: Mapping[str, Any], origin: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for name, rule in rules["properties"].items():
        place = (*above, name)
        field = {"@type": "cr:Field", "@id": "/".join(place).replace("/[*]", ""), "name": name}
        if "description" in rule:
            field["description"] = rule["description"]
        kind = schema.kind_of(rule)
        if kind == "object":
            yield {**field, "subField": list(_fields(place, rule, origin))}
            continue
        if kind == "array":
            field["repeated"] = True
            kind = schema.kind_of(rule["items"])
        if kind == "object":
            yield {**field, "subField": list(_fields((*place, "[*]"), rule["items"], origin))}
            continue
        source = {**origin, "extract": {"column": place[1]}}
        if len(place) > 2:
            # A list within an object is taken out first, then a field of each item: readers take one match each.
            steps = [f"$.{step}".replace(".[*]", "[*]") for step in ".".join(place[2:]).split(".[*].")]
            source["transform"] = [{"jsonPath": step} for step in steps] if len(steps) > 1 else {"jsonPath": steps[0]}
        yield {**field, "dataType": _TYPES[kind], "source": source}


def _add_split(record_set: dict[str, Any]) -> None:
    """Tie the split to the record set of splits."""
    split = next(field for field in record_set["field"] if field["name"] == "split")
    split["references"] = {"field": {"@id": "splits/name"}}
