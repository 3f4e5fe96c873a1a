"""Show an article with its quotations: in the terminal, or as a page; or what two say of it."""

from __future__ import annotations

from quotes.show.difference_page import render_difference_page
from quotes.show.page import render_html
from quotes.show.side_by_side import Pair, marked, render_pairs, table
from quotes.show.terminal import render_terminal

__all__ = [
    "Pair",
    "marked",
    "render_difference_page",
    "render_html",
    "render_pairs",
    "render_terminal",
    "table",
]
