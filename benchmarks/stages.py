"""Say where the detector's time goes, by stage.

    python benchmarks/stages.py [ARTICLES.jsonl] [--every N]

The detector runs as it is, with one thread. A thousand times a CPU second the system interrupts it, and the CPU time
since the last time is put down to the stage of the innermost function that STAGES knows by its file; a file of this
project that STAGES does not know is a stage of its own. No function is slowed down by that more than another. Code in C
is interrupted only when it returns; its time goes to the stage that called it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from types import CodeType, FrameType

import click
from measuring import ONE_THREAD, ROOT, machine, table

os.environ.update(ONE_THREAD)  # before numpy is imported

SECONDS_BETWEEN_NOTES = 0.001
STAGES = {
    "quotes/detection/": "scan, speech or not",
    "quotes/parsing/passages.py": "align the parse",
    "quotes/parsing/": "cut sentences, read the plain ones",
    "quotes/speakers/contexts.py": "candidates and cues",
    "quotes/speakers/mentions.py": "candidates and cues",
    "quotes/speakers/noun_phrases.py": "candidates and cues",
    "quotes/speakers/cues.py": "candidates and cues",
    "quotes/speakers/": "features, decision",
    "quotes/names/": "names",
    "quotes/coreference/": "names",
    "quotes/roles/": "roles",
    "quotes/record": "records",
    "json/": "JSON",
}
CALLER = ("quotes/english/", "quotes/model.py")  # they work for whoever calls them
UNKNOWN = "the rest"


@click.command()
@click.argument("articles", type=click.Path(exists=True, path_type=Path), default=ROOT / "seeds" / "gold.jsonl")
@click.option("--every", type=click.IntRange(min=1), default=1, help="Take every so manieth article.")
@click.option("--limit", type=click.IntRange(min=1), help="Take so many articles at most.")
def main(articles: Path, every: int, limit: int | None) -> None:
    """Print the share of each stage of the detector's CPU time on ARTICLES, one a line with its text."""
    sys.path.insert(0, str(ROOT))  # this checkout's code, whichever is installed
    from quotes import Article, Detector

    with articles.open(encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for line in islice(file, 0, None, every)][:limit]
    detector = Detector()
    detector.detect("“It leaks,” she said.")
    given = (Article(id=str(number), text=text) for number, text in enumerate(texts))
    clock = Clock()
    with clock:
        for detection in detector.pipe(given):
            for quote in detection.quotes:
                json.dumps(quote.to_dict(), ensure_ascii=False)
    total = sum(clock.spent.values())
    click.echo(f"{len(texts)} articles, {total / len(texts) * 1000:.1f} CPU ms an article; {machine()}\n")
    rows = [
        [stage, f"{100 * seconds / total:.1f} %", f"{seconds / len(texts) * 1000:.2f}"]
        for stage, seconds in clock.spent.most_common()
    ]
    click.echo(table(["", "share", "CPU ms an article"], rows))


class Clock:
    """Notes CPU time by stage while it is entered."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._stages: dict[CodeType, str | None] = {}
        self._last = 0.0

    def __enter__(self) -> None:
        signal.signal(signal.SIGPROF, self._note)
        self._last = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, SECONDS_BETWEEN_NOTES, SECONDS_BETWEEN_NOTES)

    def __exit__(self, *_: object) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)

    def _note(self, _: int, frame: FrameType | None) -> None:
        now = time.process_time()
        self.spent[next(self._known(frame), UNKNOWN)] += now - self._last
        self._last = now

    def _known(self, frame: FrameType | None) -> Iterator[str]:
        while frame is not None:
            code = frame.f_code
            if code.co_name == "_pipe" and code.co_filename.endswith("spacy/util.py"):
                yield f"spaCy: {frame.f_locals['name']}"
            if code not in self._stages:
                self._stages[code] = stage_of(code.co_filename, code.co_name)
            if found := self._stages[code]:
                yield found
            frame = frame.f_back


def stage_of(path: str, function: str) -> str | None:
    """Return the stage of a function, or None where its caller tells."""
    if path.endswith("spacy/language.py") and function in {"make_doc", "_ensure_doc"}:
        return "spaCy: tokens"
    parts = Path(path).parts
    package = next((name for name in ("quotes", "json") if name in parts[:-1]), None)
    if package is None:
        return None
    inside = "/".join(parts[len(parts) - parts[::-1].index(package) - 1 :])
    if inside.startswith(CALLER):
        return None
    return next((stage for prefix, stage in STAGES.items() if inside.startswith(prefix)), inside)


if __name__ == "__main__":
    main()
