"""New databases as copies of one that every migration has been through: a tenth of the time of making each."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

import pytest

from broadsheet.store import newsroom
from broadsheet.store.engine import Database, connect
from broadsheet.store.migrate import migrate


@contextmanager
def prepared(template: Path) -> Iterator[None]:
    """Make `template`, and let every store that is opened where there is none yet begin as a copy of it.

    The copy is then migrated as ever, which finds nothing to do. Tests of the migrations call them themselves.
    """
    made = connect(f"sqlite:///{template}")
    migrate(made)
    made.close()

    def begun(database: Database) -> int:
        place = database.engine.url.database
        if place and place != ":memory:":
            with suppress(OSError):  # what is wrong with the folder is for the store itself to say
                _copy(template, Path(place))
        return migrate(database)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(newsroom, "migrate", begun)
        yield


def _copy(template: Path, place: Path) -> None:
    """There whole or not at all, however many open it at once."""
    if place.exists():
        return
    whole = place.with_name(f"{place.name}.{uuid4()}")
    shutil.copyfile(template, whole)
    try:
        os.link(whole, place)
    finally:
        whole.unlink()
