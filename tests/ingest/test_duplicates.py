"""Copies are recognised, corrections are not swallowed."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from broadsheet import ingest, store
from broadsheet.core import Article
from broadsheet.ingest.duplicates import says_more
from broadsheet.store import Store

NOW = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Store]:
    with store.open(f"sqlite:///{tmp_path / 'newsroom.db'}", now=lambda: NOW) as opened:
        yield opened


def made(number: int, language: str) -> Article:
    """An article of its own: eighty sentences' worth of seeded words."""
    rng = random.Random(f"{number} {language}")
    if language == "zh":
        text = "".join(
            rng.choices("港湾隧道通车轮渡保留台风登陆学校停课市场价格居民公司政府医院交通施工记者报道", k=400)
        )
    else:
        text = " ".join("".join(rng.choices("abcdefgh", k=4)) for _ in range(250))
    return Article(
        title=f"{language} {number}", text=text, url=f"https://one.example/{language}/{number}", outlet="One"
    )


def with_changes(article: Article, share: float) -> Article:
    rng = random.Random(1)
    units = list(article.text) if article.title.startswith("zh") else article.text.split(" ")
    for at in rng.sample(range(len(units)), round(share * len(units))):
        units[at] = "换" if article.title.startswith("zh") else "changed"
    glue = "" if article.title.startswith("zh") else " "
    return replace(article, text=glue.join(units), url=article.url.replace("one", "two"), outlet="Two")


def test_the_same_address_is_the_same_article_however_it_is_written(kept: Store) -> None:
    first = ingest.add(made(1, "en"), kept)
    again = replace(made(2, "en"), url="http://ONE.example/en/1/?utm_source=x#top")
    assert ingest.deduplicate(again, kept) == ingest.Verdict("same", first.id, 1.0)


def test_the_same_words_under_another_address_are_noted_as_a_copy(kept: Store) -> None:
    article = made(1, "zh")
    first = ingest.add(article, kept)
    copy = ingest.add(replace(article, url="https://two.example/9", outlet="Two"), kept)
    assert (copy.id, copy.verdict.kind, copy.is_kept) == (first.id, "same", False)
    assert kept.articles.duplicates(first.id) == [("https://two.example/9", "Two")]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_copy_with_four_words_in_a_hundred_changed_is_near(kept: Store, language: str) -> None:
    ids = {n: ingest.add(made(n, language), kept).id for n in range(40)}
    verdicts = {n: ingest.deduplicate(with_changes(made(n, language), 0.04), kept) for n in ids}
    assert {n: (v.kind, v.of) for n, v in verdicts.items()} == {n: ("near", id) for n, id in ids.items()}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_different_articles_are_new(kept: Store, language: str) -> None:
    assert {ingest.add(made(n, language), kept).verdict.kind for n in range(60)} == {"new"}


def test_a_near_copy_that_adds_nothing_is_noted(kept: Store) -> None:
    first = ingest.add(made(1, "en"), kept)
    copy = ingest.add(with_changes(made(1, "en"), 0.02), kept)
    assert (copy.id, copy.verdict.kind, copy.is_kept, kept.articles.count()) == (first.id, "near", False, 1)


def test_a_near_copy_with_another_number_is_kept(kept: Store) -> None:
    article = replace(made(1, "zh"), text=made(1, "zh").text + "已有12人死亡。")
    first = ingest.add(article, kept)
    updated = replace(article, url="https://one.example/2", text=article.text.replace("12人", "14人"))
    later = ingest.add(updated, kept)
    assert (later.verdict.kind, later.verdict.of, later.is_kept) == ("near", first.id, True)
    assert later.id != first.id


@pytest.mark.parametrize("title", ["更正：隧道造价", "Correction: tunnel cost"])
def test_a_correction_says_more(title: str) -> None:
    assert says_more(replace(made(1, "en"), title=title), made(1, "en"))


def test_short_texts_are_the_same_only_when_equal(kept: Store) -> None:
    ingest.add(Article("快讯", "隧道今晨六时正式通车。", url="https://one.example/a"), kept)
    other = Article("快讯", "隧道今晨七时正式通车。", url="https://one.example/b")
    assert ingest.deduplicate(other, kept).kind == "new"
    assert ingest.deduplicate(Article("快讯", "隧道今晨六时正式通车。"), kept).kind == "same"


def test_signatures_are_stable() -> None:
    signature = ingest.sign(made(1, "en").text)
    assert signature is not None
    assert (len(signature.digest), len(signature.bands)) == (512, 32)
    assert signature == ingest.sign(made(1, "en").text.upper().replace(" ", ",  "))


def test_digests_of_different_length_have_nothing_in_common() -> None:
    assert ingest.similarity(b"", b"") == 0.0
    assert ingest.similarity(b"\0" * 4, b"\0" * 8) == 0.0


def test_an_episode_of_a_series_is_kept_though_its_text_is_always_the_same(kept: Store) -> None:
    ingest.add(replace(made(1, "en"), title="The Harbour Show, episode 73"), kept)
    later = replace(made(1, "en"), title="The Harbour Show, episode 74", url="https://one.example/74")
    assert ingest.add(later, kept).is_kept
