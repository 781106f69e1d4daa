"""What a newsroom sends to a reader who asked for it: short notices and a letter of their own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

NoticeState = Literal["sent", "opened", "dismissed"]


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a reader wants sent. Nothing is, before they say so.

    `most_a_day` caps notices; none is sent from the hour `quiet_from` to the hour `quiet_to` by the clock of `zone` (an
    IANA name; equal hours: no quiet). `threshold` (0 to 1) is what a notice must be worth; it moves with what they
    dismiss and open. `letter_key` is the secret in the address by which a letter can be stopped without a password.
    """

    reader: str
    notices: bool = False
    letters: bool = False
    most_a_day: int = 3
    quiet_from: int = 22
    quiet_to: int = 7
    zone: str = "UTC"
    threshold: float = 0.5
    letter_key: str = ""


@dataclass(frozen=True, slots=True)
class Notification:
    """One notice that was sent: `worth` is the product of `parts` (`news`, `fit`), against the `threshold` of then.

    `reason` is that of the article on the reader's page, in `language`; `channel` names what carried it.
    """

    reader: str
    article: int
    title: str
    reason: str
    worth: float
    threshold: float
    at: datetime
    language: str = ""
    story: int | None = None
    channel: str = ""
    state: NoticeState = "sent"
    parts: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LetterItem:
    """One article of a letter: sentences that the check found supported by it, and why this reader gets it."""

    article: int
    title: str
    text: str
    reason: str
    outlet: str = ""
    language: str = ""
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A newsletter made for one reader. `edition` is the day it is for (`2026-11-22`): one a day and reader.

    `sent` is when the channel took it, None while it was only written.
    """

    reader: str
    edition: str
    title: str
    language: str
    made: datetime
    items: tuple[LetterItem, ...] = ()
    key: str = ""
    sent: datetime | None = None
