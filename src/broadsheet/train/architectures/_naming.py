"""From an architecture's name, or a `config.json`, to a checked shape and its cost; nothing here needs torch."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, cast

from broadsheet.core import InvalidInputError, Plugins, UnknownNameError
from broadsheet.train.architectures.shapes import _foreign
from broadsheet.train.architectures.shapes._shape import Shape

shapes = Plugins("broadsheet.train.architectures.shapes", "architecture")


def names() -> list[str]:
    """The architectures there are."""
    return shapes.names()


def shape(name: str, **numbers: Any) -> Shape:
    """The shape of the architecture `name` with `numbers` (its fields) instead of its own defaults.

    Raises `UnknownNameError` for an architecture or a number there is not, `InvalidInputError` for numbers that make
    no model.
    """
    kind = shapes.load(name).Shape
    known = [field.name for field in fields(kind)]
    for number in numbers:
        if number not in known:
            raise UnknownNameError(f"{name} has no number called {number!r}", asked=number, choices=known)
    return cast(Shape, kind(**numbers))


def shape_of(config: Mapping[str, Any]) -> tuple[Shape, int]:
    """The shape and the vocabulary that a `config.json` describes: of our own architectures, else of `transformers`'.

    Raises `UnknownNameError` for a model type of neither, `InvalidInputError` for values it can't have,
    `MissingExtraError` where it takes `transformers` to know.
    """
    model_type = config.get("model_type")
    kinds = {kind: module.Shape for module in map(shapes.load, names()) for kind in _kinds(module.Shape)}
    if model_type not in kinds:
        try:
            return _foreign.shape_of(config)
        except UnknownNameError as error:
            raise UnknownNameError(
                f"there is no architecture here for models of type {model_type!r}, nor in transformers",
                asked=f"model_type = {model_type!r}",
                choices=sorted(kinds),
                do="give a model of a type that transformers has without code of the model's own",
            ) from error
    try:
        shape = kinds[model_type].of(config)
    except UnknownNameError:  # a variant that our module doesn't compute
        return _foreign.shape_of(config)
    return cast(Shape, shape), check_vocabulary(config.get("vocab_size", 0))


def _kinds(kind: type[Shape]) -> tuple[str, ...]:
    return (kind.model_type, *kind.also)


def parameters(shape: Shape, vocabulary: int) -> int:
    """How many numbers a model of `shape` over `vocabulary` tokens learns, without building it."""
    return shape.parameters(check_vocabulary(vocabulary))


def check_vocabulary(vocabulary: object) -> int:
    """`vocabulary` if a model can have it. Raises `InvalidInputError`."""
    if not isinstance(vocabulary, int) or isinstance(vocabulary, bool) or vocabulary < 1:
        raise InvalidInputError(
            "a model needs a vocabulary of at least one token", asked=repr(vocabulary), do="train a tokenizer first"
        )
    return vocabulary
