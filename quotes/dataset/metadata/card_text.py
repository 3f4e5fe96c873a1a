"""The text of the dataset card: what the rows are, how to load them, how they were made, how good they are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template
from typing import Any

from quotes import schema
from quotes.dataset.metadata.card_statement import biases, data_statement, personal_information
from quotes.dataset.metadata.chart import BARS, CHART, role_bars
from quotes.dataset.metadata.citation import render_bibtex
from quotes.dataset.metadata.coverage import Coverage, Ranking, inline, limits_of, plural, summary
from quotes.dataset.metadata.statistics import Statistics
from quotes.dataset.release import (
    ARTICLES,
    PUBLISHED,
    QUOTES,
    REJECTED,
    REVISED_FROM,
    Audit,
    Counts,
    Estimate,
    Manifest,
    is_published,
    level_of,
)
from quotes.dataset.tables import SplitSize, views_of
from quotes.language import SUREST_ELSEWHERE
from quotes.model import Model, model_card

Row = Mapping[str, Any]
Sizes = Mapping[str, Mapping[str, SplitSize]]

_LONG = 160
"""Characters of a description that a cell of the table holds: two lines; the schema has the longer ones."""
_VIEWS = {
    "extractive": (
        "`extractive` asks of every quotation who said it, in the columns of SQuAD v2 (`id`, `title`, `context`, "
        "`question`, `answers`): the answer is the speaker's mention in the context, and no answer where nobody was "
        "found there."
    ),
    "tokens": (
        "`tokens` has the articles as `tokens` and `tags` (IOB2: QUOTE, SPEAKER, CUE, ROLE), with `starts`, the offset "
        "of each token in the article's text."
    ),
}


def card_text(manifest: Manifest, sizes: Sizes, statistics: Statistics, coverage: Coverage, sample: Row | None) -> str:
    """Return the card below its YAML, with a ``sample`` of the rows. Its length does not grow with their number."""
    template = Template((Path(__file__).parent / "card.md").read_text(encoding="utf-8"))
    counts, settings = manifest.counts, manifest.settings
    with_rows = [name for name, splits in sizes.items() if splits]
    return template.substitute(
        name=manifest.name,
        version=manifest.version,
        summary=summary(manifest),
        coverage=_coverage(coverage),
        chart=_chart(statistics),
        sample=_sample(sample),
        texts=_texts(manifest),
        views=_views(manifest),
        load="\n".join(_load_lines(manifest.name, manifest.version, with_rows)),
        default=with_rows[0],
        a_split=next(iter(sizes[with_rows[0]])),
        rejected=plural(counts.rejected, "span"),
        quotes=plural(counts.quotes, "quotation"),
        clusters=plural(counts.clusters or 0, "saying"),
        reposts=counts.reposts,
        articles=plural(counts.articles, "article"),
        split_rule=_split_rule(manifest.split_rule),
        held_out=_held_out(counts.held_out),
        splits=_split_table(sizes),
        empty="" if sizes["quotes"] else ", and so is the configuration `quotes`: this version holds no quotation",
        quote_fields=_field_table("quote"),
        article_fields=_field_table("article"),
        tool=manifest.tools["quote-attribution"],
        checked=_checked(settings.get(REVISED_FROM), counts),
        pipeline=f"`{settings.get('spacy_model')}` {settings.get('spacy_model_version')}",
        set_aside=_set_aside(settings),
        not_english=_not_english(counts.not_english, settings),
        skipped=_skipped(counts.skipped),
        audited=_audited(manifest.audit),
        thresholds=_thresholds(statistics),
        measured=_measured(settings),
        counts=_count_table(counts, statistics),
        sources=_sources(coverage.sources),
        personal=personal_information(statistics),
        biases=biases(statistics, coverage),
        statement=data_statement(manifest, coverage),
        limits="\n".join(f"- {limit}" for limit in limits_of(counts)),
        licences=_ranking_table(("licence", "articles"), coverage.licences, "not given"),
        bibtex=render_bibtex(manifest),
        rows_digest=manifest.rows_digest,
    )


def _coverage(coverage: Coverage) -> str:
    parts = []
    if coverage.sources.different:
        parts.append(f"come from {plural(coverage.sources.different, 'source')}")
    if coverage.first and coverage.first == coverage.last:
        parts.append(f"were published on {coverage.first}")
    elif coverage.first:
        parts.append(f"were published from {coverage.first} to {coverage.last}")
    if coverage.languages.different:
        languages = ", ".join(map(inline, coverage.languages.top))
        parts.append(f"are marked as {languages}")
    return f" The articles, where they say so, {_joined(parts)}." if parts else ""


def _joined(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _chart(statistics: Statistics) -> str:
    if not statistics.quotes:
        return ""
    panels = {
        "Most quoted": dict(list(statistics.speakers.items())[:BARS]),
        "Roles": role_bars(statistics.roles),
        "Confidence": {tenth.replace("-", " to "): n for tenth, n in statistics.confidence.items() if n},
    }
    words = (
        f"{title}: {', '.join(f'{inline(name)} ({count:,})' for name, count in counts.items()) or 'none'}."
        for title, counts in panels.items()
    )
    return f"![Three bar charts. {' '.join(words)}]({CHART})\n\n"


def _sample(row: Row | None) -> str:
    if row is None:
        return ""
    text = json.dumps(row, ensure_ascii=False, indent=2)
    return f"## A row\n\nAs in `{QUOTES}` and in the Parquet files:\n\n```json\n{text}\n```\n\n"


def _texts(manifest: Manifest) -> str:
    """Return what of the articles is not published, and how to restore it; nothing where all is."""
    level = level_of(manifest)
    places = {ARTICLES: "`text`", REJECTED: "`text`", QUOTES: "`context.text`"}
    missing = [f"{place} in `{file}`" for file, place in places.items() if not is_published(level, file)]
    if not missing:
        return ""
    return (
        f"## The texts\n\n{PUBLISHED[level]} {_joined(missing)} are null; offsets and digests are those of the whole "
        "texts. Whoever has the articles can fill in the rest:\n\n"
        "```sh\n# `pip install .` in a checkout of quote-attribution\n"
        "quotes restore path/to/this/folder ARTICLES...\n```\n\n"
        "Articles are known by their `digest`, and the rows must come to the digest that `manifest.json` gives for "
        "them, "
        f"`{manifest.full_rows_digest}`.\n\n"
    )


def _views(manifest: Manifest) -> str:
    made = [view.name for view in views_of(level_of(manifest))]
    left_out = [f"`{name}`" for name in _VIEWS if name not in made]
    parts = [_VIEWS[name] for name in made]
    if made:
        parts.append("Stock training scripts of their kind train on them as they are.")
    if left_out:
        parts.append(f"Not here, because texts are missing: {_joined(left_out)}; `quotes restore` makes them.")
    return " ".join(parts)


def _load_lines(name: str, version: str, with_rows: list[str]) -> Iterator[str]:
    for index, config in enumerate(with_rows):
        words = f', "{config}"' if index else ""
        yield f'{config} = load_dataset("path/to/this/folder"{words})'
    yield f'# this version from the Hub: load_dataset("ORG/{name}", revision="v{version}")'


def _split_table(sizes: Sizes) -> str:
    lines = ["| configuration | split | rows |", "|---|---|---:|"]
    for name, splits in sizes.items():
        lines.extend(f"| `{name}` | {split} | {size.rows:,} |" for split, size in splits.items())
    return "\n".join(lines)


def _field_table(record_type: str) -> str:
    return "\n".join(["| column | type | what |", "|---|---|---|", *_field_rows(record_type, schema.load(record_type))])


def _field_rows(record_type: str, rules: Mapping[str, Any], above: str = "") -> Iterator[str]:
    for name, rule in rules["properties"].items():
        kind = schema.kind_of(rule)
        kind = f"list of {schema.kind_of(rule['items'])}s" if kind == "array" else kind
        nullable = " or null" if "null" in rule["type"] else ""
        yield f"| `{above}{name}` | {kind}{nullable} | {_what(record_type, rule)} |"
        yield from _field_rows(record_type, rule, f"{above}{name}.") if "properties" in rule else ()


def _what(record_type: str, rule: Mapping[str, Any]) -> str:
    """Return a field's description; of a long one with an enumeration, the values, and where they are explained."""
    description = " ".join(rule.get("description", "").split()).replace("|", "\\|")
    values = [f"`{value}`" for value in rule.get("enum", ()) if value is not None]
    if values and len(description) > _LONG:
        return f"One of {', '.join(values)}: [explained in the schema](schemas/{schema.path(record_type).name})."
    if values and not all(value.strip("`") in description for value in values):
        return f"{description} One of {', '.join(values)}."
    return description


def _thresholds(statistics: Statistics) -> str:
    if not statistics.quotes:
        return ""
    lines = ["| confidence of at least | rows left | share | expected to be right |", "|---|---:|---:|---:|"]
    lowest = [float(tenth.partition("-")[0]) for tenth in statistics.confidence]
    counts, expected = list(statistics.confidence.values()), list(statistics.expected.values())
    for index in (0, 5, 7, 8, 9):
        left = sum(counts[index:])
        right = f"{sum(expected[index:]) / left:.0%}" if left else "–"
        lines.append(f"| {lowest[index]:.1f} | {left:,} | {left / statistics.quotes:.0%} | {right} |")
    sure = f"{statistics.sure:,} of {plural(statistics.quotes, 'row')} have a confidence of .95 and more."
    return "\n".join(["", *lines, "", sure, ""])


def _measured(settings: Mapping[str, Any]) -> str:
    """Return the figures of the weights that ship, if they are those of this release."""
    if settings.get("weights") != Model.load().digest:
        return (
            "The weights of this version are not those that ship with the tool, so its published figures do not hold "
            "here. `quotes evaluate GOLD` measures them on annotated articles."
        )
    section = re.search(r"^## How well it does\n(.*?)(?=^## |\Z)", model_card(), re.S | re.M)
    figures = section[1].strip() if section else ""
    return (
        "The weights are those that ship with the tool. Measured on annotated articles that they were not trained on:"
        f"\n\n{figures}\n\nArticles of another kind, another time or another parse may fare worse; those that the "
        "weights were trained on (the tool's own seed articles) fare better."
    )


def _count_table(counts: Counts, statistics: Statistics) -> str:
    known = {
        "": statistics.quotes,
        "with a speaker": statistics.with_speaker,
        "with a speaker's full name": statistics.with_name,
        "with a role": statistics.with_role,
    }
    groups = {
        "quotations": known,
        "utterances": {"": statistics.utterances},
        "kind": statistics.kinds,
        "form of the mention": statistics.forms,
        "category of the role": statistics.roles,
        "method": statistics.methods,
        "reason of rejection": counts.rejected_by_reason,
    }
    lines = ["| what | | rows |", "|---|---|---:|"]
    for group, values in groups.items():
        for index, (value, number) in enumerate(values.items()):
            lines.append(f"| {'' if index else group} | {value} | {number:,} |")
    return "\n".join(lines)


def _sources(ranking: Ranking) -> str:
    if not ranking.different:
        return ""
    return f"\n\n{_ranking_table(('source', 'articles'), ranking, 'not given')}"


def _ranking_table(head: tuple[str, str], ranking: Ranking, missing: str) -> str:
    rows = [(inline(name) or missing, count) for name, count in ranking.top.items()]
    if ranking.different > len(rows):
        rows.append((f"{ranking.different - len(rows):,} more", ranking.rows - sum(ranking.top.values())))
    lines = [f"| {name} | {number:,} |" for name, number in rows]
    return "\n".join([f"| {head[0]} | {head[1]} |", "|---|---:|", *lines])


def _split_rule(rule: Mapping[str, Any]) -> str:
    if rule["by"] == "time":
        first, second = rule["validation_from"], rule["test_from"]
        return f"Split by time: validation begins on {first}, test on {second}."
    if rule["by"] == "source":
        return "Split by source: no source is in two splits."
    return "About 80 % of the articles are in train, 10 % in validation, 10 % in test, by SHA-256."


def _held_out(rows: Mapping[str, int]) -> str:
    if not any(rows.values()):
        return "No row is held out."
    return (
        f"{plural(rows['articles'], 'article')} with {plural(rows['quotes'], 'quotation')} would link splits: they are "
        "in the JSON Lines, their `split` is null, and they are in no Parquet file."
    )


def _checked(revised_from: str | None, counts: Counts) -> str:
    if revised_from is None and counts.reviewed:
        others = " Nobody checked the others." if counts.reviewed < counts.quotes else ""
        return (
            f"people decided on {counts.reviewed:,} of {plural(counts.quotes, 'quotation')}: there "
            "`attribution.method` is `reviewed`, `review` says who and when, and `detected` what the program itself "
            f"says.{others} `corrections.jsonl` keeps all decisions."
        )
    if revised_from is None:
        return "no person has checked these rows."
    return f"then a person corrected rows of version {revised_from}; `CHANGES.md` says which."


def _audited(audit: Audit | None) -> str:
    if audit is None:
        return ""
    parts = []
    if audit.checked:
        shares = {"person": audit.person, "speaker": audit.speaker, "role": audit.role, "speech": audit.speech}
        words = ", ".join(f"{part} right {_estimate(one)}" for part, one in shares.items() if one)
        parts.append(f"{audit.checked:,} of {plural(audit.rows, 'row')}, {words}")
    if audit.missed:
        missed = audit.missed
        whole = f"{missed.read:,} of {plural(missed.articles, 'article')} read whole"
        parts.append(f"{whole}, {_estimate(missed.estimate)} of the quotations missed")
    return (
        f"People have checked: {'; '.join(parts)}. These are rows of {inline(audit.release)}, drawn by chance and "
        "judged as they stood there, with 95 % intervals; what was put right since is right here.\n\n"
    )


def _estimate(one: Estimate) -> str:
    return f"{_two_digits(one.share)} ({_two_digits(one.low)}–{_two_digits(one.high)})"


def _two_digits(share: float) -> str:
    return f"{share:.2f}".removeprefix("0")


def _set_aside(settings: Mapping[str, Any]) -> str:
    least = settings.get("min_confidence")
    return f" Quotations with a confidence below {least} were set aside, as `low_confidence`." if least else ""


def _not_english(number: int, settings: Mapping[str, Any]) -> str:
    if not number:
        return ""
    articles = (
        f" Not in English {'is' if number == 1 else 'are'} {plural(number, 'article')}, whose `english` is false: "
    )
    if settings.get("any_language"):
        return f"{articles}no confidence is above {SUREST_ELSEWHERE} there."
    return f"{articles}no quotations were looked for there."


def _skipped(number: int) -> str:
    if not number:
        return "No article of the input was left out."
    return f"{number} of the input's articles could not be used and were left out; `manifest.json` says which."
