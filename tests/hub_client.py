"""Users of a Hub: Python in a process of its own, with no cache, and HF_ENDPOINT at the Hub."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent

# One push a line of standard input, each in a process forked from this one, and the status of each: what a push imports
# is imported once.
PUSH = """
import os, sys
import datasets, huggingface_hub
import quotes.dataset, quotes.hub
from quotes.cli import main

for line in sys.stdin:
    process = os.fork()
    if not process:
        main(["push", *line.split()])
    print(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), flush=True)
"""

COMMON = """
import json, sys, time
from datasets import load_dataset
import quotes

name, found = sys.argv[1], {}

def ids(loaded):
    return sorted(row["id"] for split in loaded.values() for row in split)
"""

# By tag, each configuration, streaming included; and one version with `quotes`.
READ = (
    COMMON
    + """
for version in ("1.0.0", "1.1.0"):
    for config in ("quotes", "articles"):
        loaded = load_dataset(name, config, revision=f"v{version}")
        assert {str(split.info.version) for split in loaded.values()} == {version}
        assert ids(load_dataset(name, config, revision=f"v{version}", streaming=True)) == ids(loaded)
        found[f"{version} {config}"] = ids(loaded)
found["verified"] = ids(quotes.load(name, version="1.0.0"))
print(json.dumps(found))
"""
)

# The same when the Hub is gone.
READ_AGAIN = (
    COMMON
    + """
time.sleep = lambda seconds: None  # the client waits between its attempts
for version in ("1.0.0", "9.9.9"):
    found[f"plain {version}"] = ids(load_dataset(name, "quotes", revision=f"v{version}"))
for version in ("1.0.0", "1.1.0", "9.9.9"):
    try:
        found[version] = ids(quotes.load(name, version=version))
    except quotes.HubError as error:
        found[version] = str(error)
print(json.dumps(found))
"""
)


def client(code: str, *arguments: object, endpoint: str, home: Path) -> subprocess.Popen[str]:
    """Start the code; it may go online and knows no other Hub."""
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_OFFLINE")}
    environment |= {"HF_ENDPOINT": endpoint, "HF_HOME": str(home), "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def answer(process: subprocess.Popen[str]) -> dict[str, Any]:
    output, errors = process.communicate()
    assert process.returncode == 0, errors
    answered: dict[str, Any] = json.loads(output)
    return answered
