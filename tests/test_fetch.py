"""A release on the Hub, read by the real client from a server on 127.0.0.1, for diff, revise and restore."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hub_server import Hub
from invented import detection, many, write

from quotes import HubError, ReleaseError
from quotes.cli import main
from quotes.dataset import Release, open_release
from quotes.dataset.release.manifest import manifest_bytes
from quotes.hub import fetch_release

NAME = "acme/eastbrook"


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    write(out, many(3))
    write(out, [*many(2), detection("new")], version="1.1.0")
    return out / "eastbrook"


@pytest.fixture
def full(hub: Hub, dist: Path, monkeypatch: pytest.MonkeyPatch) -> Hub:
    """A Hub with both versions, a tag on the wrong one, and HF_ENDPOINT at it."""
    from huggingface_hub import constants

    template = constants.HUGGINGFACE_CO_URL_TEMPLATE.replace(constants.ENDPOINT, hub.url)
    monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", template)
    monkeypatch.setattr(constants, "ENDPOINT", hub.url)
    for version in ("1.0.0", "1.1.0"):
        hub.hold(NAME, open_release(dist / version))
    hub.repos[NAME].tags["v1.2.0"] = hub.repos[NAME].tags["v1.1.0"]
    return hub


def quotes(*arguments: object) -> str:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_revisions_on_the_hub_are_compared(full: Hub, dist: Path) -> None:
    expected = quotes("diff", dist / "1.0.0", dist / "1.1.0")
    assert "quotes.jsonl: 1 added, 1 removed, 0 changed" in expected
    commit = full.repos[NAME].tags["v1.0.0"]
    for old, new in (("1.0.0", "v1.1.0"), (commit, "main")):
        assert quotes("diff", f"{NAME}@{old}", f"{NAME}@{new}") == expected
    assert quotes("diff", dist / "1.0.0", f"{NAME}@1.1.0") == expected
    read = {request.rpartition("/")[2] for request in full.requests if "/resolve/" in request}
    assert read == {"manifest.json", "articles.jsonl", "quotes.jsonl", "rejected.jsonl"}


@pytest.mark.usefixtures("full")
def test_a_revision_on_the_hub_is_revised(dist: Path, tmp_path: Path) -> None:
    fixed = tmp_path / "fixed.jsonl"
    lines = (dist / "1.0.0" / "quotes.jsonl").read_text(encoding="utf-8").splitlines(True)
    fixed.write_text("".join(lines[1:]), encoding="utf-8")
    done = quotes("revise", f"{NAME}@1.0.0", "--quotes", fixed, "--out", tmp_path / "mine")
    assert done == f"{tmp_path}/mine/eastbrook/1.1.0\n"


@pytest.mark.usefixtures("full")
def test_a_revision_on_the_hub_is_a_release_to_every_command(dist: Path) -> None:
    place = f"{NAME}@1.0.0"
    assert quotes("stats", place) == quotes("stats", dist / "1.0.0")
    assert quotes("validate", place).endswith(": sound\n")
    for release, version in ((place, "1.0.0"), (dist, "1.1.0"), (f"{dist}@1.0.0", "1.0.0")):
        done = quotes("push", release, NAME)
        assert done.endswith(f"/tree/v{version}  (there already, nothing to do)\n")
    assert "nothing to migrate" in quotes("migrate", place)


@pytest.mark.usefixtures("full")
def test_a_revision_on_the_hub_is_exported_with_the_files_that_its_views_need(tmp_path: Path) -> None:
    import duckdb

    quotes("export", f"{NAME}@1.0.0", "--format", "duckdb", "-o", tmp_path / "views.sql")
    with duckdb.connect() as database:
        database.execute((tmp_path / "views.sql").read_text(encoding="utf-8"))
        assert database.execute("SELECT count(*) FROM quotes").fetchone() == (3,)


@pytest.mark.parametrize(
    ("name", "revision", "message"),
    [
        (NAME, "9.9.9", f"{NAME}: has no version 9.9.9; it has 1.0.0, 1.1.0, 1.2.0"),
        (NAME, "draft", f"{NAME}: has no revision draft"),
        ("acme/westbrook", "1.0.0", "acme/westbrook: HUB has no such dataset, or not for this token (404)"),
        ("acme/westbrook", "main", "acme/westbrook: HUB has no such dataset, or not for this token (404)"),
        (
            "acme/east--brook",
            "1.0.0",
            "'acme/east--brook' is no name of a dataset on the Hub, which is ORG/NAME: acme/news-quotes",
        ),
    ],
)
def test_what_the_hub_does_not_have_is_said_in_one_line(full: Hub, name: str, revision: str, message: str) -> None:
    with pytest.raises(HubError) as caught:
        fetch_release(name, revision)
    assert str(caught.value) == message.replace("HUB", full.url)


@pytest.mark.usefixtures("full")
def test_a_tag_on_another_version_is_found_out() -> None:
    with pytest.raises(ReleaseError, match=r"/manifest\.json: is that of version 1\.1\.0, not of 1\.2\.0$"):
        fetch_release(NAME, "1.2.0")


@pytest.mark.parametrize("revision", ["1.0.0", "main"])
def test_other_bytes_than_the_manifest_says_are_found_out(full: Hub, revision: str) -> None:
    repo = full.repos[NAME]
    files = repo.commits[repo.tags["v1.0.0"]]
    repo.tags["v1.0.0"] = repo.commit({**files, "quotes.jsonl": files["quotes.jsonl"].replace(b"Mira", b"Mara")})
    with pytest.raises(ReleaseError, match=r"quotes\.jsonl: not what manifest\.json says: size or checksum differs$"):
        fetch_release(NAME, revision)


@pytest.mark.parametrize(
    ("field", "value"), [("name", "../../x"), ("name", "/tmp/x"), ("version", "../../1.0.0"), ("version", "/tmp/1.0.0")]
)
def test_nothing_is_written_where_a_manifest_leads(
    full: Hub, dist: Path, tmp_path: Path, field: str, value: str
) -> None:
    copied = Path(shutil.copytree(dist / "1.0.0", tmp_path / "there"))
    manifest = replace(open_release(copied).manifest, **{field: value})
    (copied / "manifest.json").write_bytes(manifest_bytes(manifest))
    full.hold("acme/elsewhere", Release(path=copied, manifest=replace(manifest, version="1.0.0")))
    for place in ("acme/elsewhere@1.0.0", "acme/elsewhere@main", copied):
        for command in ("restore", "revise"):
            options = [dist] if command == "restore" else ["--quotes", copied / "quotes.jsonl"]
            words = [command, place, *options, "--out", tmp_path / "deep" / "out"]
            result = CliRunner().invoke(main, [str(word) for word in words])
            assert result.exit_code == 1
            assert f'/manifest.json $.{field}: "{value}" does not match ' in result.output
    assert {path.name for path in tmp_path.iterdir()} == {"hf", "there"}


def test_a_hub_that_cannot_be_reached(full: Hub) -> None:
    commit = full.repos[NAME].tags["v1.0.0"]
    before = fetch_release(NAME, "1.0.0")
    full.stop()
    assert fetch_release(NAME, "1.0.0") == fetch_release(NAME, commit) == before
    with pytest.raises(HubError) as caught:
        fetch_release(NAME, "1.1.0")
    assert str(caught.value) == (
        f"{NAME}: {full.url} is out of reach, and version 1.1.0 is not in the cache, which has 1.0.0"
    )
    with pytest.raises(HubError) as caught:
        fetch_release(NAME, "main")
    assert str(caught.value).startswith(f"{NAME}: {full.url} cannot be reached (")
