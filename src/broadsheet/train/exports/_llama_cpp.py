"""A GGUF file as a witness: llama.cpp in a process of its own, asked token by token."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadsheet.core import IntegrityError, ModelError
from broadsheet.models.backends._process import Load, Process
from broadsheet.train.gates import Witness
from broadsheet.train.gates.pacing import Clock, clock_of, paced

if TYPE_CHECKING:
    from broadsheet.train.gates.witness import Rows

# The engine tells its distribution as text, which costs more than computing it: beyond so many tokens the rest of a
# trained model's is a few hundredths, and counts as one.
MOST_TOLD = 1024
PATIENCE = 120.0
STARTUP = 60.0
# Models trained here are small: a second thread waits for the first more than it helps, most of all on a busy machine.
THREADS = 1
_ROOM = 512
# Certain to be drawn, whatever the model thinks: the engine tells the chances before this is added.
_FORCED = 1e6


@contextmanager
def served(path: Path, *, vocabulary: int, context: int, adapter: str = "") -> Iterator[Witness]:
    """The model in the file `path`, for as long as the context lasts.

    Raises `IntegrityError` when the engine refuses it.
    """
    room = min(context, _ROOM) if context else _ROOM
    process = Process(Load(str(path), 1, room, THREADS, "passive", adapter), startup=STARTUP)
    try:
        with process.client(PATIENCE) as client:
            yield _Engine(client, vocabulary, clock=clock_of(process.pid())).witness()
    except ModelError as error:
        if isinstance(error, IntegrityError):
            raise
        raise IntegrityError(
            "llama.cpp doesn't run the file that was written", asked=path.name, found=error.found or error.message
        ) from error
    finally:
        process.stop()


class _Engine:
    def __init__(self, client: Any, vocabulary: int, *, clock: Clock | None) -> None:
        self._client, self._clock = client, clock
        self._vocabulary = vocabulary
        self._letter = self._post("/tokenize", {"content": "a", "add_special": False})["tokens"][-1]

    def witness(self) -> Witness:
        return Witness(self.encode, self.decode, self.scores, self.pace)

    def encode(self, text: str) -> list[int]:
        told = self._post("/tokenize", {"content": text, "add_special": True, "parse_special": True})
        return [int(token) for token in told["tokens"]]

    def decode(self, tokens: Sequence[int]) -> str:
        return str(self._post("/detokenize", {"tokens": list(tokens)})["content"])

    def scores(self, prompt: Sequence[int], answer: Sequence[int]) -> "Rows":
        import numpy as np

        rows = np.full((len(answer), self._vocabulary), np.nan)
        for place, token in enumerate(answer):
            before = [*prompt, *answer[:place]]
            self._fill(rows[place], before, self._letter, most=MOST_TOLD)
            if np.isnan(rows[place, token]):  # by itself where it is a whole letter, else with all others
                self._fill(rows[place], before, token, most=1)
            if np.isnan(rows[place, token]):
                self._fill(rows[place], before, self._letter, most=self._vocabulary)
        return rows

    def _fill(self, row: "Rows", before: Sequence[int], drawn: int, *, most: int) -> None:
        """Put the log-probabilities of the `most` likeliest tokens after `before` into `row`, and that of `drawn`."""
        asked = {"prompt": list(before), "n_predict": 1, "n_probs": min(self._vocabulary, most)}
        told = self._completed({**asked, "logit_bias": [[drawn, _FORCED]]})
        for one in told.get("completion_probabilities", [])[:1]:
            for each in (one, *one["top_logprobs"]):
                row[int(each["id"])] = each["logprob"]

    def pace(self, prompt: Sequence[int], n: int) -> float:
        asked = {"prompt": list(prompt), "ignore_eos": True}
        if self._clock is None:
            return float(self._completed({**asked, "n_predict": n})["timings"]["predicted_per_second"])
        self._completed({**asked, "n_predict": 1})  # the prompt is read, and kept
        return paced(lambda: self._completed({**asked, "n_predict": n}), n, clock=self._clock)

    def _completed(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        plain = {"temperature": 0.0, "top_k": 1, "repeat_penalty": 1.0, "cache_prompt": True, "id_slot": 0}
        return self._post("/completion", {**plain, **asked})

    def _post(self, path: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        import httpx

        try:
            response = self._client.post(f"http://engine{path}", json=asked)
            response.raise_for_status()
        except httpx.HTTPError as error:
            raise IntegrityError("the engine failed on the file", asked=path, found=str(error)[:200]) from error
        payload: dict[str, Any] = response.json()
        return payload
