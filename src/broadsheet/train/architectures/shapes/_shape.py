"""What every architecture's shape has, and how its numbers are checked."""

from collections.abc import Mapping
from dataclasses import Field, asdict, dataclass, field, fields
from typing import Any, ClassVar, Self

from broadsheet.core import InvalidInputError, UnknownNameError


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The numbers that make a model of one architecture; what `build` needs besides the vocabulary.

    `width` is the size of a token's vector (the documents' d_model), `layers` how many blocks stand on each other,
    `context` the longest text in tokens, `dropout` the share of activations put to nought in training. Raises
    `InvalidInputError` when a number can't be one.
    """

    architecture: ClassVar[str] = ""
    family: ClassVar[str] = ""
    model_type: ClassVar[str] = ""
    also: ClassVar[tuple[str, ...]] = ()
    """Model types of other names whose folders are read as this one."""

    layers: int = 4
    width: int = 128
    context: int = 256
    dropout: float = 0.0

    def __post_init__(self) -> None:
        for number in fields(self):
            _check(self.architecture, number, getattr(self, number.name))
        self.check()

    def check(self) -> None:
        """What the numbers must be to each other. Raises `InvalidInputError`."""

    @property
    def kind(self) -> str:
        """What the model is called in a card: the architecture, or the type of one that has no module here."""
        return self.architecture

    def parameters(self, vocabulary: int) -> int:
        """How many numbers the model learns, shared ones counted once."""
        raise NotImplementedError

    def config(self, vocabulary: int) -> dict[str, Any]:
        """The content of `config.json`, without what a tokenizer adds: the shape's own numbers if nobody else's."""
        return {"model_type": self.model_type, "vocab_size": vocabulary, **asdict(self)}

    @classmethod
    def of(cls, config: Mapping[str, Any]) -> Self:
        """The shape that `config` (a `config.json`) describes. Raises `InvalidInputError` naming what isn't known."""
        return cls(**{number.name: config[number.name] for number in fields(cls) if number.name in config})


def least(number: int, *, default: int) -> Any:
    """A whole number of the shape that may be as small as `number` (the others start at 1)."""
    return field(default=default, metadata={"least": number})


def divides(shape: Shape, part: str, whole: str) -> None:
    """Raise `InvalidInputError` when the number called `whole` can't be shared out evenly between `part`."""
    parts, of = getattr(shape, part), getattr(shape, whole)
    if of % parts:
        raise InvalidInputError(
            f"{whole} {of} can't be shared out evenly between {parts} {part}",
            asked=f"{shape.architecture}: {whole}={of}, {part}={parts}",
            do=f"make {whole} a multiple of {part}: {of - of % parts or parts} or {of + parts - of % parts}",
        )


def only(config: Mapping[str, Any], allowed: Mapping[str, tuple[Any, ...]]) -> None:
    """Raise `UnknownNameError` when `config` gives a name of `allowed` another value than those listed.

    The first listed is what an absent name means.
    """
    for name, values in allowed.items():
        found = config.get(name, values[0])
        if found not in values:
            raise UnknownNameError(
                f"models with {name} = {found!r} can't be read here",
                asked=f"{config.get('model_type')}: {name}",
                found=repr(found),
                choices=[repr(value) for value in values],
            )


def unless(number: int | None, usual: int) -> int:
    """`number`, or 0 (which stands for the usual) when it is the `usual` one or none."""
    return 0 if number is None or number == usual else number


def _check(architecture: str, number: Field[Any], value: object) -> None:
    asked = f"{architecture}: {number.name}={value!r}"
    if number.type is bool or number.type == "bool":
        if not isinstance(value, bool):
            raise InvalidInputError(f"{number.name} is yes or no", asked=asked, do="give true or false")
    elif number.type is float or number.type == "float":
        _check_fraction(number.name, value, asked=asked)
    elif number.type is int or number.type == "int":
        lowest = number.metadata.get("least", 1)
        if not isinstance(value, int) or isinstance(value, bool) or value < lowest:
            raise InvalidInputError(f"{number.name} must be a whole number from {lowest} up", asked=asked)


def _check_fraction(name: str, value: object, *, asked: str) -> None:
    if not isinstance(value, float | int) or isinstance(value, bool) or not value >= 0:
        raise InvalidInputError(f"{name} must be a number from 0 up", asked=asked)
    if name == "dropout" and value >= 1:
        raise InvalidInputError("dropout must be below 1: nothing would be left to learn from", asked=asked)
