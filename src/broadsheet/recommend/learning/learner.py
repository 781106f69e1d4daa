"""The learner: from the log to a version that serves, step by step, each of which may be the last for now."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256

import numpy as np

from broadsheet.core import EmptyEvidenceError
from broadsheet.recommend.learning.card import Card
from broadsheet.recommend.learning.chances import chances
from broadsheet.recommend.learning.fitting import ROUNDS, Fitted, fit
from broadsheet.recommend.learning.gate import LEAST_PAGES, Verdict, judge, tellable
from broadsheet.recommend.learning.measures import scores, spread
from broadsheet.recommend.learning.samples import Samples
from broadsheet.recommend.learning.versions import Versions
from broadsheet.recommend.ranking.ranker import Ranker
from broadsheet.recommend.ranking.trees import Trees

NEWEST, NEWEST_MOST = 0.15, 0.3
"""The share of the pages, the newest, that a version is measured on and does not learn from: more while a log is short
and the gate would have too few pages to tell, which kept one that was a quarter better waiting for a day."""
LEAST_CLICKS = 500
"""Clicks below which nothing is learnt: weights set by hand are better than trees grown on a few hundred."""
_HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Learning:
    """How far it is: trees grown."""

    done: int
    total: int


def learn(
    samples: Samples, *, versions: Versions, linear: Ranker, now: datetime, seed: int = 0
) -> Iterator[Learning | Card]:
    """Learn a version, measure it beside what serves, keep it, and let it serve when it passes; at the end its card.

    `linear` serves where nothing learnt does, and sets the scale of the parts. Stopped, it goes on where it was as long
    as the log is the same. Raises `EmptyEvidenceError` when there is too little to learn from, and `MissingError`
    when LightGBM can't be loaded.
    """
    past, newest = samples.split(_newest(samples))
    clicks = int(past.clicks.sum())
    if clicks < LEAST_CLICKS:
        raise EmptyEvidenceError(
            "there is too little to learn from",
            asked=f"{LEAST_CLICKS} clicks on served pages",
            found=f"{clicks} on {len(past)} pages of readers who let what they do be used",
            do="pages are ranked by the linear ranker until then",
        )
    fitted: Fitted | None = None
    for told in fit(past, folder=versions.folder / "training", seed=seed):
        if isinstance(told, Fitted):
            fitted = told
        else:
            yield Learning(told, ROUNDS)
    assert fitted is not None  # noqa: S101 - the last thing a fit gives
    scale = _scale(fitted, past, linear)
    version = _version(now, fitted.text)
    new = Trees(fitted.text, version=version, columns=fitted.columns, scale=scale)
    name, serving = _serving(versions, linear)
    verdict = judge(new, serving, newest)
    likely = chances(scores(new, newest), newest)
    card = _card(verdict, past, version=version, fitted=fitted, scale=scale, seed=seed, now=now, against=name)
    card = replace(card, chances=(likely.base, likely.slope) if likely else ())
    versions.add(card, fitted.text)
    if not card.refused:
        versions.choose(version)
    yield card


def _newest(samples: Samples) -> float:
    """The share to measure on: `NEWEST`, or as much as the gate needs to tell, at most `NEWEST_MOST`."""
    told = np.flatnonzero(tellable(samples))
    if len(told) < LEAST_PAGES:
        return NEWEST
    needed = len(samples) - int(told[-LEAST_PAGES])
    return min(max(NEWEST, needed / len(samples)), NEWEST_MOST)


def _serving(versions: Versions, linear: Ranker) -> tuple[str, Ranker]:
    from broadsheet.recommend.learning.live import Live

    found = Live(versions.folder).ranker()
    return (found.version, found) if found else (linear.version, linear)


def _version(now: datetime, text: str) -> str:
    return f"trees-{now.astimezone(UTC):%Y%m%dT%H%M%S}-{sha256(text.encode()).hexdigest()[:6]}"


def _scale(fitted: Fitted, past: Samples, linear: Ranker) -> float:
    """What makes learnt scores differ within a page as much as the linear ranker's do, for which page rules are set."""
    bare = Trees(fitted.text, version="", columns=fitted.columns)
    own, usual = spread(scores(bare, past), past), spread(scores(linear, past), past)
    return usual / own if own > 0 and usual > 0 else 1.0


def _card(  # noqa: PLR0913 - a card has many lines
    verdict: Verdict,
    past: Samples,
    *,
    version: str,
    fitted: Fitted,
    scale: float,
    seed: int,
    now: datetime,
    against: str,
) -> Card:
    since, until = (
        datetime.fromtimestamp(float(hour) * _HOUR, UTC).isoformat(timespec="seconds")
        for hour in (past.hours.min(), past.hours.max())
    )
    return Card(
        version=version,
        made=now.astimezone(UTC).isoformat(timespec="seconds"),
        since=since,
        until=until,
        pages=len(past),
        articles=len(past.page),
        clicks=int(past.clicks.sum()),
        columns=fitted.columns,
        scale=scale,
        seed=seed,
        sha256=sha256(fitted.text.encode()).hexdigest(),
        figures=verdict.figures,
        beside=verdict.beside,
        gains=verdict.gains,
        against=against,
        measured_pages=verdict.pages,
        refused=verdict.refused,
    )
