"""How far written texts overlap with what people wrote: BLEU and chrF by sacreBLEU, ROUGE, with their intervals.

BLEU: Papineni et al. 2002; chrF: Popović 2015; both in sacreBLEU's form (Post 2018), whose signature makes figures
comparable. ROUGE: Lin 2004, equation 1 (N) and section 3.2 (L), as F1. Chinese is counted in characters, in BLEU by
sacreBLEU's tokenizer `zh`.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from broadsheet.core import InvalidInputError, MissingExtraError
from broadsheet.nlp.scripts import HAN

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# A Han character is a word; a run of letters and digits is one.
WORDS = re.compile(rf"{HAN.pattern}|(?:(?!{HAN.pattern})[^\W_])+")
_DRAWS = 500  # resamples of the bootstrap over documents, as for the figures of classifiers


@dataclass(frozen=True, slots=True)
class Overlap:
    """Figures over `n` texts, 0 to 100, each with its 95 % interval over documents; `signature`: how BLEU counted."""

    n: int
    figures: dict[str, float]
    intervals: dict[str, tuple[float, float]]
    signature: str

    def as_json(self) -> dict[str, Any]:
        """In JSON's types."""
        ends = {name: list(ends) for name, ends in self.intervals.items()}
        return {"n": self.n, "figures": self.figures, "intervals": ends, "signature": self.signature}


def overlap(written: Sequence[str], wanted: Sequence[str], *, language: str, seed: int = 0) -> Overlap:
    """BLEU, chrF, ROUGE-1, -2 and -L of `written` against `wanted`, text by text, in `language` (`zh`, else English).

    Raises `InvalidInputError` when they are not as many, or none, and `MissingExtraError` without sacreBLEU.
    """
    if len(written) != len(wanted) or not written:
        asked = f"{len(written)} written, {len(wanted)} wanted"
        raise InvalidInputError("there must be one text wanted for each written", asked=asked, do="give pairs")
    bleu, chrf = _sacrebleu(language)
    figures: dict[str, float] = {}
    intervals: dict[str, tuple[float, float]] = {}
    for name, metric in (("bleu", bleu), ("chrf", chrf)):
        figures[name] = float(metric.corpus_score(list(written), [list(wanted)]).score)
        intervals[name] = _interval(_drawn(metric, written, wanted, seed=seed))
    for name, each in rouge(written, wanted).items():
        figures[name] = 100 * float(each.mean())
        intervals[name] = _interval((100 * each[_picks(len(each), seed)].mean(axis=1)).tolist())
    return Overlap(len(written), figures, intervals, str(bleu.get_signature()))


def rouge(written: Sequence[str], wanted: Sequence[str]) -> "dict[str, NDArray[np.float64]]":
    """F1 of ROUGE-1, -2 and -L (0 to 1), each of shape (texts,)."""
    import numpy as np

    found: dict[str, list[float]] = {"rouge_1": [], "rouge_2": [], "rouge_l": []}
    for mine, theirs in zip(written, wanted, strict=True):
        a, b = words(mine), words(theirs)
        for n in (1, 2):
            found[f"rouge_{n}"].append(_shared(_grams(a, n), _grams(b, n)))
        found["rouge_l"].append(_f1(_longest_common(a, b), len(a), len(b)))
    return {name: np.array(values) for name, values in found.items()}


def words(text: str) -> list[str]:
    """The units ROUGE counts: Han characters, and runs of letters and digits in lower case."""
    return WORDS.findall(text.lower())


def _sacrebleu(language: str) -> tuple[Any, Any]:
    try:
        from sacrebleu.metrics import BLEU, CHRF
    except ImportError as error:
        raise MissingExtraError(
            "BLEU and chrF need sacreBLEU", asked="sacrebleu", do="pip install 'broadsheet[lab]'"
        ) from error
    # Sentences may be shorter than four words, headlines are: an order that none has is left out of the mean.
    return BLEU(tokenize="zh" if language == "zh" else "13a", effective_order=False), CHRF()


def _picks(n: int, seed: int) -> "NDArray[np.int64]":
    """Documents drawn anew with replacement, of shape (draws, n) (Koehn 2004)."""
    import numpy as np

    return np.random.default_rng(seed).integers(0, n, size=(_DRAWS, n))


def _drawn(metric: Any, written: Sequence[str], wanted: Sequence[str], *, seed: int) -> list[float]:
    """The figure of each draw of documents.

    sacreBLEU's own bootstrap breaks off where some draws share nothing with what was wanted (its scores are then of two
    types), and its intervals, a mean and a spread, pass 100.
    """
    import numpy as np

    counts = np.array(metric._extract_corpus_statistics(list(written), [list(wanted)]), dtype=np.int64)
    sums = (counts[pick].sum(axis=0).tolist() for pick in _picks(len(counts), seed))
    return [float(metric._compute_score_from_stats(one).score) for one in sums]


def _interval(values: Sequence[float]) -> tuple[float, float]:
    import numpy as np

    low, high = np.percentile(list(values), [2.5, 97.5])
    return float(low), float(high)


def _grams(units: Sequence[str], n: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(units[i : i + n]) for i in range(len(units) - n + 1))


def _shared(mine: Counter[tuple[str, ...]], theirs: Counter[tuple[str, ...]]) -> float:
    return _f1((mine & theirs).total(), mine.total(), theirs.total())


def _f1(hits: int, said: int, true: int) -> float:
    return 2 * hits / (said + true) if hits else 0.0


def _longest_common(a: Sequence[str], b: Sequence[str]) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(b) + 1)
    for unit in a:
        before = 0
        for j, other in enumerate(b, 1):
            before, row[j] = row[j], before + 1 if unit == other else max(row[j], row[j - 1])
    return row[-1]
