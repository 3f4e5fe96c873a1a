"""The dataset card: YAML that ``datasets`` reads, and a text rendered from the rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from quotes import schema
from quotes.dataset.features import features
from quotes.dataset.jsonl import ARTICLES, QUOTES, read_rows
from quotes.dataset.parquet import CONFIGS, SplitSize
from quotes.dataset.statistics import Statistics, count
from quotes.dataset.views import VIEWS

if TYPE_CHECKING:
    from datasets import DatasetInfo, Features

Sizes = Mapping[str, Mapping[str, SplitSize]]

# The identifiers of the Hub that texts come under; another licence is "other" there and keeps its name.
_HUB_LICENCES = {
    *(f"cc-by{kind}-{version}" for kind in ("", "-sa", "-nc", "-nd", "-nc-sa", "-nc-nd") for version in ("3.0", "4.0")),
    *("cc0-1.0", "cc-by-2.0", "cc-by-2.5", "pddl", "odbl", "odc-by", "mit", "apache-2.0"),
}


def render_card(release: Path, manifest: Mapping[str, Any], sizes: Sizes) -> str:
    """Return README.md for the rows in ``release``."""
    from huggingface_hub import DatasetCardData

    licences, languages = _article_counts(release / ARTICLES)
    statistics = count(release / QUOTES, top=0)
    yaml = DatasetCardData(
        language=sorted(languages) or None,
        **_licence_entries(licences),
        pretty_name=manifest["name"],
        annotations_creators=["machine-generated"],
        language_creators=["found"],
        source_datasets=["original"],
        size_categories=[_size_category(max(statistics.quotes, manifest["counts"]["articles"]))],
        tags=["quotation", "quote-attribution", "news"],
        configs=list(_configs(manifest["version"], sizes)),
        dataset_info=list(_dataset_info(sizes)),
    ).to_yaml()
    template = Template((Path(__file__).parent / "card.md").read_text(encoding="utf-8"))
    return f"---\n{yaml}\n---\n{template.substitute(_texts(manifest, sizes, statistics, licences))}"


def _article_counts(articles: Path) -> tuple[Counter[str], Counter[str]]:
    licences: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    for row in read_rows(articles):
        licences[row["license"] or ""] += 1
        if row["language"]:
            languages[row["language"]] += 1
    return licences, languages


def _licence_entries(licences: Counter[str]) -> dict[str, Any]:
    if len(licences) > 1:
        return {"license": "other", "license_name": "several, see below"}
    (only,) = licences
    if not only:
        return {"license": "unknown"}
    if only.lower() in _HUB_LICENCES:
        return {"license": only.lower()}
    return {"license": "other", "license_name": only}


def _size_category(rows: int) -> str:
    steps = [(10**3, "1K"), (10**4, "10K"), (10**5, "100K"), (10**6, "1M"), (10**7, "10M"), (10**8, "100M")]
    below = "n"
    for limit, word in steps:
        if rows < limit:
            return f"{below}<{word}" if below == "n" else f"{below}<n<{word}"
        below = word
    return f"n>{below}"


def _configs(version: str, sizes: Sizes) -> Iterator[dict[str, Any]]:
    """Yield the configurations that have rows; the first is the default."""
    for index, (name, splits) in enumerate((name, splits) for name, splits in sizes.items() if splits):
        # Only a version here, not one under dataset_info, becomes ds.info.version.
        yield {
            "config_name": name,
            "version": version,
            **({"default": True} if index == 0 else {}),
            "data_files": [{"split": split, "path": f"data/{name}/{split}-*.parquet"} for split in splits],
        }


def _dataset_info(sizes: Sizes) -> Iterator[dict[str, Any]]:
    columns = {config.name: features(config.record_type) for config in CONFIGS}
    columns.update({view.name: view.features() for view in VIEWS})
    for name, splits in sizes.items():
        if splits:
            yield {"config_name": name, **_info(columns[name], splits)._to_yaml_dict()}


def _info(columns: Features, splits: Mapping[str, SplitSize]) -> DatasetInfo:
    from datasets import DatasetInfo, SplitDict, SplitInfo

    split_dict = SplitDict()
    for split, size in splits.items():
        split_dict.add(SplitInfo(name=split, num_bytes=size.memory_bytes, num_examples=size.rows))
    return DatasetInfo(
        features=columns,
        splits=split_dict,
        download_size=sum(size.file_bytes for size in splits.values()),
        dataset_size=sum(size.memory_bytes for size in splits.values()),
    )


def _texts(manifest: Mapping[str, Any], sizes: Sizes, statistics: Statistics, licences: Counter[str]) -> dict[str, str]:
    counts, settings = manifest["counts"], manifest["settings"]
    with_rows = [name for name, splits in sizes.items() if splits]
    arguments = ["", *(f', "{name}"' for name in with_rows[1:])]
    loads = [
        f'{name} = load_dataset("path/to/this/folder"{words})' for name, words in zip(with_rows, arguments, strict=True)
    ]
    return {
        "name": manifest["name"],
        "version": manifest["version"],
        "quotes": str(counts["quotes"]),
        "articles": str(counts["articles"]),
        "rejected": str(counts["rejected"]),
        "load": "\n".join(loads),
        "splits": _split_table(sizes),
        "empty": "" if sizes["quotes"] else ", and so is the configuration `quotes`: this version holds no quotation",
        "quote_fields": "\n".join(_field_lines(schema.load("quote"))),
        "article_fields": "\n".join(_field_lines(schema.load("article"))),
        "counts": _count_tables(counts, statistics),
        "tool": manifest["tools"]["quote-attribution"],
        "pipeline": f"`{settings.get('spacy_model')}` {settings.get('spacy_model_version')}",
        "skipped": _skipped(counts["skipped"]),
        "licences": _table(("licence", "articles"), {name or "not given": n for name, n in licences.most_common(20)}),
        "rows_digest": manifest["rows_digest"],
        "a_split": next(iter(sizes[with_rows[0]])),
    }


def _split_table(sizes: Sizes) -> str:
    lines = ["| configuration | split | rows |", "|---|---|---:|"]
    for name, splits in sizes.items():
        lines.extend(f"| `{name}` | {split} | {size.rows} |" for split, size in splits.items())
    return "\n".join(lines)


def _field_lines(rules: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    for name, rule in rules["properties"].items():
        description = f": {rule['description']}" if "description" in rule else ""
        yield f"{indent}- `{name}`{description}"
        yield from _field_lines(rule, f"{indent}  ") if "properties" in rule else ()


def _count_tables(counts: Mapping[str, Any], statistics: Statistics) -> str:
    known = {
        "quotations": statistics.quotes,
        "utterances": statistics.utterances,
        "with a speaker": statistics.with_speaker,
        "with a role": statistics.with_role,
    }
    tables = (
        ("of quotations", known),
        ("kind", statistics.kinds),
        ("form of the mention", statistics.forms),
        ("category of the role", statistics.roles),
        ("method", statistics.methods),
        ("confidence", {tenth: n for tenth, n in statistics.confidence.items() if n}),
        ("reason of rejection", counts["rejected_by_reason"]),
    )
    return "\n\n".join(_table((words, "rows"), rows) for words, rows in tables if rows)


def _table(head: tuple[str, str], rows: Mapping[str, int]) -> str:
    lines = [f"| {_cell(name)} | {number} |" for name, number in rows.items()]
    return "\n".join([f"| {head[0]} | {head[1]} |", "|---|---:|", *lines])


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _skipped(number: int) -> str:
    if not number:
        return "No article of the input was left out."
    return f"{number} of the input's articles could not be read and were left out; `manifest.json` says which."
