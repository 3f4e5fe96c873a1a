"""What tests ask of other processes; they import this module, which imports little."""

from __future__ import annotations

import os
import signal
from typing import Any

from quotes.errors import RecordError


def twice(number: int) -> int:
    return 2 * number


def process_of(_: int) -> int:
    return os.getpid()


def unsound_at_three(number: int) -> int:
    if number == 3:
        raise RecordError("3 is too many")
    return number


def killed(_: object) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)
