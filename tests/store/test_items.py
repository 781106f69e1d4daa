"""Items under a site's own ids."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from broadsheet.core import Article, CatalogueItem, ConflictError
from broadsheet.store import Store

AT = datetime(2026, 11, 8, tzinfo=UTC)
TEA = CatalogueItem(
    "tea-1", "春茶上市", "今年的春茶早了十天。", url="https://shop.example/tea", published=AT, tags=("茶",)
)
CUP = CatalogueItem("cup-7", "A cup", "It holds 200 ml.")


def test_an_item_is_an_article_known_by_its_own_id(kept: Store) -> None:
    put = kept.items.put([TEA, CUP])
    assert put.added == {"tea-1", "cup-7"}
    article = kept.articles.get(put.articles["tea-1"]).value
    assert (article.title, article.tags, article.published) == ("春茶上市", ("茶",), AT)
    assert kept.items.articles_of(["tea-1", "nothing"]) == {"tea-1": put.articles["tea-1"]}
    assert kept.items.ids_of(put.articles.values()) == {a: id for id, a in put.articles.items()}


def test_putting_it_again_changes_it(kept: Store) -> None:
    first = kept.items.put([TEA, CUP])
    again = kept.items.put([replace(TEA, title="春茶售罄"), CUP])
    assert again.articles == first.articles
    assert not again.added
    assert again.reworded == {"tea-1"}
    assert kept.articles.get(first.articles["tea-1"]).value.title == "春茶售罄"


def test_a_changed_text_loses_what_was_read_off_the_old_one(kept: Store) -> None:
    articles = kept.items.put([TEA, CUP]).articles
    kept.annotations.put([(a, "topics", 1, []) for a in articles.values()])
    kept.items.put([replace(CUP, text="It holds 300 ml."), TEA])
    assert kept.annotations.of(list(articles.values())).keys() == {articles["tea-1"]}


def test_two_items_may_say_the_same_and_the_later_of_one_id_counts(kept: Store) -> None:
    put = kept.items.put([CUP, replace(CUP, id="cup-8"), replace(CUP, title="The cup")])
    assert len(set(put.articles.values())) == 2
    assert kept.articles.get(put.articles["cup-7"]).value.title == "The cup"


def test_an_address_of_another_article_is_refused_and_nothing_is_kept(kept: Store) -> None:
    kept.articles.add(Article("Tea", "About tea.", url=TEA.url))
    with pytest.raises(ConflictError, match="another article"):
        kept.items.put([CUP, TEA])
    assert kept.items.articles_of(["cup-7"]) == {}


def test_a_withdrawn_item_comes_back_when_it_is_put_again(kept: Store) -> None:
    article = kept.items.put([TEA]).articles["tea-1"]
    assert kept.items.withdraw(["tea-1", "unknown"]) == [article]
    assert kept.items.withdraw(["tea-1"]) == []
    assert kept.items.withdrawn() == {article}
    kept.items.put([TEA])
    assert kept.items.withdrawn() == set()


def test_more_than_a_statement_takes_are_kept(kept: Store) -> None:
    put = kept.items.put([CatalogueItem(f"n{i}", f"Title {i}") for i in range(2_345)])
    assert len(put.added) == 2_345
    assert len(kept.items.articles_of(f"n{i}" for i in range(3_000))) == 2_345
