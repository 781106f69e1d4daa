"""What ended a training that failed: kept in its folder, so that whoever looks later is told why."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from broadsheet.core import BroadsheetError, ConflictError
from broadsheet.train.experiments.folder import Folder

FAILURE = "failure.json"
T = TypeVar("T")


def noted(told: Iterator[T], folder: Folder) -> Iterator[T]:
    """The same as `told`; an error that ends it is kept, and forgotten when the training goes on.

    A conflict is not: it says that this call could not begin, nothing of the training that is there.
    """
    is_begun = False
    try:
        for one in told:
            if not is_begun:
                is_begun = True
                forget(folder)
            yield one
    except ConflictError:
        raise
    except BroadsheetError as error:
        keep(folder, error)
        raise


def keep(folder: Folder, error: BroadsheetError) -> None:
    """Keep why a training ended, unless its folder is gone."""
    if folder.path.is_dir():
        folder.write(FAILURE, error.as_dict())


def forget(folder: Folder) -> None:
    """What it failed of before no longer counts."""
    (folder.path / FAILURE).unlink(missing_ok=True)


def problem(folder: Folder) -> BroadsheetError | None:
    """Why the training ended, or None."""
    kept = folder.read(FAILURE)
    return error_of(kept) if kept else None


def error_of(told: Mapping[str, Any]) -> BroadsheetError:
    """An error as it was told in JSON's types."""
    words = {key: str(told.get(key) or "") for key in ("asked", "found", "do")}
    choices = [str(one) for one in told.get("choices") or ()]
    return BroadsheetError(str(told.get("message") or told.get("error") or ""), choices=choices, **words)
