"""The open newsroom: every capability by the name it has at the command line and over HTTP."""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from broadsheet import ingest, store
from broadsheet.app import settings
from broadsheet.app.advertising import Advertising
from broadsheet.app.charting import Charting
from broadsheet.app.checking import Checking
from broadsheet.app.choosing import Choosing
from broadsheet.app.collecting import Collecting
from broadsheet.app.decoding import Decoding
from broadsheet.app.directing import Directing
from broadsheet.app.distilling import Distilling
from broadsheet.app.doctor import Doctor
from broadsheet.app.finding import Finding
from broadsheet.app.forgetting import Forgetting
from broadsheet.app.gauging import Gauging
from broadsheet.app.headlining import Headlining
from broadsheet.app.importing_events import ImportingEvents
from broadsheet.app.lab import Lab
from broadsheet.app.model_settings import ModelSettings
from broadsheet.app.offering import Offering
from broadsheet.app.picturing import Picturing
from broadsheet.app.queueing import Queueing
from broadsheet.app.readership import Readership
from broadsheet.app.tracing import Tracing
from broadsheet.app.translating import Translating
from broadsheet.app.understanding import Understanding
from broadsheet.app.versioning import Versioning
from broadsheet.app.writing import Writing


def _real_now() -> datetime:
    return datetime.now(UTC)


class Newsroom(
    Collecting,
    Understanding,
    Distilling,
    Directing,
    Choosing,
    Charting,
    Gauging,
    Headlining,
    Advertising,
    Forgetting,
    ImportingEvents,
    Lab,
    Offering,
    Readership,
    Tracing,
    Translating,
    Versioning,
    Queueing,
    Decoding,
    Doctor,
    Checking,
    Picturing,
    Writing,
    Finding,
):
    """One newsroom, open. A context manager; threads may share it."""

    @classmethod
    def open(
        cls,
        home: str | Path,
        *,
        model: str = "",
        now: Callable[[], datetime] | None = None,
        http: ingest.Web | None = None,
    ) -> Self:
        """Open the newsroom in folder `home`, made first when there is none.

        `model` overrides the settings' (a name, or `none`); `now` and `http` stand in for the clock and the web. Raises
        `StoreError` and, for the settings, `InvalidInputError`.
        """
        folder = Path(home).expanduser().resolve()
        clock = now or _real_now
        told = settings.read(folder, os.environ)
        kept = store.open(f"sqlite:///{folder / 'newsroom.db'}", now=clock)
        store.forget_again(folder, kept, now=clock)
        with suppress(OSError):  # a full disk or a newsroom that is only read: the settings may be left out anyway
            if not (folder / settings.FILE).exists():
                (folder / settings.FILE).write_text(settings.TEMPLATE, encoding="utf-8")
        if model:  # what is asked for by name serves every task, with nothing behind it
            told = replace(told, model=model, models=ModelSettings(idle_minutes=told.models.idle_minutes))
        room = cls(folder, settings=told, kept=kept, now=clock)
        room._web = http
        return room

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
