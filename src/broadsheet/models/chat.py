"""The OpenAI chat protocol, both ways: a request's body out, a stream of tokens in. It knows no server."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from broadsheet.core import ModelError, ModelInputError, Usage
from broadsheet.models import tools
from broadsheet.models.language_model import Message, Options, Token

# Chat templates mark turns with these. Servers read them as control tokens wherever they stand, so a web page that
# contains one could speak as the editor. A thin space between the signs keeps the text readable and inert.
_CONTROL = re.compile(r"<(?=\|)|(?<=\|)>|<(?=/?s>)|<(?=(?:start|end)_of_turn>)|\[(?=/?(?:INST|SYS)\])|<(?=<SYS>)")
_THIN = "\u2009"


def inert(text: str) -> str:
    """`text` with the control tokens of chat templates broken, so that it is read as text; the rest is unchanged."""
    return _CONTROL.sub(lambda m: _THIN + ">" if m[0] == ">" else m[0] + _THIN, text)


def body(messages: Sequence[Message], options: Options, *, model: str) -> dict[str, Any]:
    """The request as JSON with the fields every server of the protocol knows."""
    greedy = options.strategy == "greedy"
    request: dict[str, Any] = {
        "model": model,
        "messages": [_turn(m) for m in (*messages, *_begun(options))],
        "stream": True,
        "stream_options": {"include_usage": True},
        "temperature": 0.0 if greedy else options.temperature,
        "top_p": 1.0 if greedy else options.top_p,
        "max_tokens": options.max_tokens,
        "seed": options.seed,
    }
    if options.stop:
        request["stop"] = list(options.stop)
    if options.logprobs:
        request |= {"logprobs": True, "top_logprobs": max(options.top_logprobs, 1)}
    request |= tools.told(options.tools, options.tool_choice)
    if options.schema is not None:
        schema = {"name": "answer", "schema": dict(options.schema), "strict": is_strict(options.schema)}
        request["response_format"] = {"type": "json_schema", "json_schema": schema}
    return request


def _begun(options: Options) -> tuple[Message, ...]:
    """The answer's beginning as the last turn, which llama.cpp's server goes on with."""
    return (Message("assistant", options.begun),) if options.begun else ()


def _turn(message: Message) -> dict[str, Any]:
    turn: dict[str, Any] = {"role": message.role, "content": inert(message.content)}
    if message.calls:
        turn["tool_calls"] = tools.spoken(replace(call, arguments=inert(call.arguments)) for call in message.calls)
    return turn | ({"tool_call_id": message.answers} if message.answers else {})


def is_strict(schema: Any) -> bool:
    """Whether every object in `schema` closes its properties and requires them all, as strict mode demands."""
    if isinstance(schema, list):
        return all(is_strict(part) for part in schema)
    if not isinstance(schema, Mapping):
        return True
    properties = schema.get("properties")
    if isinstance(properties, Mapping) and (
        schema.get("additionalProperties") is not False or set(schema.get("required", ())) != set(properties)
    ):
        return False
    return all(is_strict(part) for part in schema.values())


def tokens(lines: Iterable[str], *, clock: Callable[[], float], patience: float) -> Iterator[Token]:
    """The tokens of a stream of server-sent events, ending with the one that carries `finish` and `usage`.

    `patience` is the longest time without a token, in seconds, even while the server sends signs of life. Raises
    `ModelError` when the stream breaks off, falls silent or says so.
    """
    start = latest = clock()
    first, finish, counted, pieces, calls = 0.0, "", None, 0, tools.Gathering()
    for line in lines:
        event = _event(line)
        if event is None:
            if clock() - latest > patience:
                raise silent(patience)
            continue
        if event == {}:
            break
        counted = _counts(event) or counted
        finish = _ended(event) or finish
        said = list(_said(event))
        if calls.add(_called(event)) or said:
            latest = clock()
        for token in said:
            first, pieces = first or latest - start, pieces + 1
            yield token
    if not finish:
        raise ModelError("the answer broke off", found="the stream ended without an end mark", do="ask again")
    prompt, answer = counted or (0, pieces)
    usage = Usage(prompt, answer, round(clock() - start, 3), round(first, 3))
    yield Token("", None, _finish(finish, is_calling=bool(calls.calls())), usage, calls=calls.calls())


def _said(event: Mapping[str, Any]) -> Iterator[Token]:
    for choice in event.get("choices") or ():
        if text := (choice.get("delta") or {}).get("content"):
            yield Token(text, _logprob(choice), top=_likeliest(choice))


def _called(event: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for choice in event.get("choices") or ():
        yield from (choice.get("delta") or {}).get("tool_calls") or ()


def _ended(event: Mapping[str, Any]) -> str:
    return "".join(choice.get("finish_reason") or "" for choice in event.get("choices") or ())


def _finish(said: str, *, is_calling: bool) -> Literal["stop", "length", "calls"]:
    if said == "length":
        return "length"
    return "calls" if is_calling else "stop"


class SilentError(ModelError):
    """No token for too long."""


def ask(client: Any, request: Mapping[str, Any], *, clock: Callable[[], float], patience: float) -> Iterator[Token]:
    """Send `request` through an `httpx.Client` and stream the tokens; closing the iterator hangs up, which cancels.

    Raises `ModelInputError` when the server does not accept it and `ModelError` when it fails, breaks off or is
    silent for `patience` seconds.
    """
    import httpx

    try:
        with client.stream("POST", "chat/completions", json=request) as response:
            if response.status_code >= 400:
                raise refusal(response.status_code, _payload(response.read()))
            yield from tokens(response.iter_lines(), clock=clock, patience=patience)
    except httpx.ReadTimeout as error:
        raise silent(patience) from error
    except httpx.HTTPError as error:
        raise ModelError(
            "the model's server can't be reached, or hung up",
            asked=str(client.base_url),
            found=str(error) or repr(error),
            do="check that it is running",
        ) from error


def _payload(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return content[:300].decode("utf-8", "replace")


def silent(patience: float) -> SilentError:
    """The error for a model that has stopped answering."""
    return SilentError(
        "the model stopped answering",
        found=f"no token for {patience:g} s",
        do="ask again, use a shorter prompt or a smaller model, or raise the setting `timeout`",
    )


def refusal(status: int, payload: Any) -> ModelError:
    """The error for an answer with a status of 400 or above, from what the server said."""
    detail = payload.get("error", payload) if isinstance(payload, Mapping) else payload
    said = detail.get("message", "") if isinstance(detail, Mapping) else str(detail or "")
    found = f"status {status}: {said}"[:500]
    if status in (401, 403):
        return ModelError("the model's server refused the key", found=found, do="set the right `api_key`")
    if status == 404:
        return ModelInputError("the server has no such model or address", found=found, do="check `base_url` and name")
    if status == 429:
        return ModelError("the model's server is busy or the quota is used up", found=found, do="try again later")
    if status < 500:
        return ModelInputError("the model's server did not accept the request", found=found, do=_way_out(said))
    return ModelError("the model's server failed", found=found, do="try again, or look at the server's log")


def _way_out(said: str) -> str:
    if "context" in said or "too long" in said:
        return "give less evidence or a shorter prompt, or raise the setting `context`"
    return "change the prompt or the option it names"


def _event(line: str) -> dict[str, Any] | None:
    """The event on a line: None for what is none (comments, blank lines), {} for the end mark."""
    if line.startswith("error:"):
        raise _failed(line.removeprefix("error:"))
    if not line.startswith("data:"):
        return None
    data = line.removeprefix("data:").strip()
    if data == "[DONE]":
        return {}
    try:
        event = json.loads(data)
    except json.JSONDecodeError as error:
        raise ModelError("the server's answer is not what the protocol says", found=data[:200]) from error
    if not isinstance(event, dict) or "error" in event:
        raise _failed(data)
    return event or None


def _failed(data: str) -> ModelError:
    try:
        payload = json.loads(data)
    except json.JSONDecodeError:
        payload = data
    detail = payload.get("error", payload) if isinstance(payload, dict) else payload
    code = detail.get("code") if isinstance(detail, dict) else None
    return refusal(code if isinstance(code, int) and code >= 400 else 500, payload)


def _counts(event: Mapping[str, Any]) -> tuple[int, int] | None:
    usage = event.get("usage")
    return (int(usage.get("prompt_tokens", 0)), int(usage.get("completion_tokens", 0))) if usage else None


def _logprob(choice: Mapping[str, Any]) -> float | None:
    content = (choice.get("logprobs") or {}).get("content") or ()
    return sum(part["logprob"] for part in content) if content else None


def _likeliest(choice: Mapping[str, Any]) -> tuple[tuple[str, float], ...]:
    """The likeliest tokens in the place of this one; none where a stretch of several came at once."""
    content: Sequence[Any] = (choice.get("logprobs") or {}).get("content") or []
    rows = content[0].get("top_logprobs") or [] if len(content) == 1 else []
    return tuple((row["token"], row["logprob"]) for row in rows)
