"""The registry of formats, and the one way from a release to a file or a folder of another tool."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from quotes.dataset.derivation import read_release
from quotes.dataset.release import Release, move_into_place, open_release
from quotes.errors import ReleaseError
from quotes.exporting.brat_standoff import write_brat
from quotes.exporting.conllu import write_conllu
from quotes.exporting.databases import write_duckdb, write_sqlite
from quotes.exporting.docbin import write_docbin
from quotes.exporting.inception import write_inception
from quotes.exporting.label_studio import write_label_studio
from quotes.exporting.spreadsheet import write_csv, write_xlsx
from quotes.exporting.task_lines import write_doccano, write_prodigy
from quotes.exporting.tei import write_tei
from quotes.records import Detection, ExportFormat
from quotes.storage import unfinished

Articles = Iterable[Detection]


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format that is one file: what writes it, and whether it is text that people can read."""

    write: Callable[[Release, Articles, BinaryIO], None]
    text: bool = True


@dataclass(frozen=True, slots=True)
class FolderFormat:
    """A format that is a folder of files: what writes them."""

    write: Callable[[Release, Articles, Path], None]


FORMATS: Mapping[ExportFormat, FileFormat | FolderFormat] = MappingProxyType(
    {
        "label-studio": FolderFormat(write_label_studio),
        "prodigy": FileFormat(write_prodigy),
        "brat": FolderFormat(write_brat),
        "inception": FolderFormat(write_inception),
        "doccano": FileFormat(write_doccano),
        "conllu": FileFormat(write_conllu),
        "spacy": FileFormat(write_docbin, text=False),
        "csv": FileFormat(write_csv),
        "xlsx": FileFormat(write_xlsx, text=False),
        "sqlite": FolderFormat(write_sqlite),
        "duckdb": FileFormat(write_duckdb),
        "tei": FolderFormat(write_tei),
    }
)


def export_file(release: str | PathLike[str], format: ExportFormat, file: BinaryIO) -> None:
    """Write a release into an open file, in a format that is one file.

    Raises ReleaseError where it publishes no texts, ModuleNotFoundError where the format needs the extra [export].
    """
    found = FORMATS[format]
    if not isinstance(found, FileFormat):
        raise ReleaseError(f"{format} is a folder of files, not one")
    with closing(read_release(release)) as detections:
        found.write(open_release(release), detections, file)


def export_folder(release: str | PathLike[str], format: ExportFormat, folder: str | PathLike[str]) -> None:
    """Write a release into a new folder, in a format of several files; it appears when all of them are written.

    Raises what `export_file` does, and ReleaseError where the folder is there already.
    """
    found, target = FORMATS[format], Path(folder)
    if not isinstance(found, FolderFormat):
        raise ReleaseError(f"{format} is one file, not a folder")
    if target.exists():
        raise ReleaseError(f"{target}: is there already; name a folder that is not")
    with unfinished(target.parent, f".{target.name}.", ".part", folder=True) as part:
        with closing(read_release(release)) as detections:
            found.write(open_release(release), detections, part)
        if not move_into_place(part, target):
            raise ReleaseError(f"{target}: is there already; name a folder that is not")
