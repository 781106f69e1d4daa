"""What a training would do on texts it has not seen: fitted again and again with a part held out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from broadsheet.nlp.own import Linear
from broadsheet.train.baselines import logistic, majority
from broadsheet.train.fitting import Vectors, fit
from broadsheet.train.holding_out import parts, without
from broadsheet.train.recipe import Recipe

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Shares of what is trained on at which the learning curve is drawn, besides the whole.
SHARES = (0.25, 0.5)


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """Texts with the numbers of their labels, and the vectors of their meaning unless words alone count."""

    texts: Sequence[str]
    truth: Sequence[int]
    labels: Sequence[str]
    vectors: Vectors | None

    def some(self, positions: Sequence[int]) -> "Task":
        """The task of some of the texts."""
        vectors = self.vectors.take(positions) if self.vectors else None
        return Task([self.texts[i] for i in positions], [self.truth[i] for i in positions], self.labels, vectors)

    def fitted(self, recipe: Recipe) -> Linear:
        """A classifier fitted to all of it."""
        return fit(
            self.texts,
            self.truth,
            labels=self.labels,
            vectors=self.vectors,
            how=recipe.fitting,
            seed=recipe.seed,
        )

    def logits(self, linear: Linear) -> "NDArray[np.float64]":
        """What `linear` says of each text, shape (n, labels)."""
        import numpy as np

        vectors = self.vectors.rows if self.vectors else [None] * len(self.texts)
        return np.array([linear.logits(t, v) for t, v in zip(self.texts, vectors, strict=True)], dtype=np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """What was said of texts held out: their true labels (n,), the logits (n, labels), and what the baselines say."""

    truth: "NDArray[np.intp]"
    logits: "NDArray[np.float64]"
    majority: "NDArray[np.intp]"
    logistic: "NDArray[np.intp]"


def rounds(task: Task, recipe: Recipe) -> list[tuple[list[int], list[int]]]:
    """Which positions are trained on and which are held out, round by round.

    A label's examples lie in different parts as long as there are parts, so one with two is learnt from in every round.
    """
    total = len(task.truth)
    folds = min(recipe.measuring.folds, total)
    dealt = parts(task.truth, folds=folds, seed=recipe.seed)
    if total > recipe.measuring.rounds_up_to:
        dealt = dealt[:1]
    return [(without(part, total=total), part) for part in dealt]


def held_out(task: Task, recipe: Recipe) -> Iterator[Held]:
    """One round after the other."""
    import numpy as np

    for trained, out in rounds(task, recipe):
        known, asked = task.some(trained), task.some(out)
        yield Held(
            np.array(asked.truth, dtype=np.intp),
            asked.logits(known.fitted(recipe)),
            majority(known.truth, len(out)),
            logistic(known.texts, known.truth, asked.texts),
        )


def curve(task: Task, recipe: Recipe) -> list[tuple[int, float]]:
    """(examples, accuracy) on the first part held out, trained on growing shares of the rest."""
    trained, out = rounds(task, recipe)[0]
    asked = task.some(out)
    points = []
    for share in SHARES:
        # Every so-many-th of what is trained on, within each label, so that none is lost.
        by_label = sorted(trained, key=lambda i: (task.truth[i], i))
        some = by_label[:: round(1 / share)]
        if len({task.truth[i] for i in some}) > 1:
            guesses = asked.logits(task.some(some).fitted(recipe)).argmax(axis=1)
            points.append((len(some), float((guesses == asked.truth).mean())))
    return points
