from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pytest

from broadsheet.core import BudgetError, ModelError, Usage
from broadsheet.models import Books, Message, Meter, Metered, Options, Token

ASK = [Message("user", "Say it. 说吧。")]


@dataclass
class Fake:
    name: str = "fake"
    fails: bool = False
    closed: list[bool] = field(default_factory=list)

    def generate(self, messages: Sequence[Message], options: Options) -> Iterator[Token]:  # noqa: ARG002
        try:
            yield Token("One.")
            if self.fails:
                raise ModelError("it broke")
            yield Token(" 两个。")
            yield Token("", finish="stop", usage=Usage(7, 2, 0.5, 0.1))
        finally:
            self.closed.append(True)


def seconds() -> Iterator[float]:
    yield from (float(n) for n in range(1000))


def metered(model: Fake, told: list[Usage]) -> Metered:
    ticks = seconds()
    return Metered(model, Meter(lambda: next(ticks), ()), Books(after=told.append))


def test_the_answer_is_the_models_and_its_usage_tells_the_energy() -> None:
    told: list[Usage] = []
    answer = list(metered(Fake(), told).generate(ASK, Options()))
    assert "".join(token.text for token in answer) == "One. 两个。"
    assert answer[-1].usage == told[0] == Usage(7, 2, 0.5, 0.1, 1.0, 12.0, "model", "fake")


def test_an_answer_closed_early_is_told_and_closes_the_model() -> None:
    told: list[Usage] = []
    model = Fake()
    stream = metered(model, told).generate(ASK, Options())
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    assert model.closed == [True]
    assert (told[0].completion_tokens, told[0].model, told[0].method) == (1, "fake", "model")
    assert told[0].prompt_tokens > 0


def test_an_answer_that_breaks_is_told_too() -> None:
    told: list[Usage] = []
    with pytest.raises(ModelError, match="it broke"):
        list(metered(Fake(fails=True), told).generate(ASK, Options()))
    assert told[0].completion_tokens == 1


def test_a_model_elsewhere_has_no_energy_and_no_method() -> None:
    told: list[Usage] = []
    list(Metered(Fake(), None, Books(after=told.append)).generate(ASK, Options()))
    assert (told[0].joules, told[0].method) == (0.0, "")


def test_the_books_may_refuse_before_the_model_is_asked() -> None:
    def refuse(prompt_tokens: int, options: Options) -> None:  # noqa: ARG001
        raise BudgetError("spent")

    model = Fake()
    with pytest.raises(BudgetError):
        Metered(model, None, Books(before=refuse)).generate(ASK, Options())
    assert model.closed == []


def test_the_model_is_busy_from_the_first_to_the_last_token() -> None:
    heard: list[str] = []
    books = Books(begun=lambda: heard.append("begun"), ended=lambda: heard.append("ended"))
    stream = Metered(Fake(), None, books).generate(ASK, Options())
    assert heard == []
    next(stream)
    assert heard == ["begun"]
    list(stream)
    assert heard == ["begun", "ended"]
