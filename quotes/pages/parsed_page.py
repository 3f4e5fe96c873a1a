"""Parse a page, or say why it is none that can be read."""

from __future__ import annotations

import re
from typing import Any

from quotes.errors import ArticleError, NoArticleTextError

LARGEST_PAGE = 10_000_000
"""Characters of a page that is read; a larger one is no article, and would take minutes."""
MOST_ELEMENTS = 100_000
"""Elements of a page that is read: trafilatura's time grows with their square, and the longest articles have half."""
_NEVER_CLOSED = re.compile(r"</?(?:b|big|center|em|font|i|small|span|strong|u)(?:\s[^<>]*)?>", re.IGNORECASE)


def parse_page(source: str, *, where: str) -> Any:
    """Return the tree of a page.

    lxml stops without a word at the 256th element inside another, so that elements which nobody closed cost the rest of
    a page; it is read without those that only say how words look, then.
    """
    if len(source) > LARGEST_PAGE:
        problem = f"a page of {len(source):,} characters; none with more than {LARGEST_PAGE:,} is read"
        raise ArticleError(where, problem)
    tree, whole = _parse(source)
    if not whole:
        tree, whole = _parse(_NEVER_CLOSED.sub("", source))
    if not whole:
        raise ArticleError(where, "elements stand in one another more than 255 deep; the rest of the page is not read")
    if tree is None or len(tree) == 0:
        raise no_article(where)
    if (count := sum(1 for _ in tree.iter())) > MOST_ELEMENTS:
        problem = f"a page of {count:,} elements; none with more than {MOST_ELEMENTS:,} is read"
        raise ArticleError(where, problem)
    return tree


def _parse(source: str) -> tuple[Any, bool]:
    """Return the tree, and whether it holds the whole page."""
    from trafilatura.utils import HTML_PARSER, load_html

    tree = load_html(source)
    return tree, all(error.type_name != "ERR_RESOURCE_LIMIT" for error in HTML_PARSER.error_log)


def no_article(where: str) -> NoArticleTextError:
    """Return the error of a page without an article."""
    return NoArticleTextError(where, "no article text found in the page")
