"""Tampered releases, through all commands: none may fail but in one line, and none may give rows that are not true."""

from __future__ import annotations

import os
import random
import shutil
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hostile.damage import CHANGES
from hostile.forge import CONFIGS, FORGERIES, Target, follow, forged_rows
from hostile.ledger import Box, Ledger, listing, quotes

import quotes as library
from quotes.dataset.release.manifest import file_entry
from quotes.dataset.release.release import open_any_schema
from quotes.errors import QuotesError

if TYPE_CHECKING:
    from hub_server import Hub

NAME, VERSION = "harbor", "1.0.0"
REPO = f"acme/{NAME}"
LEVELS = ("full", "context", "none")
_ON_THE_HUB = 0.2  # of all folders are read from a Hub as well, which takes longer
Truth = dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Base:
    """A sound release with its articles: the folder, the digest, and its rows by configuration and split."""

    folder: Path
    articles: Path
    digest: str
    truth: Truth


def make_bases(root: Path, texts: list[str]) -> list[Base]:
    """Build a release for each level of publication."""
    articles = root / "articles"
    articles.mkdir(parents=True)
    for number, text in enumerate(texts):
        (articles / f"a{number}.txt").write_text(text, encoding="utf-8")
    bases = []
    for level in LEVELS:
        release = library.build([articles], name=NAME, version=VERSION, out=root / level, publish=level)
        digest = str(release.manifest.rows_digest)
        names = [name for name, splits in release.counts.splits.items() if splits]
        truth = {name: _rows(library.load(release.path, version=VERSION, digest=digest, config=name)) for name in names}
        bases.append(Base(folder=release.path, articles=articles, digest=digest, truth=truth))
    return bases


def tamper(box: Box, ledger: Ledger, numbers: range, seed: int, bases: list[Base]) -> None:
    """Tamper with a copy of a release for each number, and give it to all commands."""
    with _hub() as hub:
        for number in numbers:
            rng = random.Random(f"tamper {seed} {number}")
            base = rng.choice(bases)
            folder = _copy(base, box)
            target = Target(folder=folder, config=rng.choice(list(base.truth)), outside=box.outside, hub=hub.url)
            done = []
            for _ in range(rng.choice((1, 1, 1, 2, 3))):
                change = rng.choice(rng.choice((CHANGES, CHANGES, FORGERIES)))
                done.append(change.__name__)
                try:
                    change(target) if change in FORGERIES else change(target, rng)  # type: ignore[call-arg, operator]
                except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError):
                    continue  # what was changed before leaves nothing to change so
            if rng.random() < 0.5:
                follow(folder)
            _all_commands(box, ledger, f"{number} {'+'.join(done)}", base, target, hub, rng)


def forge(box: Box, ledger: Ledger, numbers: range, seed: int, bases: list[Base]) -> None:
    """Load each forgery of each configuration in each way, under the true version and digest."""
    with _hub() as hub:
        for number in numbers:
            index, config = divmod(number, len(CONFIGS))
            change, base = FORGERIES[index % len(FORGERIES)], bases[0]
            folder = _copy(base, box)
            target = Target(folder=folder, config=CONFIGS[config], outside=box.outside, hub=hub.url)
            _serve_forged(hub, target)
            if number % 2:
                _load(box, ledger, "before", base, folder, None, target.config)  # so that caches know it as sound
            change(target)
            follow(folder)
            name = f"{number} {change.__name__} {target.config}"
            before = box.around()
            for place, endpoint in ((folder, None), (folder.parent, None), *_on_hub(hub, folder)):
                _load(box, ledger, name, base, place, endpoint, target.config)
            box.look(before, name, folder)


def forgeries() -> int:
    """Return how many numbers make up all forgeries."""
    return len(FORGERIES) * len(CONFIGS)


def moved_tags(box: Box, ledger: Ledger, numbers: range, seed: int, bases: list[Base]) -> None:
    """Move the tag of a version to other releases, with and without a cache that knows the right one."""
    with _hub() as hub:
        for number in numbers:
            base, other = bases[0], bases[1 + number % 2]
            hub.repos.clear()
            shutil.rmtree(box.root / "cache", ignore_errors=True)
            hub.hold(REPO, library.open_release(base.folder))
            if number % 4 < 2:
                _load(box, ledger, "before", base, REPO, hub.url, "quotes")
            hub.hold(REPO, library.open_release(other.folder))
            for digest in (base.digest, None):
                _load(box, ledger, f"{number} moved tag", base if digest else other, REPO, hub.url, "quotes")


def _all_commands(
    box: Box, ledger: Ledger, name: str, base: Base, target: Target, hub: Hub, rng: random.Random
) -> None:
    folder, out = target.folder, box.here / "out"
    rows = folder / rng.choice(("quotes.jsonl", "articles.jsonl", "rejected.jsonl"))
    shown = dict(listing(folder))
    around = box.around()
    run = partial(quotes, name=name, ledger=ledger, culprit=folder)
    commands: list[list[str | Path]] = [
        ["validate", folder],
        ["diff", base.folder, folder, *rng.choice(([], ["--json"], ["--markdown"]))],
        ["diff", folder, base.folder],
        ["stats", folder],
        ["stats", rows],
        ["show", folder, *rng.choice(([], ["--html"]))],
        ["revise", folder, f"--{rows.stem}", rows, "--out", out],
        ["restore", folder, base.articles, "--out", out],
        ["migrate", folder, "--out", out],
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for words in commands:
            with ledger.one(f"{name} {words[0]}", folder):
                run(words)
            _look_at(out, f"{name} {words[0]}", ledger, box, folder)
        with ledger.one(f"{name} push", folder):
            _push(folder, hub, ledger, name)
        places: list[tuple[str | Path, str | None]] = [(folder, None), (folder.parent, None)]
        if rng.random() < _ON_THE_HUB:
            places += _on_hub(hub, folder)
        for place, endpoint in places:
            _load(box, ledger, name, base, place, endpoint, target.config)
    if dict(listing(folder)) != shown:
        ledger.fault("outside", "a command changed the release that it reads", name, folder)
    box.look(around, name, folder)


def _push(folder: Path, hub: Hub, ledger: Ledger, name: str) -> None:
    """Push; nothing of what lies outside of the release may get there."""
    hub.repos.clear()
    hub.large.clear()
    try:
        library.push(folder, REPO, endpoint=hub.url)
    finally:
        files = [data for repo in hub.repos.values() for commit in repo.commits.values() for data in commit.values()]
        if any(b"A secret" in data for data in (*files, *hub.large.values())):
            ledger.fault("outside", "push sends a file from outside of the release", name, folder)


def _load(
    box: Box, ledger: Ledger, name: str, base: Base, place: str | Path, endpoint: str | None, config: str
) -> None:
    way = "Hub" if endpoint else "shelf" if place != box.here / NAME / VERSION else "folder"
    culprit = place if isinstance(place, Path) else None
    with ledger.one(f"{name} load {way}", culprit):
        rows = _rows(library.load(place, version=VERSION, digest=base.digest, config=config, endpoint=endpoint))
        if rows != base.truth.get(config):
            ledger.fault("forged", f"{name.split(' ')[1] if ' ' in name else name}, {way}, {config}", name, culprit)
    shutil.rmtree(box.root / "cache" / "datasets", ignore_errors=True) if name != "before" else None


def _on_hub(hub: Hub, folder: Path) -> Iterator[tuple[str, str]]:
    """Hold what a folder holds under the tag of the version; links and odd names no Hub would take."""
    hub.repos.clear()
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_symlink() and path.relative_to(folder).as_posix().isprintable()
    }
    repo = hub.repo(REPO, files)
    repo.tags[f"v{VERSION}"] = repo.branches["main"]
    yield REPO, hub.url


def _rows(loaded: Any) -> Any:
    return {split: rows.to_list() for split, rows in loaded.items()}


def _serve_forged(hub: Hub, target: Target) -> None:
    hub.large[f"forged-{target.config}"] = forged_rows(target).read_bytes()


def _copy(base: Base, box: Box) -> Path:
    shutil.rmtree(box.here, ignore_errors=True)
    box.here.mkdir()
    os.chdir(box.here)
    return shutil.copytree(base.folder, box.here / NAME / VERSION)


def _look_at(out: Path, name: str, ledger: Ledger, box: Box, culprit: Path) -> None:
    """Look at what a command has left, whole releases with nothing from outside; then remove it."""
    for path, what in whole(out):
        ledger.fault(what, f"{name.rpartition(' ')[2]} leaves {path}", name, culprit)
    for path in out.rglob("*"):
        if path.is_file() and b"A secret" in path.read_bytes():
            ledger.fault("outside", f"{name.rpartition(' ')[2]} takes in a file from outside", name, culprit)
    shutil.rmtree(out, ignore_errors=True)


def whole(out: Path) -> Iterator[tuple[str, str]]:
    """Yield what below a folder of datasets is no whole release: (what, the kind of fault)."""
    for shelf in out.iterdir() if out.is_dir() else ():
        if shelf.is_dir() and not any(shelf.iterdir()):
            yield "an empty folder", "half-written"
        for folder in shelf.iterdir() if shelf.is_dir() else ():
            if folder.name.startswith("."):
                yield "a temporary folder", "half-written"
            elif not _is_whole(folder):
                yield "half a release", "half-written"


def _is_whole(folder: Path) -> bool:
    try:
        files = open_any_schema(folder).manifest.files
        return all(file_entry(folder / path) == entry for path, entry in files.items())
    except (QuotesError, OSError, KeyError):
        return False


def _hub() -> Any:
    sys.path.append(str(Path(__file__).parents[2] / "tests"))
    from hub_server import running_hub

    os.environ["HF_TOKEN"] = "hf_writer"
    return running_hub()
