from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet.core import Article, Stored, Story
from broadsheet.serve.web._frame.cards import StoryCard, first_paragraphs, opening, story_cards, ticks

EDITION = datetime(2026, 11, 12, 12, tzinfo=UTC)


def _card(*hours_old: int, language: str = "en") -> StoryCard:
    """The card of a story with reports so many hours before the edition."""
    times = sorted(EDITION - timedelta(hours=h) for h in hours_old)
    articles = {i: Stored(i, Article("T", "A fire.", published=t), t) for i, t in enumerate(times, start=1)}
    titles = {"zh": "火灾", "en": "Fire"}
    story = Story(tuple(articles), titles, times[0], times[-1], languages=("en", "zh"))
    [card] = story_cards([Stored(1, story, EDITION)], articles, language=language, edition=EDITION)
    return card


def test_a_story_of_today_is_new_and_one_with_a_report_of_today_is_updated() -> None:
    assert _card(3, 5).status == "new"
    assert (_card(3, 40).status, _card(3, 40).fresh) == ("updated", 1)
    assert _card(40, 50).status == ""


def test_the_headline_in_the_pages_language_comes_first() -> None:
    assert _card(3, language="zh").titles[0] == ("zh", "火灾")
    assert _card(3, language="en").titles[0] == ("en", "Fire")


@settings(suppress_health_check=[HealthCheck.too_slow])  # the first draw loads the tables of time zones
@given(st.lists(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), max_size=8))
def test_ticks_lie_between_the_first_report_and_the_last(times: list[datetime]) -> None:
    found = ticks(times)
    assert len(found) == len(times)
    assert all(0 <= tick <= 1 for tick in found)


def test_an_opening_skips_what_is_no_sentence_and_ends_at_a_word() -> None:
    article = Article("T", "By our reporter\n\n" + "The quay was closed on Tuesday morning. " * 9, language="en")
    text = opening(article)
    assert text.startswith("The quay")
    assert text.endswith("…")
    assert len(text) <= 221


def test_the_first_paragraphs_are_whole() -> None:
    article = Article("T", "\n\n".join(["甲" * 300, "乙" * 200, "丙" * 200]), language="zh")
    assert first_paragraphs(article) == ["甲" * 300, "乙" * 200]
