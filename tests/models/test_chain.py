from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest

from broadsheet.core import MissingModelError, ModelError, ModelInputError, Usage
from broadsheet.models import Chain, Filling, LanguageModel, Link, Message, Metered, Options, Token, fill
from broadsheet.models.chain import REST

ASK = [Message("user", "Say it. 说吧。")]


@dataclass
class Fake:
    """Answers with its name and a stop; fails at the `fails`-th token (-1: never, 0: before the first)."""

    name: str
    fails: int = -1
    asked: int = 0
    closed: int = 0

    def generate(self, messages: Sequence[Message], options: Options) -> Iterator[Token]:  # noqa: ARG002
        self.asked += 1
        return self._stream()

    def _stream(self) -> Iterator[Token]:
        try:
            for n, text in enumerate((self.name, "。")):
                if n == self.fails:
                    raise ModelError("it broke")
                yield Token(text)
            yield Token("", finish="stop", usage=Usage(1, 2))
        finally:
            self.closed += 1


@dataclass
class Refuses:
    name: str = "refuses"
    asked: int = 0

    def generate(self, messages: Sequence[Message], options: Options) -> Iterator[Token]:  # noqa: ARG002
        self.asked += 1
        raise ModelInputError("too hot")


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def chain(*models: LanguageModel, clock: Clock | None = None) -> Chain:
    return Chain([Link(m.name, lambda m=m: m) for m in models], clock=clock or Clock())  # type: ignore[misc]


def said(model: LanguageModel) -> str:
    return "".join(t.text for t in model.generate(ASK, Options()))


def missing() -> LanguageModel:
    raise MissingModelError("it is not here")


def test_the_first_that_works_answers_and_the_others_are_not_asked() -> None:
    spare = Fake("second")
    assert said(chain(Fake("first"), spare)) == "first。"
    assert spare.asked == 0


def test_a_failure_before_the_first_token_passes_to_the_next_which_gives_its_name() -> None:
    both = chain(Fake("first", fails=0), Fake("second"))
    assert both.name == "first"
    assert said(both) == "second。"
    assert both.name == "second"
    assert [(p.name, p.why, p.next) for p in both.passed] == [("first", "it broke", "second")]


def test_a_missing_model_passes_to_the_next() -> None:
    both = Chain([Link("lost", missing), Link("second", lambda: Fake("second"))], clock=Clock())
    assert said(both) == "second。"
    assert both.first().name == "second"


def test_a_failure_in_mid_sentence_is_not_continued_by_another_model() -> None:
    spare = Fake("second")
    with pytest.raises(ModelError, match="it broke"):
        said(chain(Fake("first", fails=1), spare))
    assert spare.asked == 0


def test_a_wrong_request_is_refused_at_once_and_not_passed_on() -> None:
    spare = Fake("second")
    with pytest.raises(ModelInputError, match="too hot"):
        chain(Refuses(), spare).generate(ASK, Options())
    assert spare.asked == 0


def test_when_all_fail_the_last_error_is_told() -> None:
    with pytest.raises(MissingModelError, match="not here"):
        said(Chain([Link("first", lambda: Fake("first", fails=0)), Link("lost", missing)], clock=Clock()))


def test_one_that_failed_rests_before_it_is_asked_again() -> None:
    clock, first = Clock(), Fake("first", fails=0)
    both = chain(first, Fake("second"), clock=clock)
    said(both)
    said(both)
    assert first.asked == 1
    clock.now = REST
    said(both)
    assert first.asked == 2
    assert len(both.passed) == 1


def test_when_all_rest_they_are_asked_all_the_same() -> None:
    first = Fake("first", fails=0)
    alone = chain(first)
    for _ in range(2):
        with pytest.raises(ModelError):
            said(alone)
    assert first.asked == 2


def test_closing_the_answer_closes_the_model_that_gives_it() -> None:
    second = Fake("second")
    stream = chain(Fake("first", fails=0), second).generate(ASK, Options())
    assert next(stream).text == "second"
    stream.close()  # type: ignore[attr-defined]
    assert second.closed == 1


class Gaps(Fake):
    def fill(self, text: str, *, n: int) -> list[Filling]:
        return [Filling(self.name, 0.5, text.replace("<mask>", self.name))][:n]


def test_a_gap_is_filled_by_the_first_model() -> None:
    metered = Metered(Gaps("bridge"))
    assert [f.token for f in fill(chain(metered, Gaps("tunnel")), "The <mask>.")] == ["bridge"]
    with pytest.raises(ModelInputError, match="fills no gaps"):
        fill(chain(Metered(Fake("talker"))), "The <mask>.")
