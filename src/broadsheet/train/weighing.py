"""What a model and its copies are measured by: size, speed, and how well they know texts they have not learnt from."""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.train import gates
from broadsheet.train.gates import Source, Witness
from broadsheet.train.gates.texts import HIDDEN, READ_TOKENS, hidden
from broadsheet.train.tuning.headed import head_of

if TYPE_CHECKING:
    from broadsheet.train.gates.witness import Rows

_PACE_TOKENS = 32
# Reading is quicker than writing: so many tokens take as long.
_PACE_READ = 2000
# The first time is slower: memory is laid out, caches are cold.
_TIMES = 2
# So many tokens of held-out text say to a few hundredths of a bit how good a model is, and cost seconds.
_WEIGHED = 400
# Texts with labels that are read for a loss.
_LABELLED = 200


@dataclass(frozen=True, slots=True)
class Figures:
    """A model or a copy of it: its size in bytes, and the tokens it decodes (or reads, where it writes none) a second.

    A second is one of the processor's, with one thread: on a machine that has other work it takes longer by the clock.

    `bits_per_byte` of text are those of a causal model, `loss` in nats that of one that reads: of a hidden word, or of
    a text's true label where such texts were given.
    """

    bytes: int
    tokens_per_second: float
    bits_per_byte: float | None
    loss: float | None = None


@dataclass(frozen=True, slots=True)
class Weighing:
    """The model in `source` and the `texts` that it and its copies are measured on."""

    source: Source
    texts: Sequence[str]
    labelled: Sequence[tuple[str, str]] = ()

    def figures(self, model: Witness, *, size: int) -> Figures:
        """The figures of `model`, which is the source's or a copy of it, of so many bytes."""
        if model.reads_at_once:
            return Figures(size, self._reading_pace(model), None, self._loss(model))
        prompt = model.encode(self.texts[0])[:4]
        room = self.source.context - len(prompt) - 1 if self.source.context else _PACE_TOKENS
        pace = max(model.pace(prompt, max(1, min(_PACE_TOKENS, room))) for _ in range(_TIMES))
        return Figures(size, round(pace, 1), self._bits(model) if self.source.family == "causal" else None)

    def _reading_pace(self, model: Witness) -> float:
        """Tokens read a second, of a text that is as long as most."""
        longest = min(self.source.context or READ_TOKENS, READ_TOKENS)
        prompt = [token for text in self.texts[:20] for token in model.encode(text)][:longest]
        model.scores(prompt, [0])  # the first call makes room
        return round(model.pace(prompt, _PACE_READ), 1)

    def _loss(self, model: Witness) -> float | None:
        """Nats a hidden word, or a label; None for a head without texts whose label is known."""
        found = self._nats_of_labels(model) if model.gap is None else self._nats_of_words(model, model.gap)
        return round(sum(found) / len(found), 4) if found else None

    def _nats_of_words(self, model: Witness, gap: int) -> list[float]:
        found: list[float] = []
        for text in self.texts:
            tokens = model.encode(text)[: min(self.source.context or READ_TOKENS, READ_TOKENS)]
            asked = hidden(tokens, gap)
            rows = model.scores(asked, tokens)
            found += [-float(rows[at, token]) for at, token in enumerate(tokens) if at % HIDDEN == 2]
            if len(found) >= _WEIGHED:
                break
        return found

    def _nats_of_labels(self, model: Witness) -> list[float]:
        head = head_of(self.source.config)
        if head.task != "classify":
            return []
        places = {label: place for place, label in enumerate(head.labels)}
        known = [(text, places[label]) for text, label in self.labelled[:_LABELLED] if label in places]
        most = self.source.context or READ_TOKENS
        return [-float(model.scores(model.encode(text)[:most], [0])[0, place]) for text, place in known]

    def _bits(self, model: Witness) -> float:
        """Bits per UTF-8 byte of what follows each text's first token, over some hundreds of tokens.

        Tokens the engine doesn't tell of share evenly what those it tells of leave.
        """
        bits, count, left = 0.0, 0, _WEIGHED
        for text in self.texts:
            tokens = model.encode(text)[: min(self.source.context or left, left)]
            if len(tokens) < 2:
                continue
            bits -= _nats(model.scores(tokens[:1], tokens[1:]), tokens[1:]) / math.log(2)
            count += len(model.decode(tokens[1:]).encode())
            left -= len(tokens)
            if left < 2:
                break
        return round(bits / max(count, 1), 4)


def weighed(folder: Path, texts: Sequence[str]) -> Figures:
    """The figures of the model in `folder` itself, in torch. Raises as `gates.open_source` does."""
    source = gates.open_source(folder)
    return Weighing(source, texts).figures(gates.reference(source), size=size(source.adapter or source.folder))


def told(folder: Path, texts: Sequence[str]) -> dict[str, Any]:
    """What a card has of the model in `folder` before it was made smaller, or after, in JSON's types.

    Its tokens and parameters, and its figures on `texts`. Raises as `gates.open_source` does.
    """
    source = gates.open_source(folder)
    parameters = sum(int(tensor.size) for tensor in source.tensors().values())
    return {
        "tokens": int(source.config.get("vocab_size") or 0),
        "parameters": parameters,
        **asdict(weighed(folder, texts)),
    }


def size(path: Path) -> int:
    """Bytes of a file, or of the weights in a folder."""
    if path.is_file():
        return path.stat().st_size
    weights = [p for p in path.iterdir() if p.suffix == ".safetensors" or p.name == "model.bin"]
    return sum(p.stat().st_size for p in weights)


def _nats(rows: "Rows", tokens: Sequence[int]) -> float:
    """The log-probability of all `tokens`, each by its row."""
    import numpy as np

    told = rows[np.arange(len(rows)), list(tokens)]
    untold = np.isnan(rows)
    rest = np.clip(1 - np.where(untold, 0.0, np.exp(np.where(untold, 0.0, rows))).sum(axis=-1), 1e-12, 1.0)
    share = np.log(rest / np.maximum(untold.sum(axis=-1), 1))
    return float(np.where(np.isnan(told), share, told).sum())
