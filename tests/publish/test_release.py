"""From a draft to its public form."""

import pytest

from broadsheet import publish
from broadsheet.core import ConflictError, Draft, Stored
from tests.publish.pieces import LATER, NOON, draft, with_state


def released(*actions: str) -> Draft:
    value = draft()
    for action in ("submit", "approve", "publish", *actions):
        value = publish.advance(value, action, by="Lin Lan", at=NOON, note="The day was wrong.")
    return value


def test_a_publication_keeps_title_body_writers_and_dates() -> None:
    made = publish.publication(Stored(7, released(), NOON), LATER)
    assert (made.title, made.text) == ("Bridge closed", "The bridge closed on Friday. It reopens in three days.")
    assert (made.draft, made.model, made.reviewed_by, made.byline) == (7, "stub", "Lin Lan", "Lin Lan")
    assert (made.published, made.updated) == (NOON, LATER)
    assert {s.written_by for s in made.sentences} == {"model"}


def test_a_title_that_is_not_in_the_text_stands_apart_from_it() -> None:
    value = released()
    other = Draft(**{f: getattr(value, f) for f in value.__dataclass_fields__} | {"title": "A summary of the bridge"})
    made = publish.publication(Stored(7, other, NOON), LATER)
    assert (made.title, made.text) == ("A summary of the bridge", value.variants[0].text)


def test_corrections_are_dated_and_a_withdrawal_has_its_reason() -> None:
    corrected = publish.publication(Stored(7, released("correct"), NOON), LATER)
    assert corrected.corrections == (f"{NOON.isoformat()} The day was wrong.",)
    assert publish.publication(Stored(7, released("withdraw"), NOON), LATER).withdrawn == "The day was wrong."


@pytest.mark.parametrize("state", ["draft", "review", "approved"])
def test_what_is_not_published_has_no_public_form(state: str) -> None:
    with pytest.raises(ConflictError):
        publish.publication(Stored(7, with_state(draft(), state), NOON), LATER)
