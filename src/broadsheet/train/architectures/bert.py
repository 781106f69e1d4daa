"""BERT (Devlin et al. 2019) on Hugging Face's own class. Its equations: `reference/bert.py`."""

# mypy: allow-subclassing-any

from typing import Any, ClassVar

from torch import Tensor
from transformers import BertConfig, BertForPreTraining

from broadsheet.train.architectures._eager import eager
from broadsheet.train.architectures._packing import check_length


class Bert(BertForPreTraining):
    """An encoder with two heads: which word was masked, and whether the second sentence follows the first."""

    family: ClassVar[str] = "masked"
    tasks: ClassVar[tuple[str, ...]] = ("bert.pooler.", "cls.")
    """How the weights begin that belong to the pretraining alone; folders of other BERT classes lack some of them."""

    def __init__(self, shape: Any, *, vocabulary: int) -> None:
        super().__init__(BertConfig(**shape.config(vocabulary)))
        self.shape = shape
        self.vocabulary = vocabulary

    def initialise(self) -> None:
        """Nothing: the class gives its own first weights when it is made, N(0, .02)."""

    def hidden(self, ids: Tensor, *, segments: Tensor | None = None, mask: Tensor | None = None) -> Tensor:
        """The last layer's vectors (B, T, d) of `ids` (B, T).

        `segments` (B, T) is 0 in the first sentence and 1 in the second; `mask` (B, T) is true at tokens, false at
        padding. Raises `InvalidInputError` when T is more than the context.
        """
        check_length(ids.shape[1], context=self.shape.context)
        return self.bert(ids, token_type_ids=segments, attention_mask=mask).last_hidden_state

    def scores(self, hidden: Tensor) -> Tensor:
        """Every token's score (..., V) at the places of `hidden` (..., d): give it the masked places alone."""
        return self.cls.predictions(hidden)

    def follows(self, hidden: Tensor) -> Tensor:
        """Scores (B, 2) from `hidden` (B, T, d): number 0 that the second sentence follows, 1 that it doesn't."""
        return self.cls.seq_relationship(self.bert.pooler(hidden))

    def look(self, ids: Tensor, *, segments: Tensor | None = None, mask: Tensor | None = None) -> list[Tensor]:
        """How much each token of `ids` (B, T) looks at each other: a (B, heads, T, T) a layer, rows adding up to 1."""
        with eager(self):
            seen = self.bert(ids, token_type_ids=segments, attention_mask=mask, output_attentions=True)
        return list(seen.attentions)

    def called(self, name: str) -> str:
        """The parameter a file's tensor `name` is for, "" for none: shared ones may be there twice, and positions."""
        if name.startswith("cls.predictions.decoder.") or name.endswith(".position_ids"):
            return ""
        name = name.replace("LayerNorm.gamma", "LayerNorm.weight").replace("LayerNorm.beta", "LayerNorm.bias")
        return f"bert.{name}" if name.startswith(("embeddings.", "encoder.", "pooler.")) else name


def build(shape: Any, *, vocabulary: int) -> Bert:
    """A BERT with its first weights."""
    return Bert(shape, vocabulary=vocabulary)
