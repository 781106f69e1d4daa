"""The shape of a model that has no module here: what its `config.json` says, and the class of `transformers` it is for.

Only classes that `transformers` itself has are used; code that comes with a model is never run.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from json import dumps, loads
from typing import Any, ClassVar, cast

from broadsheet.core import InvalidInputError, UnknownNameError
from broadsheet.models.backends._torch_loading import CONTEXT, engine, kind_of
from broadsheet.train.architectures.shapes import _shape

FOREIGN = "foreign"
FAMILIES: Mapping[str, str] = {"causal": "causal", "seq2seq": "paired", "masked": "masked"}
# What the longest text is called where `transformers` has no one name for it.
_CONTEXTS = ("max_position_embeddings", "n_positions", "max_seq_len", "seq_length")
# Their positions begin after the number of the padding, so the table has so many rows more than a text may have tokens.
_SHIFTED = ("roberta", "xlm-roberta", "camembert", "xlm-roberta-xl", "roberta-prelayernorm", "data2vec-text", "xmod")
# Of the machine and the program that saved it, not of the model.
_DROPPED = ("_name_or_path", "transformers_version", "torch_dtype", "dtype", "auto_map")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape(_shape.Shape):
    """A model by its configuration `told`, as an object of `made_as`, a class of `transformers`."""

    architecture: ClassVar[str] = FOREIGN

    told: Mapping[str, Any] = field(default_factory=dict)
    made_as: str = ""

    @property
    def kind(self) -> str:
        """The model's type, as `roberta`."""
        return str(self.told.get("model_type", ""))

    def parameters(self, vocabulary: int) -> int:
        """Counted on a model without numbers (PyTorch's `meta` device). Raises `MissingExtraError`."""
        return _counted(dumps(self.config(vocabulary), sort_keys=True), self.made_as)

    def config(self, vocabulary: int) -> dict[str, Any]:
        """The configuration as it was found, for the class that the model is opened by."""
        is_pair = {"is_encoder_decoder": True} if self.family == "paired" else {}
        return {**self.told, **is_pair, "architectures": [self.made_as], "vocab_size": vocabulary}


class Causal(Shape):
    """Reads left to right."""

    __slots__ = ()
    family: ClassVar[str] = "causal"


class Masked(Shape):
    """Reads both ways and fills gaps."""

    __slots__ = ()
    family: ClassVar[str] = "masked"


class Paired(Shape):
    """Writes one text for another."""

    __slots__ = ()
    family: ClassVar[str] = "paired"


_SHAPES: Mapping[str, type[Shape]] = {kind.family: kind for kind in (Causal, Masked, Paired)}


def shape_of(config: Mapping[str, Any]) -> tuple[Shape, int]:
    """The shape and the vocabulary of a `config.json` of a class that `transformers` has.

    Raises `UnknownNameError` for a type it has not, `InvalidInputError` for a configuration it can't read and for
    weights kept in fewer bits, `MissingExtraError`.
    """
    transformers = engine()
    kind = str(config.get("model_type", ""))
    if kind not in transformers.models.auto.configuration_auto.CONFIG_MAPPING_NAMES:
        raise UnknownNameError(f"transformers has no model of type {kind!r}", asked=f"model_type = {kind!r}")
    if config.get("quantization_config"):
        raise InvalidInputError(
            "the weights are kept in fewer bits, and can't learn so",
            asked=kind,
            found=str(dict(config["quantization_config"]).get("quant_method", "quantization_config")),
            do="take the model that it was made of",
        )
    parsed = parsed_of(config)
    task = kind_of(parsed, transformers)
    vocabulary = getattr(parsed, "vocab_size", None)
    if not isinstance(vocabulary, int) or vocabulary < 1:
        raise InvalidInputError("the configuration has no vocabulary of its own", asked=kind, found="no vocab_size")
    shape = _SHAPES[FAMILIES[task]](
        layers=int(getattr(parsed, "num_hidden_layers", 0) or 1),
        width=int(getattr(parsed, "hidden_size", 0) or 1),
        context=_context(parsed),
        told={name: value for name, value in config.items() if name not in _DROPPED},
        made_as=_class_of(parsed, task, transformers),
    )
    return shape, vocabulary


def parsed_of(config: Mapping[str, Any]) -> Any:
    """The configuration as an object of `transformers`. Raises `InvalidInputError` where it is refused."""
    told = loads(dumps(dict(config)))
    kind = told.pop("model_type")
    try:
        return engine().AutoConfig.for_model(kind, **told)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise InvalidInputError(
            "the configuration can't be read", asked=f"model_type = {kind!r}", found=str(error)[:200]
        ) from error


def _class_of(parsed: Any, task: str, transformers: Any) -> str:
    """The class that does `task`. Raises `InvalidInputError` where the kind of model has none."""
    auto = transformers.models.auto.modeling_auto
    known = {
        "causal": auto.MODEL_FOR_CAUSAL_LM_MAPPING_NAMES,
        "masked": auto.MODEL_FOR_MASKED_LM_MAPPING_NAMES,
        "seq2seq": auto.MODEL_FOR_SEQ_TO_SEQ_CAUSAL_LM_MAPPING_NAMES,
    }[task]
    found = known.get(parsed.model_type)
    if found is None:
        raise InvalidInputError(
            f"a {parsed.model_type} is no language model that transformers can open", asked=task, choices=sorted(known)
        )
    return str(found if isinstance(found, str) else found[0])


def _context(parsed: Any) -> int:
    found = (getattr(parsed, name, None) for name in _CONTEXTS)
    reach = next((number for number in found if isinstance(number, int) and number > 0), CONTEXT)
    return reach - (parsed.pad_token_id or 0) - 1 if parsed.model_type in _SHIFTED else reach


@lru_cache(maxsize=8)
def _counted(config: str, made_as: str) -> int:
    transformers = engine()
    import torch

    with torch.device("meta"):
        model = getattr(transformers, made_as)(parsed_of(loads(config)))
    return cast(int, sum(weight.numel() for weight in model.parameters()))
