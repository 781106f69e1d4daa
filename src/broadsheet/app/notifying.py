"""Notices worth sending: few, each with its reason, never by night, and fewer to those who wave them away."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from broadsheet.app.subscribing import Subscribing
from broadsheet.core import (
    Article,
    BroadsheetError,
    Context,
    FrontPage,
    InvalidInputError,
    Item,
    NotFoundError,
    Notification,
    Stored,
    Subscription,
)

PAGE = 10  # a notice is about what would stand at the top of the reader's page
# The desk's news value of a story that a whole town talks about: ten reports by six outlets are 3.3 + 2.6.
_GREAT = 6.0
GAP = timedelta(hours=1)  # between two notices: who is called twice in an hour switches them off
FRESH = timedelta(hours=24)  # what is older is no news to be called about
# What a reader does moves their threshold, dismissing more than opening: a notice too many costs more than one too few.
_DISMISSED, _OPENED = 0.1, -0.04
_LEAST, _MOST = 0.2, 0.95
Because = Literal["off", "quiet", "enough", "soon", "nothing", "sent"]


@dataclass(frozen=True, slots=True)
class Notified:
    """How asking for a reader's notice came out: `because` says why nothing was sent, or that it was."""

    reader: str
    because: Because
    notice: Stored[Notification] | None = None
    error: BroadsheetError | None = None


class Notifying(Subscribing):
    """The part of the newsroom that calls readers."""

    def notify(self, name: str, *, language: str = "") -> Notified:
        """Send a reader the one notice that is worth it now, if there is one, their day and hour allow it.

        Raises what the channel raises; the notice is not kept then and can be sent later.
        """
        wish = self.subscription(name)
        silent = self._silent(wish)
        if silent:
            return Notified(wish.reader, silent)
        notice = self._worth_sending(wish, language=language)
        id = self.store.notifications.add(notice) if notice else None
        if notice is None or id is None:
            return Notified(wish.reader, "nothing")
        try:
            self.send({"kind": "notification", "id": id, "url": self.notice_url(notice.article), **_told(notice)})
        except BroadsheetError:
            self.store.notifications.remove(id)
            raise
        return Notified(wish.reader, "sent", self.store.notifications.get(id))

    def notify_all(self, *, language: str = "") -> Iterator[Notified]:
        """Every reader who wants notices, in turn; one for whom it fails stops no other."""
        for wish in self.store.subscriptions.list():
            if wish.notices:
                try:
                    yield self.notify(wish.reader, language=language)
                except BroadsheetError as error:
                    yield Notified(wish.reader, "nothing", error=error)

    def notifications(self, name: str, *, limit: int = 50) -> list[Stored[Notification]]:
        """What a reader was sent, newest first."""
        return self.store.notifications.of(self.reader(name).name, limit=limit)

    def answer_notice(self, name: str, id: int, how: Literal["opened", "dismissed"]) -> Subscription:
        """Note that a reader opened or dismissed a notice, and learn how much one must be worth to them.

        The first answer counts. Raises `NotFoundError` for a notice that is not theirs.
        """
        stored = self.store.notifications.get(id)
        wish = self.subscription(name)
        if stored.value.reader != wish.reader:
            raise NotFoundError("there is no such notice", asked=str(id))
        if how not in ("opened", "dismissed"):
            raise InvalidInputError("a notice is opened or dismissed", asked=how, choices=("opened", "dismissed"))
        if stored.value.state != "sent":
            return wish
        self.store.notifications.mark(id, how)
        if how == "opened":
            self.read(name, stored.value.article, key=f"notice:{id}")
        moved = wish.threshold + (_DISMISSED if how == "dismissed" else _OPENED)
        return self.subscribe(name, threshold=round(min(max(moved, _LEAST), _MOST), 4))

    def notice_url(self, article: int) -> str:
        """Where a notice leads."""
        return f"{self.settings.site.rstrip('/')}/articles/{article}"

    def _silent(self, wish: Subscription) -> Because | None:
        """Why nothing may be sent now, whatever there is."""
        now = self.now().astimezone(ZoneInfo(wish.zone))
        if not wish.notices:
            return "off"
        if is_quiet(now.hour, wish):
            return "quiet"
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        sent = self.store.notifications
        if sent.count_since(wish.reader, midnight, until=now) >= wish.most_a_day:
            return "enough"
        return "soon" if sent.count_since(wish.reader, now - GAP, until=now) else None

    def _worth_sending(self, wish: Subscription, *, language: str) -> Notification | None:
        page = self.front_page(wish.reader, n=PAGE, language=language, context=Context(surface="notification"))
        known, stories = self._known(wish.reader)
        found = {a.id: a.value for a in self.store.articles.get_many([item.article for item in page.items])}
        notices = [
            self._notice(item, found[item.article], page=page, wish=wish)
            for item in page.items
            if item.article in found
            and item.article not in known
            and item.story not in stories
            and _is_fresh(found[item.article], self.edition())
        ]
        best = max(notices, key=lambda notice: notice.worth, default=None)
        return best if best and best.worth >= wish.threshold else None

    def _known(self, name: str) -> tuple[set[int], set[int]]:
        """The articles a reader saw, did something about or was told of, and the stories of those they know of."""
        acts = self.store.events.of(name)
        sent = {n.value.article for n in self.store.notifications.of(name)}
        known = {act.article for act in acts if act.article is not None} | sent
        told = {act.article for act in acts if act.article is not None and act.action != "view"} | sent
        return known, set(self.store.stories.of_articles(sorted(told)).values())

    def _notice(self, item: Item, article: Article, *, page: FrontPage, wish: Subscription) -> Notification:
        parts = {"news": self._news(item.story), "fit": _fit(item, page)}
        return Notification(
            reader=wish.reader,
            article=item.article,
            title=item.title or article.title,
            reason=item.reason,
            worth=round(parts["news"] * parts["fit"], 4),
            threshold=wish.threshold,
            at=self.now(),
            language=page.language,
            story=item.story,
            channel=self.settings.channel,
            parts={part: round(value, 4) for part, value in parts.items()},
        )

    def _news(self, story: int | None) -> float:
        """The desk's news value, 0 to 1; of an article that nobody else reports, none."""
        if story is None:
            return 0.0
        try:
            return min(max(self.store.stories.get(story).value.score, 0.0) / _GREAT, 1.0)
        except NotFoundError:  # joined anew between the page and now
            return 0.0


def is_quiet(hour: int, wish: Subscription) -> bool:
    """Whether `hour` of the reader's clock is one they sleep in; the night may run over midnight."""
    start, end = wish.quiet_from, wish.quiet_to
    return start <= hour < end if start <= end else hour >= start or hour < end


def _fit(item: Item, page: FrontPage) -> float:
    """How near an item's score is to the best on the reader's page, 0 to 1."""
    best = max((other.score for other in page.items), default=0.0)
    return min(max(item.score / best, 0.0), 1.0) if best > 0 else 0.0


def _is_fresh(article: Article, edition: datetime) -> bool:
    return article.published is not None and edition - article.published <= FRESH


def _told(notice: Notification) -> dict[str, object]:
    said = ("reader", "article", "title", "reason", "language")
    return {**{name: getattr(notice, name) for name in said}, "at": notice.at.isoformat()}
