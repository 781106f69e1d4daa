"""Features: what a ranker may look at for each candidate. The one place they are made, for serving and for learning.

A served page logs the columns it was ranked by (`Shown.features`), and a model learns from those: it never sees a
feature that was computed otherwise, or later, than the one a page is ranked by.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from broadsheet.core import Reader
from broadsheet.recommend.catalogue import Floats
from broadsheet.recommend.ranking import taste
from broadsheet.recommend.ranking.ranker import Table
from broadsheet.recommend.view import Candidates, Rows, View

_DAY = 24.0
_UNLIKE, _ALIKE = 0.15, 0.55
"""The cosines at which an article begins to be like a hidden one, and is as like as another report of the event."""
_REFUSED_MOST = 50
"""The latest things hidden or wanted less of that others are compared with."""
GROUPS = ("news", "language", "seen", "refused", "taste")
"""The groups that are no candidate source."""


def table(
    view: View,
    reader: Reader,
    rows: Rows,
    *,
    sources: Mapping[str, Candidates],
    language: str,
) -> Table:
    """The features of `rows` (n) for `reader`, each (n,) float32, by name `group.feature`; 400 rows take about 1 ms.

    `sources` are those that may be used on this reader; `language` is the page's, for one who prefers none. Every value
    is finite, and 0 where there is nothing to say.
    """
    columns = {f"{name}.signal": source.signal(view, rows) for name, source in sources.items()}
    columns |= _news(view, rows)
    columns |= _language(view, rows, reader.languages or (language,))
    columns |= _seen(view, rows)
    columns["refused.likeness"] = _refused(view, rows)
    columns |= taste.columns(view, reader, rows)
    return Table(rows, _finite(columns, n=len(rows)))


def _finite(columns: Mapping[str, NDArray[np.floating]], *, n: int) -> dict[str, Floats]:
    """The columns as 32-bit numbers, all finite: rows of one array, looked through once."""
    found = np.empty((len(columns), n), dtype=np.float32)
    for place, values in enumerate(columns.values()):
        found[place] = values
    found[~np.isfinite(found)] = 0
    return dict(zip(columns, found, strict=True))


def _news(view: View, rows: Rows) -> dict[str, NDArray[np.floating]]:
    """The article itself: how old, how much it is opened of how often it was shown, how widely told, how long.

    With the hour and the device, by which the same length or age may mean another thing.
    """
    there, ages = view.catalogue, view.ages(rows)
    found: dict[str, NDArray[np.floating]] = {
        "news.fresh": 1.0 / (1.0 + ages / _DAY),
        "news.age": np.log1p(ages),
        "news.size": np.log2(np.maximum(there.size[rows], 1)),
        "news.outlets": np.log2(np.maximum(there.outlets[rows], 1)),
        "news.length": np.log1p(np.maximum(there.length[rows], 0)),
        "news.hour": np.full(len(rows), view.hour % _DAY),
        "news.phone": np.full(len(rows), float(view.context.device == "phone")),
    }
    if view.crowd is not None:
        found["news.opened"] = view.crowd.opened(rows)
        found["news.clicks"] = np.log1p(view.crowd.clicks(rows))
        found["news.exposures"] = np.log1p(view.crowd.exposures(rows))
        found["news.rate"] = view.crowd.rate(rows)
    return found


def _language(view: View, rows: Rows, languages: Sequence[str]) -> dict[str, NDArray[np.floating]]:
    """Whether it is in the reader's first language, and in any of theirs."""
    return {
        "language.first": view.catalogue.language_is(rows, languages[:1]).astype(np.float32),
        "language.any": view.catalogue.language_is(rows, languages).astype(np.float32),
    }


def _seen(view: View, rows: Rows) -> dict[str, NDArray[np.floating]]:
    """How often it was shown to the reader, and whether they read another report of its story."""
    seen = view.profile.seen
    times = np.fromiter((seen.get(row, 0) for row in rows.tolist()), dtype=np.float32, count=len(rows))
    told = view.catalogue.story[list(view.profile.read)]
    return {"seen.times": times, "seen.told": np.isin(view.catalogue.story[rows], told[told >= 0]).astype(np.float32)}


def _refused(view: View, rows: Rows) -> Floats:
    """How like it is to an article that was hidden: 0 to 1."""
    refused = list(view.profile.refused)[-_REFUSED_MOST:]
    if not refused:
        return np.zeros(len(rows), dtype=np.float32)
    cosines = (view.vectors(rows) @ view.catalogue.vectors[np.array(refused)].T).max(axis=1)
    found: Floats = np.clip((cosines - _UNLIKE) / (_ALIKE - _UNLIKE), 0.0, 1.0).astype(np.float32)
    return found
