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
