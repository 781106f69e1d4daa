"""Drafts being written: each in its own thread, heard by whoever opens its stream, from wherever they left off.

A page that is closed does not lose the draft, and a stream that breaks takes up where it was.
"""

import secrets
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from broadsheet.core import BroadsheetError, Piece

# How many writings stay to be looked at again; the drafts themselves are in the store.
KEPT = 32
# A comment is sent when nothing else was for so long, so that nobody in between hangs up.
HEARTBEAT_SECONDS = 10.0


@dataclass(slots=True)
class Writing:
    """One draft on its way: the pieces so far, and how it ended."""

    key: str
    kind: str
    language: str
    again: str
    pieces: list[Piece] = field(default_factory=list)
    state: Literal["running", "done", "stopped", "failed"] = "running"
    draft: int | None = None
    error: BroadsheetError | None = None
    stopping: bool = False
    changed: threading.Condition = field(default_factory=threading.Condition)

    def listen(self, after: int = 0) -> Iterator[tuple[int, Piece | None]]:
        """Each piece with its number, from the one after `after`; None as a heartbeat; ends with the writing."""
        while True:
            with self.changed:
                if len(self.pieces) <= after and self.state == "running":
                    self.changed.wait(HEARTBEAT_SECONDS)
                fresh, running = self.pieces[after:], self.state == "running"
            for piece in fresh:
                after += 1
                yield after, piece
            if not fresh and not running:
                return
            if not fresh:
                yield after, None

    def stop(self) -> None:
        """Ask it to end; it does at its next piece."""
        with self.changed:
            self.stopping = True

    def run(self, write: Callable[[], Iterator[Piece]]) -> None:
        """Write to the end, or until stopped or failed."""
        try:
            self._end(self._take(write()))
        except BroadsheetError as error:
            self._end("failed", error)
        except Exception as error:  # noqa: BLE001 - the thread is a door: whatever broke, the page must hear of it
            self._end("failed", BroadsheetError("the writing broke off", found=f"{type(error).__name__}: {error}"))

    def _take(self, pieces: Iterator[Piece]) -> Literal["done", "stopped"]:
        for piece in pieces:
            with self.changed:
                self.pieces.append(piece)
                self.draft = piece.draft_id or self.draft
                self.changed.notify_all()
            if self.stopping and piece.event != "draft":
                close = getattr(pieces, "close", None)
                if close:
                    close()
                return "stopped"
        return "done"

    def _end(self, state: Literal["done", "stopped", "failed"], error: BroadsheetError | None = None) -> None:
        with self.changed:
            self.state, self.error = state, error
            self.changed.notify_all()


class Writings:
    """The writings of this process, the last `KEPT` of them."""

    def __init__(self) -> None:
        self._known: dict[str, Writing] = {}
        self._lock = threading.Lock()

    def start(self, write: Callable[[], Iterator[Piece]], *, kind: str, language: str, again: str) -> Writing:
        """Begin to write in a thread; `again` is the address of the form with these choices."""
        writing = Writing(secrets.token_urlsafe(9), kind, language, again)
        with self._lock:
            self._known[writing.key] = writing
            for key in list(self._known)[:-KEPT]:
                if self._known[key].state != "running":
                    del self._known[key]
        threading.Thread(target=writing.run, args=(write,), name=f"write {kind}", daemon=True).start()
        return writing

    def get(self, key: str) -> Writing | None:
        """The writing under `key`, or None when there is none any more."""
        return self._known.get(key)

    def notices(self, draft: int) -> list[str]:
        """What the editor should know of how draft `draft` was written, while this process remembers."""
        known = [w for w in list(self._known.values()) if w.draft == draft]
        return [piece.text for writing in known for piece in writing.pieces if piece.event == "notice"]
