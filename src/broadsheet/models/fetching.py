"""The outside of a pull: opening an address with httpx, fetching a wheel with pip, locking a name, free disk space."""

import fcntl
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from broadsheet.core import ConflictError, DiskFullError, FetchError, MissingExtraError

# A hub behind a firewall should cost seconds before the next origin is tried; a slow one may still be slow.
CONNECT_SECONDS = 8.0
READ_SECONDS = 60.0
# One wheel of the index is at most a hundred megabytes: an hour is a line of 30 kB a second.
WHEEL_SECONDS = 3600


@contextmanager
def opened(url: str, start: int) -> Iterator[Any]:
    """The response at an https address from byte `start` on; redirects must stay on https."""
    import httpx

    timeout = httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS)
    headers = {"Range": f"bytes={start}-"} if start else {}
    headers |= {"Accept-Encoding": "identity", "User-Agent": "broadsheet"}
    with (
        httpx.Client(follow_redirects=True, timeout=timeout, event_hooks={"request": [_https_only]}) as client,
        client.stream("GET", url, headers=headers) as response,
    ):
        yield response


def _https_only(request: Any) -> None:
    if request.url.scheme != "https":
        raise FetchError("models are only fetched over https", asked=str(request.url))


def wheel(requirement: str, folder: Path) -> None:
    """Fetch the wheel of `name==version` into `folder` with pip, without its dependencies.

    Only a wheel will do: a source distribution would run the uploader's code. Raises `FetchError` when the index has
    none, `MissingExtraError` when there is no pip.
    """
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--no-cache-dir", "--only-binary=:all:"]
    command += ["--quiet", "--no-input", "--disable-pip-version-check", "--dest", str(folder), requirement]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=WHEEL_SECONDS, check=False)  # noqa: S603 - pip
    except subprocess.TimeoutExpired as error:
        raise FetchError("the package index is too slow", asked=requirement, do="pull again: it resumes") from error
    if "No module named pip" in done.stderr:
        raise MissingExtraError("pip is not installed here", do="python -m ensurepip")
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.strip()]
        raise FetchError("the package index does not give it", asked=requirement, found=said[-1] if said else "")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of a pull to `path`; `ConflictError` when another pull of it is running anywhere."""
    with path.with_name(path.name + ".lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise ConflictError(
                "this model is being pulled already", asked=path.name, do="wait for it, or stop the other pull"
            ) from error
        yield


def require_space(folder: Path, needed: int, *, free: Callable[[Path], int] | None = None) -> None:
    """Raise `DiskFullError` with the numbers unless `folder` has room for `needed` bytes."""
    there = (free or _free)(folder)
    if there < needed:
        raise DiskFullError(
            "there is not enough disk space for the model; nothing was written",
            asked=f"{needed / 1e6:,.0f} MB in {folder}",
            found=f"{there / 1e6:,.0f} MB free",
            do=f"free {(needed - there) / 1e6:,.0f} MB or choose another folder",
        )


def _free(folder: Path) -> int:
    return shutil.disk_usage(folder).free


Opener = Callable[[str, int], AbstractContextManager[Any]]
