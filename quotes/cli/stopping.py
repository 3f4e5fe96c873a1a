"""Signals that ask a command to end: they end it as Ctrl-C does, after it has cleaned up."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
"""Windows has no SIGHUP."""
_UNTOUCHED = (signal.SIG_DFL, signal.default_int_handler)


class Stopped(KeyboardInterrupt):
    """A signal has asked the command to end; ``status`` is what shells say of that."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.status = 128 + number


@contextmanager
def stoppable() -> Iterator[None]:
    """Let the signals raise `Stopped`; one that is ignored, as under nohup, or handled by somebody else stays so.

    They need a handler to be heard by the first process of a container.
    """
    ours = _SIGNALS if threading.current_thread() is threading.main_thread() else []
    before = {number: signal.getsignal(number) for number in ours if signal.getsignal(number) in _UNTOUCHED}
    after = before
    try:
        for number in before:
            signal.signal(number, _stop)
        yield
    except Stopped:
        after = dict.fromkeys(before, signal.SIG_IGN)  # nothing is left to do but to end
        raise
    finally:
        for number, handler in after.items():
            signal.signal(number, handler)


def _stop(number: int, frame: FrameType | None) -> None:
    """Raise Stopped, unless the command is cleaning up after an earlier signal: that must not be cut short.

    To ignore all later signals instead would make a process deaf of which a library has swallowed the first.
    """
    handled = sys.exception()
    while handled is not None:
        if isinstance(handled, Stopped):
            return
        handled = handled.__context__
    raise Stopped(number)
