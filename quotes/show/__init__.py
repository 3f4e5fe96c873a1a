"""Show an article with its quotations: in the terminal, or as a page."""

from __future__ import annotations

from quotes.show.difference_page import render_difference_page
from quotes.show.page import render_html
from quotes.show.terminal import render_terminal

__all__ = [
    "render_difference_page",
    "render_html",
    "render_terminal",
]
