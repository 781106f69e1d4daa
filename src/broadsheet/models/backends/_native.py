"""llama.cpp's own protocol, for what OpenAI's has no words for: next-token chances, answers of a least length.

Prompts are token numbers here, so that an answer can be taken up again where it stood. Source: the README of the server
of llama.cpp, `POST /apply-template`, `/tokenize` and `/completion`.
"""

import json
import math
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from broadsheet.core import ModelError, Usage
from broadsheet.models import chat, decoding
from broadsheet.models.backends._stops import Stops
from broadsheet.models.language_model import Options, Token
from broadsheet.models.peeking import NextTokens
from broadsheet.models.request import LAST_SEED

# The fields of a request that say how to draw, by the same name in both protocols.
DRAWING = (
    "temperature", "top_k", "top_p", "min_p", "seed", "samplers", "repeat_last_n", "repeat_penalty",
    "frequency_penalty", "presence_penalty",
)  # fmt: skip
# So many tokens are asked for at a time while an answer may not end: each time the last token is read again, which at
# this length costs 3 %, and nothing is seen of an answer meanwhile.
STRIDE = 32
# How many of the likeliest are asked for where all are meant: the rest have chances below a millionth, and all of a
# vocabulary of 150,000 are 15 MB of JSON.
ALL = 5000
# A character is at most four bytes of UTF-8, which some models write a byte a token.
BYTES = 4


@dataclass(slots=True)
class _Told:
    """An answer so far: its tokens' numbers, and the ones of its prompt before them."""

    prompt: list[int]
    tokens: list[int]
    first: float = 0.0

    @property
    def all(self) -> list[int]:
        return [*self.prompt, *self.tokens]


class Native:
    """One conversation with an engine, over an `httpx.Client`; `slot` is where it keeps the prompt."""

    def __init__(self, client: Any, body: Mapping[str, Any], *, slot: int) -> None:
        self._client = client
        self._body = body
        self._drawing = {name: body[name] for name in DRAWING if name in body} | {
            "id_slot": slot,
            "cache_prompt": True,
            "return_tokens": True,
        }

    def prompt(self, printed: Sequence[str] = ()) -> list[int]:
        """The tokens of the body's messages in the model's own template; `printed` are other fields it may print."""
        fields = ("messages", "chat_template_kwargs", *printed)
        asked = {name: self._body[name] for name in fields if name in self._body}
        text = self._post("/apply-template", asked)["prompt"]
        read = self._post("/tokenize", {"content": text, "add_special": True, "parse_special": True})
        return [int(token) for token in read["tokens"]]

    def hold(self, tokens: Sequence[int], *, is_new: bool = False) -> None:
        """Have only `tokens` in the slot: read anew, or what it holds beyond them dropped and the last read again."""
        self._post("/completion", {**self._drawing, "prompt": list(tokens), "n_predict": 0, "cache_prompt": not is_new})

    def chances(self, options: Options, *, n: int) -> NextTokens:
        """The `n` likeliest first tokens, before and after the penalties and cuts of `options`.

        The engine gives its own distribution only with a token it has drawn, and not where that is a part of a
        character. So it is made to draw the letter a; the chances it tells are those before that.
        """
        prompt = self.prompt()
        letter = self._post("/tokenize", {"content": "a"})["tokens"][-1]
        asked = {**self._drawing, "prompt": prompt, "n_predict": 1, "n_probs": ALL, "logit_bias": [[letter, 1e6]]}
        places = self._post("/completion", asked | {"repeat_penalty": 1.0})["completion_probabilities"]
        return _cut(places[0]["top_logprobs"], prompt, options, n=n)

    def weigh(self, answer: str) -> Iterator[float]:
        """The log-probability of each token of `answer` after the prompt, one step of the engine each.

        Each is drawn by force, and what the engine tells is its chance before that. A part of a character it tells
        nothing of; such a token is looked up among the likeliest, and one that is not there has at most the last one's.
        """
        told = self.prompt()
        tokens = self._post("/tokenize", {"content": answer, "parse_special": False})["tokens"]
        letter = self._post("/tokenize", {"content": "a"})["tokens"][-1]
        for token in tokens:
            places = self._forced(told, token, n=1)
            if places:
                yield float(places[0]["logprob"])
            else:
                likeliest = self._forced(told, letter, n=ALL)[0]["top_logprobs"]
                chances = {int(row["id"]): float(row["logprob"]) for row in likeliest}
                yield chances.get(int(token), min(chances.values()))
            told.append(int(token))

    def _forced(self, prompt: Sequence[int], token: int, *, n: int) -> list[Mapping[str, Any]]:
        """The place after `prompt` with `token` drawn there, as the engine tells it; empty where it tells nothing."""
        asked = {**self._drawing, "prompt": list(prompt), "n_predict": 1, "n_probs": n, "logit_bias": [[token, 1e6]]}
        asked |= {"repeat_penalty": 1.0, "frequency_penalty": 0.0, "presence_penalty": 0.0}
        return list(self._post("/completion", asked).get("completion_probabilities") or ())

    def at_least(self, least: int, *, longest: int, stop: Sequence[str], patience: float) -> Iterator[Token]:
        """The answer, which doesn't end before `least` tokens unless at one of `stop`."""
        start, told, stops = time.monotonic(), _Told(self.prompt(), []), Stops(stop)
        finish = "length"
        for piece, ended in self._pieces(told, least, longest, patience):
            told.first = told.first or time.monotonic() - start
            given = stops.add(piece.text)
            if given:
                yield Token(given, piece.logprob)
            if ended or stops.met:
                finish = "stop"
                break
        if not stops.met and (rest := stops.rest()):
            yield Token(rest)
        usage = Usage(len(told.prompt), len(told.tokens), round(time.monotonic() - start, 3), round(told.first, 3))
        yield Token("", None, "stop" if finish == "stop" else "length", usage)

    def _pieces(self, told: _Told, least: int, longest: int, patience: float) -> Iterator[tuple[Token, bool]]:
        """Stretches of the answer, and with each whether the model ended it there."""
        stride = 0
        while len(told.tokens) < least:
            answer = self._stride(told, min(STRIDE, least - len(told.tokens)), stride, longest)
            told.tokens += answer["tokens"]
            stride += 1
            yield Token(answer["content"], _sum(answer)), False
        if len(told.tokens) < longest:
            yield from self._to_the_end(told, longest - len(told.tokens), stride, patience)

    def _stride(self, told: _Told, count: int, number: int, longest: int) -> Mapping[str, Any]:
        """The next `count` tokens, or a few more where these end within a character."""
        asked = {**self._drawing, "prompt": told.all, "ignore_eos": True, **self._seed(number)}
        for more in range(BYTES):
            wanted = min(count + more, longest - len(told.tokens))
            answer = self._post("/completion", {**asked, "n_predict": wanted})
            if not str(answer["content"]).endswith("\ufffd"):
                break
        return answer

    def _to_the_end(self, told: _Told, most: int, number: int, patience: float) -> Iterator[tuple[Token, bool]]:
        asked = {**self._drawing, "prompt": told.all, "n_predict": most, "stream": True, **self._seed(number)}
        latest = time.monotonic()
        for event in self._events(asked):
            told.tokens += event.get("tokens") or []
            if event.get("content"):
                latest = time.monotonic()
            elif time.monotonic() - latest > patience:
                raise chat.silent(patience)
            ended = bool(event.get("stop")) and event.get("stop_type") != "limit"
            yield Token(event.get("content") or "", _sum(event)), ended

    def _seed(self, number: int) -> dict[str, int]:
        """Every stride draws anew; were its seed the same, it would draw the same numbers again."""
        return {"seed": (int(self._body["seed"]) + number) % (LAST_SEED + 1)}

    def _post(self, path: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        if path == "/completion":
            asked = {"n_probs": int(bool(self._body.get("logprobs"))), **asked}
        with _told_plainly(self._client):
            response = self._client.post(f"http://engine{path}", json=asked)
        payload = _read(response.content)
        if response.status_code >= 400:
            raise chat.refusal(response.status_code, payload)
        return payload

    def _events(self, asked: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        asked = {"n_probs": int(bool(self._body.get("logprobs"))), **asked}
        with (
            _told_plainly(self._client),
            self._client.stream("POST", "http://engine/completion", json=asked) as response,
        ):
            if response.status_code >= 400:
                raise chat.refusal(response.status_code, _read(response.read()))
            for line in response.iter_lines():
                if line.startswith("data:"):
                    yield _read(line.removeprefix("data:"))


@contextmanager
def _told_plainly(client: Any) -> Iterator[None]:
    """The connection's errors as `ModelError`."""
    import httpx

    try:
        yield
    except httpx.ReadTimeout as error:
        raise chat.silent(client.timeout.read) from error
    except httpx.HTTPError as error:
        raise ModelError(
            "the engine can't be reached, or hung up", found=str(error) or repr(error), do="ask again"
        ) from error


def _read(content: bytes | str) -> dict[str, Any]:
    try:
        payload = json.loads(content)
    except ValueError as error:
        raise ModelError("the engine's answer is not what the protocol says", found=str(content[:200])) from error
    if not isinstance(payload, dict):
        raise ModelError("the engine's answer is not what the protocol says", found=str(content[:200]))
    return payload


def _sum(answer: Mapping[str, Any]) -> float | None:
    """The log-probability of a stretch, where it was asked for."""
    places = answer.get("completion_probabilities")
    return sum(place["logprob"] for place in places) if places else None


def _cut(likeliest: Sequence[Mapping[str, Any]], prompt: Sequence[int], options: Options, *, n: int) -> NextTokens:
    """What `options` leave of the likeliest tokens; a piece of a character is shown as its bytes."""
    import numpy as np

    place = {int(token["id"]): i for i, token in enumerate(likeliest)}
    scores = np.array([token["logprob"] for token in likeliest], dtype=np.float64)
    latest = [place[token] for token in prompt[-decoding.WINDOW :] if token in place]
    after = decoding.distribution(decoding.adjusted(scores, options, before=latest), options)
    texts = [token["token"] or "".join(f"<{byte:02x}>" for byte in token["bytes"]) for token in likeliest]
    return NextTokens(
        tuple((text, math.exp(score)) for text, score in zip(texts[:n], scores.tolist(), strict=False)),
        tuple((texts[i], chance) for i, chance in decoding.likeliest(after, n)),
    )
