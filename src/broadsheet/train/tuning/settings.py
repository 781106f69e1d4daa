"""The `[tuning]` table of a recipe: which model to start from, what is put on it, what of it learns and how fast."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from math import isfinite
from typing import Any

from broadsheet.core import InvalidInputError, UnknownNameError
from broadsheet.train.typed import check_typed

# Howard and Ruder, "Universal Language Model Fine-tuning", ACL 2018, section 3.2, found 2.6 to work well.
ULMFIT = 2.6
HEADS = ("classify", "tag", "pairs")


@dataclass(frozen=True, slots=True)
class Lora:
    """A low-rank update (Hu et al. 2021): `rank` r, `alpha`, and the layers by the last part of their name.

    Without `targets` the projections of queries and values, as the paper has it (section 4.2).
    """

    rank: int = 8
    alpha: float = 16.0
    targets: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raises `InvalidInputError` for numbers that make no update."""
        check_typed(self)
        if self.rank < 1 or not isfinite(self.alpha) or self.alpha <= 0:
            raise InvalidInputError(
                "a LoRA update needs a rank of at least 1 and an alpha above 0",
                asked=f"rank={self.rank}, alpha={self.alpha}",
            )


@dataclass(frozen=True, slots=True)
class Tuning:
    """How a model is tuned.

    `base`: `lab:NAME`, the folder of a Hugging Face model, a GGUF file or one of the catalogue's, or a hub's
    `owner/name`, which is fetched only where `fetch` is true; "" builds the recipe's own `[model]`. `head` is put on it
    where the objective needs one, `pool` and `dropout` are the head's. `freeze` holds weights still: `embeddings`,
    `layers.3`, `layers.0-3`, `body` (all but the head) or the beginning of their names. `decay` divides the rate from
    layer to layer on the way down; 1 gives all the same. `lora` trains an update alone.

    `ask`, by language (`zh`, `en`), is how a causal model is asked for an answer; `{text}` stands for the first
    `characters` of the text (0: all). `causal` is laid over the recipe when the base is a causal model.
    """

    base: str = ""
    head: str = ""
    pool: str = ""
    dropout: float = 0.1
    freeze: tuple[str, ...] = ()
    decay: float = 1.0
    lora: Lora | None = None
    ask: Mapping[str, str] = field(default_factory=dict)
    characters: int = 0
    causal: Mapping[str, Any] = field(default_factory=dict)
    fetch: bool = False

    def __post_init__(self) -> None:
        """Raises `InvalidInputError` and `UnknownNameError` for what can't be."""
        check_typed(self)
        if self.head and self.head not in HEADS:
            raise UnknownNameError(f"there is no head for {self.head!r}", asked=self.head, choices=HEADS)
        if not isfinite(self.decay) or self.decay < 1:
            raise InvalidInputError(
                "rates can't grow on the way down", asked=f"decay={self.decay}", do=f"give 1 or more; {ULMFIT} is usual"
            )
        if not 0 <= self.dropout < 1 or self.characters < 0:
            raise InvalidInputError(
                "dropout is from 0 up to 1, characters not below 0", asked=f"{self.dropout}, {self.characters}"
            )
        if wrong := [language for language, words in self.ask.items() if "{text}" not in words]:
            raise InvalidInputError("the request leaves the text out", asked=f"tuning.ask.{wrong[0]}", do="add {text}")


def tuning_of(table: Mapping[str, Any]) -> Tuning:
    """The `[tuning]` table, checked; raises `UnknownNameError` for a setting there is not."""
    told = dict(table)
    update = told.pop("lora", None)
    lora = _made(Lora, update, "tuning.lora") if isinstance(update, Mapping) else None
    if update is not None and lora is None:
        raise InvalidInputError("this must be a table of settings", asked="tuning.lora", do="tuning.lora.rank=8")
    made: Tuning = _made(Tuning, {**told, "lora": lora}, "tuning")
    return made


def _made(kind: Any, told: Mapping[str, Any], name: str) -> Any:
    known = [one.name for one in fields(kind)]
    for key in told:
        if key not in known:
            raise UnknownNameError(f"{name} has no setting called {key!r}", asked=key, choices=known)
    given = {
        key: (value,) if isinstance(value, str) and key in ("freeze", "targets") else value
        for key, value in told.items()
    }
    return kind(**{key: tuple(value) if isinstance(value, list) else value for key, value in given.items()})
