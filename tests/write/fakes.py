"""Language models that misbehave in one way each."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from broadsheet.core import ModelError, ModelInputError
from broadsheet.models import Message, Options, Token

_POINT = re.compile(r"^\d+\. \[([^\]]*)\] (.+)$", re.MULTILINE)


def points(prompt: Sequence[Message]) -> list[tuple[str, str]]:
    """The points of a prompt: outlet and text."""
    return [(m[1], m[2]) for m in _POINT.finditer(prompt[1].content)]


@dataclass
class Fake:
    """Answers with what `answer` makes of the prompt, a few characters a token; `asked` keeps the requests."""

    answer: Callable[[Sequence[Message]], str]
    name: str = "fake"
    dies_after: int | None = None
    asked: list[tuple[list[Message], Options]] = field(default_factory=list)
    closed: int = 0

    def generate(self, messages: Sequence[Message], options: Options) -> Iterator[Token]:
        self.asked.append((list(messages), options))
        text = self.answer(messages)
        try:
            for start in range(0, len(text), 7):
                if self.dies_after is not None and start >= self.dies_after:
                    raise ModelError("the engine went away")
                yield Token(text[start : start + 7])
        finally:
            self.closed += 1


def headline_and_points(prompt: Sequence[Message]) -> str:
    """What a good model would say: a headline made of the last point, then each point."""
    rows = points(prompt)
    if len(rows) == 1:
        return rows[0][1]
    zh = "\u4e00" <= rows[0][1][0] <= "\u9fff"
    said = [f"据{o}报道，{t}" if zh else f"{t[:-1]}, according to {o}." for o, t in rows]
    title = re.split(r"[，,。.]", rows[-1][1])[0]
    return "\n".join([title, *said])


def faithful() -> Fake:
    """Says every point as it is."""
    return Fake(headline_and_points)


def liar(before: str, after: str) -> Fake:
    """Says every point, with one thing changed, however often it is asked."""
    return Fake(lambda prompt: headline_and_points(prompt).replace(before, after))


def refuser() -> Fake:
    """Takes no request."""

    def answer(prompt: Sequence[Message]) -> str:
        raise ModelInputError("beam search is not offered by this engine", asked=str(len(prompt)))

    return Fake(answer)


def rambler(sentence: str) -> Fake:
    """Says the points and then goes on and on."""
    return Fake(lambda prompt: headline_and_points(prompt) + "\n" + "\n".join(f"{sentence} {i}." for i in range(500)))


# What stands in the example of the kind `translation`, and how it is to be said.
SAID = {
    "澄江市市长路晓岚18日宣布，人行索桥封闭检修九周。": "Chengjiang Mayor Lu Xiaolan announced on the 18th that the "
    "footbridge will be closed for repairs for nine weeks.",
    "检修预算为140万元。": "The repairs will cost 1.4 million yuan.",
    "她说：“渡轮免费。”": "“The ferry is free,” she said.",
    "Mayor Lu Xiaolan announced on the 18th that the footbridge will be closed for nine weeks.": "市长路晓岚18日宣布，"
    "人行桥将封闭九周。",
    "The repairs cost 1.4 million yuan.": "维修费用为140万元。",
}


def translator() -> Fake:
    """Translates the sentences of the kind's own example; of several in a prompt the last is meant."""

    def answer(prompt: Sequence[Message]) -> str:
        asked = prompt[-1].content
        return SAID[max(SAID, key=asked.rfind)]

    return Fake(answer)


def writer_of(kind: str) -> Fake:
    """A good model for a kind."""
    return translator() if kind == "translation" else faithful()
