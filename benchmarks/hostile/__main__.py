"""Try to break every promise of SECURITY.md with mutated, tampered, killed and odd input; a table says what broke.

    python benchmarks/hostile --minutes 20 --seed 0
    python benchmarks/hostile --only kills --kills 1000

All inputs come from the seed. Everything happens in a temporary folder; what is at fault is copied to --kept. Status is
1 where anything is.
"""

from __future__ import annotations

import argparse
import json
import logging
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache, partial
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

BENCHMARKS = Path(__file__).resolve().parent.parent
for name in ("HF_HUB_DISABLE_XET", "HF_HUB_DISABLE_PROGRESS_BARS", "HF_DATASETS_DISABLE_PROGRESS_BARS"):
    os.environ[name] = "1"  # read when the libraries are imported
for name in ("HF_HUB_OFFLINE", "HF_DATASETS_OFFLINE"):
    os.environ[name] = "0"  # the Hub of the campaign is in the same process
sys.path[:0] = [str(BENCHMARKS), str(BENCHMARKS.parent)]

COUNTS = {
    "mutated": 10_000,
    "tampered": 2_000,
    "forgeries": None,
    "tags": 20,
    "kills": 300,
    "disks": 105,
    "pairs": 40,
    "resumed": 50,
    "shapes": None,
}
"""The parts in their order, with their number of inputs; None is each once."""
_BATCH = {
    "mutated": 50,
    "tampered": 10,
    "forgeries": 10,
    "tags": 10,
    "kills": 5,
    "disks": 5,
    "pairs": 2,
    "resumed": 5,
    "shapes": 1,
}
_SHARES = {
    "mutated": 8,
    "tampered": 16,
    "forgeries": 2,
    "tags": 1,
    "kills": 6,
    "disks": 1,
    "pairs": 1,
    "resumed": 4,
    "shapes": 5,
}
"""How the time that is left is divided: as the parts take it."""
_SECONDS_OF_A_BATCH = 900
_ARTICLES_OF_A_BASE = 6
_ARTICLES_OF_SHARDS = 40


def main() -> None:
    """Run the campaign."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60, help="begin nothing after that")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--kept", type=Path, help="folder for inputs at fault [default: a temporary one]")
    parser.add_argument("--only", choices=COUNTS, action="append", help="this part only; may be repeated")
    parser.add_argument("--sizes", default="3000,12000,48000,192000", help="characters of odd shapes")
    for name, count in COUNTS.items():
        parser.add_argument(f"--{name}", type=int, default=count, help=f"[default: {count or 'all'}]")
    options = parser.parse_args()
    options.kept = options.kept or Path(tempfile.mkdtemp(prefix="hostile-kept-"))
    with tempfile.TemporaryDirectory(prefix="hostile-") as root:
        sys.exit(run(options, Path(root)))


def run(options: argparse.Namespace, root: Path) -> int:
    """Run the parts and print the table; return the status."""
    from hostile.ledger import FAULTS, Ledger, say
    from measuring import machine, table

    logging.disable(logging.CRITICAL)
    end = time.monotonic() + 60 * options.minutes
    ledgers, parts = [], make_parts(options, root)
    for name, (work, wanted) in parts.items():
        ledger = Ledger(part=name, kept=options.kept)
        started = time.monotonic()
        share = _SHARES[name] / sum(_SHARES[other] for other in list(parts)[len(ledgers) :])
        in_processes(ledger, work, wanted, started + (end - started) * share, options, root)
        short = f" of {wanted:,}, for the time was up" if ledger.inputs < wanted else ""
        seconds = round(time.monotonic() - started)
        say(f"{name}: {ledger.inputs:,} inputs{short}, {ledger.faults.total()} faults, {seconds} s")
        for sort, times in ledger.sorts.most_common():
            say(f"  {times} × {sort}")
        ledgers.append(ledger)
    print(f"Seed {options.seed}; {machine()}\n")
    print(table(("part", "inputs", "runs", *FAULTS, "slowest, s", "which"), [one.row() for one in ledgers]))
    faults = sum(one.faults.total() for one in ledgers)
    if faults:
        say(f"{faults} faults; inputs are in {options.kept}")
    return int(faults > 0)


def make_parts(options: argparse.Namespace, root: Path) -> dict[str, tuple[Callable[..., None], int]]:
    """Load and build once what the chosen parts need; return what does a range of numbers, and how many there are."""
    import quotes.engine
    from quotes.detector import Detector

    quotes.engine.load_pipeline = cache(quotes.engine.load_pipeline)
    from hostile import kill, mutate, odd, resume, tamper
    from shapes import KINDS

    detector = Detector()
    gold = (BENCHMARKS.parent / "seeds" / "gold.jsonl").read_text(encoding="utf-8")
    stock = [json.loads(line) for line in gold.splitlines()]
    sizes = [int(size) for size in options.sizes.split(",")]
    chosen = {name: getattr(options, name) for name in COUNTS if name in (options.only or COUNTS)}
    everything = {"forgeries": tamper.forgeries(), "shapes": len(KINDS)}
    counts = {name: everything[name] if count is None else count for name, count in chosen.items()}
    bases = (
        []
        if counts.keys() <= {"mutated", "resumed", "shapes"}
        else tamper.make_bases(root / "bases", _shortest(stock, _ARTICLES_OF_A_BASE))
    )
    most = max(counts.get(name, 0) for name in ("kills", "disks", "pairs"))
    works = [kill.measured(work, root / "measured") for work in kill.works(root / "bases", bases)[:most]]
    shards = resume.sharded(root, _shortest(stock, _ARTICLES_OF_SHARDS)) if counts.get("resumed") else None
    parts: dict[str, Callable[..., None]] = {
        "mutated": partial(mutate.mutate, detector=detector, stock=stock),
        "tampered": partial(tamper.tamper, bases=bases),
        "forgeries": partial(tamper.forge, bases=bases),
        "tags": partial(tamper.moved_tags, bases=bases),
        "kills": partial(kill.kills, found=works),
        "disks": partial(kill.full_disks, found=works),
        "pairs": partial(kill.two_at_once, found=works),
        "resumed": partial(resume.resumed, work=shards),
        "shapes": partial(odd.odd, detector=detector, sizes=sizes),
    }
    return {name: (parts[name], count) for name, count in counts.items()}


def _shortest(stock: list[dict[str, Any]], number: int) -> list[str]:
    return sorted((row["text"] for row in stock), key=len)[:number]


def in_processes(
    ledger: Any, work: Callable[..., None], wanted: int, end: float, options: argparse.Namespace, root: Path
) -> None:
    """Do all numbers in batches, each in a process forked from this one: what kills it is a fault like others."""
    context = multiprocessing.get_context("fork")
    size = _BATCH[ledger.part]
    waiting = [range(start, min(start + size, wanted)) for start in range(0, wanted, size)]
    running: dict[Any, tuple[Any, Any, range, float]] = {}
    while waiting or running:
        while waiting and len(running) < options.processes and time.monotonic() < end:
            numbers = waiting.pop(0)
            receiver, sender = context.Pipe(duplex=False)
            process = context.Process(target=batch, args=(ledger, work, numbers, options.seed, root, sender))
            process.start()
            sender.close()
            running[process.sentinel] = process, receiver, numbers, time.monotonic() + _SECONDS_OF_A_BATCH
        if not running:
            return
        for process, *_, latest in running.values():
            if time.monotonic() > latest:
                process.kill()  # in a library that no alarm interrupts
        for sentinel in wait(list(running), timeout=5):
            process, receiver, numbers, _ = running.pop(sentinel)
            process.join()
            try:
                ledger.inputs += len(numbers)
                ledger.add(receiver.recv())
            except EOFError:
                sort = f"a batch ends with status {process.exitcode}"
                ledger.fault("other exceptions", sort, f"{numbers.start} to {numbers.stop - 1}")


def batch(ledger: Any, work: Callable[..., None], numbers: range, seed: int, root: Path, sender: Any) -> None:
    """Do some numbers in a box of their own and send what was found."""
    from hostile.ledger import Ledger, box

    own = Ledger(part=ledger.part, kept=ledger.kept)
    with box(root / f"{ledger.part}-{numbers.start}", own) as here:
        work(here, own, numbers, seed)
    sender.send(own)


if __name__ == "__main__":
    main()
