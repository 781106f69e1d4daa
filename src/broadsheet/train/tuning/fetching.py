"""A model of a hub brought here: safetensors and what says how to read them, each file gone on with where it stopped.

Which hub, and whether any may be asked, is what `huggingface_hub` was told (`HF_ENDPOINT`, `HF_HUB_OFFLINE`, the token
of `hf auth login`). A file is kept when it has the digest that the hub names. Code and pickles are never fetched.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any
from urllib.parse import quote

from broadsheet.core import FetchError, IntegrityError, InvalidInputError, MissingModelError, NotFoundError
from broadsheet.core.whole_files import written
from broadsheet.models.fetching import CONNECT_SECONDS, READ_SECONDS, locked, require_space

HUB, NOTE = "hub", "fetched.json"
# All that is taken: configurations, a fast tokenizer, and weights in one file or as an index names them.
_TAKEN = (
    *("config.json", "generation_config.json", "chat_template.jinja"),
    *("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"),
    *("model.safetensors", "model.safetensors.index.json", "model-*-of-*.safetensors"),
)
_DIGEST = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_BLOCK = 1 << 20
_MOST_LISTED = 8


@dataclass(frozen=True, slots=True)
class Fetched:
    """How far it is: `done` of `total` bytes, and the file that comes now."""

    done: int
    total: int
    file: str


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    size: int
    digest: str
    is_large: bool


def folder_of(name: str, models: Path) -> Path:
    """Where the model `name` (`owner/name`) of a hub is kept, beside the catalogue's."""
    return models / HUB / name.replace("/", "--")


def is_here(name: str, models: Path) -> bool:
    """Whether it was fetched whole."""
    return (folder_of(name, models) / NOTE).is_file()


def fetch(name: str, models: Path) -> Iterator[Fetched]:
    """Fetch the model `name` of the hub; what an earlier attempt brought is not asked for again.

    Raises `MissingModelError` while the hub may not be asked, `FetchError` where it doesn't answer, `NotFoundError` for
    a model it has not or doesn't show, `InvalidInputError` for one without safetensors, `IntegrityError` for a file of
    another digest (which is deleted), `DiskFullError`, and `ConflictError` while another process fetches it.
    """
    from huggingface_hub import constants

    if constants.HF_HUB_OFFLINE:
        raise MissingModelError(
            "this model of a hub is not on this machine, and the hub may not be asked",
            asked=name,
            found="HF_HUB_OFFLINE is set",
            do="unset it, or give a folder that has the model",
        )
    folder = folder_of(name, models)
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder):
        revision, files = _listed(name, constants.ENDPOINT)
        total = sum(file.size for file in files)
        require_space(folder, total - sum(_have(folder, file) for file in files))
        done = 0
        for file in files:
            address = f"{constants.ENDPOINT}/{name}/resolve/{revision}/{quote(file.name)}"
            for part in _brought(address, file, folder):
                yield Fetched(done + part, total, file.name)
            done += file.size
        told = {"name": name, "revision": revision, "files": {file.name: file.digest for file in files}}
        written(folder / NOTE, json.dumps(told, indent=1).encode())
    yield Fetched(total, total, NOTE)


def _listed(name: str, endpoint: str) -> tuple[str, list[_File]]:
    """The newest revision and those of its files that are taken."""
    with _opened(f"{endpoint}/api/models/{name}/revision/main?blobs=true", start=0, name=name) as response:
        try:
            found = json.loads(response.read())
            rows = [(str(one["rfilename"]), one) for one in found["siblings"]]
            files = [_file(one) for path, one in rows if _is_taken(path)]
            revision = str(found["sha"])
        except (ValueError, KeyError, TypeError) as error:
            raise FetchError("the hub's answer can't be read", asked=name, found=repr(error)[:200]) from error
    if not any(file.name.endswith(".safetensors") for file in files):
        raise InvalidInputError(
            "the hub has no safetensors of this model, and pickles are not fetched: opening one can run any code",
            asked=name,
            found=", ".join(sorted(path for path, _ in rows)[:_MOST_LISTED]) or "no files",
            do="choose a model with model.safetensors",
        )
    return revision, files


def _is_taken(path: str) -> bool:
    return "/" not in path and any(fnmatch(path, kind) for kind in _TAKEN)


def _file(one: Mapping[str, Any]) -> _File:
    """Raises `ValueError` for a digest that is none: it names a file here."""
    large = one.get("lfs") or {}
    digest = str(large.get("sha256") or one["blobId"])
    if not _DIGEST.fullmatch(digest):
        raise ValueError(f"no digest: {digest[:80]!r}")
    return _File(str(one["rfilename"]), int(large.get("size") or one["size"]), digest, bool(large))


def _brought(address: str, file: _File, folder: Path) -> Iterator[int]:
    """The file, telling how much of it is here; what is here already is gone on with."""
    whole, part = folder / file.name, folder / f"{file.name}.{file.digest[:12]}.part"
    if whole.is_file() and whole.stat().st_size == file.size and _digest(whole, file) == file.digest:
        yield file.size
        return
    part.touch()
    start = part.stat().st_size
    if start < file.size:
        with _opened(address, start=start, name=file.name) as response, part.open("ab") as out:
            if response.status_code != 206:  # the server gives it from the beginning
                out.truncate(0)
            told = out.tell()
            for block in response.iter_bytes():  # as it comes: what is here when the line goes dead is kept
                out.write(block)
                if out.tell() - told >= _BLOCK:
                    told = out.tell()
                    yield min(told, file.size)
    _check(part, file)
    part.replace(whole)
    yield file.size


def _check(part: Path, file: _File) -> None:
    size, do = part.stat().st_size, "ask again: it goes on where it stopped"
    if size < file.size:
        asked = f"{file.name}: {file.size:,} bytes"
        raise FetchError("the hub ended too early", asked=asked, found=f"{size:,} bytes", do=do)
    if (found := _digest(part, file)) != file.digest:
        part.unlink()
        raise IntegrityError(
            "a file of the hub is not the one it names", asked=f"{file.name}: {file.digest}", found=found, do=do
        )


def _have(folder: Path, file: _File) -> int:
    there = (folder / file.name, folder / f"{file.name}.{file.digest[:12]}.part")
    return min(max((path.stat().st_size for path in there if path.is_file()), default=0), file.size)


def _digest(path: Path, file: _File) -> str:
    """SHA-256 of a large file; of others SHA-1 as git names a blob, with its length in front."""
    running = hashlib.sha256() if file.is_large else hashlib.sha1(f"blob {path.stat().st_size}\0".encode())  # noqa: S324 - git's
    with path.open("rb") as found:
        while block := found.read(_BLOCK):
            running.update(block)
    return running.hexdigest()


@contextmanager
def _opened(address: str, *, start: int, name: str) -> Iterator[Any]:
    """The response from byte `start` on. Raises `FetchError`, `NotFoundError`."""
    import httpx
    from huggingface_hub import get_token

    headers = {"Accept-Encoding": "identity", "User-Agent": "broadsheet"}
    headers |= {"Range": f"bytes={start}-"} if start else {}
    headers |= {"Authorization": f"Bearer {token}"} if (token := get_token()) else {}
    timeout = httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
    try:
        with (
            httpx.Client(follow_redirects=True, timeout=timeout) as client,
            client.stream("GET", address, headers=headers) as response,
        ):
            if response.status_code not in (200, 206):
                raise _refused(response.status_code, address, name)
            yield response
    except httpx.HTTPError as error:
        raise FetchError(
            "the hub can't be reached, or broke off",
            asked=address,
            found=str(error) or repr(error),
            do="see that this machine is on the network, then ask again: it goes on where it stopped",
        ) from error


def _refused(status: int, address: str, name: str) -> Exception:
    if status in (401, 403, 404):
        return NotFoundError(
            "the hub has no such model, or shows it only to those it knows",
            asked=name,
            found=f"{status} from {address}",
            do="look at its page; for one with terms accept them there, then: hf auth login",
        )
    return FetchError("the hub does not give it", asked=name, found=f"{status} from {address}", do="ask again later")
