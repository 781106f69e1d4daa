"""A folder of CTranslate2's, asked for the scores of tokens: of a given answer, or of one that it goes on with."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.core import IntegrityError, MissingExtraError, ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Rows = NDArray[np.float64]

# A decoder's own vocabulary has the first name, one of two texts the second.
_WRITES, _TRANSLATES = "vocabulary.json", "shared_vocabulary.json"


class Engine:
    """A model in CTranslate2: a decoder, or an encoder and a decoder (`is_paired`). Several threads may ask it.

    `threads` are those of one answer (0: the engine's choice). Raises `IntegrityError` for a folder that it can't run,
    `MissingExtraError` without the package.
    """

    def __init__(self, folder: Path, *, threads: int) -> None:
        package = _package()
        self.is_paired = (folder / _TRANSLATES).is_file()
        self.names = _names(folder / (_TRANSLATES if self.is_paired else _WRITES))
        self._numbers = {name: number for number, name in enumerate(self.names)}
        maker = package.Translator if self.is_paired else package.Generator
        try:
            self._model = maker(str(folder), device="cpu", intra_threads=threads, compute_type="default")
        except (RuntimeError, ValueError) as error:
            raise IntegrityError(
                "CTranslate2 can't run what was written",
                asked=folder.name,
                found=str(error)[:200],
                do="export it again",
            ) from error

    def scores(self, prompt: Sequence[int], answer: Sequence[int]) -> "Rows":
        """Raw scores (len(answer), V) of the token at each place of `answer`, those before it given."""
        if self.is_paired:
            return self.go_on(prompt, answer[:-1], n=1)[1]
        import numpy as np

        read = self._named([*prompt, *answer[:-1]])
        found = self._ran(lambda: np.asarray(self._model.forward_batch([read]), dtype=np.float64))
        rows: Rows = found[0, len(prompt) - 1 :]
        return rows

    def go_on(self, prompt: Sequence[int], answer: Sequence[int], *, n: int) -> "tuple[list[int], Rows]":
        """At most `n` tokens after `answer`, each the likeliest, and the raw scores each was taken by.

        The last of them may be the end. A model of two texts tells the scores of `answer` too, before those.
        """
        import numpy as np

        asked: dict[str, Any] = {"beam_size": 1, "return_logits_vocab": True, "return_end_token": True}
        if self.is_paired:
            room = {"max_decoding_length": len(answer) + n, "min_decoding_length": 0, "max_input_length": 0}
            given = ([self._named(prompt)],)
            told = self._ran(
                lambda: self._model.translate_batch(*given, target_prefix=[self._named(answer)], **room, **asked)[0]
            )
            tokens = [self._numbers[name] for name in told.hypotheses[0][len(answer) :]]
        else:
            read = self._named([*prompt, *answer])
            told = self._ran(
                lambda: self._model.generate_batch(
                    [read], max_length=n, include_prompt_in_result=False, cache_static_prompt=False, **asked
                )[0]
            )
            tokens = list(told.sequences_ids[0])
        return tokens, np.stack([np.asarray(row, dtype=np.float64) for row in told.logits[0]])

    def pace(self, prompt: Sequence[int], n: int) -> None:
        """Decode `n` tokens and tell nothing of them: what the engine does by itself."""
        read, plain = [self._named(prompt)], {"beam_size": 1}
        if self.is_paired:
            self._ran(lambda: self._model.translate_batch(read, max_decoding_length=n, min_decoding_length=n, **plain))
        else:
            self._ran(lambda: self._model.generate_batch(read, max_length=n, min_length=n, **plain))

    def _named(self, tokens: Sequence[int]) -> list[str]:
        return [self.names[token] for token in tokens]

    def _ran(self, work: Any) -> Any:
        try:
            return work()
        except (RuntimeError, ValueError) as error:
            raise ModelError(
                "CTranslate2 failed on a token", found=str(error)[:300], do="ask for a shorter text"
            ) from error


def _names(path: Path) -> list[str]:
    try:
        names = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise IntegrityError(
            "what was written for CTranslate2 has no vocabulary",
            asked=path.parent.name,
            found=str(error)[:200],
            do="export it again",
        ) from error
    return [str(name) for name in names]


def _package() -> Any:
    try:
        import ctranslate2
    except ImportError as error:
        raise MissingExtraError(
            "the engine CTranslate2 is not installed", asked="ctranslate2", do="pip install 'broadsheet[lab]'"
        ) from error
    return ctranslate2
