"""Is a request acceptable? One place checks messages and options for every backend; it talks to no engine."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from broadsheet.core import ModelInputError
from broadsheet.models.language_model import Message, Options

ROLES = ("system", "user", "assistant", "tool")
# Above 2 the distribution is so flat that models of any size write noise; it is also the OpenAI protocol's limit.
HOTTEST = 2.0
# The longest answer any catalogue model can hold in its trained context.
LONGEST = 32768
# llama.cpp reads 2**32 - 1 as "choose a seed yourself", which would break repeatability.
LAST_SEED = 2**32 - 2
# The OpenAI protocol's limit.
MOST_LIKELIEST = 20
# More stop strings than this is a mistake, and each is searched for at every token.
MOST_STOPS = 16
# What only some engines can do; an engine names those it has.
SOME = ("min_tokens", "frequency_penalty", "presence_penalty", "no_repeat_ngram", "begun")
# Wider searches change answers no more, and each beam takes a copy of the engine's state.
WIDEST = 32


def check(
    messages: Sequence[Message],
    options: Options,
    *,
    strategies: Sequence[str] = ("greedy", "sample"),
    tools: Sequence[str] = (),
    has: Sequence[str] = (),
) -> None:
    """Raise `ModelInputError`, saying what is allowed, unless an engine with `strategies` can take the request.

    `tools` are the tool choices the engine knows; one that was taught none has none. `has` are the options of `SOME`
    that it has: any other is refused, unless it is off.
    """
    _check_messages(messages)
    _check_tools(options, known=tools)
    if options.strategy not in strategies:
        raise ModelInputError(
            f"this model cannot decode with strategy {options.strategy!r}",
            asked=f"strategy={options.strategy!r}",
            choices=strategies,
            do="choose one of the strategies it has",
        )
    check_ranges(options)
    _check_has(options, has)
    _check_together(options)


def check_ranges(options: Options) -> None:
    """Raise `ModelInputError` for a value that no engine takes, whichever writes, or none does."""
    for name, (fits, allowed) in _LIMITS.items():
        value = getattr(options, name)
        if not fits(value):
            raise ModelInputError(f"{name} is out of range", asked=f"{name}={value!r}", do=f"give {allowed}")


def _check_has(options: Options, has: Sequence[str]) -> None:
    for name in SOME:
        value = getattr(options, name)
        if value and name not in has:
            raise ModelInputError(
                f"this model has no {name}",
                asked=f"{name}={value!r}",
                choices=["repeat_penalty", *has],
                do="leave it out, or choose a model that has it",
            )


def _check_together(options: Options) -> None:
    if options.min_tokens > options.max_tokens:
        asked = f"min_tokens={options.min_tokens}, max_tokens={options.max_tokens}"
        raise ModelInputError("the answer can't be that long and that short", asked=asked, do="make min_tokens smaller")
    if options.min_tokens and options.schema is not None:
        raise ModelInputError(
            "under a schema the answer ends where the schema does",
            asked=f"min_tokens={options.min_tokens} with a schema",
            do="leave min_tokens out, or set minLength or minItems in the schema",
        )


def _check_messages(messages: Sequence[Message]) -> None:
    if not messages or not any(m.content.strip() for m in messages):
        raise ModelInputError("the prompt is empty", found=f"{len(messages)} messages", do="give at least one message")
    for message in messages:
        if message.role not in ROLES:
            raise ModelInputError(f"there is no role {message.role!r}", asked=message.role, choices=ROLES)
    if messages[-1].role == "assistant":
        raise ModelInputError(
            "the last message is the model's own", found="role assistant", do="end with a user message"
        )


def _check_tools(options: Options, *, known: Sequence[str]) -> None:
    if not options.tools:
        return
    if not known:
        raise ModelInputError(
            "this model has no tools", asked=f"{len(options.tools)} tools", do="leave them out, or ask another model"
        )
    choices = [*known, *(tool.name for tool in options.tools)]
    if options.tool_choice not in choices:
        raise ModelInputError("there is no such tool to choose", asked=options.tool_choice, choices=choices)
    if options.schema is not None:
        raise ModelInputError(
            "an answer can't both fit a schema and call tools", asked="tools and schema", do="leave one of them out"
        )


def _whole(low: int, high: int) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _real(low: float, high: float, *, above: bool = False) -> Callable[[Any], bool]:
    def fits(value: Any) -> bool:
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            return False
        return (low < value if above else low <= value) and value <= high

    return fits


def _stops(value: Any) -> bool:
    return isinstance(value, tuple) and len(value) <= MOST_STOPS and all(isinstance(s, str) and s for s in value)


_LIMITS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "temperature": (_real(0, HOTTEST), f"a number from 0 to {HOTTEST:g}"),
    "top_k": (_whole(0, 10**6), "a whole number from 0 (off) up"),
    "top_p": (_real(0, 1, above=True), "a number above 0, to 1 (off)"),
    "min_p": (_real(0, 1), "a number from 0 (off) to 1"),
    "repeat_penalty": (_real(0, 2, above=True), "a number above 0, to 2; 1 is off"),
    "max_tokens": (_whole(1, LONGEST), f"a whole number from 1 to {LONGEST}"),
    "stop": (_stops, f"at most {MOST_STOPS} non-empty strings"),
    "seed": (_whole(0, LAST_SEED), f"a whole number from 0 to {LAST_SEED}"),
    "top_logprobs": (_whole(0, MOST_LIKELIEST), f"a whole number from 0 to {MOST_LIKELIEST}"),
    "min_tokens": (_whole(0, LONGEST), f"a whole number from 0 (off) to {LONGEST}"),
    "frequency_penalty": (_real(-2, 2), "a number from -2 to 2; 0 is off"),
    "presence_penalty": (_real(-2, 2), "a number from -2 to 2; 0 is off"),
    "no_repeat_ngram": (_whole(0, LONGEST), "a whole number from 0 (off) up"),
    "beams": (_whole(1, WIDEST), f"a whole number from 1 to {WIDEST}"),
    "length_penalty": (_real(-5, 5), "a number from -5 to 5; above 1 prefers longer answers"),
    "schema": (lambda v: v is None or (isinstance(v, Mapping) and bool(v)), "a JSON schema (an object), or none"),
}
