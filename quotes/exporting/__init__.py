"""A release in the formats of other tools: to annotate, to search, to count, to train, to publish."""

from __future__ import annotations

from quotes.exporting.exporters import FORMATS, FileFormat, FolderFormat, export_file, export_folder

__all__ = [
    "FORMATS",
    "FileFormat",
    "FolderFormat",
    "export_file",
    "export_folder",
]
