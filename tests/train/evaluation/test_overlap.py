"""BLEU, chrF and ROUGE of written texts."""

import pytest

from broadsheet.core import InvalidInputError
from broadsheet.train.evaluation.overlap import overlap, rouge, words

pytest.importorskip("sacrebleu", reason="the extra lab is not installed")


def test_a_text_written_as_wanted_has_every_figure_whole() -> None:
    for language, text in (
        ("zh", "市政府周三公布了新的地铁线路规划。"),
        ("en", "The city published its new metro plan on Wednesday."),
    ):
        found = overlap([text] * 3, [text] * 3, language=language)
        assert all(value == pytest.approx(100) for value in found.figures.values()), found


def test_rouge_is_the_papers_own_example() -> None:
    # Lin 2004, section 3.2: "police killed the gunman" beside "police kill the gunman" and "the gunman kill police".
    near = rouge(["police kill the gunman"], ["police killed the gunman"])["rouge_l"][0]
    far = rouge(["the gunman kill police"], ["police killed the gunman"])["rouge_l"][0]
    assert near == pytest.approx(3 / 4)
    assert far == pytest.approx(2 / 4)


def test_rouge_2_counts_pairs_of_neighbours() -> None:
    assert rouge(["police kill the gunman"], ["police killed the gunman"])["rouge_2"][0] == pytest.approx(1 / 3)


def test_chinese_is_counted_in_characters_and_names_in_letters_stay_whole() -> None:
    assert words("发布iPhone 17，售价5999元") == ["发", "布", "iphone", "17", "售", "价", "5999", "元"]
    assert rouge(["北京下雨"], ["北京下雪"])["rouge_1"][0] == pytest.approx(3 / 4)


def test_an_interval_holds_its_figure_and_narrows_with_more_texts() -> None:
    written = [
        "the council met on monday",
        "rain fell in the north",
        "shares rose by two per cent",
        "the match ended level",
    ]
    wanted = [
        "the council met on tuesday",
        "snow fell in the north",
        "shares fell by one per cent",
        "the match was a draw",
    ]
    few, many = overlap(written, wanted, language="en"), overlap(written * 30, wanted * 30, language="en")
    for name, (low, high) in many.intervals.items():
        assert low - 1e-6 <= many.figures[name] <= high + 1e-6
        assert high - low < few.intervals[name][1] - few.intervals[name][0]


def test_texts_without_their_counterparts_are_refused() -> None:
    with pytest.raises(InvalidInputError, match="one text wanted"):
        overlap(["a"], [], language="en")
    with pytest.raises(InvalidInputError, match="one text wanted"):
        overlap([], [], language="zh")


def test_texts_that_share_next_to_nothing_have_figures_and_intervals() -> None:
    found = overlap(["", "", "zzz", "goal"], ["goal", "match", "team", "goal"], language="en")
    for name in ("bleu", "chrf"):
        low, high = found.intervals[name]
        assert 0 <= low <= found.figures[name] <= high <= 100, name
