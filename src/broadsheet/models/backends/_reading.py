"""Reading a prompt into a slot of llama.cpp, always in the same pieces: the same input then gives the same bytes.

Where a prompt is cut decides how sums are rounded, and a greedy answer can differ in a word. So the pieces depend on
the prompt alone: its head, which other prompts share, if it has one; the head's last token once more; the rest. A
head that a slot holds already is not read again: what followed it is dropped, and the same pieces follow.
"""

import hashlib
import json
import time
from collections.abc import Mapping
from itertools import takewhile
from typing import Any

from broadsheet.models import chat
from broadsheet.models.backends._native import Native
from broadsheet.models.backends._slots import Slot

# What of a request templates print, beside the messages.
PRINTED = ("response_format", "tools", "tool_choice")
# A shorter head costs more to keep than to read: each kept one has its last token read again.
SHORTEST_HEAD = 24
# Two beginnings of a turn that share no token: what their prompts share is what comes before them.
_PROBES = ("A", "的")
# A newsroom has a few rules in two languages; this many heads are some kilobytes.
_HEADS = 64


class Reader:
    """Reads prompts and remembers the tokens of their heads; asked by one thread at a time."""

    def __init__(self) -> None:
        self._heads: dict[str, list[int]] = {}

    def read(self, client: Any, body: Mapping[str, Any], slot: Slot, *, head: str, patience: float) -> None:
        """Have the prompt of `body` in `slot`, whose `head` it may hold already. Raises as `chat.ask` does."""
        slot.prompt = ""
        shared = self._head(client, body, slot, head) if head else []
        if len(shared) < SHORTEST_HEAD:
            slot.head = ""
        else:
            native = Native(client, body, slot=slot.number)
            if slot.head != head:
                slot.head = ""
                native.hold(shared, is_new=True)
            native.hold(shared)
            slot.head = head
        whole = {**body, "id_slot": slot.number, "cache_prompt": bool(slot.head), "max_tokens": 1}
        for _ in chat.ask(client, whole, clock=time.monotonic, patience=patience):
            pass

    def _head(self, client: Any, body: Mapping[str, Any], slot: Slot, head: str) -> list[int]:
        if head not in self._heads:
            before = body["messages"][:-1]
            probes = [{**body, "messages": [*before, {"role": "user", "content": probe}]} for probe in _PROBES]
            one, other = (Native(client, probe, slot=slot.number).prompt(PRINTED) for probe in probes)
            alike = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
            self._heads[head] = [token for token, _ in alike]
            while len(self._heads) > _HEADS:
                del self._heads[next(iter(self._heads))]
        return self._heads[head]


def prompt_key(body: Mapping[str, Any], *, of: object) -> str:
    """A key for what the engine reads of a request; schema and tools are part of it. `of` is the engine's process."""
    return _key(body, body["messages"], of)


def head_key(body: Mapping[str, Any], *, of: object) -> str:
    """A key for the beginning that a prompt shares with others: all but its last turn; empty where that is all.

    Rules are one system message; a text that many questions are asked about is a turn of its own behind them.
    """
    before = body["messages"][:-1]
    return _key(body, before, of) if before and body["messages"][-1]["role"] == "user" else ""


def _key(body: Mapping[str, Any], messages: object, of: object) -> str:
    read = json.dumps([messages, *(body.get(key) for key in PRINTED)], sort_keys=True)
    return f"{of} {hashlib.sha256(read.encode('utf-8', 'surrogatepass')).hexdigest()}"
