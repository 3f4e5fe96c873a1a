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

# Each a reader's process, forked from this one behind a line of standard input: what a reader imports is imported once.
# It reads by tag, each configuration, streaming included, and one version with `quotes`; then when the Hub is gone.
READ = """
import json, os, sys, time
import datasets.packaged_modules, huggingface_hub, pyarrow.parquet
from datasets import load_dataset
import quotes, quotes.dataset, quotes.hub

name = sys.argv[1]

def ids(loaded):
    return sorted(row["id"] for split in loaded.values() for row in split)

def online():
    for version in ("1.0.0", "1.1.0"):
        for config in ("quotes", "articles"):
            loaded = load_dataset(name, config, revision=f"v{version}")
            assert {str(split.info.version) for split in loaded.values()} == {version}
            assert ids(load_dataset(name, config, revision=f"v{version}", streaming=True)) == ids(loaded)
            yield f"{version} {config}", ids(loaded)
    yield "verified", ids(quotes.load(name, version="1.0.0"))

def offline():
    time.sleep = lambda seconds: None  # the client waits between its attempts
    for version in ("1.0.0", "9.9.9"):
        yield f"plain {version}", ids(load_dataset(name, "quotes", revision=f"v{version}"))
    for version in ("1.0.0", "1.1.0", "9.9.9"):
        try:
            yield version, ids(quotes.load(name, version=version))
        except quotes.HubError as error:
            yield version, str(error)

for read, _ in zip((online, offline), sys.stdin):
    process = os.fork()
    if not process:
        print(json.dumps(dict(read())), flush=True)
        os._exit(0)
    assert os.waitpid(process, 0)[1] == 0
"""


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
    """Let the next reader of a client read, and return what it has found."""
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdin.write("\n")
    process.stdin.flush()
    line = process.stdout.readline()
    assert line, process.stderr.read()
    answered: dict[str, Any] = json.loads(line)
    return answered
