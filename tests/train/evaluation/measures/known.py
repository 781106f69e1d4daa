"""Subjects whose answers are known before they are asked: models that say what they are told, over letters."""

# mypy: allow-subclassing-any, allow-untyped-calls

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor, nn

from broadsheet.models import Options
from broadsheet.train import objectives
from broadsheet.train.evaluation.subject import MODEL, Subject
from tests.train.shards import LetterShards, LetterTokenizer

# UTF-8 bytes, so that a token is a byte whatever the language.
TEXTS = {"en": ("rain", "a cup of tea", "shares fell"), "zh": ("下雨了", "股市下跌", "一杯茶")}


def every_part(held: Any) -> dict[str, Any]:
    """The same in each part."""
    return dict.fromkeys(("train", "valid", "test"), held)


@dataclass(frozen=True)
class Letters(LetterTokenizer):
    """The letters' tokenizer, which reads its tokens back."""

    def decode(self, tokens: Sequence[int]) -> str:
        return bytes(token - 7 for token in tokens if 7 <= token < 263).decode()


@dataclass(frozen=True)
class Shards(LetterShards):
    """Shards in letters, with names for the tags."""

    tokenizer: Letters = field(default_factory=Letters)
    tag_names: tuple[str, ...] = ()


class Told(nn.Module):
    """Says of a token, or of a text by its first one, what `rows` has in that row; of the next token always the same.

    `rows` are (tokens, choices), `following` (vocabulary,): logits.
    """

    def __init__(self, family: str, *, rows: Any = (), following: Any = ()) -> None:
        super().__init__()
        self.family = family
        self.rows = nn.Parameter(torch.as_tensor(rows, dtype=torch.float64))
        self.following = nn.Parameter(torch.as_tensor(following, dtype=torch.float64))

    def hidden(self, ids: Tensor, **_: Any) -> Tensor:
        return ids[..., None].double()

    def scores(self, hidden: Tensor) -> Tensor:
        if not len(self.following):
            return self.rows[hidden[..., 0].long()]
        return self.following.expand(*hidden.shape[:-1], -1)

    def classes(self, ids: Tensor, *, mask: Tensor) -> Tensor:
        assert bool(mask[:, 1].all())
        return self.rows[ids[:, 1]]

    def tagged(self, ids: Tensor, *, mask: Tensor) -> Tensor:
        assert mask.shape == ids.shape
        return self.rows[ids]


def subject(
    model: Told, shards: Shards, name: str, *, settings: Mapping[str, Any] | None = None, **told: Any
) -> Subject:
    """The subject of a model that learnt the objective `name`, in batches of 2 rows of at most 64 tokens."""
    objective = objectives.make(name, shards, seed=1, rows=2, length=64, **told)
    return Subject(model, shards, objective, seed=1, settings=settings or {})  # type: ignore[arg-type]


def writing(
    shards: Shards, name: str, written: Mapping[str, str], options: Options, *, settings: Mapping[str, Any], **told: Any
) -> Subject:
    """A subject that writes for each text what `written` has, when it is asked with `options`, and nothing else."""
    model = Told("causal", following=torch.zeros(shards.tokenizer.size))
    made = subject(model, shards, name, settings=settings, **told)
    made.written.update({(MODEL, text, options): answer for text, answer in written.items()})
    return made
