"""Take out of a page what stands beside its article: comments, teasers of other articles, code, lines of metadata."""

from __future__ import annotations

import re
from typing import Any

from quotes.pages.attributions import may_sign
from quotes.pages.markup import CONTAINERS, HEADINGS, PHRASING, names_of, remove, words_of

# What a class or id must name for trafilatura to leave an element out. It asks for letters, and so finds "yin" in
# "saying" and "bar" in "embargoed": short names count as whole words here, long ones also as a part.
_SURROUNDING_NAMES = frozenset(
    """
    ad ads author authors bar bio caption captions credit embed embedded expand footer hidden hide icon infos jp menu
    message messages meta more nav navbar navbox options overlay paid permission popular premium promo promos rating
    ratings reply share sharing shares slide slider slides social sponsor stories subnav tag tags teaser toolbar
    viewport viral widget
    """.split()
)
_SURROUNDING_PARTS = re.compile(
    "advert|authorbio|authorprofile|banner|breadcrumb|byline|button|comment(?!ary)|consent|cookie|criteo|disqus|linkedin"
    "|navigation|newsletter|noprint|outbrain|pagination|recirc|recommend|related|revcontent|sharebar|sidebar|slideshow"
    "|sociable|sponsored|subscri(?!ber)|syndication|taboola|timestamp"
)
_OTHER_ARTICLES = re.compile(
    r"^(?:comments?$|consent|disqus|newsletter|outbrain|recirc|recommended|related|revcontent|signup|subscri(?!ber)|taboola)"
)
_METADATA = frozenset("author byline contributor date dateline dek modified published pubdate time timestamp".split())
_BODY = re.compile(
    r"(?:entry|art|article|story|post|page|text)[-_]*(?:body|content|text)|articleBody|ArticleBody|StoryBody|storyBody|body-?text"
)
_BIOGRAPHY = frozenset("authorbio bio biography".split())
_LONGEST_BIOGRAPHY = 250
"""Words of a note on who wrote the article."""
_FEWEST_TEASERS = 2
_LONGEST_TEASER = 40
"""Words of what a page says of another article below its title."""
_CODE = frozenset("brush code highlight hljs language prettyprint prism sourcecode syntax".split())
_ARTICLE = ".//*[@itemprop='articleBody']"
_FRAMES = frozenset("aside figure footer form header nav".split())
_LABEL_WORDS = 3
_LINK_WORDS = 4
_TITLE_END = re.compile(r"[.!?:,;”\"’']$")


def leave_out_surroundings(tree: Any) -> None:
    """Take out comments, related links, code and lines of metadata; take away names that only look like a menu's."""
    _forget_lookalikes(tree)
    remove(tree, [element for element in tree.iter("pre") if _is_code(element)])
    remove(tree, [element for element in tree.iter(*CONTAINERS, "ul", "ol", "p") if _is_surrounding(element)])


def _forget_lookalikes(tree: Any) -> None:
    from trafilatura.xpaths import OVERALL_DISCARD_XPATH

    for expression in OVERALL_DISCARD_XPATH:
        for element in expression(tree):
            if not _names_surroundings(element) and "aria-hidden" not in element.attrib:
                for name in ("class", "id", "style"):
                    element.attrib.pop(name, None)


def _is_surrounding(element: Any) -> bool:
    if element.tag == "p":
        return _is_metadata(element) or _leads_elsewhere(element)
    if element.tag in {"body", "main"} or next(element.iter("h1", "main"), None) is not None:
        return False
    return is_beside(element) and element.find(_ARTICLE) is None


def is_beside(element: Any) -> bool:
    """Tell whether a container says of itself that it is no article, or looks like what leads to others."""
    if body_name(element):
        return False
    names = names_of(element)
    return any(map(_OTHER_ARTICLES.search, names)) or _is_biography(element, names) or holds_teasers(element)


def body_name(element: Any) -> str | None:
    """Return what an element is called that says to be an article's body."""
    if element.get("itemprop") == "articleBody":
        return "articleBody"
    named = _BODY.search(element.get("class", "")) or _BODY.search(element.get("id", ""))
    return named[0] if named else None


def _is_biography(element: Any, names: frozenset[str]) -> bool:
    """Tell whether an element says of itself that it is about who wrote the article."""
    return bool(names & _BIOGRAPHY) and len(words_of(element).split()) <= _LONGEST_BIOGRAPHY


def holds_teasers(element: Any) -> bool:
    """Tell whether an element leads to other articles: headings that are links, and a line or two below each."""
    headings = [*element.iter(*HEADINGS)]
    if len(headings) < _FEWEST_TEASERS or not all(targets := [*map(_target, headings)]):
        return False
    if len({*targets}) < _FEWEST_TEASERS:
        return False
    return all(len(words_of(one).split()) <= _LONGEST_TEASER for one in element.iter("p", "li"))


def _target(heading: Any) -> str | None:
    """Return the page to which a heading leads, without a place in it; None where there is no link to another."""
    link = next(heading.iterancestors("a"), None)
    if link is None:
        link = heading.find(".//a")
        if link is None or words_of(link) != words_of(heading):
            return None
    return str(link.get("href", " ")).partition("#")[0] or None


def _is_code(element: Any) -> bool:
    return element.find(".//code") is not None or bool(names_of(element) & _CODE)


def is_surrounding(element: Any) -> bool:
    """Tell whether an element is or stands in a menu, a card, a caption or another frame beside an article."""
    return _names_surroundings(element) or any(
        parent.tag in _FRAMES or (parent.tag != "body" and _names_surroundings(parent))
        for parent in element.iterancestors("div", "section", "ul", "ol", *_FRAMES)
    )


def _names_surroundings(element: Any) -> bool:
    names = names_of(element)
    return bool(names & _SURROUNDING_NAMES) or any(map(_SURROUNDING_PARTS.search, names))


def _is_metadata(paragraph: Any) -> bool:
    """Tell whether a paragraph holds little more than who wrote it and when."""
    if not len(paragraph) or paragraph.getparent() is None or _is_cited(paragraph):
        return False
    named = [one for one in paragraph.iter(*PHRASING) if one.tag == "time" or _names_metadata(one)]
    if not named:
        return False
    words = words_of(paragraph)
    said = sum(len(words_of(one).split()) for one in named if one.getparent() not in named)
    return len(words.split()) - said <= _LABEL_WORDS and not _TITLE_END.search(words)


def _names_metadata(element: Any) -> bool:
    stated = f"{element.get('rel', '')} {element.get('itemprop', '')}"
    return "author" in stated or bool(names_of(element) & _METADATA)


def _is_cited(element: Any) -> bool:
    return next(element.iterancestors("blockquote", "figure"), None) is not None


def _leads_elsewhere(paragraph: Any) -> bool:
    """Tell whether a paragraph is a link to another page: its title, which no full stop ends."""
    link = paragraph.find(".//a")
    if link is None or _is_cited(paragraph) or may_sign(paragraph):
        return False
    words, linked = words_of(paragraph), words_of(link)
    label = words.removesuffix(linked).rstrip(" .")
    if label == words.rstrip(" .") or len(linked.split()) < _LINK_WORDS or linked.endswith("."):
        return False
    return (label.endswith(":") and len(label.split()) <= _LINK_WORDS) or (not label and not _TITLE_END.search(linked))
