"""Tools: functions that a model may ask to have called, and its calls, in the words of the OpenAI chat protocol."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

# What a model may be told of its tools besides the name of one: to choose, to call none, to call some one.
CHOICES = ("auto", "none", "required")


@dataclass(frozen=True, slots=True)
class Tool:
    """A function the model may ask for; `parameters` is the JSON schema of its arguments, an object."""

    name: str
    description: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Call:
    """That a model wants `name` called; `arguments` is JSON as the model wrote it, which may be wrong."""

    id: str
    name: str
    arguments: str


def told(tools: Sequence[Tool], choice: str) -> dict[str, Any]:
    """The request's fields for `tools`; none where there are none."""
    if not tools:
        return {}
    named: Any = choice if choice in CHOICES else {"type": "function", "function": {"name": choice}}
    functions = [{"name": t.name, "description": t.description, "parameters": dict(t.parameters)} for t in tools]
    return {"tools": [{"type": "function", "function": f} for f in functions], "tool_choice": named}


def spoken(calls: Iterable[Call]) -> list[dict[str, Any]]:
    """`calls` as an assistant's message carries them."""
    return [{"id": c.id, "type": "function", "function": {"name": c.name, "arguments": c.arguments}} for c in calls]


class Gathering:
    """The calls of a streamed answer, which arrive in pieces: the name first, then the arguments bit by bit."""

    def __init__(self) -> None:
        self._calls: dict[int, Call] = {}

    def add(self, pieces: Iterable[Mapping[str, Any]]) -> bool:
        """Take the pieces of one event; whether there were any."""
        found = False
        for piece in pieces:
            found = True
            said, at = piece.get("function") or {}, int(piece.get("index") or 0)
            known = self._calls.get(at, Call("", "", ""))
            self._calls[at] = replace(
                known,
                id=piece.get("id") or known.id,
                name=said.get("name") or known.name,
                arguments=known.arguments + (said.get("arguments") or ""),
            )
        return found

    def calls(self) -> tuple[Call, ...]:
        """The calls so far, in order; one that the server gave no id has its number."""
        return tuple(replace(c, id=c.id or f"call_{at}") for at, c in sorted(self._calls.items()))
