"""Models that judge as they are told to, and the texts they judge."""

import json
import math
from collections.abc import Iterator, Sequence

from broadsheet.core import Evidence, ModelError, ModelInputError, Usage
from broadsheet.models import Message, Options, Token

REPORTS = {
    "en": Evidence(
        "article:1",
        "The city council of Port Meridian voted on Tuesday to rebuild the old harbour bridge. "
        "Work on the 40 million dollar project will begin in spring. "
        "Mayor Ellen Ward said residents had waited long enough for a safe crossing.",
        language="en",
    ),
    "zh": Evidence(
        "article:1",
        "明港市议会周二表决同意重建老港口大桥。工程耗资4000万元，将于明年春天动工。市长沃德说，居民等一座安全的桥已经等得太久。",
        language="zh",
    ),
}
# True in other words, and so far from the report's own that the rules leave it open.
REWORDED = {
    "en": "Lawmakers in Port Meridian gave a green light to replacing its harbour crossing.",
    "zh": "明港市议员们为老港口大桥的重修开了绿灯。",
}
# A word of the report turned: its figure is another.
WRONG = {
    "en": "The city council of Port Meridian voted to rebuild the old harbour bridge for 90 million dollars.",
    "zh": "明港市议会周二表决同意重建老港口大桥，工程耗资9000万元。",
}


class Judge:
    """Says `verdict` of everything, citing `numbers`, with `chance` told where chances are asked for."""

    name = "judge"

    def __init__(self, verdict: str, numbers: Sequence[int] = (1,), *, chance: float = 0.99) -> None:
        self.answer = json.dumps({"verdict": verdict, "sentences": list(numbers)})
        self.verdict, self.chance = verdict, chance
        self.asked: list[Sequence[Message]] = []

    def generate(self, messages: Sequence[Message], options: Options) -> Iterator[Token]:
        self.asked.append(messages)
        return self._tokens(options)

    def _tokens(self, options: Options) -> Iterator[Token]:
        before, _, after = self.answer.partition(self.verdict)
        others = [v for v in ("supported", "contradicted", "not_stated") if v != self.verdict]
        rest = math.log((1 - self.chance) / 2)
        top = ((self.verdict[:4], math.log(self.chance)), *((o[:3], rest) for o in others))
        yield Token(before)
        yield Token(self.verdict, top=top if options.top_logprobs else ())
        yield Token(after)
        yield Token("", finish="stop", usage=Usage())


class Talker(Judge):
    """Answers past the question."""

    def __init__(self, answer: str) -> None:
        super().__init__("supported")
        self.answer = answer

    def _tokens(self, _options: Options) -> Iterator[Token]:
        yield Token(self.answer)
        yield Token("", finish="stop", usage=Usage())


class Broken(Judge):
    """Fails once it has answered `good` times."""

    def __init__(self, good: int) -> None:
        super().__init__("supported")
        self.good = good

    def generate(self, messages: Sequence[Message], options: Options) -> Iterator[Token]:
        if len(self.asked) >= self.good:
            raise ModelError("the engine is gone", found="signal 9")
        return super().generate(messages, options)


class Shy(Judge):
    """Refuses to tell chances, as some servers do."""

    def generate(self, messages: Sequence[Message], options: Options) -> Iterator[Token]:
        if options.logprobs:
            raise ModelInputError("no logprobs here")
        return super().generate(messages, options)
