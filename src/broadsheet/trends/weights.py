"""Weights: what each thing that two reports share says about whether they tell of one event.

A comparison is nine numbers, five for what is read within a language and four for what is read across two; the weights
are nine too, and their products sum to the log-odds. `evals/stories_fit.py` fits them by logistic regression.
"""

from dataclasses import dataclass

WITHIN = ("base", "meaning", "words", "title", "time")
ACROSS = ("base", "meaning", "numbers", "time")
NAMES = WITHIN + ACROSS
"""What each place of a comparison measures; the first five within a language, the last four across two."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Nine weights in the order of `NAMES`; `learnt` is how many of an editor's rulings they were learnt from."""

    values: tuple[float, ...]
    learnt: int = 0

    @property
    def within(self) -> tuple[float, ...]:
        """The five for two reports in one language."""
        return self.values[: len(WITHIN)]

    @property
    def across(self) -> tuple[float, ...]:
        """The four for two reports in different languages."""
        return self.values[len(WITHIN) :]


FITTED = Weights((-7.96, 12.15, 1.03, 2.59, 0.07, -5.07, 30.64, 3.07, 1.23))
"""Fitted on half of the sample wire's events; the other half, and real reports, are what they are measured on."""
