"""Search results are gathered by story."""

from broadsheet.core import Article
from broadsheet.search import Hit
from broadsheet.serve.web._frame.gathered import gathered


def test_a_story_stands_once_where_its_best_report_stood() -> None:
    hits = [(Hit(id, 1.0 / id), Article(f"{id}", "")) for id in (5, 6, 7, 8, 9)]
    groups = gathered(hits, stories={5: 7, 7: 7, 8: 6, 9: 6})
    assert [(g.hit.article, g.story, [hit.article for hit, _ in g.more]) for g in groups] == [
        (5, 7, [7]),
        (6, 0, []),
        (8, 6, [9]),
    ]
