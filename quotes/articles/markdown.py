"""Read Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotes.articles.decoding import decode
from quotes.articles.fields import to_article
from quotes.articles.reader import File, OnError, ReadingSettings
from quotes.records import Article

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_SIMPLE = re.compile(
    r"""^(\w+):[ \t]+(?:"([^"\\\n]*)"|'([^'\n]*)'|([^\s"'\[{|>&*!#][^\r\n]*))[ \t]*\r?$""", re.MULTILINE
)
_HEADING = re.compile(r"^# [ \t]*(\S.*)$", re.MULTILINE)
_METADATA = {
    "title": "title",
    "date": "published",
    "published": "published",
    "url": "url",
    "source": "source",
    "author": "author",
    "language": "language",
    "lang": "language",
    "license": "license",
}


def read_markdown(file: File, settings: ReadingSettings, report: OnError) -> Iterator[tuple[str, Article]]:
    """Yield the one article of a .md; its text is the whole file, its front matter also gives title, date and url."""
    with file.open() as stream:
        text = decode(stream.read(), where=file.where, encoding=settings.encoding)
    row = {**_metadata(text), "id": file.id, "text": text}
    yield file.where, to_article(row, where=file.where, fields={})


def _metadata(text: str) -> dict[str, str]:
    front = _FRONT_MATTER.match(text)
    heading = _HEADING.search(text, front.end() if front else 0)
    values = {"title": _without_closing(heading[1])} if heading else {}
    if front:
        for key, *quoted, bare in _SIMPLE.findall(front[1]):
            if key.lower() in _METADATA:
                values[_METADATA[key.lower()]] = "".join((*quoted, bare.rstrip(" \t")))
    return values


# Not part of the pattern: a run of blanks would be tried from each of them.
def _without_closing(heading: str) -> str:
    """Return a heading without the signs that may close it: ``Noon ##``."""
    line = heading.rstrip(" \t\r")
    bare = line.rstrip("#")
    return bare.rstrip(" ") if bare.endswith(" ") else line
