"""Show an article with its quotations: in the terminal, or as a page; or what two say of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes import lazily

if TYPE_CHECKING:
    from quotes.show.difference_page import render_difference_page
    from quotes.show.page import render_html
    from quotes.show.side_by_side import Pair, marked, render_pairs, table
    from quotes.show.terminal import render_terminal
else:
    __getattr__ = lazily(
        __name__,
        {
            "difference_page": "render_difference_page",
            "page": "render_html",
            "side_by_side": "Pair marked render_pairs table",
            "terminal": "render_terminal",
        },
    )

__all__ = [
    "Pair",
    "marked",
    "render_difference_page",
    "render_html",
    "render_pairs",
    "render_terminal",
    "table",
]
