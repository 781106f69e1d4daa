"""What front pages do to the news as a whole: RADio's distances, exposure, and pages of those who are not personalised.

    python -m evals front_page_values

Pages of thirty of a played newsroom with factors learnt. RADio (Vrijenhoek et al., RecSys 2022): `calibration` to the
topics read, `fragmentation` between two readers, `representation` of outlets beside all there is; each a distance, 0
the same, 1 nothing in common. `fair_outlets` is the share of attention that goes to outlets whose exposure is within
four fifths and five quarters of their supply, `shown` the share of articles on any page. Then a page with
personalisation off beside one's own: `off_fresh` the mean freshness of its articles over that of one's own page's (a
half for a day of age), `off_diverse` how far from alike its articles are, over the same. Over 1 is fresher, or more
diverse.
"""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from evals._played_newsroom import Newsroom, newsroom

from broadsheet.core import Reader
from broadsheet.recommend.measuring import radio
from broadsheet.recommend.measuring.exposure import coverage, exposure, intra_list_similarity

DATA = ("wire",)  # in the package, so always here; the newsroom is played, not read
SEEDS = (1, 2)
READERS = 60
N = 30
_DAY_HOURS = 24.0
Pages = list[list[int]]


def figures(_: Path) -> dict[str, float]:
    """The means over the newsrooms."""
    rooms = [newsroom(seed=seed, learnt=True) for seed in SEEDS]
    rows = [{**_norms(room, own), **_off(room, own)} for room in rooms for own in [_pages(room)]]
    return {name: float(np.mean([row[name] for row in rows])) for name in rows[0]}


def _pages(room: Newsroom) -> Pages:
    """Of each reader the rows of their page."""
    return [[slot.row for slot in room.page(room.reader(number), n=N).slots] for number in range(READERS)]


def _norms(room: Newsroom, pages: Pages) -> dict[str, float]:
    seen = room.world.observed
    topics = [[{f"{seen.topics[row]}": 1.0} for row in page] for page in pages]
    outlets = [[{f"{seen.outlets[row]}": 1.0} for row in page] for page in pages]
    supply: list[radio.Article] = [{f"{outlet}": 1.0} for outlet in seen.outlets]
    named = [[f"{seen.outlets[row]}" for row in page] for page in pages]
    fair = [row.exposed for row in exposure(named, available=[f"{o}" for o in seen.outlets]) if row.fair]
    pairs = list(pairwise(topics))
    return {
        "calibration": _mean([radio.calibration(page, history=_read(room, n)) for n, page in enumerate(topics)]),
        "fragmentation": _mean([radio.fragmentation(one, other=other) for one, other in pairs]),
        "representation": _mean([radio.representation(page, pool=supply) for page in outlets]),
        "fair_outlets": sum(fair),
        "shown": coverage((row for page in pages for row in page), catalogue=len(seen)),
    }


def _read(room: Newsroom, number: int) -> list[radio.Article]:
    """The topics of what a reader opened, the newest first."""
    opened = [event.article for event in room.acts.get(str(number), ()) if event.action == "click" and event.article]
    return [{f"{room.world.observed.topics[article - 1]}": 1.0} for article in reversed(opened)]


def _off(room: Newsroom, pages: Pages) -> dict[str, float]:
    plain = [slot.row for slot in room.page(Reader("", personalised=False), n=N).slots]
    own = [(_fresh(room, page), _unlike(room, page)) for page in pages]
    fresh, unlike = np.mean(own, axis=0)
    return {"off_fresh": _fresh(room, plain) / float(fresh), "off_diverse": _unlike(room, plain) / float(unlike)}


def _fresh(room: Newsroom, page: Sequence[int]) -> float:
    ages = room.world.end - room.world.observed.hours[list(page)]
    return float((1.0 / (1.0 + ages / _DAY_HOURS)).mean())


def _unlike(room: Newsroom, page: Sequence[int]) -> float:
    return 1.0 - intra_list_similarity(room.world.observed.vectors[list(page)])


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values))
