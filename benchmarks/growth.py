"""Time the detector on hostile texts of doubling length: the time must double too, not quadruple.

    python benchmarks/growth.py [KIND ...]

Every kind of text is a function in ``KINDS`` of shapes.
"""

import gc
import sys
import time
from itertools import pairwise

from shapes import KINDS, make_text

from quotes.detector import Detector
from quotes.records import Article

LENGTHS = (125_000, 250_000, 500_000, 1_000_000)
TOLD_BY_CLOCK = 0.5
"""Seconds; the growth of less is that of the first garbage collection, or of a cache that fills."""


def main(kinds: list[str]) -> None:
    """Print the seconds that each kind takes at each length, and the most that they grow when the length doubles."""
    detector = Detector()
    detector.detect("“It leaks,” she said.")
    gc.freeze()  # as `quotes detect` does
    print(f"{'CPU seconds, by length':28}" + "".join(f"{length:>12,}" for length in LENGTHS) + "  growth  quotations")
    for kind in kinds or KINDS:
        seconds = []
        for length in LENGTHS:
            article = Article(id=kind, text=make_text(kind, length, 0), language="en")  # whatever its words
            start = time.process_time()
            (found,) = detector.pipe([article])
            seconds.append(time.process_time() - start)
        growth = max((longer / shorter for shorter, longer in pairwise(seconds) if shorter > TOLD_BY_CLOCK), default=0)
        row = "".join(f"{second:12.2f}" for second in seconds)
        print(f"{kind:28}{row}{growth:8.2f}{len(found.quotes):12,}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
