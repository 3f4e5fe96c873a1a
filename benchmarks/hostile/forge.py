"""Ways to make a release give other rows than its digest names; each function changes a folder."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import yaml

from quotes.dataset.release.manifest import MANIFEST, file_entries

CARD = "README.md"
CONFIGS = ("quotes", "articles", "extractive", "tokens")
FORGED = "Nobody At All"
_TEXTS = {"quotes": "text", "articles": "text", "extractive": "context", "tokens": "id"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """A release folder to forge, the configuration to forge in it, and where forged rows lie outside of it."""

    folder: Path
    config: str
    outside: Path
    hub: str

    def parquet(self) -> list[Path]:
        """Return the files of the configuration."""
        return sorted((self.folder / "data" / self.config).glob("*.parquet"))


def forged_rows(target: Target) -> Path:
    """Write the rows of one file with other words outside of the release, and return the file."""
    path = target.outside / f"{target.config}.parquet"
    path.unlink(missing_ok=True)
    write_forged(target.parquet()[0], path, _TEXTS[target.config])
    return path


def write_forged(source: Path, path: Path, column: str) -> None:
    """Write a Parquet file with other words in one column."""
    table = pq.read_table(source)
    words = pa.array([FORGED] * table.num_rows, type=table.schema.field(column).type)
    pq.write_table(table.set_column(table.schema.get_field_index(column), table.schema.field(column), words), path)


def follow(folder: Path) -> None:
    """Make size and checksum of every file in the manifest those of the files that there are."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        files = {path: entry.to_dict() for path, entry in file_entries(folder).items()}
        (folder / MANIFEST).write_text(json.dumps({**manifest, "files": files}, indent=2), encoding="utf-8")
    except (OSError, ValueError, TypeError):
        pass  # nothing that could follow


def change_card(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the metadata of the card."""
    _, metadata, text = (folder / CARD).read_text(encoding="utf-8").split("---\n", 2)
    values = yaml.safe_load(metadata)
    change(values)
    (folder / CARD).write_text(f"---\n{yaml.safe_dump(values)}---\n{text}", encoding="utf-8")


def lead_to(target: Target, path: str) -> None:
    """Let the card name another file for all splits of the configuration."""

    def change(card: dict[str, Any]) -> None:
        for config in card["configs"]:
            if config["config_name"] == target.config:
                for entry in config["data_files"]:
                    entry["path"] = path

    change_card(target.folder, change)


def absolute_path(target: Target) -> None:
    """Name forged rows by an absolute path."""
    lead_to(target, str(forged_rows(target)))


def path_upwards(target: Target) -> None:
    """Name forged rows by a path that leads out."""
    lead_to(target, os.path.relpath(forged_rows(target), target.folder))


def path_down_and_up(target: Target) -> None:
    """Name forged rows by a path that begins as an honest one."""
    lead_to(target, f"data/{target.config}/../../{os.path.relpath(forged_rows(target), target.folder)}")


def address(target: Target) -> None:
    """Name forged rows by an address; the Hub of the campaign serves them."""
    lead_to(target, f"{target.hub}/large/forged-{target.config}")


def file_address(target: Target) -> None:
    """Name forged rows by an address of a file."""
    lead_to(target, forged_rows(target).as_uri())


def other_folder(target: Target) -> None:
    """Name a folder of forged rows beside the honest one."""
    there = target.folder / "more" / target.config
    there.mkdir(parents=True)
    shutil.copy(forged_rows(target), there / "train-00000-of-00001.parquet")
    lead_to(target, f"more/{target.config}/*.parquet")


def hidden_folder(target: Target) -> None:
    """Name a folder that checks pass over, for its name begins with a dot."""
    there = target.folder / ".more"
    there.mkdir()
    shutil.copy(forged_rows(target), there / "rows.parquet")
    lead_to(target, ".more/rows.parquet")


def json_lines(target: Target) -> None:
    """Name a JSON Lines file of forged rows."""
    rows = pq.read_table(forged_rows(target)).to_pylist()
    text = "".join(json.dumps(row, default=str) + "\n" for row in rows)
    (target.folder / "data" / "more.jsonl").write_text(text, encoding="utf-8")
    lead_to(target, "data/more.jsonl")


def other_configuration(target: Target) -> None:
    """Swap the files of two configurations."""
    lead_to(target, f"data/{CONFIGS[CONFIGS.index(target.config) - 1]}/train-*.parquet")


def second_entry(target: Target) -> None:
    """Give the configuration twice, forged the second time."""
    path = os.path.relpath(forged_rows(target), target.folder)
    extra = {"config_name": target.config, "data_files": [{"split": "train", "path": path}]}
    change_card(target.folder, lambda card: card["configs"].append(extra))


def data_dir(target: Target) -> None:
    """Move the configuration to a folder outside."""

    def change(card: dict[str, Any]) -> None:
        for config in card["configs"]:
            if config["config_name"] == target.config:
                del config["data_files"]
                config["data_dir"] = str(forged_rows(target).parent)

    change_card(target.folder, change)


def other_types(target: Target) -> None:
    """Let the card give a column another type."""

    def change(card: dict[str, Any]) -> None:
        for info in card["dataset_info"]:
            if info["config_name"] == target.config:
                for feature in info["features"]:
                    if feature.get("dtype") == "int64":
                        feature["dtype"] = "string"

    change_card(target.folder, change)


def fewer_columns(target: Target) -> None:
    """Let the card forget a column."""

    def change(card: dict[str, Any]) -> None:
        for info in card["dataset_info"]:
            if info["config_name"] == target.config:
                del info["features"][-1]

    change_card(target.folder, change)


def other_splits(target: Target) -> None:
    """Let the card name the splits in turn."""

    def change(card: dict[str, Any]) -> None:
        for config in card["configs"]:
            if config["config_name"] == target.config and len(config["data_files"]) > 1:
                names = [entry["split"] for entry in config["data_files"]]
                for entry, name in zip(config["data_files"], names[1:] + names[:1], strict=True):
                    entry["split"] = name

    change_card(target.folder, change)


def no_card(target: Target) -> None:
    """Leave the files to whatever is guessed of them, with forged ones among them."""
    (target.folder / CARD).write_text("No metadata.\n", encoding="utf-8")
    shutil.copy(forged_rows(target), target.folder / "train.parquet")


def forged_file(target: Target) -> None:
    """Put forged rows in place of the file."""
    for path in target.parquet():
        write_forged(path, path, _TEXTS[target.config])


def more_rows(target: Target) -> None:
    """Put forged rows beside the file, as one of its shards."""
    path = target.parquet()[0]
    shutil.copy(forged_rows(target), path.with_name(path.name.replace("00000-of-00001", "00001-of-00002")))


def link_to_file(target: Target) -> None:
    """Let the file be a link to forged rows."""
    path = target.parquet()[0]
    forged = forged_rows(target)
    path.unlink()
    path.symlink_to(forged)


def link_to_folder(target: Target) -> None:
    """Let the folder of the configuration be a link."""
    there = target.outside / f"folder-{target.config}"
    shutil.rmtree(there, ignore_errors=True)
    shutil.copytree(target.folder / "data" / target.config, there)
    for path in there.glob("*.parquet"):
        write_forged(path, path, _TEXTS[target.config])
    shutil.rmtree(target.folder / "data" / target.config)
    (target.folder / "data" / target.config).symlink_to(there)


def link_to_rows(target: Target) -> None:
    """Let a JSON Lines file be a link to one of other rows."""
    name = "quotes.jsonl" if target.config != "articles" else "articles.jsonl"
    path, there = target.folder / name, target.outside / name
    there.write_text(path.read_text(encoding="utf-8").replace("said", "shouted"), encoding="utf-8")
    path.unlink()
    path.symlink_to(there)


def forged_lines(target: Target) -> None:
    """Change words in the JSON Lines file and the Parquet files alike."""
    name = "quotes.jsonl" if target.config != "articles" else "articles.jsonl"
    path = target.folder / name
    path.write_text(path.read_text(encoding="utf-8").replace("said", "sang"), encoding="utf-8")
    forged_file(target)


def other_case(target: Target) -> None:
    """Put forged rows beside the folder under its name in capitals, where the card leads."""
    there = target.folder / "Data" / target.config
    there.mkdir(parents=True, exist_ok=True)
    for path in target.parquet():
        write_forged(path, there / path.name, _TEXTS[target.config])
    lead_to(target, f"Data/{target.config}/train-*")


def card_in_other_case(target: Target) -> None:
    """Put a second card beside the first."""
    shutil.copy(target.folder / CARD, target.folder / "readme.md")
    path_upwards(target)
    os.replace(target.folder / CARD, target.folder / "Readme.md")
    os.replace(target.folder / "readme.md", target.folder / CARD)


def loading_script(target: Target) -> None:
    """Bring a script of the dataset's name, which older readers would run; it leaves a file if it is."""
    script = f"open({str(target.outside / 'script-ran')!r}, 'w').close()\n"
    for name in (f"{target.folder.name}.py", f"{target.folder.parent.name}.py", "dataset.py"):
        (target.folder / name).write_text(script, encoding="utf-8")


def saved_dataset(target: Target) -> None:
    """Bring the files by which a folder is taken for one that was saved to disk."""
    for name in ("state.json", "dataset_dict.json", "dataset_info.json", "dataset_infos.json"):
        (target.folder / name).write_text('{"splits": ["train"], "_data_files": []}', encoding="utf-8")


FORGERIES: tuple[Callable[[Target], None], ...] = (
    *(absolute_path, path_upwards, path_down_and_up, address, file_address, other_folder, hidden_folder, json_lines),
    *(other_configuration, second_entry, data_dir, other_types, fewer_columns, other_splits, no_card, forged_file),
    *(more_rows, link_to_file, link_to_folder, link_to_rows, forged_lines, other_case, card_in_other_case),
    *(loading_script, saved_dataset),
)
