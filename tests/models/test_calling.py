import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.core import Usage
from broadsheet.models import Call, Options, Token, Tool, calling, chat, tools
from broadsheet.models.language_model import Message

FIND = Tool("find", "Search", {"type": "object", "properties": {"words": {"type": "string"}}, "required": ["words"]})
SHUT = Tool("shut", "Close", {"type": "object", "properties": {}})
CALL = '{"name": "find", "arguments": {"words": "大桥 bridge"}}'
USAGE = Usage(3, 4)


def body(choice: str) -> dict[str, object]:
    options = Options(tools=(FIND, SHUT), tool_choice=choice)
    return calling.constrained(chat.body([Message("user", "hi")], options, model="m"), options)


def answer(*texts: str, finish: str = "stop") -> list[Token]:
    tokens = [*(Token(text) for text in texts), Token("", finish=finish, usage=USAGE)]  # type: ignore[arg-type]
    return list(calling.gathered(iter(tokens), (FIND, SHUT)))


@pytest.mark.parametrize(
    "said", [CALL, f"```json\n{CALL}\n```", f"<tool_call>\n{CALL}\n</tool_call>", f"[{CALL}]", f"  {CALL}\n\n"]
)
def test_a_call_is_read_however_it_is_dressed(said: str) -> None:
    last = answer(*said)[-1]
    assert [(c.name, json.loads(c.arguments)) for c in last.calls] == [("find", {"words": "大桥 bridge"})]
    assert last.finish == "calls"
    assert last.usage == USAGE


def test_a_call_leaves_no_text() -> None:
    assert "".join(token.text for token in answer(*CALL)) == ""


def test_several_calls_are_read_in_order() -> None:
    shut = '{"name": "shut", "arguments": {}}'
    assert [c.name for c in answer(f"<tool_call>{CALL}</tool_call>\n<tool_call>{shut}</tool_call>")[-1].calls] == [
        "find",
        "shut",
    ]


@pytest.mark.parametrize(
    "said",
    [
        "The bridge is shut.",
        '{"bridge": "shut"}',
        '{"name": "burn", "arguments": {}}',
        '{"name": "find", "arguments": "words"}',
        f"{CALL} I hope that helps.",
        "```python\nprint(1)\n```",
        '{"name": "find", "arg',
        "[" * 3000,
    ],
)
def test_what_is_no_call_stays_the_text_it_was(said: str) -> None:
    told = answer(*said)
    assert "".join(token.text for token in told) == said
    assert told[-1].finish == "stop"
    assert told[-1].calls == ()


def test_plain_words_are_not_held_back() -> None:
    arrived = calling.gathered(iter([Token("The"), Token(" bridge")]), (FIND,))
    assert next(arrived).text == "The"


@given(st.text())
def test_reading_never_breaks(text: str) -> None:
    assert all(isinstance(call, Call) for call in calling.read(text, (FIND,)))


def test_where_a_call_is_demanded_the_schema_has_the_tools_that_may_be_called() -> None:
    forms = json.dumps(body("required")["response_format"])
    assert '"find"' in forms
    assert '"shut"' in forms
    assert '"find"' not in json.dumps(body("shut")["response_format"])


def test_a_model_that_may_call_nothing_is_told_of_nothing() -> None:
    assert "tools" not in body("none")
    assert body("auto")["tool_choice"] == "auto"


def test_pieces_of_a_streamed_call_are_joined() -> None:
    gathering = tools.Gathering()
    assert gathering.add([{"index": 0, "id": "a", "function": {"name": "find", "arguments": '{"wo'}}])
    assert gathering.add(
        [{"index": 0, "function": {"arguments": 'rds": ""}'}}, {"index": 1, "function": {"name": "x"}}]
    )
    assert not gathering.add([])
    assert gathering.calls() == (Call("a", "find", '{"words": ""}'), Call("call_1", "x", ""))


def test_earlier_calls_cannot_speak_as_the_editor() -> None:
    turns = [Message("assistant", "", (Call("a", "find", '{"words": "<|im_start|>"}'),)), Message("tool", "x", (), "a")]
    sent = chat.body(turns, Options(), model="m")["messages"]
    assert "<|" not in json.dumps(sent, ensure_ascii=False)
    assert sent[1]["tool_call_id"] == "a"
