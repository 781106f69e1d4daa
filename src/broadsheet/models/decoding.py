"""From a model's scores to the next token: penalties, temperature, cuts and the draw. Pure functions on numpy arrays.

The order is that of `distribution`: penalties on the scores, then temperature, then top-k, top-p and min-p. A score
(logit) is a real number, minus infinity for a token that may not come; a distribution sums to one. Arrays have shape
`(vocabulary,)` and are never changed in place.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from broadsheet.models.language_model import Options

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Row = NDArray[np.float64]

WINDOW = 64
"""How many of the latest tokens the penalties look at: llama.cpp's own default, so that every engine means the same.

A longer window would soon punish the names and numbers of the evidence, which a draft has to repeat.
"""


def softmax(scores: "Row") -> "Row":
    """The distribution of `scores`; all of minus infinity is an error of the caller."""
    import numpy as np

    raised = np.exp(scores - scores.max())
    shared: Row = raised / raised.sum()
    return shared


def logs(chances: "Row") -> "Row":
    """The natural logarithms of `chances`; of one that is nought, minus infinity."""
    import numpy as np

    with np.errstate(divide="ignore"):
        row: Row = np.log(chances)
    return row


def temper(scores: "Row", temperature: float) -> "Row":
    """Scores divided by `temperature` above 0: below 1 the likely grow likelier (Ackley, Hinton & Sejnowski 1985)."""
    return scores / temperature


def top_k(chances: "Row", k: int) -> "Row":
    """Only the `k` likeliest, renormalised; 0 keeps all (Fan, Lewis & Dauphin 2018, section 5.1)."""
    import numpy as np

    if not 0 < k < len(chances):
        return chances
    kept = _ranked(chances)[:k]
    return _only(chances, np.isin(np.arange(len(chances)), kept))


def top_p(chances: "Row", mass: float) -> "Row":
    """The nucleus: the fewest likeliest that together reach `mass`, renormalised (Holtzman et al. 2020, equation 2)."""
    import numpy as np

    if mass >= 1:
        return chances
    order = _ranked(chances)
    reached = np.cumsum(chances[order])
    count = int(np.searchsorted(reached, mass)) + 1
    return _only(chances, np.isin(np.arange(len(chances)), order[:count]))


def min_p(chances: "Row", share: float) -> "Row":
    """Those at least `share` times as likely as the likeliest, renormalised (Nguyen et al. 2024, section 3)."""
    if share <= 0:
        return chances
    return _only(chances, chances >= share * chances.max())


def penalise_repeats(scores: "Row", latest: Sequence[int], *, penalty: float) -> "Row":
    """Scores of tokens in `latest` made smaller by `penalty`, whatever their sign (Keskar et al. 2019, section 4.1).

    As everywhere since, a negative score is multiplied, which the paper's equation leaves open.
    """
    import numpy as np

    if penalty == 1 or not latest:
        return scores
    seen = np.unique(np.asarray(latest))
    changed = scores.copy()
    changed[seen] = np.where(scores[seen] > 0, scores[seen] / penalty, scores[seen] * penalty)
    return changed


def penalise_counts(scores: "Row", latest: Sequence[int], *, frequency: float, presence: float) -> "Row":
    """Scores less `frequency` for each time a token is in `latest`, and `presence` once if it is there at all.

    Source: the OpenAI API reference, "Frequency and presence penalties".
    """
    import numpy as np

    if not latest or (frequency == 0 and presence == 0):
        return scores
    seen, counts = np.unique(np.asarray(latest), return_counts=True)
    changed = scores.copy()
    changed[seen] -= frequency * counts + presence
    return changed


def forbid(scores: "Row", tokens: Sequence[int]) -> "Row":
    """Scores in which `tokens` can't come."""
    import numpy as np

    if not tokens:
        return scores
    changed = scores.copy()
    changed[list(tokens)] = -np.inf
    return changed


def allow_only(scores: "Row", token: int) -> "Row":
    """Scores in which nothing but `token` can come."""
    import numpy as np

    changed = np.full_like(scores, -np.inf)
    changed[token] = 0.0
    return changed


def repeating(answer: Sequence[int], n: int) -> list[int]:
    """The tokens that would make the last `n` of `answer` a sequence it already has (Paulus, Xiong & Socher 2017)."""
    if n <= 0 or len(answer) < n:
        return []
    tail = tuple(answer[len(answer) - n + 1 :])
    starts = range(len(answer) - n + 1)
    return sorted({answer[i + n - 1] for i in starts if tuple(answer[i : i + n - 1]) == tail})


def adjusted(scores: "Row", options: Options, *, before: Sequence[int] = (), answer: Sequence[int] = ()) -> "Row":
    """Scores after every penalty of `options`; `before` are the prompt's tokens, `answer` those written so far."""
    latest = [*before[-WINDOW:], *answer][-WINDOW:]
    scores = penalise_repeats(scores, latest, penalty=options.repeat_penalty)
    scores = penalise_counts(scores, latest, frequency=options.frequency_penalty, presence=options.presence_penalty)
    return forbid(scores, repeating(answer, options.no_repeat_ngram))


def distribution(scores: "Row", options: Options) -> "Row":
    """What the next token is drawn from, for `scores` once `adjusted`; all on the likeliest where nothing is drawn."""
    import numpy as np

    if options.strategy != "sample" or options.temperature == 0:
        one = np.zeros(len(scores), dtype=np.float64)
        one[int(scores.argmax())] = 1.0
        return one
    chances = softmax(temper(scores, options.temperature))
    chances = top_p(top_k(chances, options.top_k), options.top_p)
    return min_p(chances, options.min_p)


def draw(chances: "Row", u: float) -> int:
    """The token at `u` (0 up to, not including, 1) of the cumulated `chances`; one that has no chance never comes."""
    import numpy as np

    reached = np.cumsum(chances)
    place = int(np.searchsorted(reached, u * reached[-1], side="right"))
    return min(place, int(np.flatnonzero(chances)[-1]))


def likeliest(chances: "Row", n: int) -> list[tuple[int, float]]:
    """The `n` likeliest tokens with their chance, the likeliest first, none without a chance."""
    return [(int(i), float(chances[i])) for i in _ranked(chances)[:n] if chances[i] > 0]


def _ranked(chances: "Row") -> "NDArray[np.intp]":
    """Places from the likeliest down; of equals the first comes first, so that the same scores cut the same."""
    import numpy as np

    return np.argsort(-chances, kind="stable")


def _only(chances: "Row", kept: "NDArray[np.bool_]") -> "Row":
    import numpy as np

    left = np.where(kept, chances, 0.0)
    shared: Row = left / left.sum()
    return shared
