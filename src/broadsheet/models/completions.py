"""The older half of the OpenAI protocol, text completions, for base models and servers that have nothing else."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from broadsheet.models import chat
from broadsheet.models.language_model import Message, Options


def prompt(messages: Sequence[Message]) -> str:
    """The turns as one text, a blank line between them: a base model has no other form for them."""
    return "\n\n".join(chat.inert(m.content) for m in messages if m.content.strip()) + "\n\n"


def body(messages: Sequence[Message], options: Options, *, model: str) -> dict[str, Any]:
    """The request as JSON; it has no place for a schema or tools."""
    request = chat.body(messages, options, model=model)
    for name in ("messages", "logprobs", "top_logprobs"):
        request.pop(name, None)
    return request | {"prompt": prompt(messages)} | ({"logprobs": 1} if options.logprobs else {})


def echo(messages: Sequence[Message], answer: str, *, model: str) -> tuple[dict[str, Any], int]:
    """The request to weigh `answer` as the end of its own prompt, and the character at which it begins.

    The server writes one token more, as some write no fewer.
    """
    begun = prompt(messages)
    whole = begun + chat.inert(answer)
    asked = {"model": model, "prompt": whole, "max_tokens": 1, "temperature": 0.0, "echo": True, "logprobs": 1}
    return asked, len(begun)


def echoed(payload: Any, *, start: int, end: int) -> tuple[float, ...] | None:
    """The log-probabilities of the tokens between two characters of an echoed prompt; None where none were told."""
    choice = payload["choices"][0]
    told = choice.get("logprobs") or {}
    rows = zip(told.get("text_offset") or (), told.get("token_logprobs") or (), strict=False)
    found = tuple(float(value) for at, value in rows if start <= at < end and value is not None)
    return found or None


def as_chat(lines: Iterable[str]) -> Iterator[str]:
    """The events of a stream of completions as those of a chat; what is none passes as it is."""
    for line in lines:
        event = _read(line)
        if event is None:
            yield line
        else:
            yield "data: " + json.dumps(event | {"choices": [_choice(c) for c in event["choices"]]})


def _read(line: str) -> dict[str, Any] | None:
    try:
        event = json.loads(line.removeprefix("data:"))
    except ValueError:
        return None
    return event if isinstance(event, dict) and isinstance(event.get("choices"), list) else None


def _choice(choice: Mapping[str, Any]) -> dict[str, Any]:
    logprobs = choice.get("logprobs") or {}
    pairs = zip(logprobs.get("tokens") or (), logprobs.get("token_logprobs") or (), strict=False)
    content = [{"token": token, "logprob": value} for token, value in pairs if value is not None]
    return {
        "delta": {"content": choice.get("text") or ""},
        "finish_reason": choice.get("finish_reason"),
        "logprobs": {"content": content} if content else None,
    }
