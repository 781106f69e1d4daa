"""How good or bad a sentence's news is, from its words and word pairs, in Chinese and English; and what each did to it.

The head is fitted by `evals/nlp_sentiment_head.py`, whose docstring is its card.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp

from broadsheet.nlp.polarity import strengths
from broadsheet.nlp.segmentation import Word
from broadsheet.nlp.word_head import evidence, likelihoods, load, pulls

LABELS = ("negative", "neutral", "positive")
LANGUAGES = ("zh", "en")
# The polar words of a long sentence add up to so much at most, good and bad apart: a list of six crimes is not sixfold.
MOST_POLAR = 6.0
# News is more often bad or good than the texts that could be fitted on, which hold many neutral ones: added to the log
# odds of negative, neutral, positive. Chosen on the 1,588 labelled headlines of THUCNews and NewsArticles that are not
# held out, of which nothing is fitted.
PRIORS = {"zh": (0.7, 0.0, 0.3), "en": (0.5, 0.0, 0.0)}


@dataclass(frozen=True, slots=True)
class Judged:
    """How likely the sentence's news is negative, neutral, positive (they sum to 1), and each word's pull in order.

    Pulls are in log odds of positive against negative.
    """

    likelihoods: tuple[float, ...]
    pulls: tuple[float, ...]


def judge(text: str, words: Sequence[Word], language: str) -> Judged:
    """What the head says of the sentence of `text` whose words these are; raises `KeyError` for other languages."""
    head = load("sentiment_head", language)
    polar = ((i, int(one > 0), abs(one)) for i, one in shares(strengths(text, words, language)))
    found = evidence(head, words, dense=polar)
    return Judged(
        _with_priors(likelihoods(head, found), language), tuple(pulls(found, len(words), towards=(-1.0, 0.0, 1.0)))
    )


def _with_priors(likely: Sequence[float], language: str) -> tuple[float, ...]:
    weighed = [one * exp(prior) for one, prior in zip(likely, PRIORS[language], strict=True)]
    return tuple(one / sum(weighed) for one in weighed)


def shares(found: Sequence[float]) -> Iterator[tuple[int, float]]:
    """The polar words of a sentence: place and strength; scaled down where one side sums to over `MOST_POLAR`."""
    polar = [(i, one) for i, one in enumerate(found) if one]
    if not polar:
        return
    good = sum(one for _, one in polar if one > 0)
    bad = sum(-one for _, one in polar if one < 0)
    ups, downs = min(1.0, MOST_POLAR / good) if good else 1.0, min(1.0, MOST_POLAR / bad) if bad else 1.0
    for i, one in polar:
        yield i, one * (ups if one > 0 else downs)
