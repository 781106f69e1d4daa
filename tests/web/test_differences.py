from datetime import UTC, datetime

from broadsheet.core import Article, Evidence, Stored
from broadsheet.serve.web._frame.differences import Difference, differences


def _found(*texts: tuple[str, str]) -> list[Difference]:
    """The differences of reports (language, text), an hour after one another."""
    reports, evidence = [], []
    for id, (language, text) in enumerate(texts, start=1):
        at = datetime(2026, 11, 8, id, tzinfo=UTC)
        reports.append(Stored(id, Article("Fire", text, language=language, published=at), at))
        evidence.append(Evidence(f"article:{id}", text, language=language, published=at))
    return differences(reports, evidence)


def _figures(difference: Difference) -> list[str]:
    return [text for side in (difference.older, difference.newer) for text, hit in side.pieces if hit]


def test_two_reports_that_count_the_injured_differently_are_shown_beside_each_other() -> None:
    [found] = _found(
        ("en", "A fire in a warehouse on the Old Quay injured five people on Sunday, the fire brigade said."),
        ("en", "The warehouse fire on the Old Quay injured eight people, the hospital said on Monday."),
    )
    assert (found.older.report, found.newer.report) == (1, 2)
    assert [figure.split()[0] for figure in _figures(found)] == ["five", "eight"]


def test_reports_in_two_languages_are_compared() -> None:
    [found] = _found(
        ("en", "A fire in a warehouse on the Old Quay injured five people on Sunday, the fire brigade said."),
        ("zh", "旧埠一座木材仓库8日清晨起火，造成8人受伤，起火原因仍在调查。"),
    )
    assert found.newer.evidence.language == "zh"


def test_reports_that_agree_show_nothing() -> None:
    text = "A fire in a warehouse on the Old Quay injured five people on Sunday, the fire brigade said."
    assert _found(("en", text), ("zh", "旧埠一座木材仓库8日清晨起火，造成5人受伤，起火原因仍在调查。")) == []
