"""Texts of odd shapes at growing sizes: sound records, in a time that grows as the text does."""

from __future__ import annotations

import time
from collections.abc import Sequence

from hostile.ledger import Box, Ledger
from hostile.mutate import problems
from shapes import KINDS, make_text

from quotes.detector import Detector
from quotes.records import Article

SIZES = (3_000, 12_000, 48_000, 192_000)
"""Four times as long each time: linear work takes four times as long, quadratic work sixteen times."""
_MOST = 8
_SECONDS = 1.0
"""Below, a second of other work on the machine would decide."""


def odd(box: Box, ledger: Ledger, numbers: range, seed: int, detector: Detector, sizes: Sequence[int]) -> None:
    """Detect in each kind of text at each size; a number is a kind."""
    for number in numbers:
        kind = sorted(KINDS)[number % len(KINDS)]
        before = 0.0
        for size in sizes:
            started = time.process_time()
            with ledger.one(f"{kind} of {size:,} characters"):
                (found,) = detector.pipe([Article(id=kind, text=make_text(kind, size, seed), language="en")])
                seconds = time.process_time() - started
                for problem in problems(found):
                    ledger.fault("unsound", problem, kind)
                if before and seconds > max(_SECONDS, _MOST * before):
                    ledger.fault("too slow", f"{kind}: {size:,} characters take {seconds / before:.0f} times", kind)
                before = seconds
