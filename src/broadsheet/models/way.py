"""What an origin may use to fetch a model: the folder for its pieces, the network, a voice."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a pull is: `done` of `total` bytes of the finished file, and what it is busy with (`file`)."""

    stage: Literal["fetch", "verify", "done"]
    done: int
    total: int
    file: str


@dataclass(frozen=True, slots=True)
class Way:
    """The means of one pull.

    `staging` is a folder that survives an interruption; `given` is a folder of pieces the user has, or None. `get`
    opens an address from a byte position: it returns a context manager over an `httpx.Response`. `download` fetches
    the wheel of a requirement (`name==version`) into a folder. `say` hears the name of the piece being fetched.
    """

    staging: Path
    given: Path | None
    get: Callable[[str, int], AbstractContextManager[Any]]
    download: Callable[[str, Path], None]
    say: Callable[[str], None]
