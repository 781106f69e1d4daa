"""Directing: the editor's hand on front pages, what it does now, and what a turn of a dial would cost."""

import math
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from broadsheet.app.moments import moved
from broadsheet.app.opened import Opened
from broadsheet.core import Dials, DialSetting, InvalidInputError, Reader, Steer, Steering, Stored, UnknownNameError
from broadsheet.store import KeptSteer

if TYPE_CHECKING:
    from broadsheet.recommend.pages.page import Composed
    from broadsheet.recommend.pages.replaying import Replay

DIALS = tuple(field.name for field in fields(Dials))
HOURS = 24  # how long a pin or a boost lasts when nobody says
_MOST_HOURS = 24 * 90  # a pin of more than a season is a forgotten one
_MOST_POSITION = 200  # as many items as a page can have
_LONGEST_REASON = 500  # characters
_READERS = 24  # readers whose pages are made again for a preview: a second or two of work


@dataclass(frozen=True, slots=True)
class RunningSteer:
    """A pin or a boost that runs, the title of its article, and whether that article is gone."""

    id: int
    value: Steer
    title: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Direction:
    """What holds now: the dials, the setting they come from (None: never set), pins and boosts."""

    dials: Dials
    setting: Stored[DialSetting] | None
    steers: tuple[RunningSteer, ...]


class Directing(Opened):
    """The part of the newsroom where editors steer the front pages."""

    def direction(self) -> Direction:
        """What bears on every front page now."""
        setting = self.store.steering.dials(self.now())
        running = self.store.steering.running(self.now())
        asked = [kept.value.article for kept in running if kept.value.article is not None]
        titles = {a.id: a.value.title for a in self.store.articles.get_many(asked)}
        steers = tuple(
            RunningSteer(
                kept.id,
                kept.value,
                titles.get(kept.value.article or 0, ""),
                kept.value.article is not None and kept.value.article not in titles,
            )
            for kept in running
        )
        return Direction(setting.value.dials if setting else Dials(), setting, steers)

    def set_dials(self, *, reason: str, by: str = "", hours: float | None = None, **turned: float) -> int:
        """Turn dials (`freshness=0.8, ...`); those not named stay. After `hours`, if given, they go back.

        Returns the setting's id. Raises `InvalidInputError` and `UnknownNameError`.
        """
        dials = self.dials_with(turned)
        until = self._until(hours) if hours is not None else None
        return self.store.steering.set_dials(DialSetting(dials, _reason(reason), by.strip(), self.now(), until))

    def dials_with(self, turned: dict[str, float]) -> Dials:
        """The dials as they stand with some of them turned; raises `InvalidInputError` and `UnknownNameError`."""
        for name, value in turned.items():
            if name not in DIALS:
                raise UnknownNameError(f"there is no dial called {name!r}", asked=name, choices=DIALS)
            if not (math.isfinite(value) and 0 <= value <= 1):
                raise InvalidInputError("a dial goes from 0 to 1", asked=f"{name}={value}", do="0.5 is the middle")
        return replace(self.direction().dials, **turned)

    def pin(
        self,
        article: int,
        *,
        reason: str,
        position: int = 1,
        hours: float = HOURS,
        by: str = "",
        languages: tuple[str, ...] = (),
    ) -> int:
        """Put an article at a position of every front page for some hours; returns the pin's id.

        Raises `NotFoundError` for the article and `InvalidInputError` for the rest.
        """
        self.article(article)
        if not 1 <= position <= _MOST_POSITION:
            raise InvalidInputError(f"a position is 1 to {_MOST_POSITION}", asked=str(position))
        return self._steer(
            Steer(
                "pin",
                _reason(reason),
                by.strip(),
                self.now(),
                self._until(hours),
                article=article,
                position=position,
                languages=languages,
            )
        )

    def boost(
        self,
        amount: float,
        *,
        reason: str,
        about: "tuple[str, str]",
        hours: float = HOURS,
        by: str = "",
        languages: tuple[str, ...] = (),
    ) -> int:
        """Raise (or, below 0, lower) an article, a tag or an outlet for some hours; returns the boost's id.

        `about` is `("article", "12")`, `("tag", "football")` or `("outlet", "Meridian")`; 1 is about what a reader's
        strong interest adds. Raises `NotFoundError` and `InvalidInputError`.
        """
        from broadsheet.recommend.steering import MOST_BOOST

        if not (math.isfinite(amount) and 0 < abs(amount) <= MOST_BOOST):
            raise InvalidInputError(f"a boost is within -{MOST_BOOST:g} and {MOST_BOOST:g}, not 0", asked=str(amount))
        kind, name = about[0], about[1].strip()
        if kind not in ("article", "tag", "outlet") or not name:
            raise InvalidInputError("a boost is about one article, tag or outlet", asked=" ".join(about))
        if kind == "article" and not name.isdecimal():
            raise InvalidInputError("an article is named by its number", asked=name)
        named = {kind: self.article(int(name)).id if kind == "article" else name}
        return self._steer(
            Steer(
                "boost",
                _reason(reason),
                by.strip(),
                self.now(),
                self._until(hours),
                amount=amount,
                languages=languages,
                **named,  # type: ignore[arg-type]
            )
        )

    def remove_steer(self, id: int, *, by: str = "") -> None:
        """Take a pin or a boost back before its time; raises `NotFoundError` and `ConflictError`."""
        self.store.steering.end(id, by=by.strip())

    def direction_history(self, *, limit: int = 50) -> tuple[list[Stored[DialSetting]], list[KeptSteer]]:
        """Every setting of the dials and every pin and boost there ever was, the last first."""
        return self.store.steering.settings(limit=limit), self.store.steering.steers(limit=limit)

    def preview_dials(
        self, dials: Dials, *, language: str = "", n: int = 24, readers: tuple[str, ...] = ()
    ) -> "Replay":
        """What pages would be with other dials, beside what they are: the cost in clicks, and everything else.

        Pages of `readers`, or of those served last and of one nobody knows, are made both ways. Nothing goes live.
        """
        from broadsheet.recommend.learning.live import Live
        from broadsheet.recommend.pages.replaying import replay

        known = readers or self.store.served.readers(limit=_READERS)
        names = known or tuple(reader.name for reader in self.store.readers.list()[:_READERS])
        now, spoken, at = self.store.steering.current(), language or self.settings.language or "en", self.edition()
        self.recommender.look()

        def made(reader: Reader, steering: Steering) -> "Composed":
            return self.recommender.engine.compose(reader, n=n, now=at, language=spoken, steering=steering)

        asked = [self.store.readers.get(name) for name in names]
        after, told = replace(now, dials=dials), Live(self.home / "recommender").chances()
        of = told.of if told else None
        return replay(asked, make=made, before=now, after=after, language=spoken, chances=of)

    def _steer(self, steer: Steer) -> int:
        if any(not tag or len(tag) > 20 or not tag.isprintable() for tag in steer.languages):
            raise InvalidInputError("this is not a language", asked=", ".join(steer.languages), do="give zh or en")
        return self.store.steering.add(steer)

    def _until(self, hours: float) -> datetime:
        if not (math.isfinite(hours) and 0 < hours <= _MOST_HOURS):
            raise InvalidInputError(f"it lasts up to {_MOST_HOURS} hours", asked=str(hours))
        return moved(self.now(), timedelta(hours=hours))


def _reason(reason: str) -> str:
    told = " ".join(reason.split())
    if not told or len(told) > _LONGEST_REASON:
        raise InvalidInputError(
            "say why: readers of the page and of its history are told",
            asked=told[:40],
            do=f"1 to {_LONGEST_REASON} characters",
        )
    return told
