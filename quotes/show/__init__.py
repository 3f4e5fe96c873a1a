"""Show an article with its quotations: in the terminal, or as a page."""

from __future__ import annotations

from quotes.show.difference_page import render_difference_page
from quotes.show.page import render_html
from quotes.show.terminal import render_terminal
from quotes.show.text_fragments import link_to

__all__ = [
    "link_to",
    "render_difference_page",
    "render_html",
    "render_terminal",
]
