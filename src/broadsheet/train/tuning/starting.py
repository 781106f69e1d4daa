"""From a base to the model that is tuned: its weights, a head where one is needed, what learns and how fast."""

from dataclasses import dataclass
from typing import Any

from broadsheet.core import ConflictError, InvalidInputError
from broadsheet.train import architectures
from broadsheet.train.tuning.bases import Base
from broadsheet.train.tuning.headed import Head
from broadsheet.train.tuning.layers import hold_still, rates
from broadsheet.train.tuning.settings import HEADS, Tuning


@dataclass(frozen=True, slots=True)
class Started:
    """The model, the head it got (None: none), and what the rate is multiplied by, by the beginning of names.

    `learning` and `held` are how many of its numbers learn and how many stay as they are.
    """

    model: Any
    head: Head | None = None
    rates: tuple[tuple[str, float], ...] = ()
    learning: int = 0
    held: int = 0


def loaded(base: Base, *, seed: int) -> Any:
    """The base's model; of a model with a head the body. A head for pretraining that is not there is made anew.

    Raises `UnknownNameError` for an architecture there is not, `InvalidInputError` for pickles and for weights of
    another model, `IntegrityError` for torn ones.
    """
    shape, vocabulary = architectures.shape_of(base.config)
    if shape.architecture == architectures.FOREIGN and not base.is_headed:
        return architectures.load(base.folder, seed=seed)
    tensors = architectures.tensors(base.folder)
    if any(name.startswith("body.") for name in tensors):
        tensors = {name.removeprefix("body."): t for name, t in tensors.items() if name.startswith("body.")}
    model = architectures.build(shape, vocabulary=vocabulary, seed=seed)
    architectures.fill(model, tensors, source=str(base.folder), lacks=getattr(model, "tasks", ()))
    return model


def start(body: Any, tuning: Tuning, *, shards: Any, task: str, seed: int) -> Started:
    """`body` made ready for the objective `task` over the shards: its head, its LoRA updates, what is held still.

    Raises `InvalidInputError` when the text has no labels for a head or more tokens than the model, `ConflictError` for
    a head that the objective has no use for, `UnknownNameError` for weights and layers there are not.
    """
    if shards.tokenizer.size > body.vocabulary:
        raise InvalidInputError(
            "the tokenizer has more tokens than the model knows",
            asked=f"{shards.tokenizer.size:,} tokens",
            found=f"{body.vocabulary:,} in the model",
            do="take the tokenizer that the model was trained with",
        )
    head = _head(tuning, shards, task=task)
    model = body
    if head is not None:
        from broadsheet.train.heads import Headed

        outputs = max(len(head.labels), 1)
        model = Headed(body, outputs=outputs, pool=tuning.pool, dropout=tuning.dropout, seed=seed)
    if tuning.lora is not None:
        from broadsheet.train.tuning import lora

        lora.add(model, tuning.lora, seed=seed)
    hold_still(model, tuning.freeze)
    weights = dict(model.named_parameters())
    names = [name for name, weight in weights.items() if weight.requires_grad]
    learning = sum(weights[name].numel() for name in names)
    held = sum(weight.numel() for weight in weights.values()) - learning
    return Started(model, head, rates(names, decay=tuning.decay), learning, held)


def _head(tuning: Tuning, shards: Any, *, task: str) -> Head | None:
    if task not in HEADS:
        if tuning.head:
            raise ConflictError(
                f"the objective {task!r} has no use for a head",
                asked=f"tuning.head={tuning.head}",
                do=f"set objective.name={tuning.head}, or leave the head out",
            )
        return None
    if tuning.head and tuning.head != task:
        raise ConflictError(
            "the head is for another task than the objective",
            asked=f"tuning.head={tuning.head}",
            found=f"objective.name={task}",
            do="give both the same name, or leave the head out",
        )
    labels = tuple(shards.tag_names if task == "tag" else shards.labels)
    if task != "pairs" and len(labels) < 2:
        raise InvalidInputError(
            "there are too few tags to learn" if task == "tag" else "there are too few labels to learn",
            asked=task,
            found=", ".join(labels) or "none",
            do="give texts with two labels at least: a column called label, or --label ANALYSIS for the archive",
        )
    return Head(task, tuning.pool, labels)
