"""Whether a recipe can be one, by its own words: kinds of values and names of settings; nothing is built for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from broadsheet.core import InvalidInputError, UnknownNameError
from broadsheet.train.typed import check_typed

# Whatever draws by the seed takes it as eight bytes, and a training's settings hold it to this.
LARGEST_SEED = 2**31
TOKENIZER = ("kind", "size")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The settings of `[evaluation]`: the measures to take, and what single ones are told."""

    measures: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    editorial_texts: int = 0
    overlap_texts: int = 0
    written_tokens: int = 0
    sample_tokens: int = 0
    gaps: int = 0
    ngram_order: int = 0
    temperature: float = 0.0
    top_p: float = 0.0


@dataclass(frozen=True, slots=True)
class Top:
    """What stands above a recipe's tables."""

    seed: int = 0
    exports: tuple[str, ...] = ()


def check_recipe(found: Mapping[str, Any]) -> None:
    """Raise for what no recipe of a language model can say.

    `InvalidInputError` for a value of another kind or a seed or number out of range, `UnknownNameError` for a setting
    of the tokenizer or the evaluation that there is not. What a corpus, a model, an objective and a training are told
    they check themselves.
    """
    top = Top(**{name: _frozen(found[name]) for name in ("seed", "exports") if name in found})
    check_typed(top)
    if not 0 <= top.seed <= LARGEST_SEED:
        raise InvalidInputError(f"seed must be from 0 to {LARGEST_SEED:,}", asked=f"seed={top.seed}")
    _check_names(found.get("tokenizer", {}), TOKENIZER, table="tokenizer")
    evaluation: Mapping[str, Any] = found.get("evaluation", {})
    _check_names(evaluation, tuple(Evaluation.__dataclass_fields__), table="evaluation")
    told = Evaluation(**{name: _frozen(value) for name, value in evaluation.items()})
    check_typed(told)
    for name in ("editorial_texts", "overlap_texts", "written_tokens", "sample_tokens", "gaps", "ngram_order"):
        if name in evaluation and not 1 <= evaluation[name] <= LARGEST_SEED:
            raise InvalidInputError(f"{name} must be at least 1", asked=f"evaluation.{name}={evaluation[name]}")


def check_names(*, measures: tuple[str, ...], exports: tuple[str, ...]) -> None:
    """Raise `UnknownNameError` for a measure or a format there is not, before hours are spent on the model."""
    from broadsheet.train import exporting
    from broadsheet.train.evaluation.measures import MEASURES

    for name in measures:
        if name not in MEASURES.names():
            raise UnknownNameError(f"there is no measure called {name!r}", asked=name, choices=MEASURES.names())
    for name in exports:
        exporting.asked(name)


def _check_names(told: Mapping[str, Any], known: tuple[str, ...], *, table: str) -> None:
    if unknown := sorted(set(told) - set(known)):
        raise UnknownNameError(f"{table} has no setting called {unknown[0]!r}", asked=unknown[0], choices=known)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
