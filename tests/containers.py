"""What it takes to start a process as the first of a container, where the system lets us."""

import functools
import subprocess

_UNSHARED = ("unshare", "--user", "--map-root-user", "--pid", "--fork", "--kill-child")


@functools.cache
def as_in_a_container() -> tuple[str, ...]:
    """Return the words in front of a command that give it process number 1; none where that is not to be had."""
    try:
        subprocess.run([*_UNSHARED, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return ()
    return _UNSHARED
