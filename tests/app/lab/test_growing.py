"""What a model wrote while it learnt, prompt by prompt, from its log."""

from typing import Any

from broadsheet.app.lab.growing import growth


def line(step: int) -> dict[str, Any]:
    return {"kind": "sampled", "step": step, "samples": [["秋风", f"{step}"], ["The", f"word {step}"]]}


def test_each_prompt_has_what_was_written_step_by_step() -> None:
    found = growth([line(30), {"kind": "step", "step": 31}, line(60)])
    assert [one.prompt for one in found] == ["秋风", "The"]
    assert found[1].written == [(30, "word 30"), (60, "word 60")]


def test_of_many_the_first_and_the_last_are_shown_and_some_between() -> None:
    found = growth([line(step) for step in range(10, 510, 10)], most=5)
    steps = [step for step, _ in found[0].written]
    assert len(steps) == 5
    assert (steps[0], steps[-1]) == (10, 500)


def test_lines_of_another_hand_are_passed_over() -> None:
    assert growth([{"kind": "sampled", "step": 1}, {"kind": "sampled", "step": 2, "samples": ["x", [1, 2, 3]]}]) == []
