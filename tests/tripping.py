"""A spaCy component that trips over some words, as a faulty pipeline does over some articles."""

import os
import signal
import time
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

_SECONDS_AT_MOST = 60


class Trip:
    """Raises at “a faulty mess”, ends its process at “a deadly mess”, waits for the file ``go`` at “a slow mess”."""

    def __init__(self, folder: Path) -> None:
        self._go = folder / "go"

    def __call__(self, doc: Doc) -> Doc:
        if "a faulty mess" in doc.text:
            raise RuntimeError("one word\ntoo many")
        if "a deadly mess" in doc.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "a slow mess" in doc.text:
            end = time.monotonic() + _SECONDS_AT_MOST
            while not self._go.exists() and time.monotonic() < end:
                time.sleep(0.05)
        return doc


@Language.factory("trip", default_config={"folder": "."})
def trip(nlp: Language, name: str, folder: str) -> Trip:
    return Trip(Path(folder))
