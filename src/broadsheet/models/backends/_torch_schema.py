"""A JSON schema as a mask over a model's next tokens, by llguidance, which several servers use for the same."""

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from broadsheet.core import MissingExtraError, ModelInputError
from broadsheet.models.backends._torch_loading import Weights

if TYPE_CHECKING:
    from broadsheet.models.decoding import Row


class Schema:
    """Where an answer stands in its schema."""

    def __init__(self, matcher: Any, ends: tuple[int, ...]) -> None:
        self._matcher = matcher
        self._ends = ends

    def masked(self, scores: "Row") -> "Row":
        """`scores` in which only what the schema allows next can come."""
        import numpy as np

        bits = np.unpackbits(np.frombuffer(self._matcher.compute_bitmask(), dtype=np.uint8), bitorder="little")
        allowed = np.zeros(len(scores), dtype=bool)
        allowed[: min(len(bits), len(scores))] = bits[: len(scores)]
        left: Row = np.where(allowed, scores, -np.inf)
        return left

    def take(self, token: int) -> bool:
        """Go on with `token`; whether the schema is complete, so that nothing but the end can follow."""
        self._matcher.consume_token(token)
        return bool(self._matcher.is_stopped())


def words(weights: Weights) -> Any:
    """The tokenizer as llguidance reads it, which takes a second: keep it. Raises `MissingExtraError`.

    Raises `ModelInputError` for tokenizers it can't read, which are those without a fast form.
    """
    try:
        import llguidance.hf
    except ImportError as error:
        raise MissingExtraError(
            "answers under a schema need llguidance", asked="llguidance", do="pip install 'broadsheet[transformers]'"
        ) from error
    try:
        return llguidance.hf.from_tokenizer(
            weights.tokenizer, n_vocab=weights.model.config.vocab_size, eos_token=list(weights.ends)
        )
    except (ValueError, AssertionError, RuntimeError) as error:
        raise ModelInputError(
            "this model's tokenizer can't be held to a schema",
            asked="schema",
            found=str(error)[:200],
            do="ask without a schema, or choose another model",
        ) from error


def follow(schema: Mapping[str, Any], vocabulary: Any, ends: tuple[int, ...]) -> Schema:
    """The beginning of an answer under `schema`. Raises `ModelInputError` for what can't be followed."""
    import llguidance

    # Compact JSON: a model that may write blanks can write them until its tokens are used up.
    told = {"whitespace_flexible": False}
    grammar = llguidance.LLMatcher.grammar_from_json_schema(json.dumps(schema), overrides=told)
    matcher = llguidance.LLMatcher(vocabulary, grammar)
    if matcher.is_error():
        raise ModelInputError(
            "the schema can't be followed", found=matcher.get_error()[:300], do="use plainer JSON Schema"
        )
    return Schema(matcher, ends)
