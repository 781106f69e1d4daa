"""A request in the protocol's fields as what a model here is asked: messages and options."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from broadsheet.models import Call, LanguageModel, Message, Options, Tool
from broadsheet.serve.openai.fields import ChatIn, CompletionIn, FormatIn, Sampling, ToolIn, TurnIn
from broadsheet.serve.openai.refusals import RefusedError

# The protocol lets an answer run to the context's end. A small model that never stops would hold a slot for minutes,
# so what names no limit gets this one, longer than any article; a client that wants more says so.
LONGEST_UNASKED = 2048
# The protocol's own, for completions.
LONGEST_COMPLETION = 16
LONGEST = 32768
SEEDS = 2**32 - 1
_SCHEMALESS: Mapping[str, Any] = {"type": "object"}
_Role = Literal["system", "user", "assistant", "tool"]
_ROLES: Mapping[str, _Role] = {
    "system": "system",
    "developer": "system",
    "user": "user",
    "assistant": "assistant",
    "tool": "tool",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A model, the prompts it is to answer, and how; `n` answers to each."""

    model: LanguageModel
    name: str
    prompts: tuple[tuple[Message, ...], ...]
    options: Options
    n: int = 1


def chat(order: ChatIn, model: LanguageModel) -> Asked:
    """What a chat request asks; raises `RefusedError` for what can't be read or honoured."""
    messages = tuple(_message(turn, at) for at, turn in enumerate(order.messages))
    if order.top_logprobs and not order.logprobs:
        raise RefusedError("'top_logprobs' needs 'logprobs' to be true.", param="top_logprobs", code="invalid_value")
    tools = tuple(_tool(tool) for tool in order.tools or ())
    if order.tool_choice is not None and not tools:
        raise RefusedError("'tool_choice' needs 'tools'.", param="tool_choice", code="invalid_value")
    options = _options(
        order,
        longest=order.max_completion_tokens or order.max_tokens or LONGEST_UNASKED,
        schema=_schema(order.response_format),
        logprobs=bool(order.logprobs),
        top_logprobs=order.top_logprobs or 0,
        tools=tools,
        tool_choice=_choice(order.tool_choice),
    )
    return Asked(model, order.model, (messages,), options, order.n or 1)


def completion(order: CompletionIn, model: LanguageModel) -> Asked:
    """What a completion request asks: each prompt is a message of its own."""
    if order.suffix:
        raise RefusedError("The models here can't fill in: leave 'suffix' out.", param="suffix", code="unsupported")
    if order.best_of not in (None, 1, order.n or 1):
        raise RefusedError("'best_of' other than 'n' is not done here.", param="best_of", code="unsupported")
    prompts = [order.prompt] if isinstance(order.prompt, str) else order.prompt
    options = _options(
        order,
        longest=order.max_tokens or LONGEST_COMPLETION,
        logprobs=order.logprobs is not None,
        top_logprobs=order.logprobs or 0,
    )
    return Asked(model, order.model, tuple((Message("user", p),) for p in prompts), options, order.n or 1)


def _options(order: Sampling, *, longest: int, **more: Any) -> Options:
    """How to decode; what the protocol doesn't cut is not cut, and without a seed one is drawn."""
    if any(order.logit_bias or ()):
        raise RefusedError("The models here take no 'logit_bias'.", param="logit_bias", code="unsupported")
    heat = 1.0 if order.temperature is None else order.temperature
    drawn = heat > 0 and order.top_p != 0
    seed = secrets.randbelow(SEEDS) if order.seed is None else order.seed % SEEDS
    return Options(
        strategy="sample" if drawn else "greedy",
        temperature=heat,
        top_p=order.top_p or 1.0,
        top_k=max(order.top_k or 0, 0),
        min_p=order.min_p or 0.0,
        repeat_penalty=order.repeat_penalty or order.repetition_penalty or 1.0,
        frequency_penalty=order.frequency_penalty or 0.0,
        presence_penalty=order.presence_penalty or 0.0,
        min_tokens=order.min_tokens or 0,
        max_tokens=min(longest, LONGEST),
        stop=_stops(order.stop),
        seed=seed,
        **more,
    )


def _stops(stop: str | Sequence[str] | None) -> tuple[str, ...]:
    return ((stop,) if stop else ()) if isinstance(stop, str) else tuple(stop or ())


def _message(turn: TurnIn, at: int) -> Message:
    if turn.role == "tool" and not turn.tool_call_id:
        place = f"messages[{at}].tool_call_id"
        raise RefusedError(f"Missing required parameter: '{place}'.", param=place, code="missing_required_parameter")
    calls = tuple(Call(c.id, c.function.name, c.function.arguments) for c in turn.tool_calls or ())
    return Message(_ROLES[turn.role], _text(turn.content, at), calls, turn.tool_call_id or "")


def _text(content: Any, at: int) -> str:
    """The text of a turn; raises `RefusedError` for pictures and sounds, which no model here reads."""
    if content is None or isinstance(content, str):
        return content or ""
    place = f"messages[{at}].content"
    if not isinstance(content, list):
        raise RefusedError(f"'{place}' is neither a text nor a list of parts.", param=place, code="invalid_type")
    for part in content:
        kind = part.get("type") if isinstance(part, dict) else None
        if kind not in ("text", "refusal") or not isinstance(part.get(kind), str):
            raise RefusedError(f"The models here read text, not {kind!r}.", param=place, code="invalid_value")
    return "".join(part[part["type"]] for part in content)


def _schema(form: FormatIn | None) -> Mapping[str, Any] | None:
    if form is None or form.type == "text":
        return None
    if form.type == "json_object":
        return _SCHEMALESS
    if form.json_schema is None:
        place = "response_format.json_schema"
        raise RefusedError(f"Missing required parameter: '{place}'.", param=place, code="missing_required_parameter")
    return form.json_schema.schema_ or _SCHEMALESS


def _tool(tool: ToolIn) -> Tool:
    said = tool.function
    return Tool(said.name, said.description or "", said.parameters or {"type": "object", "properties": {}})


def _choice(choice: str | Mapping[str, Any] | None) -> str:
    """The tool choice by its word, or the name of the function to call."""
    if choice is None or isinstance(choice, str):
        return choice or "auto"
    name = (choice.get("function") or {}).get("name")
    if choice.get("type") != "function" or not isinstance(name, str):
        raise RefusedError("'tool_choice' names no function.", param="tool_choice", code="invalid_value")
    return name
