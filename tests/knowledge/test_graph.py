import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import networkx
import numpy as np
import pytest
from numpy.typing import NDArray

from broadsheet import knowledge, store
from broadsheet.core import Article, ConflictError, InvalidInputError, NotFoundError, Story
from broadsheet.knowledge.neighbours import npmi
from tests.knowledge.reports import AT, report

NAMES = [("Ann Lee", "person"), ("Bo Fox", "person"), ("Quickloan", "organisation"), ("Corran", "place")]


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[store.Store]:
    with store.open(f"sqlite:///{tmp_path}/newsroom.db", now=lambda: datetime(2026, 11, 9, tzinfo=UTC)) as opened:
        yield opened


def add(kept: store.Store, article: Article) -> int:
    """Keep an article with its annotations and link it."""
    id = kept.articles.add(article)
    kept.annotations.put((id, name, 1, value) for name, value in article.annotations.items())
    while knowledge.link_some(kept):
        pass
    return id


def only(kept: store.Store, name: str) -> int:
    (found,) = knowledge.find(kept, name)
    return found.id


def nothing(names: Sequence[str]) -> NDArray[np.float32]:
    return np.zeros((len(names), 4), dtype=np.float32)


def align(kept: store.Store) -> list[int]:
    return knowledge.align_some(kept, embed=nothing, model="none")


def test_a_dossier_tells_facts_with_their_sentences(kept: store.Store) -> None:
    add(kept, report("Ann Lee sued Quickloan. It went on.", NAMES))
    add(kept, report("Again: Ann Lee sued Quickloan.", NAMES, outlet="Courier", published=AT + timedelta(days=1)))
    found = knowledge.about(kept, only(kept, "ann lee"))
    (fact,) = found.facts
    assert (fact.kind, fact.object and fact.object.name("en"), fact.parts["sentences"], fact.parts["outlets"]) == (
        "sued",
        "Quickloan",
        2,
        2,
    )
    assert fact.confidence > fact.parts["precision"]
    assert [c.text for c in fact.citations] == ["Again: Ann Lee sued Quickloan.", "Ann Lee sued Quickloan."]
    assert (found.articles, found.first, found.last) == (2, AT, AT + timedelta(days=1))
    assert [m.at for m in found.timeline] == [AT + timedelta(days=1), AT]


def test_one_entity_has_the_names_of_both_languages(kept: store.Store) -> None:
    add(kept, report("Huawei grew.", [("Huawei", "organisation")]))
    add(kept, report("华为技术有限公司增长。", [("华为技术有限公司", "organisation")], language="zh"))
    assert only(kept, "华为") == only(kept, "HUAWEI") == only(kept, "華為")
    assert knowledge.about(kept, only(kept, "huawei")).names == {"en": ("Huawei",), "zh": ("华为技术有限公司",)}


def test_namesakes_without_company_in_common_are_kept_apart(kept: store.Store) -> None:
    add(kept, report("李伟和林丹训练。", [("李伟", "person"), ("林丹", "person")], language="zh"))
    add(kept, report("副县长李伟到银坳县。", [("李伟", "person"), ("银坳县", "place")], language="zh"))
    found = knowledge.find(kept, "李伟")
    assert len(found) == 2
    assert all(str(f.id) in told for f, told in zip(found, knowledge.told_apart(kept, found), strict=True))


def test_namesakes_of_one_story_are_one(kept: store.Store) -> None:
    first = add(kept, report("李伟和林丹训练。", [("李伟", "person"), ("林丹", "person")], language="zh"))
    second = kept.articles.add(report("李伟回家了。", [("李伟", "person")], language="zh"))
    kept.annotations.put([(second, "entities", 1, [{"text": "李伟", "type": "person", "start": 0, "end": 2}])])
    kept.stories.replace([Story(articles=(first, second), titles={}, first=AT, last=AT)])
    knowledge.link_some(kept)
    assert knowledge.about(kept, only(kept, "李伟")).articles == 2


def test_reports_of_one_story_join_a_name_and_its_pinyin(kept: store.Store) -> None:
    en = add(kept, report("Chu Xiaochuan ran.", [("Chu Xiaochuan", "person")]))
    zh = add(kept, report("褚小川跑步。", [("褚小川", "person")], language="zh"))
    kept.stories.replace([Story(articles=(en, zh), titles={}, first=AT, last=AT)])
    assert align(kept) == [en, zh]
    found = knowledge.about(kept, only(kept, "褚小川"))
    assert set(found.names) == {"en", "zh"}
    assert found.spellings[0].why["chance"] > 0.7
    assert align(kept) == []


def test_what_an_editor_splits_stays_apart(kept: store.Store) -> None:
    en = add(kept, report("Chu Xiaochuan ran.", [("Chu Xiaochuan", "person")]))
    zh = add(kept, report("褚小川跑步。", [("褚小川", "person")], language="zh"))
    kept.stories.replace([Story(articles=(en, zh), titles={}, first=AT, last=AT)])
    align(kept)
    (spelling,) = knowledge.about(kept, only(kept, "褚小川")).spellings
    knowledge.split(kept, spelling.id)
    knowledge.link(kept, kept.articles.get_many([en, zh]))
    assert align(kept) == [en, zh]
    assert only(kept, "褚小川") != only(kept, "Chu Xiaochuan")


def test_what_an_editor_merges_is_one_under_both_names(kept: store.Store) -> None:
    add(kept, report("Ann Lee met Bo Fox.", NAMES))
    one, other = only(kept, "Ann Lee"), only(kept, "Bo Fox")
    knowledge.merge(kept, other, one)
    assert only(kept, "Bo Fox") == one
    assert knowledge.about(kept, other).id == one
    with pytest.raises(ConflictError):
        knowledge.merge(kept, one, other)


def test_a_new_name_is_kept_and_found(kept: store.Store) -> None:
    add(kept, report("Ann Lee met Bo Fox.", NAMES))
    id = only(kept, "Ann Lee")
    knowledge.rename(kept, id, "Annabel Lee")
    assert knowledge.about(kept, only(kept, "annabel lee")).label.name("en") == "Annabel Lee"
    with pytest.raises(InvalidInputError):
        knowledge.rename(kept, id, " ")


def test_a_corrected_article_names_what_it_names_now(kept: store.Store) -> None:
    id = add(kept, report("Ann Lee sued Quickloan.", NAMES))
    kept.articles.replace(id, report("Bo Fox was here.", NAMES))
    assert kept.mentions.pending(knowledge.VERSION) == [id]
    with pytest.raises(NotFoundError):
        knowledge.find(kept, "Ann Lee")
    assert kept.mentions.statements([1, 2, 3]) == []


def test_linking_again_counts_nothing_twice(kept: store.Store) -> None:
    id = add(kept, report("Ann Lee sued Quickloan.", NAMES))
    knowledge.link(kept, [kept.articles.get(id)])
    (found,) = knowledge.find(kept, "Ann Lee")
    assert (found.value.articles, found.value.weight) == (1, 1)
    assert len(kept.mentions.statements([found.id])) == 1


@pytest.mark.parametrize("asked", ["", "x", "Ann Leee", "‮", "<b>", "x" * 10_000, "9" * 30, "\x00"])
def test_an_unknown_name_is_refused_and_near_ones_are_offered(kept: store.Store, asked: str) -> None:
    add(kept, report("Ann Lee sued Quickloan.", NAMES))
    with pytest.raises(NotFoundError) as refused:
        knowledge.find(kept, asked)
    assert refused.value.choices == (("Ann Lee",) if asked == "Ann Leee" else refused.value.choices)
    assert len(refused.value.asked) <= 120


def test_a_graph_opens_in_networkx_whatever_the_names(kept: store.Store) -> None:
    hostile = 'Ann "<&>\x07 Lee'
    add(kept, report(f"{hostile} sued Quickloan in Corran.", [(hostile, "person"), *NAMES]))
    graph = knowledge.neighbourhood(kept, only(kept, "Quickloan"))
    opened = networkx.parse_graphml(knowledge.export(graph, "graphml"))
    assert opened.number_of_nodes() == len(graph.nodes) == 3
    assert {data["kind"] for _, _, data in opened.edges(data=True)} >= {"sued", "together"}
    assert any("<&>" in data["name"] for _, data in opened.nodes(data=True))


def test_json_ld_names_entities_by_their_address_and_cites_reports(kept: store.Store) -> None:
    id = add(kept, report("Ann Lee sued Quickloan.", NAMES))
    graph = knowledge.neighbourhood(kept, only(kept, "Ann Lee"))
    made = json.loads(knowledge.export(graph, "jsonld", site="https://news.example"))
    by_id = {row["@id"]: row for row in made["@graph"]}
    assert made["@context"] == "https://schema.org"
    assert by_id[f"https://news.example/about/{only(kept, 'Ann Lee')}"]["@type"] == "Person"
    claim = next(row for row in made["@graph"] if row["@type"] == "Claim" and row["name"] == "sued")
    assert claim["appearance"][0]["@id"] == f"https://news.example/articles/{id}"


def test_the_layout_is_the_same_every_time_and_inside_its_frame(kept: store.Store) -> None:
    add(kept, report("Ann Lee and Bo Fox of Quickloan met in Corran.", NAMES))
    graph = knowledge.neighbourhood(kept, only(kept, "Ann Lee"), depth=2)
    places = knowledge.layout(graph)
    assert places == knowledge.layout(graph)
    assert places[only(kept, "Ann Lee")] == (0.5, 0.5)
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in places.values())
    assert knowledge.layout(replace(graph, nodes=(), ties=())) == {}


def test_evidence_holds_whole_sentences_of_its_articles(kept: store.Store) -> None:
    id = add(kept, report("Ann Lee sued Quickloan. It rained.", NAMES))
    (row,) = knowledge.evidence(knowledge.about(kept, only(kept, "Ann Lee")))
    assert (row.source, row.text) == (f"article:{id}", "Ann Lee sued Quickloan.")


def test_a_list_is_paged_and_narrowed(kept: store.Store) -> None:
    add(kept, report("Ann Lee and Bo Fox of Quickloan met in Corran.", NAMES))
    first = knowledge.listed(kept, limit=3)
    rest = knowledge.listed(kept, limit=3, before=(first[-1].articles, first[-1].label.id))
    assert len(first) == 3
    assert len({one.label.id for one in (*first, *rest)}) == 4
    assert [one.label.name("en") for one in knowledge.listed(kept, prefix="ann")] == ["Ann Lee"]
    assert {one.label.type for one in knowledge.listed(kept, type="person")} == {"person"}
    with pytest.raises(InvalidInputError):
        knowledge.listed(kept, type="thing")


def test_chance_company_weighs_nothing() -> None:
    assert npmi(together=25, one=50, other=50, total=100) == pytest.approx(0.0)
    assert npmi(together=10, one=10, other=10, total=100) == pytest.approx(1.0)
    assert npmi(together=100, one=100, other=100, total=100) == 1.0
