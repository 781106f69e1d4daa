"""The embedder that comes with the newsroom: unit rows, both languages near, the same row always."""

import threading

import numpy as np
import pytest

from broadsheet.core import UnknownNameError
from broadsheet.models.embedders.usem3 import NARROW_LIMIT, WIDE_LIMIT, shorten
from broadsheet.models.embedding import load_embedder


def test_rows_are_unit_float32_of_the_promised_shape() -> None:
    embedder = load_embedder()
    rows = embedder.embed(["A strong earthquake hit the coast.", "四川发生地震", ""])
    assert rows.shape == (3, embedder.dimension)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)


def test_no_texts_make_no_rows() -> None:
    assert load_embedder().embed([]).shape == (0, 512)


def test_one_event_in_two_languages_is_nearer_than_another_event() -> None:
    chinese, english, other = load_embedder().embed(
        ["四川发生6.1级地震，四人遇难", "Earthquake kills four in Sichuan", "央行下调贷款利率"]
    )
    assert chinese @ english > chinese @ other + 0.2


def test_a_row_does_not_depend_on_its_neighbours() -> None:
    embedder = load_embedder()
    texts = ["短", "A much longer sentence about the budget of the city council.", "台风登陆浙江"]
    together = embedder.embed(texts)
    alone = np.concatenate([embedder.embed([text]) for text in texts])
    assert np.allclose(together, alone, atol=1e-4)


@pytest.mark.parametrize("text", ["", "\x00", "\ud800", "😀", "\n" * 50, "a" * 200_000, "中" * 200_000])
def test_any_text_has_a_vector(text: str) -> None:
    assert np.isfinite(load_embedder().embed([text])).all()


def test_long_texts_are_cut_at_a_sentence_end() -> None:
    wide = "中国新闻报道了今天的事。" * 100
    narrow = "The council met on Monday. " * 100
    assert shorten(wide).endswith("。")
    assert len(shorten(wide)) <= WIDE_LIMIT
    assert len(shorten(narrow)) <= NARROW_LIMIT


def test_threads_can_share_it() -> None:
    embedder = load_embedder()
    expected = embedder.embed(["经济增长", "Growth slowed"])
    found: list[bool] = []

    def work() -> None:
        found.append(bool(np.allclose(embedder.embed(["经济增长", "Growth slowed"]), expected, atol=1e-5)))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 4


def test_an_unknown_embedder_is_refused_with_the_choices() -> None:
    with pytest.raises(UnknownNameError) as caught:
        load_embedder("nothing-like-it")
    assert "usem3" in caught.value.choices
