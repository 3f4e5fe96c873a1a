"""Read web pages as readers see them: the article's text with all its marks, and what the page says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quotes import lazily

if TYPE_CHECKING:
    from quotes.pages.parsed_page import LARGEST_PAGE
    from quotes.pages.text_fragments import is_link_to, link_to
    from quotes.pages.web_page import WebPage, read_page
else:
    __getattr__ = lazily(
        __name__,
        {"parsed_page": "LARGEST_PAGE", "text_fragments": "is_link_to link_to", "web_page": "WebPage read_page"},
    )

__all__ = ["LARGEST_PAGE", "WebPage", "is_link_to", "link_to", "read_page"]
