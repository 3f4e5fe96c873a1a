"""Read posts of social networks that a page embeds: what was posted, and from which account."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from quotes.pages.markup import names_of, words_of

_NETWORKS = frozenset("twitter tweet instagram tiktok bluesky mastodon facebook fb threads truthsocial".split())
_ACCOUNT = re.compile(r"(?:^|[—–-]|shared by)\s*([^\n(—–]{1,80}?)\s*\((@[\w.-]{2,60})\)")
_POSTED_BY = re.compile(r"Posted by (.{2,60}?) on\b")
_HANDLE = re.compile(r"@[\w.-]{2,60}")
_ADDRESS_HANDLE = re.compile(r"https?://[^/\s]+/(?:profile/)?(@?[\w.-]{2,60})/(?:status|video|post)")
_ADDRESS = re.compile(r"\s*(?:https?://\S+|pic\.(?:twitter|x)\.com/\S+|\[image or embed\])")
_WORD = re.compile(r"\w")
_NO_WORDS = ("View this post on", "A post shared by", "Post by @", "Posted by", "Tweet may have been deleted", "♬")
_INNER = str.maketrans({"“": "‘", "”": "’"})


def is_post(block: Any) -> bool:
    """Tell whether a block quotation is a post: its class says so, or an account signs it."""
    return bool(names_of(block) & _NETWORKS) or _ACCOUNT.search(words_of(block)) is not None


def read_post(block: Any) -> tuple[list[str], str]:
    """Return the paragraphs of a post in marks, marks inside them the single ones, and the name of its account.

    A post without words is empty: a picture, or one that a script would fetch.
    """
    for one in block.iter("br"):
        one.tail = f" {one.tail or ''}"
    paragraphs = [words_of(one) for one in block.iter("p")]
    account = _ACCOUNT.search(words_of(block))
    lines = [line for words in paragraphs if _WORD.search(line := _words(words))]
    if not lines:
        return [], ""
    posted = _POSTED_BY.search(words_of(block))
    name = f"{account[1]} ({account[2]})" if account else posted[1] if posted else _handle(block)
    return marked(lines), name


def marked(lines: Sequence[str]) -> list[str]:
    """Return paragraphs with an opening mark each, and a closing one at the end."""
    return [f"“{line}" for line in lines[:-1]] + [f"“{line}”" for line in lines[-1:]]


def inner(lines: Sequence[str]) -> list[str]:
    """Return paragraphs that marks will stand around, with the single ones inside them."""
    return [re.sub(r'"([^"]*)"', r"‘\1’", line).translate(_INNER) for line in lines]


def _words(paragraph: str) -> str:
    account = _ACCOUNT.search(paragraph)
    if account is not None:
        paragraph = paragraph[: account.start()]
    if paragraph.startswith(_NO_WORDS):
        return ""
    return inner([_ADDRESS.sub("", paragraph).strip()])[0]


def _handle(block: Any) -> str:
    for link in block.iter("a"):
        if found := _HANDLE.fullmatch(words_of(link)):
            return found[0]
    for address in (block.get("cite", ""), *(link.get("href", "") for link in block.iter("a"))):
        if found := _ADDRESS_HANDLE.match(address):
            return found[1] if found[1].startswith("@") else f"@{found[1]}"
    return ""
