from dataclasses import replace
from datetime import UTC, datetime

import pytest

from broadsheet.core import (
    Claim,
    ConflictError,
    Decision,
    Draft,
    Event,
    Evidence,
    NotFoundError,
    Publication,
    Reader,
    Report,
    Sentence,
    Span,
    Variant,
)
from broadsheet.store import Store

AT = datetime(2026, 11, 8, 9, tzinfo=UTC)
SPAN = Span("article:1", 0, 2, "五人")
DRAFT = Draft(
    kind="brief",
    language="zh",
    variants=(
        Variant(
            "五人受伤。",
            (Sentence("五人受伤。", "model", (SPAN,)),),
            Report(False, (Claim("五人受伤。", 0, 5, "supported", 0.9, (SPAN,), "有出处"),)),
        ),
    ),
    facts={"platform": "weibo", "count": 3},
    sources=(Evidence("article:1", "五人", published=AT),),
    history=(Decision("submit", "陈编辑", AT, "请看"),),
)


def test_a_draft_comes_back_whole(kept: Store) -> None:
    assert kept.drafts.get(kept.drafts.add(DRAFT)).value == DRAFT


def test_every_revision_is_kept(kept: Store) -> None:
    id = kept.drafts.add(DRAFT)
    assert kept.drafts.revise(id, replace(DRAFT, title="二"), expected=1) == 2
    assert kept.drafts.revise(id, replace(DRAFT, title="三", state="review")) == 3
    assert [(n, d.title) for n, _at, d in kept.drafts.revisions(id)] == [(1, ""), (2, "二"), (3, "三")]
    assert [d.id for d in kept.drafts.list(state="review")] == [id]
    assert kept.drafts.list(state="approved") == []


def test_saving_over_somebody_elses_revision_is_refused(kept: Store) -> None:
    id = kept.drafts.add(DRAFT)
    kept.drafts.revise(id, replace(DRAFT, title="theirs"), expected=1)
    with pytest.raises(ConflictError, match="revision 2"):
        kept.drafts.revise(id, replace(DRAFT, title="mine"), expected=1)
    assert kept.drafts.get(id).value.title == "theirs"


def test_an_unknown_draft_says_so(kept: Store) -> None:
    for ask in (kept.drafts.get, kept.drafts.revision, lambda id: kept.drafts.revise(id, DRAFT)):
        with pytest.raises(NotFoundError):
            ask(7)


def publication(draft: int) -> Publication:
    return Publication(draft, "brief", "zh", "题", "五人受伤。", DRAFT.variants[0].sentences, DRAFT.sources, AT, AT)


def test_a_draft_is_published_once(kept: Store) -> None:
    draft = kept.drafts.add(DRAFT)
    id = kept.publications.add(publication(draft))
    with pytest.raises(ConflictError):
        kept.publications.add(publication(draft))
    kept.publications.update(id, replace(publication(draft), withdrawn="误报"))
    found = kept.publications.of_draft(draft)
    assert found is not None
    assert found.value.withdrawn == "误报"
    assert [p.id for p in kept.publications.list(language="zh")] == [id]
    assert kept.publications.list(language="en") == []


def test_a_new_reader_follows_nothing(kept: Store) -> None:
    assert kept.readers.get("若川") == Reader("若川")
    kept.readers.put(Reader("若川", topics=("medtop:15000000",), personalised=False))
    assert kept.readers.get("若川").topics == ("medtop:15000000",)
    assert kept.readers.list() == [kept.readers.get("若川")]


def click(key: str, article: int = 1) -> Event:
    return Event(key, "若川", "click", AT, article)


def test_an_event_counts_once_however_often_it_is_sent(kept: Store) -> None:
    assert kept.events.add([click("a"), click("a"), click("b", 2)]) == 2
    assert kept.events.add([click("a"), click("c", 2)]) == 1
    assert kept.events.counts() == {1: 1, 2: 2}
    assert kept.events.of("若川") == [click("a"), click("b", 2), click("c", 2)]
    last = kept.events.since(0)[1][0]
    assert [e for _n, e in kept.events.since(last)] == [click("c", 2)]


def test_an_erased_reader_leaves_nothing(kept: Store) -> None:
    kept.readers.put(Reader("若川", topics=("x",)))
    kept.events.add([click("a")])
    kept.personal.erase("若川", at=click("a").at)
    assert kept.readers.get("若川") == Reader("若川")
    assert kept.events.of("若川") == []
