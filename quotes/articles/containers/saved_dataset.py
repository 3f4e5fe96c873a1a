"""The folder that ``Dataset.save_to_disk`` of ``datasets`` writes: which of its files hold the rows."""

from __future__ import annotations

import json
from pathlib import Path

from quotes.errors import ArticleError

STATE = "state.json"


def saved_files(folder: Path) -> list[Path] | None:
    """Return the Arrow files of a saved dataset in the order of its rows, or None if the folder is none.

    An ArticleError where the folder is not as ``save_to_disk`` writes it.
    """
    state = folder / STATE
    if not state.is_file() or not (folder / "dataset_info.json").is_file():
        return None
    try:
        row = json.loads(state.read_bytes())
        files = [folder / Path(one["filename"]).name for one in row["_data_files"]]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ArticleError(str(state), "does not name the data files of a dataset as save_to_disk writes it") from error
    if row.get("_indices_data_files"):
        raise ArticleError(str(state), "a selection of rows; save it after flatten_indices()")
    return files
