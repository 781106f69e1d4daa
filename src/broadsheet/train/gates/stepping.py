"""A model in torch asked token by token: each is read once, as when the model is served."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from broadsheet.train.gates.pacing import CALLER, one_thread, paced
from broadsheet.train.gates.witness import Witness

if TYPE_CHECKING:
    from broadsheet.train.gates.witness import Rows

Forward = Callable[[Any, Any], Any]
"""From tokens read (1, T) and tokens written (1, N) to the scores of the next at each written place (1, N, V)."""

Step = Callable[[Any, Any], tuple[Any, Any]]
"""From tokens (1, N) and what was kept of those before (None: of nothing) to the next one's scores (V,), and what is
kept now. The first tokens are the prompt."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A model's two ways of answering: everything at once, and a token at a time (None: it fills gaps)."""

    forward: Forward
    step: Step | None = None


def witness_of(model: Asked, *, encode: Callable[[str], list[int]], decode: Callable[[Sequence[int]], str]) -> Witness:
    """A model in torch as a witness; an answer that grows by a token is read on from where it was."""
    answering = _Answering(model)
    return Witness(encode, decode, answering.scores, answering.pace)


class _Answering:
    """The latest answer: its prompt, the tokens of it that were read, and a row of log-probabilities after each."""

    def __init__(self, model: Asked) -> None:
        self._model = model
        self._prompt: list[int] = []
        self._read: list[int] = []
        self._rows: list[Rows] = []
        self._state: Any = None

    def scores(self, prompt: Sequence[int], answer: Sequence[int]) -> "Rows":
        import numpy as np

        wanted = list(answer[:-1])
        if self._model.step is None or not self._goes_on(list(prompt), wanted):
            return self._whole(prompt, answer)
        rows: Rows = np.stack(self._rows)
        return rows

    def pace(self, prompt: Sequence[int], n: int) -> float:
        tokens, state = list(prompt), None
        row, state = self._step(tokens, state)

        def write() -> None:
            nonlocal row, state
            for _ in range(n):
                row, state = self._step([int(row.argmax())], state)

        with one_thread():
            return paced(write, n, clock=CALLER)

    def _goes_on(self, prompt: list[int], wanted: list[int]) -> bool:
        """Read what is new where that is a prompt or one token, so that a row stands after each of `wanted`."""
        if not wanted:
            row, self._state = self._step(prompt, None)
            self._prompt, self._read, self._rows = prompt, [], [row]
        elif self._prompt == prompt and self._read == wanted[:-1]:
            row, self._state = self._step(wanted[-1:], self._state)
            self._read, self._rows = wanted, [*self._rows, row]
        return self._prompt == prompt and self._read == wanted

    def _step(self, tokens: Sequence[int], state: Any) -> "tuple[Rows, Any]":
        import torch

        assert self._model.step is not None  # noqa: S101 - asked only where there is one
        with torch.inference_mode():
            raw, after = self._model.step(torch.tensor([list(tokens)]), state)
            row: Rows = torch.log_softmax(raw.double(), dim=-1).numpy()
        return row, after

    def _whole(self, prompt: Sequence[int], answer: Sequence[int]) -> "Rows":
        import torch

        with torch.inference_mode():
            raw = self._model.forward(torch.tensor([list(prompt)]), torch.tensor([list(answer)]))
            rows: Rows = torch.log_softmax(raw[0].double(), dim=-1).numpy()
        return rows
