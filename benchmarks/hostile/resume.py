"""Sharded runs with two workers that are killed at any moment, and gone on with: the shards are always the same."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from hostile.kill import Work, ended, measured, started
from hostile.ledger import Box, Ledger, listing

import quotes.engine
from quotes.pipeline import DEFAULT_PIPELINE

_SHARDS = 10
_MOST_KILLS = 3
_SECONDS_AT_MOST = 60


def sharded(folder: Path, texts: Sequence[str]) -> Work:
    """Return a run that writes ten shards, with its result."""
    quotes.engine.load_pipeline(DEFAULT_PIPELINE)  # which the processes forked from this one then have
    articles = folder / "sharded"
    articles.mkdir(parents=True)
    for number, text in enumerate(texts):
        (articles / f"a{number:03d}.txt").write_text(text, encoding="utf-8")
    size = -(-len(texts) // _SHARDS)
    arguments = ("detect", str(articles), "--shards", "out", "--shard-size", str(size))
    return measured(Work(name="shards", arguments=arguments, in_pieces=True), folder / "measured")


def resumed(box: Box, ledger: Ledger, numbers: range, seed: int, work: Work) -> None:
    """Kill a run with two workers, up to three times, and go on in one process: nothing is half there, nothing lost."""
    with_workers = replace(work, arguments=(*work.arguments, "--workers", "2"))
    for number in numbers:
        rng = random.Random(f"resume {seed} {number}")
        times = rng.randint(1, _MOST_KILLS)
        name = f"{number} shards, killed {times} times"
        with ledger.one(name):
            out = box.here / work.out
            out.mkdir(parents=True, exist_ok=True)
            os.chdir(box.here)
            for shard in sorted(rng.sample(range(_SHARDS), times)):
                _killed(with_workers, out, shard, rng.random())
                seen = {path: what for path, what in listing(out) if not path.startswith(".") and what != "/"}
                if not work.may_leave(seen, {}):
                    ledger.fault("half-written", "part of a shard is seen after a kill", name, out)
            status, said = ended(*started(work.arguments))
            if status:
                ledger.fault("other exceptions", f"status {status} after a kill: {said.splitlines()[-1:]}", name)
            if dict(listing(out)) != work.right:
                ledger.fault("half-written", "another result after the next run", name, out)
            for path in sorted(out.rglob("*"), reverse=True):
                path.rmdir() if path.is_dir() else path.unlink()


def _killed(work: Work, out: Path, shard: int, share: float) -> None:
    """Kill a run at a moment between two shards; before the first, that is anywhere from its start on."""
    process, reader = started(work.arguments)
    begun = time.monotonic()
    while shard and not (out / f"{shard - 1:05d}").exists() and time.monotonic() - begun < _SECONDS_AT_MOST:
        time.sleep(0.001)
    time.sleep(share * (0.1 if shard else 3))  # a shard takes some tenth of a second, two workers some three to start
    os.kill(process, signal.SIGKILL)
    ended(process, reader)
