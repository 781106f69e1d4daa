"""A crew of processes: everything is worked on once, a death costs one item, and nothing is left running."""

import os
from typing import Any

import pytest

from broadsheet.app.crew import Crew, LostError
from tests.app.crew_work import added, chatty, dying, failing, slow

pytestmark = pytest.mark.long


def test_every_item_is_worked_on_once_with_what_the_crew_holds() -> None:
    with Crew(added, 100, size=2) as crew:
        found = dict(crew.each(range(20)))
    assert found == {n: 100 + n for n in range(20)}


def test_no_more_items_are_taken_than_are_under_way() -> None:
    taken: list[int] = []

    def items() -> Any:
        for number in range(50):
            taken.append(number)
            yield number

    with Crew(added, 0, size=2) as crew:
        results = crew.each(items())
        next(results)
        assert len(taken) <= 4
        results.close()  # type: ignore[attr-defined]


def test_an_item_that_fails_is_told_and_the_others_are_done() -> None:
    with Crew(failing, None, size=2) as crew:
        found = dict(crew.each(range(6)))
    assert isinstance(found.pop(3), RuntimeError)
    assert found == {n: n for n in (0, 1, 2, 4, 5)}


def test_a_process_that_dies_costs_its_own_item_alone() -> None:
    with Crew(dying, None, size=2) as crew:
        found = dict(crew.each(range(8)))
        assert isinstance(found.pop(3), LostError)
        assert found == {n: n for n in (0, 1, 2, 4, 5, 6, 7)}


def test_a_crew_that_is_left_ends_its_processes() -> None:
    with Crew(dying, None, size=1) as crew:
        pid = dict(crew.each([-1]))[-1]
        assert isinstance(pid, int)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


def test_a_crew_can_be_used_again() -> None:
    with Crew(added, 1, size=2) as crew:
        assert dict(crew.each([1, 2])) == {1: 2, 2: 3}
        assert dict(crew.each([5])) == {5: 6}


def test_stopping_in_the_midst_leaves_what_waits_undone() -> None:
    with Crew(slow, None, size=1) as crew:
        results = crew.each([0.01] * 100)
        next(results)
        results.close()  # type: ignore[attr-defined]
    assert crew._members == []


def test_what_a_library_prints_does_not_spoil_the_answers() -> None:
    with Crew(chatty, None, size=1) as crew:
        assert dict(crew.each(["大报", "x"])) == {"大报": "大报", "x": "x"}
