"""A training from labelled texts to a classifier and its card, told step by step."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from broadsheet.core import InvalidInputError
from broadsheet.models import Embedder
from broadsheet.nlp.own import Linear
from broadsheet.train.fitting import Vectors
from broadsheet.train.judging import figures
from broadsheet.train.measuring import Task, curve, held_out, rounds
from broadsheet.train.recipe import Recipe

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Fewer examples of a label can't both be learnt from and held out.
LEAST = 2
# Texts embedded between two steps: a second or less.
BATCH = 128


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a training is: `done` of `total` of its `stage` (`meaning`, `measure`, `fit`)."""

    stage: str
    done: int
    total: int


@dataclass(frozen=True, slots=True, eq=False)
class Trained:
    """What came of it: the classifier, its card in JSON's types, and the labels that were left out and why."""

    linear: Linear
    card: dict[str, Any]
    problems: tuple[InvalidInputError, ...]


@dataclass(frozen=True, slots=True)
class Examples:
    """Texts and their labels, in one order."""

    texts: Sequence[str]
    labels: Sequence[str]


def run(recipe: Recipe, examples: Examples, *, embedder: Callable[[], Embedder]) -> Iterator[Progress | Trained]:
    """Train on `examples`; the last thing yielded is what came of it. The same seed and examples give the same.

    `embedder` is asked for unless the recipe wants words only. Raises `InvalidInputError` when there are not two labels
    with two examples each.
    """
    kept, problems = _enough(examples)
    labels = sorted(set(kept.labels))
    numbers = {label: number for number, label in enumerate(labels)}
    vectors = None
    if not recipe.fitting.words_only:
        found = []
        for done, rows in _embedded(kept.texts, embedder()):
            found.append(rows)
            yield Progress("meaning", done, len(kept.texts))
        vectors = _joined(embedder().name, found)
    task = Task(kept.texts, [numbers[label] for label in kept.labels], labels, vectors)
    held, total = [], len(rounds(task, recipe))
    for one in held_out(task, recipe):
        held.append(one)
        yield Progress("measure", len(held), total)
    said, fitted = figures(held, labels=labels, seed=recipe.seed)
    yield Progress("fit", 0, 1)
    linear = replace(task.fitted(recipe), temperature=fitted)
    points = [{"n": n, "accuracy": accuracy} for n, accuracy in curve(task, recipe)]
    card = {
        "recipe": recipe.name,
        "seed": recipe.seed,
        "examples": dict(sorted(Counter(kept.labels).items())),
        "grams": len(linear.rows),
        "held_out": said,
        "curve": [*points, {"n": len(kept.texts) - len(held[0].truth), "accuracy": _first(held[0])}],
    }
    yield Progress("fit", 1, 1)
    yield Trained(linear, card, tuple(problems))


def _enough(examples: Examples) -> tuple[Examples, list[InvalidInputError]]:
    """The examples of the labels that have enough, and an error for each that has not."""
    counts = Counter(examples.labels)
    few = sorted(label for label, n in counts.items() if n < LEAST)
    if len(counts) - len(few) < 2:
        raise InvalidInputError(
            "there must be two labels with two texts each",
            asked=f"{len(examples.labels)} labelled texts",
            found=", ".join(f"{label} {n}" for label, n in counts.most_common(12)) or "none",
            do="label more texts, of at least two kinds",
        )
    problems = [
        InvalidInputError(f"the label {label!r} has one text and is left out", found=label, do="label one more")
        for label in few
    ]
    pairs = [(t, x) for t, x in zip(examples.texts, examples.labels, strict=True) if x not in few]
    return Examples([text for text, _ in pairs], [label for _, label in pairs]), problems


def _embedded(texts: Sequence[str], embedder: Embedder) -> "Iterator[tuple[int, NDArray[np.float32]]]":
    for start in range(0, len(texts), BATCH):
        some = texts[start : start + BATCH]
        yield start + len(some), embedder.embed(some)


def _joined(name: str, rows: "Sequence[NDArray[np.float32]]") -> Vectors:
    import numpy as np

    return Vectors(name, np.concatenate(list(rows)))


def _first(held: Any) -> float:
    return float((held.logits.argmax(axis=1) == held.truth).mean())
