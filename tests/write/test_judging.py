"""What of a model's sentences may stand beside what code worked out."""

import pytest

from broadsheet import write
from broadsheet.write.judging import Judge


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_result_that_leaves_its_winner_out_does_not_stand(language: str) -> None:
    example = write.kind("match").example[language]
    ask, plan = write.plan("match", facts=example.facts, evidence=example.evidence, language=language)
    derived = next(p for p in plan.points if p.source.startswith("fact:derived"))
    judge = Judge(plan, ask)
    assert not judge.judge(derived.text).why
    half = derived.text[len(derived.text) // 2 :].lstrip("，, ")
    assert judge.judge(half).why
