"""Answers of `/v1/chat/completions`: whole, or in chunks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from broadsheet.models import Call, Token
from broadsheet.models.tools import spoken
from broadsheet.serve.openai.head import Head
from broadsheet.serve.openai.sampling import Bill, Numbered

FINISHES = {"stop": "stop", "length": "length", "calls": "tool_calls"}


@dataclass(slots=True)
class _Choice:
    """One answer as it grows."""

    text: list[str] = field(default_factory=list)
    logprobs: list[dict[str, Any]] = field(default_factory=list)
    finish: str = ""
    calls: tuple[Call, ...] = ()


def whole(tokens: Iterable[Numbered], head: Head, *, n: int, logprobs: int | None) -> dict[str, Any]:
    """The answer at once. `logprobs` is how many likeliest tokens are shown in each place; None for no logprobs."""
    choices: dict[int, _Choice] = {}
    bill = Bill(n)
    for place, token in tokens:
        choice = choices.setdefault(place, _Choice())
        choice.text.append(token.text)
        if logprobs is not None and token.text:
            choice.logprobs.append(_likely(token, logprobs))
        if token.finish:
            choice.finish, choice.calls = FINISHES[token.finish], token.calls
        if token.usage:
            bill.add(place, token.usage)
    rows = [_row(head, place, choice, has_logprobs=logprobs is not None) for place, choice in sorted(choices.items())]
    return {**head.told("chat.completion"), "choices": rows, "usage": bill.told()}


def _row(head: Head, place: int, choice: _Choice, *, has_logprobs: bool) -> dict[str, Any]:
    text = "".join(choice.text)
    message: dict[str, Any] = {"role": "assistant", "content": text, "refusal": None}
    if choice.calls:
        message |= {"content": text or None, "tool_calls": spoken(_own(choice.calls, head, place))}
    told = {"content": choice.logprobs, "refusal": None} if has_logprobs else None
    return {"index": place, "message": message, "logprobs": told, "finish_reason": choice.finish}


def chunks(
    tokens: Iterable[Numbered], head: Head, *, n: int, logprobs: int | None, has_usage: bool
) -> Iterator[dict[str, Any]]:
    """The answer as it comes; with `has_usage` a last chunk without choices says what it cost."""
    begun: set[int] = set()
    bill = Bill(n)
    for place, token in tokens:
        if place not in begun:
            begun.add(place)
            yield _chunk(head, place, {"role": "assistant", "content": "", "refusal": None}, has_usage=has_usage)
        if token.text:
            likely = None if logprobs is None else [_likely(token, logprobs)]
            yield _chunk(head, place, {"content": token.text}, likely=likely, has_usage=has_usage)
        if token.calls:
            calls = enumerate(spoken(_own(token.calls, head, place)))
            yield _chunk(
                head, place, {"tool_calls": [{"index": at, **call} for at, call in calls]}, has_usage=has_usage
            )
        if token.finish:
            yield _chunk(head, place, {}, finish=FINISHES[token.finish], has_usage=has_usage)
        if token.usage:
            bill.add(place, token.usage)
    if has_usage:
        yield {**head.told("chat.completion.chunk"), "choices": [], "usage": bill.told()}


def _chunk(
    head: Head,
    place: int,
    delta: Mapping[str, Any],
    *,
    likely: Sequence[Mapping[str, Any]] | None = None,
    finish: str | None = None,
    has_usage: bool,
) -> dict[str, Any]:
    told = None if likely is None else {"content": likely, "refusal": None}
    choice = {"index": place, "delta": delta, "logprobs": told, "finish_reason": finish}
    usage: dict[str, Any] = {"usage": None} if has_usage else {}
    return {**head.told("chat.completion.chunk"), "choices": [choice], **usage}


def _own(calls: Sequence[Call], head: Head, place: int) -> list[Call]:
    """The calls under ids of this answer: an engine numbers them anew in each, a conversation must tell them apart."""
    return [replace(call, id=f"call_{head.id[-24:]}_{place}_{at}") for at, call in enumerate(calls)]


def _likely(token: Token, n: int) -> dict[str, Any]:
    top = [_token(text, logprob) for text, logprob in token.top[:n]]
    return {**_token(token.text, token.logprob or 0.0), "top_logprobs": top}


def _token(text: str, logprob: float) -> dict[str, Any]:
    return {"token": text, "logprob": logprob, "bytes": list(text.encode("utf-8", "replace"))}
