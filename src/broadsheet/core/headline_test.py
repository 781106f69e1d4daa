"""A test of headlines: what competes for an article, what was counted, what is believed, and how it ended."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from broadsheet.core.draft import Decision

HeadlineOrigin = Literal["own", "typed", "written"]
HeadlineState = Literal["running", "decided", "stopped"]
HeadlineUnit = Literal["reader", "page"]
# Why a test ended: one is surely the best (`probability`); the best known can hardly be beaten by enough to matter, and
# is better than the article's own (`loss`) or is not (`same`); time is up (`horizon`); a person ended it (`person`).
HeadlineGround = Literal["probability", "loss", "same", "horizon", "person"]


@dataclass(frozen=True, slots=True)
class Headline:
    """One candidate. `refused` says why it may not compete, in the article's language; empty: it competes."""

    text: str
    origin: HeadlineOrigin = "typed"
    refused: str = ""


@dataclass(frozen=True, slots=True)
class HeadlineRules:
    """When a test ends. The figures were chosen by simulation, see `recommend.headlines.stopping`.

    `minimum` are viewings that the best has, and what it is held against (the own headline; of the own, the next best);
    `confidence` is the probability of being the best that decides, `loss` the share of the best's clicks that may be
    given away by deciding, `hours` the most it takes. `stay` is the seconds after a click that count as reading.
    """

    minimum: int = 300
    confidence: float = 0.995
    loss: float = 0.005
    hours: float = 48.0
    stay: float = 10.0


@dataclass(frozen=True, slots=True)
class HeadlineTally:
    """What was counted of one variant: those it was shown to, who clicked, and who then stayed to read."""

    exposures: int = 0
    clicks: int = 0
    reads: int = 0


@dataclass(frozen=True, slots=True)
class HeadlineOdds:
    """What the counts let one believe of a variant.

    `rate` is the posterior mean of its click rate, `low` and `high` its 95 % interval, `best` the probability that no
    other is better, `over` the probability that it is better than the article's own (of the own itself: 0), `loss` the
    clicks per viewing that choosing it would give away, `share` the part of readers who get it now. `bait` is set where
    its clicks lead away again so often that it may not win.
    """

    rate: float
    low: float
    high: float
    best: float
    over: float
    loss: float
    share: float
    bait: bool = False


@dataclass(frozen=True, slots=True)
class HeadlineLook:
    """One look at a running test: the counts at that moment and what they let one believe, variant by variant."""

    at: datetime
    tallies: tuple[HeadlineTally, ...]
    odds: tuple[HeadlineOdds, ...]


@dataclass(frozen=True, slots=True)
class HeadlineVerdict:
    """How a test ended: `winner` is the variant's place, None for no difference."""

    ground: HeadlineGround
    at: datetime
    winner: int | None = None
    best: float = 0.0
    loss: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadlineTest:
    """A test on one article. `variants` compete, the first is the article's own; `refused` may not, and say why.

    A `reader` gets one variant for as long as it runs, or each `page` draws anew. `salt` is what the draw hangs on.
    `shown` is the place of the variant readers see after it ended (0: the article's own, as after an undo). `history`
    is who started, stopped, undid or chose.
    """

    article: int
    variants: tuple[Headline, ...]
    salt: str
    since: datetime
    language: str = ""
    refused: tuple[Headline, ...] = ()
    unit: HeadlineUnit = "reader"
    rules: HeadlineRules = field(default_factory=HeadlineRules)
    state: HeadlineState = "running"
    last: HeadlineLook | None = None
    verdict: HeadlineVerdict | None = None
    shown: int = 0
    history: tuple[Decision, ...] = ()

    def number(self, key: str) -> int:
        """The number, of 63 bits, that a reader or a page is known by within this test: elsewhere it says nothing."""
        told = key.encode("utf-8", "replace")
        return int.from_bytes(hashlib.blake2b(told, digest_size=8, key=self.salt.encode()[:64]).digest()) >> 1


@dataclass(frozen=True, slots=True)
class HeadlineMark:
    """What one act adds to a test: that `unit` (a `HeadlineTest.number`) saw `variant`, clicked, stayed or finished.

    Without a `variant` it adds to what the unit has seen, and to nothing where it saw none. `dwell` is in seconds.
    """

    test: int
    unit: int
    variant: int | None = None
    seen: bool = False
    clicked: bool = False
    finished: bool = False
    dwell: float = 0.0
