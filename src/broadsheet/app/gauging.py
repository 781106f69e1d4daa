"""Gauging: what readers were shown and did, counted and drawn, with no reader to be known in it."""

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from broadsheet import media
from broadsheet.app.audience_figures.exposure_topics import topic_of
from broadsheet.app.audience_log import FEWEST, AudienceLog, is_enough, joined, who
from broadsheet.app.moments import moved
from broadsheet.app.opened import Opened
from broadsheet.core import Plugins, UnknownNameError
from broadsheet.media import Look, Sheet
from broadsheet.recommend.learning.versions import Versions
from broadsheet.trends import View

AUDIENCE_FIGURES = Plugins("broadsheet.app.audience_figures", "audience figure")
AUDIENCE_FORMATS = ("csv", "png", "svg")
LOOKED_BACK = timedelta(days=28)
_KEPT = 3  # windows in memory: a page asks for one from fourteen figures
_VECTORS = 3_000  # articles whose vectors are read for likeness: those shown most of all, 3 MB


@dataclass(frozen=True, slots=True)
class AudienceHeads:
    """The figures at the head of the page; None where too few readers were there to say."""

    pages: int
    readers: int | None
    clicks_per_page: float | None
    explored: float | None
    articles: int | None


class Gauging(Opened):
    """The part of the newsroom that an analyst looks at."""

    def audience_view(
        self, *, since: datetime | None = None, until: datetime | None = None, language: str = "", unit: str = ""
    ) -> View:
        """The window: by default the four weeks up to now, or what there is of them; raises as `trends.cut` does."""
        end = until or self.now() + timedelta(microseconds=1)
        usual = moved(end, -LOOKED_BACK)
        begun = None if since else self.store.audience.first(usual)
        start = since or (begun if begun and begun < end else usual)
        view = View(start, end, language=language, unit=unit)
        view.bins()
        return view

    def audience(self, view: View, *, words: str = "en") -> AudienceLog:
        """What the figures are counted from, in the window and of the language of `view`."""
        key = (view.since, view.until.replace(second=0, microsecond=0), view.language, view.unit)
        stamp = self.store.audience.stamp()
        with self._lock:
            kept: OrderedDict[Any, tuple[Any, AudienceLog]] = self.__dict__.setdefault("_audience", OrderedDict())
            found = kept.get(key)
        if found is None or found[0] != stamp:
            found = (stamp, self._audience_log(view))
            with self._lock:
                kept[key] = found
                while len(kept) > _KEPT:
                    kept.popitem(last=False)
        return replace(found[1], words="zh" if words == "zh" else "en")

    def audience_figures(self) -> list[str]:
        """The figures there are."""
        return AUDIENCE_FIGURES.names()

    def audience_sheet(self, name: str, log: AudienceLog) -> Sheet:
        """The numbers of figure `name`; raises `UnknownNameError` with the figures there are."""
        made: Sheet = AUDIENCE_FIGURES.load(name).sheet(log)
        return made

    def audience_chart(self, name: str, log: AudienceLog, *, format: str = "svg", look: Look | None = None) -> bytes:
        """Figure `name` as a file to keep: `svg`, `png` or `csv`; raises `UnknownNameError`, `MissingError`."""
        if format not in AUDIENCE_FORMATS:
            raise UnknownNameError("a figure can't be had in this format", asked=format, choices=AUDIENCE_FORMATS)
        sheet = self.audience_sheet(name, log)
        if format == "csv":
            return media.csv_of(sheet).encode("utf-8", "replace")
        drawn = media.draw(AUDIENCE_FIGURES.load(name).CHART, sheet, look)
        return media.png(drawn) if format == "png" else drawn.encode()

    def audience_heads(self, log: AudienceLog) -> AudienceHeads:
        """The window in five numbers."""
        heads = [who(page) for page in log.pages]
        if not is_enough(heads):
            return AudienceHeads(len(log.pages), None, None, None, None)
        named = {page.reader for page in log.pages if page.reader}
        items = [item for page in log.pages for item in page.items]
        return AudienceHeads(
            pages=len(log.pages),
            readers=len(named) if len(named) >= FEWEST else None,
            clicks_per_page=len(log.clicked) / len(log.pages),
            explored=sum(item.explored for item in items) / max(len(items), 1),
            articles=len({item.article for item in items}),
        )

    def _audience_log(self, view: View) -> AudienceLog:
        kept = self.store.audience
        pages = kept.pages(since=view.since, until=view.until, language=view.language)
        keys = {page.key for page in pages}
        acts = kept.acts(since=view.since, until=view.until)
        if view.language:  # acts elsewhere have no page, so no language
            acts = [act for act in acts if act.page in keys]
        shown = {item.article for page in reversed(pages) for item in page.items}
        listed = self.store.listings
        articles = {a.id: a for a in listed.of(shown, model="usem3" if len(shown) <= _VECTORS else "")}
        supply = self._supply(view)
        log = AudienceLog(
            view=view,
            pages=pages,
            acts=acts,
            articles=articles,
            supply=supply,
            cards=Versions(self.home / "recommender").cards(),
            dials=self.store.steering.settings(),
            catalogue=len(supply),
        )
        clicked, viewed = joined(log)
        return replace(log, clicked=clicked, viewed=viewed)

    def _supply(self, view: View) -> list[tuple[str, tuple[str, ...]]]:
        """(outlet, (broad topic,)) of the window's articles; of an archive that ended earlier, of its last as long."""
        length = view.until - view.since
        since = min(view.since, self.edition() - length)
        ids = self.store.audience.supply(since=since, until=view.until, language=view.language)
        told = self.store.listings.of(ids, model="")
        return [(a.outlet, (topic,) if (topic := topic_of(a.notes)) else ()) for a in told]
