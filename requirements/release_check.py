"""Build sdist and wheel as for a package index, and try them; end with status 1 where one could not be published.

    python requirements/release_check.py

Needs what requirements/dev.txt names. The wheel goes into an environment of its own with the packages of run.txt, the
folder of the checkout is out of sight, and everything lies in a temporary folder that is removed.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

from packaging.metadata import Metadata

ROOT = Path(__file__).parent.parent
# A short seed with a quotation, its speaker and a role.
SEED = ROOT / "seeds" / "brief-krona-rates.txt"
PIP = "-m pip --disable-pip-version-check install --no-deps".split()


def build(out: Path) -> tuple[Path, Path]:
    """Return the sdist, and the wheel that is built of it."""
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT, cwd=out)
    (sdist,), (wheel,) = out.glob("*.tar.gz"), out.glob("*.whl")
    return sdist, wheel


def metadata_of(package: Path) -> Metadata:
    """Return the metadata of an sdist or a wheel; end where an index would refuse them, with all that is wrong."""
    try:
        return Metadata.from_email(_metadata_file(package))
    except ExceptionGroup as group:
        sys.exit("\n".join(sorted(f"{package.name}: {error}" for error in group.exceptions)))


def _metadata_file(package: Path) -> bytes:
    if package.suffix == ".whl":
        with zipfile.ZipFile(package) as wheel:
            (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
            return wheel.read(name)
    with tarfile.open(package) as sdist:
        file = sdist.extractfile(f"{package.name.removesuffix('.tar.gz')}/PKG-INFO")
        assert file is not None
        return file.read()


def install(wheel: Path, folder: Path) -> Path:
    """Return the scripts of a new environment that has the wheel, the locked packages and nothing else."""
    run(sys.executable, "-m", "venv", folder, cwd=folder.parent)
    scripts = folder / "bin"
    run(scripts / "python", *PIP, "--require-hashes", "-r", ROOT / "requirements" / "run.txt", cwd=folder)
    run(scripts / "python", *PIP, "--no-index", wheel, cwd=folder)
    run(scripts / "python", "-m", "pip", "check", cwd=folder)
    return scripts


def run(*command: str | Path, cwd: Path) -> None:
    """Run a command and let it speak; end where it fails."""
    words = [str(part) for part in command]
    print("$", *words, flush=True)
    if status := subprocess.run(words, cwd=cwd, check=False).returncode:
        sys.exit(f"{words[0]}: ended with status {status}")


def main() -> None:
    """Check sdist and wheel one step after the other."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        packages = build(folder)
        one, other = map(metadata_of, packages)
        if one.as_rfc822().as_bytes() != other.as_rfc822().as_bytes():
            sys.exit(f"{packages[0].name} and {packages[1].name} have different metadata")
        scripts = install(packages[1], folder / "environment")
        run(scripts / "quotes", "--help", cwd=folder)
        run(scripts / "quotes", "detect", SEED, "-o", "records.jsonl", cwd=folder)
        records = (folder / "records.jsonl").read_text(encoding="utf-8").splitlines()
        if not records:
            sys.exit(f"{SEED.name}: the installed wheel finds no quotation")
        print(f"{', '.join(package.name for package in packages)}: could be published; {len(records)} quotations found")


if __name__ == "__main__":
    main()
