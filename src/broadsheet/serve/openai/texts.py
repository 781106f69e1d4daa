"""Answers of `/v1/completions`: whole, or in chunks of the same shape."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from broadsheet.models import Token
from broadsheet.serve.openai.head import Head
from broadsheet.serve.openai.sampling import Bill, Numbered

KIND = "text_completion"


@dataclass(slots=True)
class _Choice:
    """One answer as it grows."""

    said: list[Token] = field(default_factory=list)
    finish: str = ""


def whole(
    tokens: Iterable[Numbered], head: Head, *, n: int, logprobs: int | None, echoed: Sequence[str]
) -> dict[str, Any]:
    """The answer at once; `echoed` are the texts that each prompt's answers begin with, empty ones as a rule."""
    choices: dict[int, _Choice] = {}
    bill = Bill(n)
    for place, token in tokens:
        choice = choices.setdefault(place, _Choice())
        if token.text:
            choice.said.append(token)
        choice.finish = token.finish or choice.finish
        if token.usage:
            bill.add(place, token.usage)
    rows = []
    for place, choice in sorted(choices.items()):
        start = echoed[place // n]
        text = start + "".join(token.text for token in choice.said)
        likely = None if logprobs is None else _likely(choice.said, logprobs, start=len(start))
        rows.append({"index": place, "text": text, "logprobs": likely, "finish_reason": choice.finish})
    return {**head.told(KIND), "choices": rows, "usage": bill.told()}


def chunks(
    tokens: Iterable[Numbered],
    head: Head,
    *,
    n: int,
    logprobs: int | None,
    echoed: Sequence[str],
    has_usage: bool,
) -> Iterator[dict[str, Any]]:
    """The answer as it comes; with `has_usage` a last chunk without choices says what it cost."""
    reached: dict[int, int] = {}
    bill = Bill(n)
    for place, token in tokens:
        start = echoed[place // n]
        if place not in reached:
            reached[place] = len(start)
            if start:
                yield _chunk(head, place, start, has_usage=has_usage)
        if token.text or token.finish:
            likely = _likely([token], logprobs, start=reached[place]) if logprobs is not None and token.text else None
            reached[place] += len(token.text)
            yield _chunk(head, place, token.text, likely=likely, finish=token.finish or None, has_usage=has_usage)
        if token.usage:
            bill.add(place, token.usage)
    if has_usage:
        yield {**head.told(KIND), "choices": [], "usage": bill.told()}


def _chunk(
    head: Head,
    place: int,
    text: str,
    *,
    likely: Mapping[str, Any] | None = None,
    finish: str | None = None,
    has_usage: bool,
) -> dict[str, Any]:
    choice = {"index": place, "text": text, "logprobs": likely, "finish_reason": finish}
    usage: dict[str, Any] = {"usage": None} if has_usage else {}
    return {**head.told(KIND), "choices": [choice], **usage}


def _likely(tokens: Sequence[Token], n: int, *, start: int) -> dict[str, Any]:
    offsets, at = [], start
    for token in tokens:
        offsets.append(at)
        at += len(token.text)
    return {
        "tokens": [token.text for token in tokens],
        "token_logprobs": [token.logprob for token in tokens],
        "top_logprobs": [dict(token.top[:n]) for token in tokens] if n else None,
        "text_offset": offsets,
    }
