"""From the source of a page to its article."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from quotes.pages.article_body import claim_article, join_chunks
from quotes.pages.attributions import name_block_quotations
from quotes.pages.block_quotations import mark_block_quotations
from quotes.pages.extraction import (
    extract_text,
    find_headings,
    heading_keys,
    hidden_paragraphs,
    paragraphs_of,
    quotations_left_out,
)
from quotes.pages.inline import settle_words
from quotes.pages.json_ld import fuller_body, objects_of
from quotes.pages.line_breaks import make_paragraphs, unfold_tables
from quotes.pages.page_metadata import read_metadata
from quotes.pages.parsed_page import no_article, parse_page
from quotes.pages.pull_quotes import leave_out_pull_quotes
from quotes.pages.surroundings import leave_out_surroundings


@dataclass(frozen=True, kw_only=True, slots=True)
class WebPage:
    """An article on the web: its text, and what the page says of it; None where it says nothing.

    ``headings`` are the offsets of the lines of the text that the page sets as headings, ``left_out`` quotations of its
    body that are not in the text.
    """

    text: str
    headings: tuple[int, ...]
    left_out: tuple[str, ...]
    title: str | None
    url: str | None
    source: str | None
    author: str | None
    published: str | None
    language: str | None
    license: str | None


def read_page(source: str, *, where: str) -> WebPage:
    """Return the article of a page; trafilatura finds it in a tree prepared for it. An ArticleError says why not.

    What HTML says by elements is said in characters before: marks around ``<q>`` and block quotations, paragraphs for
    line breaks. A paragraph a line; a line that opens with a dash below a quotation names its speaker.
    """
    tree = parse_page(source, where=where)
    data = objects_of(tree)
    metadata = read_metadata(tree, data)
    prepared = deepcopy(tree)
    claim_article(prepared)
    hidden = hidden_paragraphs(prepared)
    _say_in_characters(prepared)
    leave_out_surroundings(prepared)
    join_chunks(prepared)
    paragraphs = paragraphs_of(prepared)
    leave_out_pull_quotes(prepared)
    mark_block_quotations(prepared)
    set_as_headings = heading_keys(prepared)
    text = fuller_body(data, extract_text(prepared), _prepare)
    if not text:
        raise no_article(where)
    left_out = quotations_left_out([*paragraphs, *hidden], text)
    return WebPage(text=text, headings=find_headings(text, set_as_headings), left_out=left_out, **metadata)


def _say_in_characters(tree: Any) -> None:
    settle_words(tree)
    unfold_tables(tree)
    name_block_quotations(tree)
    make_paragraphs(tree)


def _prepare(tree: Any) -> None:
    _say_in_characters(tree)
    mark_block_quotations(tree)
