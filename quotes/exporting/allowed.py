"""What names of files and XML allow: ids and texts may be anything."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path
from typing import TextIO

from quotes.errors import ReleaseError

_LONGEST = 80
"""Characters of a name, so that with any suffix it fits into the 255 bytes that file systems allow."""


def file_name(article_id: str) -> str:
    """Return the id where every file system takes it as a name; else what it takes of it, and a digest of the whole."""
    plain = re.sub(r"[^A-Za-z0-9_.-]+", "-", article_id).strip(".-")[:_LONGEST]
    return plain if plain == article_id else f"{plain}-{sha256(article_id.encode()).hexdigest()[:8]}".lstrip("-")


def new_text_file(path: Path) -> TextIO:
    """Open a file that is not there yet for text in UTF-8, line ends as they are.

    Raises a ReleaseError where two ids are one name, as "A1" and "a1" on some systems.
    """
    try:
        return path.open("x", encoding="utf-8", newline="")
    except FileExistsError as error:
        raise ReleaseError(
            f"{path.name}: two articles have this name on this system, as their ids are so alike"
        ) from error


_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""All but the characters of XML 1.0, section 2.2."""


def xml_text(text: str) -> str:
    """Return the text with U+FFFD for each character that XML cannot hold, so that offsets stay."""
    return _NO_XML.sub("\ufffd", text)
