"""The desk's state machine."""

from itertools import product

import pytest

from broadsheet import publish
from broadsheet.core import ConflictError, Draft, InvalidInputError, UnknownNameError
from tests.publish.pieces import LATER, NOON, draft, with_state

ALLOWED = {
    ("draft", "submit"): "review",
    ("review", "reject"): "draft",
    ("approved", "reject"): "draft",
    ("review", "approve"): "approved",
    ("approved", "publish"): "published",
    ("published", "correct"): "corrected",
    ("corrected", "correct"): "corrected",
    ("published", "withdraw"): "withdrawn",
    ("corrected", "withdraw"): "withdrawn",
}
STATES = ("draft", "review", "approved", "published", "corrected", "withdrawn")
ACTIONS = ("submit", "reject", "approve", "publish", "correct", "withdraw")


def advance(value: Draft, *actions: str) -> Draft:
    for action in actions:
        value = publish.advance(value, action, by="Lin Lan", at=NOON, note="why")
    return value


@pytest.mark.parametrize(("state", "action"), sorted(product(STATES, ACTIONS)))
def test_each_action_moves_only_from_the_states_it_may(state: str, action: str) -> None:
    value = with_state(draft(), state)
    if (state, action) in ALLOWED:
        assert advance(value, action).state == ALLOWED[state, action]
    else:
        with pytest.raises(ConflictError) as refused:
            advance(value, action)
        assert refused.value.choices == tuple(publish.actions(value))


def test_every_decision_is_kept_with_who_when_and_why() -> None:
    done = advance(draft(), "submit", "approve", "publish")
    assert [(d.action, d.by, d.at, d.note) for d in done.history] == [
        ("submit", "Lin Lan", NOON, "why"),
        ("approve", "Lin Lan", NOON, "why"),
        ("publish", "Lin Lan", NOON, "why"),
    ]


@pytest.mark.parametrize("by", ["", "  "])
def test_a_decision_without_a_name_is_refused(by: str) -> None:
    with pytest.raises(InvalidInputError):
        publish.advance(draft(), "submit", by=by, at=NOON)


def test_an_unknown_action_lists_those_there_are() -> None:
    with pytest.raises(UnknownNameError) as refused:
        publish.advance(draft(), "print", by="Lin Lan", at=NOON)
    assert "approve" in refused.value.choices


@pytest.mark.parametrize("action", ["correct", "withdraw"])
def test_readers_are_owed_a_reason(action: str) -> None:
    with pytest.raises(InvalidInputError):
        publish.advance(with_state(draft(), "published"), action, by="Lin Lan", at=NOON)


@pytest.mark.parametrize(("language", "bad"), [("en", "It reopens in three days."), ("zh", "三天后重新开放。")])
def test_a_draft_with_an_unsupported_claim_is_not_approved_until_it_is_cleared_by_name(language: str, bad: str) -> None:
    value = advance(draft(bad=(bad,), language=language), "submit")
    with pytest.raises(ConflictError, match=bad):
        advance(value, "approve")
    cleared = publish.advance(value, "clear", by="Lin Lan", at=LATER, sentence=bad, note="seen the order myself")
    assert cleared.history[-1].note == f"{bad} (seen the order myself)"
    assert advance(cleared, "approve").state == "approved"


def test_the_note_alone_may_name_the_sentence_to_clear() -> None:
    bad = "It reopens in three days."
    value = publish.advance(draft(bad=(bad,)), "clear", by="Lin Lan", at=NOON, note=bad)
    assert (value.cleared, publish.outstanding(value)) == ((bad,), [])


def test_a_sentence_that_needs_no_clearing_can_not_be_cleared() -> None:
    with pytest.raises(InvalidInputError):
        publish.advance(draft(), "clear", by="Lin Lan", at=NOON, sentence="The bridge closed on Friday.")


def test_a_text_that_was_never_checked_is_not_approved() -> None:
    value = draft()
    unchecked = Draft(value.kind, "en", (type(value.variants[0])("A text."),), state="review")
    with pytest.raises(ConflictError, match="not been checked"):
        advance(unchecked, "approve")


def test_the_draft_given_is_left_as_it_was() -> None:
    value = draft()
    advance(value, "submit")
    assert (value.state, value.history) == ("draft", ())
