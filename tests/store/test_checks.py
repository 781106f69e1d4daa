from dataclasses import replace

import pytest

from broadsheet.core import Checked, Claim, Decision, Evidence, Finding, NotFoundError, Reason, Report, Span, Witness
from broadsheet.store import Store
from tests.newsrooms import NOW

FIRE = Evidence("evidence:1", "火灾造成5人受伤。", "旧埠火灾", "维澜社", "https://weilan.example/2", "zh", NOW)
SPAN = Span("evidence:1", 0, 9, "火灾造成5人受伤。")
WRONG = Claim(
    "火灾造成6人受伤。", 0, 9, "contradicted", 0.2, (SPAN,), "证据说的是5人", "factual", "learnt",
    (Reason("numbers", -1.4, "数字不符"),), (Witness("evidence:1", "contradicts", SPAN),),
)  # fmt: skip
FINDING = Finding("numbers", "contradicted", "error", 4, 6, "6人", "证据说的是5人", "5人")
KEPT = Checked(
    text="火灾造成6人受伤。",
    evidence=(FIRE,),
    report=Report(passed=False, claims=(WRONG,), findings=(FINDING,), notes=("一句话",)),
    language="zh",
    title="火灾",
    dateline=NOW,
    checks=("numbers",),
    draft=7,
)


def test_a_check_comes_back_as_it_was_with_every_part_of_its_report(kept: Store) -> None:
    stored = kept.checks.add(KEPT)
    assert kept.checks.get(stored.id) == stored
    assert stored.value == KEPT


def test_checks_are_listed_newest_first_a_page_at_a_time_without_their_texts(kept: Store) -> None:
    ids = [kept.checks.add(replace(KEPT, title=str(n))).id for n in range(3)]
    first = kept.checks.list(limit=2)
    assert [line.id for line in first] == ids[:0:-1]
    assert [line.value.title for line in kept.checks.list(before=first[-1].id)] == ["0"]
    assert (first[0].value.standing, first[0].value.sentences, first[0].value.short) == ("contradicted", 1, 1)


def test_the_newest_check_of_a_draft_is_found(kept: Store) -> None:
    kept.checks.add(KEPT)
    newest = kept.checks.add(KEPT)
    kept.checks.add(replace(KEPT, draft=8))
    assert kept.checks.of_draft(7) == newest
    assert kept.checks.of_draft(9) is None


def test_what_a_person_cleared_changes_how_the_check_stands_in_lists_too(kept: Store) -> None:
    id = kept.checks.add(KEPT).id
    kept.checks.replace(id, replace(KEPT, cleared=(Decision("clear", "lin", NOW, WRONG.text),)))
    assert kept.checks.list()[0].value.standing == "cleared"


def test_a_check_that_is_forgotten_is_gone(kept: Store) -> None:
    id = kept.checks.add(KEPT).id
    kept.checks.remove(id)
    for asked in (kept.checks.get, kept.checks.remove, lambda gone: kept.checks.replace(gone, KEPT)):
        with pytest.raises(NotFoundError):
            asked(id)
