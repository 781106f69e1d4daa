"""Two periods compared: what is said more now than then, and how sure that is.

The log-odds ratio with an informative Dirichlet prior of B. Monroe, M. Colaresi, K. Quinn, "Fightin' Words", Political
Analysis 16:4 (2008), equations 16, 19 and 22: the prior is what both periods say together.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.trends.intervals import Z
from broadsheet.trends.ledger import Ledger

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_PRIOR = 500.0
_PRIOR_SHARE = 0.25
"""The size of the prior in mentions: as much as two days of a small desk, but at most a quarter of what was counted. It
draws rare names to no difference."""
_LEAST = 3
"""A name in fewer articles of both periods together is left out."""


@dataclass(frozen=True, slots=True)
class Difference:
    """`name` was in `now` articles and in `then` before; `change` is the log-odds ratio (above 0: more now).

    `low` and `high` hold the change with 95 % confidence; `z` is it over its standard deviation. `articles` are ids of
    the period that says it more, newest first.
    """

    name: str
    language: str
    now: int
    then: int
    change: float
    low: float
    high: float
    z: float
    articles: tuple[int, ...] = ()


def compare(now: Ledger, then: Ledger, *, n: int = 20, shown: int = 5) -> list[Difference]:
    """Up to `n` names said more now and up to `n` said less, the surest first: those with |z| over 1.96 alone.

    `shown` article ids stand beside each. Either ledger empty gives an empty list: there is nothing to compare.
    """
    if not len(now) or not len(then):
        return []
    names = sorted({*now.names, *then.names})
    first, second = _counts(now, names), _counts(then, names)
    change, deviation = _log_odds(first, second)
    z = change / deviation
    rows = [i for i in (-abs(z)).argsort(kind="stable").tolist() if first[i] + second[i] >= _LEAST and abs(z[i]) > Z]
    risen, fallen = [i for i in rows if z[i] > 0][:n], [i for i in rows if z[i] < 0][:n]
    return [
        Difference(
            name=_shown(now if z[i] > 0 else then, names[i]),
            language=_language(now if z[i] > 0 else then, names[i]),
            now=int(first[i]),
            then=int(second[i]),
            change=round(float(change[i]), 4),
            low=round(float(change[i] - Z * deviation[i]), 4),
            high=round(float(change[i] + Z * deviation[i]), 4),
            z=round(float(z[i]), 4),
            articles=_examples(now if z[i] > 0 else then, names[i], shown=shown),
        )
        for i in (*risen, *fallen)
    ]


def _log_odds(
    first: "NDArray[np.float64]", second: "NDArray[np.float64]"
) -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
    """The log-odds ratio of each name (equation 16) and its standard deviation (equation 19)."""
    import numpy as np

    both = first + second
    size = min(_PRIOR, _PRIOR_SHARE * both.sum())
    prior = size * both / both.sum()
    one, other = first + prior, second + prior
    odds = np.log(one / (first.sum() + size - one)) - np.log(other / (second.sum() + size - other))
    return odds, np.sqrt(1 / one + 1 / other)


def _counts(ledger: Ledger, names: list[str]) -> "NDArray[np.float64]":
    import numpy as np

    place = {name: i for i, name in enumerate(names)}
    row = np.array([place[name] for name in ledger.names], dtype=np.int64)
    counts = np.zeros(len(names))
    counts[row] = np.bincount(ledger.subject, minlength=len(ledger.names))
    return counts


def _language(ledger: Ledger, name: str) -> str:
    import numpy as np

    held = ledger.language[ledger.holders(name)]
    return ledger.languages[int(np.bincount(held).argmax())] if len(held) else ""


def _shown(ledger: Ledger, name: str) -> str:
    return ledger.shown[ledger.names.index(name)]


def _examples(ledger: Ledger, name: str, *, shown: int) -> tuple[int, ...]:
    return tuple(ledger.ids[ledger.holders(name)][::-1][:shown].tolist())
