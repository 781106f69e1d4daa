"""A person's changes to a text."""

import pytest

from broadsheet import publish
from broadsheet.core import Claim, ConflictError, InvalidInputError, Report
from tests.publish.pieces import EN_SOURCE, LATER, draft, span, with_state

GOOD = Report(passed=True)


def test_untouched_sentences_keep_their_writer_and_changed_ones_are_the_persons() -> None:
    text = "Bridge closed\n\nThe bridge closed on Friday. It should reopen on Monday."
    new = publish.edit(draft(), text, by="Lin Lan", at=LATER, report=GOOD).variants[0]
    assert [(s.text, s.written_by) for s in new.sentences] == [
        ("Bridge closed", "model"),
        ("The bridge closed on Friday.", "model"),
        ("It should reopen on Monday.", "person"),
    ]
    assert new.sentences[1].evidence == draft().variants[0].sentences[1].evidence


def test_a_chinese_edit_is_told_apart_by_sentence() -> None:
    text = "大桥封闭\n\n新加的一句。大桥周五封闭。三天后重新开放。"
    new = publish.edit(draft(language="zh"), text, by="林岚", at=LATER, report=GOOD).variants[0]
    assert [s.written_by for s in new.sentences] == ["model", "person", "model", "model"]


def test_a_changed_sentence_stands_on_what_its_check_found() -> None:
    sentence = "The Lan River bridge is shut."
    found = span(EN_SOURCE, "The Lan River bridge closed")
    report = Report(passed=True, claims=(Claim(sentence, 0, len(sentence), "supported", 0.9, (found,)),))
    new = publish.edit(draft(), sentence, by="Lin Lan", at=LATER, report=report).variants[0]
    assert new.sentences[0].evidence == (found,)


def test_the_headline_follows_its_edit() -> None:
    new = publish.edit(draft(), "Bridge shut\n\nThe bridge closed on Friday.", by="Lin Lan", at=LATER, report=GOOD)
    assert new.title == "Bridge shut"


def test_an_approved_draft_that_is_edited_is_a_draft_again() -> None:
    value = with_state(draft(), "approved")
    new = publish.edit(value, "Bridge closed", by="Lin Lan", at=LATER, report=GOOD)
    assert (new.state, new.history[-1].action, new.history[-1].by) == ("draft", "edit", "Lin Lan")


def test_a_clearance_ends_with_its_sentence() -> None:
    bad = "It reopens in three days."
    value = publish.advance(draft(bad=(bad,)), "clear", by="Lin Lan", at=LATER, sentence=bad)
    assert publish.edit(value, "Bridge closed", by="Lin Lan", at=LATER, report=GOOD).cleared == ()


def test_a_published_piece_is_corrected_and_not_edited() -> None:
    value = with_state(draft(), "published")
    with pytest.raises(ConflictError):
        publish.edit(value, "Bridge open", by="Lin Lan", at=LATER, report=GOOD)
    fixed = publish.correct(value, "Bridge open", by="Lin Lan", at=LATER, note="The bridge is open.", report=GOOD)
    assert (fixed.state, fixed.variants[0].text) == ("corrected", "Bridge open")


def test_a_correction_that_its_evidence_does_not_bear_is_refused() -> None:
    claim = Claim("Bridge open", 0, 11, "contradicted", 0.1)
    with pytest.raises(ConflictError, match="Bridge open"):
        publish.correct(
            with_state(draft(), "published"),
            "Bridge open",
            by="Lin Lan",
            at=LATER,
            note="It is open.",
            report=Report(passed=False, claims=(claim,)),
        )


@pytest.mark.parametrize(("text", "by"), [("", "Lin Lan"), (" \n", "Lin Lan"), ("Bridge shut", "")])
def test_an_edit_has_a_text_and_a_name(text: str, by: str) -> None:
    with pytest.raises(InvalidInputError):
        publish.edit(draft(), text, by=by, at=LATER, report=GOOD)
