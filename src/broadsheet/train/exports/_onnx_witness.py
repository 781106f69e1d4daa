"""An ONNX file as a witness: a prompt in one call, then token by token, as it is served."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.models.backends._onnx_steps import Session
from broadsheet.train.gates import Source, Witness
from broadsheet.train.gates.reference import tokenizer_of

if TYPE_CHECKING:
    from broadsheet.models.backends._onnx_steps import State
    from broadsheet.models.decoding import Row
    from broadsheet.train.gates.witness import Rows


def witness(session: Session, source: Source, *, beside: Path) -> Witness:
    """The model of `session`; its tokenizer is the copy's own where it has one, else the source's."""
    encode, decode = tokenizer_of(source, folder=beside if (beside / "tokenizer.json").is_file() else None)

    def begun(prompt: Sequence[int]) -> "tuple[Row, State]":
        if session.is_paired:
            return session.step([int(session.notes["first"])], session.start(), source=prompt)
        return session.step(prompt, session.start())

    def scores(prompt: Sequence[int], answer: Sequence[int]) -> "Rows":
        import numpy as np

        row, state = begun(prompt)
        rows = [row]
        for token in answer[:-1]:
            row, state = session.step([token], state)
            rows.append(row)
        raw = np.stack(rows)
        raw = raw - raw.max(axis=-1, keepdims=True)
        found: Rows = raw - np.log(np.exp(raw).sum(axis=-1, keepdims=True))
        return found

    def pace(prompt: Sequence[int], n: int) -> float:
        row, state = begun(prompt)
        start = time.perf_counter()
        for _ in range(n):
            row, state = session.step([int(row.argmax())], state)
        return n / (time.perf_counter() - start)

    return Witness(encode, decode, scores, pace)
