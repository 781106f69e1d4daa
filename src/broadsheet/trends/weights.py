"""Weights: what each thing that two reports share says about whether they tell of one event.

A comparison is ten numbers, six for what is read within a language and four for what is read across two; the weights
are ten too, and their products sum to the log-odds. `evals/stories_fit.py` fits them by logistic regression.
"""

from dataclasses import dataclass

WITHIN = ("base", "meaning", "words", "title", "time", "outlet")
ACROSS = ("base", "meaning", "numbers", "time")
NAMES = WITHIN + ACROSS
"""What each place of a comparison measures; the first six within a language, the last four across two."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Ten weights in the order of `NAMES`; `learnt` is how many of an editor's rulings they were learnt from."""

    values: tuple[float, ...]
    learnt: int = 0

    @property
    def within(self) -> tuple[float, ...]:
        """The six for two reports in one language."""
        return self.values[: len(WITHIN)]

    @property
    def across(self) -> tuple[float, ...]:
        """The four for two reports in different languages."""
        return self.values[len(WITHIN) :]


FITTED = Weights((-5.37, 13.74, 35.25, 1.7, 0.41, -5.62, -5.07, 30.64, 3.07, 1.23))
"""Fitted on halves: of the sample wire's events and of judged pairs of real reports; the other halves measure them."""
