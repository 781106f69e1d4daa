"""Words on the rise."""

from datetime import timedelta

from broadsheet import trends
from broadsheet.core import Article, Stored
from tests.trends.reports import NOW

DAY = timedelta(days=1)


def report(id: int, *, title: str, days_ago: float, language: str = "en") -> Stored[Article]:
    return Stored(id, Article(title, "", language=language, published=NOW - days_ago * DAY), NOW)


def newsroom() -> list[Stored[Article]]:
    past = [report(i, title="Council debates budget 市议会审议预算", days_ago=2 + i % 10) for i in range(1, 41)]
    cough = [report(100 + i, title="Cough fills hospital wards", days_ago=0.1 * i) for i in range(5)]
    zh = [report(200 + i, title="市议会审议预算", days_ago=3, language="zh") for i in range(20)]
    fever = [report(300 + i, title="咳嗽患者挤满病房", days_ago=0.2, language="zh") for i in range(4)]
    return past + cough + zh + fever


def test_a_word_that_is_new_rises_in_either_language() -> None:
    found = trends.rising(newsroom(), now=NOW, window=DAY)
    terms = {t.term for t in found}
    assert {"cough", "咳嗽"} <= terms
    assert "budget" not in terms


def test_a_trend_tells_its_articles_and_its_figures() -> None:
    trend = next(t for t in trends.rising(newsroom(), now=NOW, window=DAY) if t.term == "cough")
    assert trend.articles == (100, 101, 102, 103, 104)
    assert trend.count == 5
    assert trend.expected < 1 < trend.z


def test_keywords_are_counted_where_there_are_any() -> None:
    noted = [
        Stored(
            i, Article("x", "", language="en", published=NOW, annotations={"keywords": [{"text": "Tidal Gate"}]}), NOW
        )
        for i in range(1, 5)
    ]
    found = trends.rising([*noted, *newsroom()[:40]], now=NOW, window=DAY)
    assert [t.term for t in found] == ["tidal gate"]


def test_without_a_past_nothing_rises() -> None:
    assert trends.rising([a for a in newsroom() if a.id in range(100, 105)], now=NOW, window=DAY) == []
    assert trends.rising([], now=NOW, window=DAY) == []


def test_two_reports_are_an_anecdote() -> None:
    few = [a for a in newsroom() if a.id < 102]
    assert trends.rising(few, now=NOW, window=DAY) == []
