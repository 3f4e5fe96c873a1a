"""Expand what the user named into files."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePath, PurePosixPath

from quotes.articles.containers import hub_files, is_on_hub, saved_files, without_packing
from quotes.articles.formats import SUFFIXES
from quotes.articles.reader import File, OnError, file_on_disk, standard_input
from quotes.errors import ArticleError

SPLITS_OF_SAVED = "dataset_dict.json"  # beside the folders of its splits
SKIPPED_PREFIXES = ("README", "LICENSE", "CHANGELOG")


def files_of(source: str, report: OnError) -> Iterator[File]:
    """Yield the file, the files in the folder, the files that the glob matches, or standard input for ``-``.

    Folders are walked in the order of their names. What is hidden and what goes by the name of README, LICENSE or
    CHANGELOG is passed over there, and so is any suffix that has no reader.
    """
    path = Path(source)
    if source == "-":
        yield standard_input()
    elif is_on_hub(source):
        yield from _on_hub(source)
    elif path.is_dir():
        for found in _walk(path, report):
            yield _found(found, path)
    elif path.exists() or not glob.has_magic(source):
        if not os.path.lexists(path):
            raise ArticleError(source, "no such file or folder")
        yield file_on_disk(path, id=Path(without_packing(path.name)).stem)
    else:
        yield from _matches(source)


def size_of(sources: Iterable[str]) -> int:
    """Return the bytes of all files that the sources stand for, packed as they are; 0 where they are not known."""
    size = 0
    for source in sources:
        if source == "-" or is_on_hub(source):
            return 0
        with suppress(ArticleError, OSError):  # whoever reads tells it
            size += sum(file.size for file in files_of(source, lambda error: None))
    return size


def _on_hub(source: str) -> Iterator[File]:
    for remote in hub_files(source):
        path = PurePosixPath(remote.path)
        named = source.endswith(f"/{path}")
        hidden = any(part.startswith(".") for part in path.parts)
        if named or (_may_be_article(path) and not hidden):
            yield File(
                where=remote.where,
                id=PurePosixPath(without_packing(remote.path)).with_suffix("").as_posix(),
                name=path.name,
                identity=remote.identity,
                opener=remote.open,
                found=not named,
            )


def is_named(source: str) -> bool:
    """Return whether the source is one file, rather than a folder or a glob."""
    return source != "-" and not is_on_hub(source) and Path(source).is_file()


def _walk(folder: Path, report: OnError) -> Iterator[Path]:
    try:
        saved = saved_files(folder)
        if saved is not None:
            yield from saved
            return
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except ArticleError as error:
        report(error)
        return
    except OSError as error:
        report(ArticleError(str(folder), f"cannot be read: {error.strerror}"))
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name == SPLITS_OF_SAVED:
            continue
        if entry.is_dir():
            if not entry.is_symlink():  # a link may lead back up
                yield from _walk(entry, report)
        elif _may_be_article(entry):
            yield entry


def _matches(pattern: str) -> Iterator[File]:
    paths = [Path(match) for match in sorted(glob.iglob(pattern, recursive=True))]
    if not paths:
        raise ArticleError(pattern, "matches no file")
    root = _fixed_part(pattern)
    for path in paths:
        if not path.is_dir() and _may_be_article(path):
            yield _found(path, root)


def _fixed_part(pattern: str) -> Path:
    steps = []
    for step in Path(pattern).parts[:-1]:
        if glob.has_magic(step):
            break
        steps.append(step)
    return Path(*steps)


def _may_be_article(path: PurePath) -> bool:
    suffix = Path(without_packing(path.name)).suffix.lower()
    return suffix in SUFFIXES and not path.name.startswith(SKIPPED_PREFIXES)


def _found(path: Path, root: Path) -> File:
    plain = Path(without_packing(str(path.relative_to(root))))
    return file_on_disk(path, id=plain.with_suffix("").as_posix(), found=True)
