from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.core import Article, ConflictError, NotFoundError
from broadsheet.store import Store, content_hash

DAY = datetime(2026, 11, 8, tzinfo=UTC)


def article(number: int, **more: object) -> Article:
    return Article(
        title=f"港口隧道通车 {number}",
        text=f"Harbour tunnel opened, report {number}.",
        url=f"https://a.example/{number}",
        published=DAY + timedelta(hours=number),
        **more,  # type: ignore[arg-type]
    )


def test_what_was_kept_comes_back_equal(kept: Store) -> None:
    given_in = article(1, tags=("海事", "port"), outlet="港报", author="林若川", language="zh")
    assert kept.articles.get(kept.articles.add(given_in)).value == given_in


def test_an_article_without_a_date_or_address_is_kept(kept: Store) -> None:
    bare = Article("", "只有正文。")
    id = kept.articles.add(bare)
    assert kept.articles.get(id).value == bare
    assert kept.articles.add(Article("", "另一篇。")) != id


def test_the_same_address_is_kept_once(kept: Store) -> None:
    kept.articles.add(article(1))
    with pytest.raises(ConflictError):
        kept.articles.add(Article("other", "other", url="https://a.example/1"))


def test_the_same_words_in_other_spacing_are_the_same_content(kept: Store) -> None:
    kept.articles.add(Article("A  title", "Ｆull width"))
    with pytest.raises(ConflictError):
        kept.articles.add(Article("A title", "Full\nwidth", url="https://b.example"))


def test_an_unknown_id_says_so(kept: Store) -> None:
    with pytest.raises(NotFoundError, match="asked: 99"):
        kept.articles.get(99)


def test_many_come_in_the_order_asked_and_missing_ones_are_left_out(kept: Store) -> None:
    first, second = kept.articles.add(article(1)), kept.articles.add(article(2))
    assert [a.id for a in kept.articles.get_many([second, 99, first])] == [second, first]


def test_pages_follow_each_other_without_gap_or_overlap(kept: Store) -> None:
    ids = [kept.articles.add(article(n)) for n in range(7)]
    seen: list[int] = []
    before = None
    while page := kept.articles.find(limit=3, before=before):
        seen += [a.id for a in page]
        last = page[-1]
        before = (last.value.published or last.created, last.id)
    assert seen == ids[::-1]


def test_finding_narrows_by_language_outlet_and_time(kept: Store) -> None:
    kept.articles.add(article(1, language="en", outlet="A"))
    wanted = kept.articles.add(article(5, language="zh", outlet="B"))
    assert [a.id for a in kept.articles.find(language="zh")] == [wanted]
    assert [a.id for a in kept.articles.find(outlet="B")] == [wanted]
    assert [a.id for a in kept.articles.find(since=DAY + timedelta(hours=3))] == [wanted]
    assert kept.articles.find(until=DAY) == []
    assert kept.articles.newest() == DAY + timedelta(hours=5)


def test_a_copy_leads_to_the_original(kept: Store) -> None:
    id = kept.articles.add(article(1))
    for _ in range(2):
        kept.articles.note_duplicate(id, "https://copy.example/1", "副本报")
    assert kept.articles.by_url("https://copy.example/1") == id
    assert kept.articles.duplicates(id) == [("https://copy.example/1", "副本报")]


def test_a_corrected_text_is_analysed_again(kept: Store) -> None:
    id = kept.articles.add(article(1))
    kept.annotations.put([(id, "language", 1, "zh")])
    kept.articles.replace(id, Article("更正", "伤者为八人。"))
    assert kept.articles.get(id).value.text == "伤者为八人。"
    assert kept.annotations.pending("language", 1) == [id]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=80))
def test_any_text_survives(kept: Store, text: str) -> None:
    value = Article(text, text + "。")
    id = kept.articles.by_content(content_hash(value)) or kept.articles.add(value)
    assert content_hash(kept.articles.get(id).value) == content_hash(value)


def test_a_time_keeps_the_offset_it_was_given_in(kept: Store) -> None:
    shanghai = timezone(timedelta(hours=8))
    early = datetime(2026, 11, 8, 5, 50, tzinfo=shanghai)
    id = kept.articles.add(Article("早间", "周日清晨起火。", published=early))
    found = kept.articles.get(id).value.published
    assert found == early
    assert found is not None
    assert found.isoformat() == "2026-11-08T05:50:00+08:00"
    newest = kept.articles.newest()
    assert newest is not None
    assert newest.date() == early.date()
