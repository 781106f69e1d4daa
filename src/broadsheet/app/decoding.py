"""What decoding settings do: the chances of the next token before and after them, and answers drawn in several ways."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from broadsheet import models
from broadsheet.app.models import ModelShelf
from broadsheet.core import InvalidInputError
from broadsheet.models import LanguageModel, Message, Options

# The most that `peek` gives.
LISTED = 1000
# Penalties move tokens: one that is listed after them may have stood deep in the list before.
_DEEPER = 5
# As many as fit a screen; the tail behind them seldom holds a twentieth of the chance.
SHOWN = 20
# The ways that are compared: nothing drawn, then a cool, a warm and a hot draw without any cut. 0.3 keeps to the facts,
# 0.8 is what chat programs use, at 1.2 a small model loses the thread, which is to be seen; at 1.5 it writes noise.
WAYS: Mapping[str, Mapping[str, Any]] = MappingProxyType(
    {
        "greedy": {"strategy": "greedy"},
        "cool": {"strategy": "sample", "temperature": 0.3, "top_k": 0, "top_p": 1.0, "min_p": 0.0},
        "warm": {"strategy": "sample", "temperature": 0.8, "top_k": 0, "top_p": 1.0, "min_p": 0.0},
        "hot": {"strategy": "sample", "temperature": 1.2, "top_k": 0, "top_p": 1.0, "min_p": 0.0},
    }
)
OWN = "own"


@dataclass(frozen=True, slots=True)
class Chance:
    """A token that may come next: its chance in the model's own eyes, and when it is drawn; None: it is cut."""

    text: str
    before: float
    after: float | None


@dataclass(frozen=True, slots=True)
class NextToken:
    """What may come after `begun`, the likeliest first, by the model `model`."""

    model: str
    begun: str
    chances: tuple[Chance, ...]

    @property
    def rest(self) -> float:
        """The chance of all tokens that are not listed."""
        return max(0.0, 1.0 - sum(chance.before for chance in self.chances))

    @property
    def kept(self) -> tuple[Chance, ...]:
        """Those that can be drawn."""
        return tuple(chance for chance in self.chances if chance.after)


@dataclass(frozen=True, slots=True)
class Sample:
    """An answer drawn in a `way`; `same` is how many of its characters the greedy answer begins with too."""

    way: str
    options: Options
    text: str
    same: int
    finish: str
    seconds: float


class Decoding(ModelShelf):
    """The part of the newsroom that shows what decoding settings do."""

    def next_token(self, prompt: str, options: Options, *, model: str | None = None, n: int = SHOWN) -> NextToken:
        """The `n` likeliest tokens after `prompt` and `options.begun`, before and after the options.

        Raises `InvalidInputError` when no model writes here, `ModelInputError` when it shows no chances or refuses an
        option, and what `language_model` raises.
        """
        asked = self._asked(model)
        found = models.peek(asked, _said(prompt), options, n=min(n * _DEEPER, LISTED))
        after = dict(found.after)
        before = dict(found.before)
        listed = [*before, *(text for text in after if text not in before)][:n]
        chances = [Chance(text, before.get(text, 0.0), after.get(text)) for text in listed]
        return NextToken(asked.name, options.begun, tuple(chances))

    def samples(self, prompt: str, options: Options, *, model: str | None = None, n: int = 1) -> Iterator[Sample]:
        """The answer in each of `WAYS`, then `n` drawn with `options`: the seed of the options, the next one, ...

        Raises as `next_token` does; closing it ends the work.
        """
        asked, greedy = self._asked(model), ""
        for way, changed in [*_ways(options), *((OWN, replace(options, seed=options.seed + i)) for i in range(n))]:
            tokens = list(asked.generate(_said(prompt), changed))
            text = "".join(token.text for token in tokens)
            greedy = text if way == "greedy" else greedy
            usage = tokens[-1].usage
            yield Sample(way, changed, text, _same(text, greedy), tokens[-1].finish, usage.seconds if usage else 0.0)

    def _asked(self, model: str | None) -> LanguageModel:
        found = self.language_model(model)
        if found is None:
            raise InvalidInputError(
                "no model writes here, so there is nothing to decode",
                asked=model or "the newsroom's own model",
                do="broadsheet models pull qwen2.5-1.5b, or choose `stub`, which has no weights",
            )
        return found


def _said(prompt: str) -> Sequence[Message]:
    return [Message("user", prompt)]


def _ways(options: Options) -> list[tuple[str, Options]]:
    """Each way with what is not its own: length, stop strings, seed, beginning."""
    plain = Options(max_tokens=options.max_tokens, stop=options.stop, seed=options.seed, begun=options.begun)
    return [(way, replace(plain, **changed)) for way, changed in WAYS.items()]


def _same(text: str, other: str) -> int:
    """How many characters both begin with."""
    differs = (at for at, (a, b) in enumerate(zip(text, other, strict=False)) if a != b)
    return next(differs, min(len(text), len(other)))
