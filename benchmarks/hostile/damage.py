"""Ways to damage a release; each function takes what it changes and where chance comes from."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hostile.changes import VALUES, change_bytes, change_json
from hostile.forge import Target, change_card

from quotes.dataset.release.manifest import MANIFEST, file_entry


def bytes_changed(target: Target, rng: random.Random) -> None:
    """Change bytes of a file."""
    path = _any_file(target.folder, rng)
    path.write_bytes(change_bytes(path.read_bytes(), rng))


def row_changed(target: Target, rng: random.Random) -> None:
    """Change a value, a type or a key of a row."""
    path = target.folder / rng.choice(("articles.jsonl", "quotes.jsonl", "rejected.jsonl"))
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    index = rng.randrange(len(rows))
    rows[index] = change_json(rows[index], rng)
    _write_rows(path, rows)


def rows_moved(target: Target, rng: random.Random) -> None:
    """Double, drop or move rows."""
    path = target.folder / rng.choice(("articles.jsonl", "quotes.jsonl", "rejected.jsonl"))
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    row = rows.pop(rng.randrange(len(rows)))
    for _ in range(rng.randrange(3)):
        rows.insert(rng.randint(0, len(rows)), row)
    _write_rows(path, rows)


def manifest_changed(target: Target, rng: random.Random) -> None:
    """Change values or keys of the manifest."""
    path = target.folder / MANIFEST
    manifest = json.loads(path.read_text(encoding="utf-8"))
    for _ in range(rng.randint(1, 3)):
        manifest = change_json(manifest, rng)
    path.write_text(json.dumps(manifest), encoding="utf-8")


def manifest_key_changed(target: Target, rng: random.Random) -> None:
    """Change or remove one of the manifest's first keys, on which all else rests."""
    path = target.folder / MANIFEST
    manifest = json.loads(path.read_text(encoding="utf-8"))
    key = rng.choice(list(manifest))
    if rng.random() < 0.3:
        del manifest[key]
    else:
        manifest[key] = rng.choice(VALUES)
    path.write_text(json.dumps(manifest), encoding="utf-8")


def listed_outside(target: Target, rng: random.Random) -> None:
    """Let the manifest list a file outside."""
    path = target.folder / MANIFEST
    manifest = json.loads(path.read_text(encoding="utf-8"))
    there = target.outside / "secret.txt"
    name = rng.choice((str(there), os.path.relpath(there, target.folder), "data/../../../../outside/secret.txt"))
    manifest["files"][name] = file_entry(there).to_dict()
    path.write_text(json.dumps(manifest), encoding="utf-8")


def named_outside(target: Target, rng: random.Random) -> None:
    """Give the dataset or the version a name that is a path."""
    path = target.folder / MANIFEST
    manifest = json.loads(path.read_text(encoding="utf-8"))
    name = rng.choice(
        ("../outside", str(target.outside / "x"), "..", "a/b", "", ".", "../../outside/new", "1.0.0/../x")
    )
    manifest[rng.choice(("name", "version"))] = name
    path.write_text(json.dumps(manifest), encoding="utf-8")


def card_changed(target: Target, rng: random.Random) -> None:
    """Change values or keys of the card's metadata."""

    def change(card: dict[str, Any]) -> None:
        changed = change_json(card, rng)
        card.clear()
        card.update(changed if isinstance(changed, dict) else {})

    change_card(target.folder, change)


def file_removed(target: Target, rng: random.Random) -> None:
    """Remove a file."""
    _any_file(target.folder, rng).unlink()


def file_emptied(target: Target, rng: random.Random) -> None:
    """Empty a file."""
    _any_file(target.folder, rng).write_bytes(b"")


def file_moved(target: Target, rng: random.Random) -> None:
    """Give a file the name of another, in other case or in another place."""
    path = _any_file(target.folder, rng)
    name = rng.choice((path.name.upper(), path.name.title(), f"{path.name}.bak", "data/train.parquet", "x/y/z"))
    (path.parent / name).parent.mkdir(parents=True, exist_ok=True)
    path.rename(path.parent / name)


def files_swapped(target: Target, rng: random.Random) -> None:
    """Swap two files."""
    one, other = _any_file(target.folder, rng), _any_file(target.folder, rng)
    kept = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(kept)


def file_as_folder(target: Target, rng: random.Random) -> None:
    """Put a folder in place of a file."""
    path = _any_file(target.folder, rng)
    path.unlink()
    path.mkdir()


def linked(target: Target, rng: random.Random) -> None:
    """Let a file be a link: to a secret, to nothing, to itself, to a folder."""
    path = _any_file(target.folder, rng)
    path.unlink()
    path.symlink_to(rng.choice((target.outside / "secret.txt", target.outside / "nothing", path.name, target.outside)))


def link_added(target: Target, rng: random.Random) -> None:
    """Put a link to a secret beside the files."""
    name = rng.choice(("secret.txt", "data/secret.txt", "schemas/secret.json", "data/quotes/train-9.parquet"))
    (target.folder / name).symlink_to(target.outside / "secret.txt")


def file_added(target: Target, rng: random.Random) -> None:
    """Put a file beside the others."""
    name = rng.choice((".hidden", "data/x.csv", "notes\n.txt", "a" * 200, "data/.x/y.parquet", "ü.txt", "train.jsonl"))
    path = target.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("id,text\n1,a\n", encoding="utf-8")


def columns_changed(target: Target, rng: random.Random) -> None:
    """Rename, drop, double, retype or reorder columns of a Parquet file, or change its metadata."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = rng.choice(target.parquet())
    table = pq.read_table(path)
    column = rng.randrange(table.num_columns)
    what = rng.randrange(6)
    if what == 0:
        table = table.remove_column(column)
    elif what == 1:
        table = table.append_column("more", table.column(column))
    elif what == 2:
        table = table.set_column(column, table.column_names[column], pa.array([1] * table.num_rows))
    elif what == 3:
        table = table.select(table.column_names[::-1])
    elif what == 4:
        table = table.replace_schema_metadata({"huggingface": rng.choice(("{", "{}", '{"info": {"features": {}}}'))})
    else:
        table = table.slice(0, rng.randrange(table.num_rows + 1))
    pq.write_table(table, path)


def _write_rows(path: Path, rows: list[Any]) -> None:
    text = "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    path.write_bytes(text.encode("utf-8", "surrogatepass"))


def _any_file(folder: Path, rng: random.Random) -> Path:
    return rng.choice(sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()))


CHANGES: tuple[Callable[[Target, random.Random], None], ...] = (
    *(bytes_changed, row_changed, manifest_changed, manifest_key_changed, card_changed) * 2,
    *(rows_moved, listed_outside, named_outside, file_removed, file_emptied, file_moved, files_swapped),
    *(file_as_folder, linked, link_added, file_added, columns_changed),
)
