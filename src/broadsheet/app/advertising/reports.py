"""What came of advertisements: for the advertiser, for the publisher, as numbers, as CSV and as charts."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

import numpy as np

from broadsheet import media, nlp
from broadsheet.app.opened import Opened
from broadsheet.core import AdCount, AdReport, Campaign, UnknownNameError
from broadsheet.media import Cell, Sheet
from broadsheet.recommend import ads

MILS = 1000
BY = ("day", "surface", "topic", "hour", "creative")
_STEPS = 48  # half hours of a day's pacing line
_WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "en": {
        "pacing": ("Spent and planned, {day}", "in {currency}, through the campaign's day", "planned", "spent"),
        "pacing_heads": ("series", "from", "money"),
        "daily": ("Spent each day", "in {currency}"),
        "daily_heads": ("series", "day", "money"),
        "rates": ("Click rate by {by}", "clicks an impression, 95 % interval"),
        "rates_heads": ("what", "click rate", "from", "to"),
        "calibration": ("Clicks as predicted", "each bar: how often was clicked what was given about this chance"),
        "revenue": ("Revenue each day", "in {currency}"),
        "topic": ("subject",),
        "surface": ("place",),
        "empty": ("Nothing was shown yet.",),
    },
    "zh": {
        "pacing": ("{day} 已花费与计划", "单位：{currency}，按投放计划的一天", "计划", "已花费"),
        "pacing_heads": ("序列", "起", "金额"),
        "daily": ("每日花费", "单位：{currency}"),
        "daily_heads": ("序列", "日", "金额"),
        "rates": ("按{by}的点击率", "每次展示的点击，95%区间"),
        "rates_heads": ("项目", "点击率", "从", "到"),
        "calibration": ("点击是否如预测", "每条：预测概率相近的展示，实际被点击的比例"),
        "revenue": ("每日收入", "单位：{currency}"),
        "topic": ("主题",),
        "surface": ("位置",),
        "empty": ("还没有展示。",),
    },
}


class AdReports:
    """Questions about what was served; `room` is the newsroom."""

    def __init__(self, room: Opened) -> None:
        self._room = room
        self._counts, self._ledger = room.store.ad_counts, room.store.ad_ledger

    def report(self, campaign: int = 0) -> AdReport:
        """What came of a campaign, or (0) of all of them; raises `NotFoundError`."""
        if campaign:
            self._room.store.adverts.campaign(campaign)
        total = self._counts.total(campaign=campaign)
        by = {column: self._counts.by(column, campaign=campaign) for column in BY}
        rate = ads.wilson(total.clicks, total.impressions)
        reach = self._counts.reach(campaign) if campaign else 0
        return AdReport(campaign, total, rate, by, reach, self._room.settings.ads.currency)

    def fill(self) -> dict[str, float]:
        """For the publisher: slots asked and filled, the share, revenue in minor units, and it for a thousand shown."""
        days = self._ledger.fill()
        asked, filled = sum(d[1] for d in days), sum(d[2] for d in days)
        total = self._counts.total()
        revenue = total.money / MILS
        thousand = total.money / total.impressions if total.impressions else 0.0
        return {
            "asked": asked,
            "filled": filled,
            "share": filled / asked if asked else 0.0,
            "revenue": revenue,
            "ecpm": thousand,
        }

    def spent(self) -> dict[int, int]:
        """What each campaign has spent in all, in mils."""
        return {b.campaign: b.spent for b in self._ledger.balances() if b.day == ""}

    def reliability(self, campaign: int = 0) -> list[ads.Bin]:
        """Whether clicks come as often as they were thought to, by bins of the prediction."""
        return ads.reliability(self._counts.chances(campaign=campaign))

    def csv(self, campaign: int = 0, *, by: str = "day") -> str:
        """The counts by one of `BY` as CSV, formulas defused; money in minor units. Raises `UnknownNameError`."""
        if by not in BY:
            raise UnknownNameError("the report is not parted by this", asked=by, choices=BY)
        report = self.report(campaign)
        heads = (by, "served", "impressions", "viewable", "clicks", "ctr", "ctr_low", "ctr_high", "hides", "spend")
        rows: tuple[tuple[Cell, ...], ...] = tuple((name, *_cells(count)) for name, count in report.by[by].items())
        return media.csv_of(Sheet(title=by, columns=heads, rows=rows, heads=heads))

    def pacing(self, campaign: int, *, language: str) -> Sheet:
        """Spent and planned through the campaign's day, both summed up, in major units."""
        made = self._room.store.adverts.campaign(campaign).value
        now, zone = self._room.now(), timedelta(minutes=made.zone)
        day = ads.day_of(now, made.zone)
        midnight = datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC) - zone
        told = self._counts.spending(campaign=campaign, day=day)
        quota = self.quota(campaign, made, day) / MILS / 100
        even = self._plan(made)
        words = _WORDS[language]["pacing"]
        rows: list[tuple[Cell, ...]] = []
        for step in range(_STEPS):
            at = midnight + timedelta(minutes=30 * step)
            share = float(ads.planned_share(even, np.array([step * 1800.0]))[0])
            rows.append((words[2], at + zone, quota * share))
            if at <= now:
                rows.append((words[3], at + zone, sum(m for when, m in told if when <= at) / MILS / 100))
        title = words[0].format(day=day)
        return self._sheet(title, rows, kind="pacing", language=language, unit="hour")

    def today(self, campaign: int) -> dict[str, float]:
        """What a campaign spent on its day and may spend on it, in mils."""
        made = self._room.store.adverts.campaign(campaign).value
        day = ads.day_of(self._room.now(), made.zone)
        spent = {b.day: b.spent for b in self._ledger.days(campaign)}.get(day, 0)
        return {"spent": spent, "quota": self.quota(campaign, made, day)}

    def quota(self, campaign: int, made: Campaign, day: str) -> float:
        """What a campaign may spend on a day, in mils."""
        days = {b.day: b.spent for b in self._ledger.days(campaign)}
        return ads.quota_of(made, day, whole=sum(days.values()), today=days.get(day, 0))

    def daily(self, campaign: int = 0, *, language: str) -> Sheet:
        """What was spent (or earned, for 0) on each day, in major units."""
        counts = self._counts.by("day", campaign=campaign)
        kind = "daily" if campaign else "revenue"
        rows = [
            ("", datetime.fromisoformat(day).replace(tzinfo=UTC), c.money / MILS / 100) for day, c in counts.items()
        ]
        title = _WORDS[language][kind][0]
        return self._sheet(title, rows, kind="daily", language=language, unit="day")

    def rates(self, campaign: int = 0, *, by: str, language: str) -> Sheet:
        """Click rates with their intervals, by subject of the page or by place."""
        words, counts = _WORDS[language], self._counts.by(by, campaign=campaign)
        shown = sorted(counts.items(), key=lambda pair: -pair[1].impressions)[:10]
        rows = tuple(
            (_named(name, by, language), *ads.wilson(c.clicks, c.impressions)) for name, c in shown if c.impressions
        )
        title, note = words["rates"]
        return Sheet(
            title=title.format(by=words[by][0]),
            columns=("label", "value", "low", "high"),
            rows=rows,
            heads=words["rates_heads"],
            note=note,
            language=language,
            measure="share",
            empty=words["empty"][0],
        )

    def calibration(self, *, language: str) -> Sheet:
        """How often was clicked what was given about the same chance, least likely first."""
        words = _WORDS[language]
        rows = tuple((f"{b.predicted:.2%}", b.observed, b.low, b.high) for b in self.reliability())
        title, note = words["calibration"]
        return Sheet(
            title=title,
            columns=("label", "value", "low", "high"),
            rows=rows,
            heads=words["rates_heads"],
            note=note,
            language=language,
            measure="share",
            empty=words["empty"][0],
        )

    def _plan(self, made: Campaign) -> ads.Floats:
        hours = ads.traffic(self._counts.hours(since=self._room.now() - timedelta(days=7)))
        turned = np.roll(hours, round(made.zone / 60))
        wanted = np.array([not made.targeting.hours or h in made.targeting.hours for h in range(24)])
        told = turned * wanted
        shares: ads.Floats = (told / told.sum()).reshape(1, 24)
        return shares

    def _sheet(self, title: str, rows: Sequence[tuple[Cell, ...]], *, kind: str, language: str, unit: str) -> Sheet:
        words = _WORDS[language]
        return Sheet(
            title=title,
            columns=("series", "start", "value"),
            rows=tuple(rows),
            heads=words[f"{kind}_heads"],
            note=words[kind][1].format(currency=self._room.settings.ads.currency),
            language=language,
            unit=unit,
            empty=words["empty"][0],
        )


def _cells(count: AdCount) -> tuple[float, ...]:
    rate = ads.wilson(count.clicks, count.impressions)
    shown = tuple(round(share, 6) for share in rate)
    return (
        count.served,
        count.impressions,
        count.viewable,
        count.clicks,
        *shown,
        count.hides,
        round(count.money / MILS, 3),
    )


_PLACES: Mapping[str, Mapping[str, str]] = {
    "en": {"article": "article page", "front": "front page", "newsletter": "newsletter", "": "no subject"},
    "zh": {"article": "文章页", "front": "头版", "newsletter": "新闻信", "": "无主题"},
}


def _named(name: str, by: str, language: str) -> str:
    if by != "topic" or not name:
        return _PLACES[language].get(name, name)
    return nlp.tag_label(name, language)
