"""An ONNX file as a witness, asked as it is served: a prompt and then token by token, or a text at once."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from broadsheet.models.backends._onnx_steps import Session
from broadsheet.models.backends._onnx_texts import SCORES, VECTOR, Texts
from broadsheet.train.gates import Source, Witness, at_once
from broadsheet.train.gates.pacing import CALLER, paced
from broadsheet.train.gates.reference import gap_of, tokenizer_of

if TYPE_CHECKING:
    from broadsheet.models.backends._onnx_steps import State
    from broadsheet.models.decoding import Row
    from broadsheet.train.gates.witness import Rows


def writing(session: Session, source: Source, *, beside: Path) -> Witness:
    """The model of `session`; its tokenizer is the copy's own where it has one, else the source's."""
    encode, decode = _tokenizer(source, beside)

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
        return at_once.logs(np.stack(rows))

    def pace(prompt: Sequence[int], n: int) -> float:
        row, state = begun(prompt)

        def write() -> None:
            nonlocal row, state
            for _ in range(n):
                row, state = session.step([int(row.argmax())], state)

        return paced(write, n, clock=CALLER)

    return Witness(encode, decode, scores, pace)


def reading(texts: Texts, source: Source, *, beside: Path) -> Witness:
    """The model of `texts`, asked for every place, or for what its head says."""
    encode, decode = _tokenizer(source, beside)
    output = VECTOR if at_once.gives_vectors(source) else SCORES

    def read(tokens: Sequence[int]) -> "Rows":
        halves = () if output == VECTOR else at_once.segments(len(tokens))
        return texts.read(tokens, places=range(len(tokens)), segments=halves, output=output)

    gap = gap_of(source) if source.family == "masked" else None
    return at_once.witness(read, source, encode=encode, decode=decode, gap=gap)


def _tokenizer(source: Source, beside: Path) -> tuple[Callable[[str], list[int]], Callable[[Sequence[int]], str]]:
    """The copy's own tokenizer where it has one, else the source's."""
    return tokenizer_of(source, folder=beside if (beside / "tokenizer.json").is_file() else None)
