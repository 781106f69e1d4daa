"""The index as its users see it: what is found, and what it survives."""

import multiprocessing
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from broadsheet import models, store
from broadsheet.core import Article, ConflictError, InvalidInputError, NotFoundError
from broadsheet.search import Filters, Index, contents
from tests.search.newsroom import START, open_index


def found(index: Index, query: str, **filters: object) -> list[int]:
    return [hit.article for hit in index.find(query, filters=Filters(**filters))]  # type: ignore[arg-type]


@pytest.mark.parametrize(("query", "first"), [("harbour tunnel", 1), ("隧道", 2), ("降息", 4), ("semi-final", 5)])
def test_words_of_either_language_find_their_report(index: Index, query: str, first: int) -> None:
    assert found(index, query)[0] == first


@pytest.mark.parametrize(("query", "other"), [("海底隧道通车", 1), ("central bank lowers rates", 4), ("football", 6)])
def test_a_query_finds_reports_in_the_other_language_by_meaning(index: Index, query: str, other: int) -> None:
    assert other in found(index, query)[:3]


def test_one_query_may_be_in_both_languages(index: Index) -> None:
    assert {2, 3} <= set(found(index, "隧道 interest rates")[:4])


def test_the_parts_of_a_hit_sum_to_its_score(index: Index) -> None:
    hits = index.find("隧道 tunnel")
    assert hits
    assert all(hit.score == pytest.approx(sum(hit.parts.values())) for hit in hits)
    assert {name for hit in hits for name in hit.parts} == {"text", "vector"}


def test_the_highlights_of_a_snippet_are_the_matched_words(index: Index) -> None:
    hit = index.find("economist 经济学家")[0]
    assert {hit.snippet[a:b] for a, b in hit.highlights} & {"Economists", "经济学家"}


def test_chinese_is_found_however_the_dictionary_cuts_it(index: Index) -> None:
    assert 4 in found(index, "经济学")
    assert 4 in found(index, "学家")


def test_one_chinese_character_is_enough(index: Index) -> None:
    assert 8 in found(index, "风")


def test_a_quoted_phrase_must_be_there(index: Index) -> None:
    assert found(index, '"quarter-point cut"') == [3]
    assert found(index, "“基准利率”") == [4]
    assert found(index, '"cut point"') == []


def test_an_excluded_word_is_nowhere_in_what_is_found(index: Index) -> None:
    assert 1 not in found(index, "tunnel 隧道 -harbour")
    assert 2 in found(index, "tunnel 隧道 -harbour")


def test_the_beginning_of_a_word_finds_it(index: Index) -> None:
    assert 3 in found(index, "econ*")
    assert 3 in found(index, "econom")


def test_a_word_is_found_in_its_other_forms(index: Index) -> None:
    assert found(index, "opening tunnels")[0] == 1


def test_stop_words_alone_are_searched_by(index: Index) -> None:
    assert found(index, "the in")


@pytest.mark.parametrize("query", ["", "   ", "\t\n", "\x00", "\u3000"])
def test_a_blank_query_is_refused(index: Index, query: str) -> None:
    with pytest.raises(InvalidInputError, match="empty"):
        index.find(query)


@pytest.mark.parametrize("query", ["😀🎉", "!!!", '""', "-隧道", "《》"])
def test_symbols_and_exclusions_alone_find_nothing(index: Index, query: str) -> None:
    assert index.find(query) == []


@pytest.mark.parametrize(
    "query",
    [
        '"tunnel',
        "AND OR NOT (((",
        "tunnel:[* TO *]",
        "a\x00b",
        "隧道" * 5000,
        "tunnel " * 2000,
        "x" * 10_000,
        "\ud800道",
    ],
)
def test_no_query_breaks_the_engine(index: Index, query: str) -> None:
    assert len(index.find(query)) <= 20


def test_no_more_hits_than_were_asked_for(index: Index) -> None:
    assert len(index.find("隧道 tunnel rates cup", n=2)) == 2
    assert index.find("tunnel", n=0) == []


def test_filters_hold_for_text_and_vectors(index: Index) -> None:
    assert set(found(index, "tunnel rates 隧道", language="zh")) <= {2, 4, 6, 8}
    assert set(found(index, "tunnel rates cup", outlet="courier")) == {3, 5}
    late = found(index, "tunnel rates 台风", since=START + timedelta(hours=3))
    assert 8 in late
    assert min(late) >= 4
    assert found(index, "tunnel rates 台风", until=START + timedelta(hours=1)) == [1]


def test_a_filter_without_a_time_zone_is_refused(index: Index) -> None:
    with pytest.raises(InvalidInputError, match="time zone"):
        index.find("tunnel", filters=Filters(since=START.replace(tzinfo=None)))


def test_annotations_that_come_later_can_be_filtered_by(index: Index, kept: store.Store) -> None:
    from broadsheet import nlp

    assert found(index, "tunnel", entity="Aster Harbour") == []
    entity = [{"text": "Aster Harbour", "type": "place", "start": 0, "end": 13}]
    kept.annotations.put(
        [
            (1, "entities", nlp.version("entities"), entity),
            (1, "sentiment", nlp.version("sentiment"), {"label": "positive", "score": 0.5, "parts": []}),
            (1, "topics", nlp.version("topics"), [{"id": "medtop:x", "label": "x", "score": 1.0}]),
        ]
    )
    assert index.update() == 1
    assert found(index, "tunnel", entity="harbour") == [1]
    assert found(index, "tunnel", sentiment="positive", topic="medtop:x") == [1]
    assert found(index, "tunnel", sentiment="negative") == []


def test_related_reports_tell_of_the_same_in_either_language(index: Index) -> None:
    assert index.related(1, 1)[0].article == 2
    assert index.related(4, 1)[0].article == 3
    assert 1 not in [hit.article for hit in index.related(1, 7)]


def test_related_to_nothing_is_an_error(index: Index) -> None:
    with pytest.raises(NotFoundError):
        index.related(99)


def test_an_update_with_nothing_new_does_nothing(index: Index) -> None:
    assert index.update() == 0


def test_an_update_takes_what_is_new_and_tells_how_far_it_is(index: Index, kept: store.Store) -> None:
    id = kept.articles.add(Article("Ferry strike ends", "Crews return to work.", language="en", published=START))
    told: list[tuple[int, int]] = []
    assert index.update(progress=lambda done, todo: told.append((done, todo))) == 1
    assert told == [(1, 1)]
    assert found(index, "ferry")[0] == id


def test_a_corrected_article_is_found_by_its_new_words_alone(index: Index, kept: store.Store) -> None:
    kept.articles.replace(7, Article("Herons leave the fen", "Nobody counted the herons.", language="en"))
    index.update()
    assert found(index, "herons")[0] == 7
    assert all(hit.parts.get("text") is None for hit in index.find("cranes") if hit.article == 7)


def test_an_article_that_says_nothing_is_never_found(index: Index, kept: store.Store) -> None:
    id = kept.articles.add(Article("", "　…", published=START))
    assert index.update() == 1
    assert id not in found(index, "tunnel") + found(index, "xyzzy")
    assert index.update() == 0


def test_an_interrupted_update_is_finished_by_the_next(kept: store.Store, tmp_path: Path) -> None:
    class Failing:
        name, dimension = "usem3", 512

        def embed(self, _texts: list[str]) -> None:
            raise KeyboardInterrupt

    half = Index.open(tmp_path / "index", kept, Failing())  # type: ignore[arg-type]
    with pytest.raises(KeyboardInterrupt):
        half.update()
    whole = open_index(tmp_path / "index", kept)
    assert whole.update() == 8
    assert "vector" in whole.find("tunnel")[0].parts


def test_an_empty_newsroom_finds_nothing(tmp_path: Path) -> None:
    with store.open(f"sqlite:///{tmp_path / 'empty.db'}", now=lambda: START) as empty:
        index = open_index(tmp_path / "index", empty)
        assert index.update() == 0
        assert index.find("tunnel") == []


def test_a_lost_index_is_made_anew(index: Index, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "index")
    assert found(index, "tunnel")[0] == 1


@pytest.mark.parametrize("suffix", [".idx", ".term", ".fast", ".store", ".pos", "meta.json", ".managed.json"])
@pytest.mark.parametrize("damage", [b"", b"nonsense"])
def test_a_damaged_index_is_made_anew(kept: store.Store, tmp_path: Path, suffix: str, damage: bytes) -> None:
    open_index(tmp_path / "index", kept).update()
    for file in (tmp_path / "index").rglob(f"*{suffix}"):
        file.write_bytes(damage)
    assert found(open_index(tmp_path / "index", kept), "tunnel")[0] == 1


def test_an_index_of_an_older_schema_is_thrown_away(kept: store.Store, tmp_path: Path) -> None:
    old = tmp_path / "index" / "schema-0"
    old.mkdir(parents=True)
    index = open_index(tmp_path / "index", kept)
    assert not old.exists()
    assert found(index, "tunnel")[0] == 1


def _add_and_update(folder: Path) -> None:
    with store.open(f"sqlite:///{folder / 'newsroom.db'}", now=lambda: START) as kept:
        kept.articles.add(Article("Museum clock stops", "The clock stopped at noon.", language="en", published=START))
        Index.open(folder / "index", kept, models.load_embedder()).update()


def test_what_another_process_writes_is_found(index: Index, tmp_path: Path) -> None:
    assert 9 not in found(index, "museum clock")
    other = multiprocessing.get_context("spawn").Process(target=_add_and_update, args=(tmp_path,))
    other.start()
    other.join(60)
    hit = index.find("museum clock")[0]
    assert hit.article == 9
    assert set(hit.parts) == {"text", "vector"}


def test_a_writer_that_never_ends_is_told_of(index: Index, kept: store.Store, tmp_path: Path) -> None:
    import tantivy

    kept.articles.add(Article("Ferry strike ends", "Crews return.", language="en", published=START))
    held = tantivy.Index.open(str(next((tmp_path / "index").glob("schema-*")))).writer(15_000_000, 1)
    with pytest.raises(ConflictError, match="another process"):
        index.update()
    held.rollback()
    del held


def test_an_index_that_another_process_is_writing_is_searched_as_it_was(index: Index, tmp_path: Path) -> None:
    import tantivy

    held = tantivy.Index.open(str(next((tmp_path / "index").glob("schema-*")))).writer(15_000_000, 1)
    assert found(index, "tunnel")[0] == 1
    index.close()
    assert found(index, "隧道")[0] == 2
    held.rollback()
    del held


@pytest.mark.parametrize("wanted", [1, 100])
def test_an_update_keeps_the_vectors_so_that_no_search_has_to(
    kept: store.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanted: int
) -> None:
    monkeypatch.setattr(contents, "_LEAST_SNAPSHOT", wanted)
    open_index(tmp_path / "index", kept).update()
    assert len(list((tmp_path / "index").glob("vectors/*/kept-*"))) == (1 if wanted < 8 else 0)


def test_a_pasted_page_in_either_language_finds_its_report(index: Index) -> None:
    page = " ".join(f"word{n} 第{n}段" for n in range(100))
    assert found(index, f"海底隧道通车 {page}")[0] == 2
    assert found(index, f"salt marsh cranes {page}")[0] == 7


def test_without_an_embedder_it_searches_text_alone(kept: store.Store, tmp_path: Path) -> None:
    index = Index.open(tmp_path / "index", kept, None)
    assert index.update() == 8
    assert set(index.find("tunnel")[0].parts) == {"text"}


def test_a_closed_index_can_be_asked_again(index: Index) -> None:
    index.close()
    assert found(index, "tunnel")[0] == 1


@pytest.mark.parametrize("query", ["經濟學家", "颱風", "海底隧道 總投資"])
def test_traditional_characters_find_simplified_ones(index: Index, query: str) -> None:
    assert "text" in index.find(query)[0].parts


def test_the_words_of_a_title_are_marked(index: Index) -> None:
    hit = index.find("tunnels 隧道")[0]
    assert {hit.title[a:b] for a, b in hit.title_highlights} <= {"tunnel", "隧道"}
    assert hit.title_highlights


@pytest.mark.parametrize(("typed", "meant"), [("harbuor tunnel", "harbour tunnel"), ("tunnel", ""), ("隧道", "")])
def test_a_word_that_nobody_wrote_is_put_right(index: Index, typed: str, meant: str) -> None:
    assert index.search(typed).instead.casefold() == meant


@pytest.mark.parametrize(
    ("query", "remark"), [("the of", "common"), ("的了", "common"), ("!!!", "symbols"), ("rate", "")]
)
def test_a_query_that_says_too_little_is_told_so(index: Index, query: str, remark: str) -> None:
    assert index.search(query).remark == remark


def test_candidates_are_counted_by_what_they_can_be_narrowed_to(index: Index) -> None:
    found = index.search("tunnel 隧道")
    assert sum(index.counts(found.candidates)["language"].values()) == len(found.candidates)
    assert index.counts([]) == {}


def test_other_names_of_what_is_asked_for_are_looked_for_too(index: Index) -> None:
    hits = index.find("xylophone", expand=lambda _query: ["cranes"])
    assert 7 in [hit.article for hit in hits if "text" in hit.parts]


def test_a_report_is_matched_as_if_it_were_alone(index: Index) -> None:
    alone = {hit.article: hit.score for hit in index.match("harbour tunnel", [1])}
    together = {hit.article: hit.score for hit in index.match("harbour tunnel", [1, 2, 3])}
    assert alone[1] == pytest.approx(together[1])
    assert set(together) <= {1, 2, 3}


def test_an_index_that_vanishes_while_it_serves_is_made_anew(index: Index, tmp_path: Path) -> None:
    assert found(index, "tunnel")[0] == 1
    shutil.rmtree(tmp_path / "index")
    assert found(index, "隧道")[0] == 2
