"""Files of a dataset on the Hugging Face Hub, read as they come: ``hf://datasets/ORG/NAME@REVISION/FOLDER``."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from quotes.errors import ArticleError

if TYPE_CHECKING:
    from huggingface_hub import HfFileSystem

SCHEME = "hf://"
_BLOCK = 1 << 20


@dataclass(frozen=True, kw_only=True, slots=True)
class HubFile:
    """A file on the Hub, of one commit: the address that names it, and its path below the folder asked for."""

    where: str
    path: str
    identity: str
    files: HfFileSystem

    def open(self) -> BinaryIO:
        """Open it; its bytes are fetched as they are read."""
        with _told(self.where):
            remote = self.files.open(self.identity, "rb", block_size=_BLOCK)
        return io.BufferedReader(_Remote(remote, self.where), _BLOCK)


def is_on_hub(source: str) -> bool:
    """Tell whether a source is an address on the Hub."""
    return source.startswith(SCHEME)


def hub_files(source: str) -> Iterator[HubFile]:
    """Yield the file, the files below the folder, or those that the glob matches, all of one commit, by name.

    An ArticleError says why there is none: an address of another kind, no such dataset, a Hub out of reach.
    """
    from huggingface_hub import HfApi, HfFileSystem
    from huggingface_hub.hf_file_system import HfFileSystemResolvedRepositoryPath

    if not source.startswith(f"{SCHEME}datasets/") or source.count("/") < 4:
        raise ArticleError(source, "no address of a dataset on the Hub; hf://datasets/ORG/NAME is one")
    with _told(source):
        files = HfFileSystem(skip_instance_cache=True)
        place = files.resolve_path(source)
        assert isinstance(place, HfFileSystemResolvedRepositoryPath)
        commit = HfApi().dataset_info(place.repo_id, revision=place.revision).sha
        root = f"datasets/{place.repo_id}@{commit}"
        asked = f"{root}/{place.path_in_repo}".rstrip("/")
        is_glob = any(sign in place.path_in_repo for sign in "*?[")
        found = files.glob(asked) if is_glob else files.find(asked)
        if not found:
            raise FileNotFoundError(asked)
    folder = root if is_glob else asked if found != [asked] else asked.rpartition("/")[0]
    for key in sorted(found):
        where = f"{SCHEME}datasets/{place.repo_id}/{key.removeprefix(f'{root}/')}"
        yield HubFile(where=where, path=key.removeprefix(f"{folder}/"), identity=key, files=files)


class _Remote(io.RawIOBase):
    """A remote file whose errors are ArticleErrors."""

    def __init__(self, remote: BinaryIO, where: str) -> None:
        self._remote = remote
        self._where = where

    def readable(self) -> bool:
        """Return True."""
        return True

    def seekable(self) -> bool:
        """Return True."""
        return True

    def tell(self) -> int:
        """Return the place."""
        return self._remote.tell()

    def seek(self, place: int, whence: int = 0, /) -> int:
        """Go to a place."""
        return self._remote.seek(place, whence)

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        """Fill the buffer with what comes next; return how many bytes that is."""
        with _told(self._where):
            data = self._remote.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def _told(where: str) -> Iterator[None]:
    """Raise what the client raises as an ArticleError, whose message holds nothing of the request."""
    from httpx2 import HTTPError
    from huggingface_hub.errors import HfHubHTTPError, OfflineModeIsEnabled

    try:
        yield
    except OfflineModeIsEnabled as error:
        raise ArticleError(where, "HF_HUB_OFFLINE is set, so the Hub is not asked; unset it") from error
    except HfHubHTTPError as error:
        raise ArticleError(where, _refusal(error.response.status_code)) from error
    except FileNotFoundError as error:
        raise ArticleError(where, "the Hub has no such dataset, revision or file, or not for this token") from error
    except (HTTPError, OSError) as error:
        raise ArticleError(where, f"the Hub cannot be reached ({type(error).__name__})") from error


def _refusal(status: int) -> str:
    if status in {401, 403, 404}:
        return f"the Hub has no such dataset, revision or file, or not for this token ({status})"
    return f"the Hub refuses ({status}); try again later"
