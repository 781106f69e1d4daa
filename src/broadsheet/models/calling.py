"""Calls from an engine that prints tools in its prompt: where one must be called a schema sees to it, else it is read.

A small model knows that it should call and often misses the form it was taught: it writes the call in a fence, or bare.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from broadsheet.models.language_model import Options, Token
from broadsheet.models.tools import Call, Tool

# What an answer begins with that may turn out to be a call.
_OPENINGS = ("{", "[", "```", "<tool_call>")
_FURNITURE = re.compile(r"</?tool_call>|```(?:json)?")


def constrained(request: Mapping[str, Any], options: Options) -> dict[str, Any]:
    """The `request` in the OpenAI chat protocol, so that the answer is a call where `options` demand one.

    With the choice `none` the model is not even told of the tools; one that is would often call all the same.
    """
    told = dict(request)
    if not options.tools or options.tool_choice == "auto":
        return told
    if options.tool_choice == "none":
        return {key: value for key, value in told.items() if key not in ("tools", "tool_choice")}
    wanted = [tool for tool in options.tools if options.tool_choice in ("required", tool.name)]
    schema = {"name": "call", "schema": {"anyOf": [_form(tool) for tool in wanted]}}
    return told | {"tool_choice": "none", "response_format": {"type": "json_schema", "json_schema": schema}}


def _form(tool: Tool) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {"name": {"const": tool.name}, "arguments": dict(tool.parameters)},
        "required": ["name", "arguments"],
        "additionalProperties": False,
    }


def gathered(tokens: Iterator[Token], tools: Sequence[Tool]) -> Iterator[Token]:
    """The answer with its calls on the last token; what looks like a call is held back until it is known to be one."""
    held: list[Token] = []
    is_open = True
    for token in tokens:
        if token.finish:
            calls = token.calls or (read("".join(t.text for t in held), tools) if is_open else ())
            yield from () if calls else held
            yield replace(token, finish="calls", calls=calls) if calls else token
        elif is_open:
            held.append(token)
            is_open = _may_be_call("".join(t.text for t in held))
            if not is_open:
                yield from held
                held.clear()
        else:
            yield token


def _may_be_call(text: str) -> bool:
    begun = text.lstrip()
    return any(begun.startswith(sign) or sign.startswith(begun) for sign in _OPENINGS)


def read(text: str, tools: Sequence[Tool]) -> tuple[Call, ...]:
    """The calls that `text` is: JSON objects of a tool's name and its arguments, and nothing else; or none."""
    bare, names = _FURNITURE.sub(" ", text).strip(), {tool.name for tool in tools}
    found: list[Any] = []
    while bare:
        try:
            value, end = json.JSONDecoder().raw_decode(bare)
        except (json.JSONDecodeError, RecursionError):
            return ()
        found.extend(value if isinstance(value, list) else [value])
        bare = bare[end:].lstrip(" \t\r\n,")
    calls = [_call(value, at, names) for at, value in enumerate(found)]
    return tuple(call for call in calls if call) if all(calls) else ()


def _call(value: Any, at: int, names: set[str]) -> Call | None:
    if not isinstance(value, Mapping) or value.get("name") not in names:
        return None
    arguments = value.get("arguments", value.get("parameters", {}))
    if not isinstance(arguments, Mapping):
        return None
    return Call(f"call_{at}", str(value["name"]), json.dumps(arguments, ensure_ascii=False))
