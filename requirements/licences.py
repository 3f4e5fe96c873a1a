"""List the licence of every locked package as Markdown; end with status 1 where one must not be depended on.

    python requirements/licences.py

Licences are read from the metadata of what is installed, so requirements/dev.txt must be.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.requirements import Requirement

HERE = Path(__file__).parent
ALLOWED = frozenset(
    "0BSD Apache-2.0 BSD-2-Clause BSD-3-Clause CC0-1.0 CNRI-Python ISC MIT MIT-CMU MPL-1.1 MPL-2.0 PSF-2.0 Zlib".split()
)
"""What a program under Apache-2.0 may need: permissive ones, and those that ask only for changes to their own files."""
CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",  # or one with fewer clauses: it does not say
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
# Said in their LICENSE or at the head of their source files, and not in a way that a program reads in their metadata.
STATED = {
    "click-default-group": "BSD-3-Clause",
    "conllu": "MIT",
    "datasette": "Apache-2.0",
    "mlcroissant": "Apache-2.0",
    "ply": "BSD-3-Clause",
    "sqlite-fts4": "Apache-2.0",
}

_INNERMOST = re.compile(r"\(([^()]*)\)")


def locked(lock: Path) -> Iterator[Requirement]:
    """Yield what a lock names for this Python and system."""
    for line in lock.read_text(encoding="utf-8").splitlines():
        if line[0] != " ":
            requirement = Requirement(line.removesuffix(" \\"))
            if requirement.marker is None or requirement.marker.evaluate():
                yield requirement


def licence(name: str) -> str:
    """Return the licence of an installed package as an SPDX expression, "" where it says none that is known."""
    said = metadata(name)
    for text in (said.get("License-Expression"), said.get("License"), STATED.get(name)):
        try:
            return canonicalize_license_expression(text or "")
        except InvalidLicenseExpression:
            continue
    classifiers = [one.rpartition(" :: ")[2] for one in said.get_all("Classifier", []) if one.startswith("License ::")]
    return " AND ".join(CLASSIFIERS[one] for one in classifiers) if set(classifiers) <= CLASSIFIERS.keys() else ""


def is_allowed(expression: str) -> bool:
    """Tell whether one of the alternatives has allowed licences only."""
    while _INNERMOST.search(expression):
        expression = _INNERMOST.sub(lambda found: "MIT" if is_allowed(found[1]) else "refused", expression)
    return any(set(one.split(" AND ")) <= ALLOWED for one in expression.split(" OR "))


def refused(lock: Path) -> Iterator[str]:
    """Print a row for each package of a lock, and yield what is wrong with one."""
    for requirement in locked(lock):
        name, version = requirement.name, str(requirement.specifier).removeprefix("==")
        try:
            expression = licence(name)
        except PackageNotFoundError:
            yield f"{name}: not installed here, so its licence is not known: install requirements/dev.txt"
            continue
        print(f"| {name} | {version} | {expression} |")
        if not is_allowed(expression):
            yield f"{name}: {expression or 'no licence that is known'}; allowed are {', '.join(sorted(ALLOWED))}"


def main() -> None:
    """Print the table; dev.txt has all that run.txt has."""
    print("| package | version | licence |\n| --- | --- | --- |")
    wrong = list(refused(HERE / "dev.txt"))
    sys.exit("\n".join(wrong) or 0)


if __name__ == "__main__":
    main()
