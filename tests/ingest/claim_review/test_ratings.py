import pytest

from broadsheet.core import Rating
from broadsheet.ingest.claim_review.ratings import rating, ruling


@pytest.mark.parametrize(
    ("label", "own"),
    [
        ("False", "false"),
        ("FALSE.", "false"),
        ("Pants on Fire", "false"),
        ("Four Pinocchios", "false"),
        ("This is not true", "false"),
        ("Incorrect", "false"),
        ("Mostly False", "mostly_false"),
        ("Partly false", "mostly_false"),
        ("Half True", "mixed"),
        ("Misleading", "mixed"),
        ("Missing Context", "mixed"),
        ("Mostly true", "mostly_true"),
        ("Correct", "true"),
        ("True", "true"),
        ("Unproven", "unproven"),
        ("There is not enough evidence", "unproven"),
        ("谣言", "false"),
        ("不属实", "false"),
        ("虚假消息", "false"),
        ("假", "false"),
        ("基本不实", "mostly_false"),
        ("部分错误", "mostly_false"),
        ("部分属实", "mixed"),
        ("断章取义", "mixed"),
        ("误导", "mixed"),
        ("基本属实", "mostly_true"),
        ("属实", "true"),
        ("真", "true"),
        ("有待证实", "unproven"),
        ("存疑", "unproven"),
        ("Flip-flop", ""),
        ("小提示", ""),
    ],
)
def test_a_label_finds_its_place_on_the_newsrooms_scale(label: str, own: str) -> None:
    assert ruling(Rating(label)) == own


@pytest.mark.parametrize(
    ("given", "own"),
    [
        ({"ratingValue": 1, "worstRating": 1, "bestRating": 5}, "false"),
        ({"ratingValue": "3", "worstRating": "1", "bestRating": "5"}, "mixed"),
        ({"ratingValue": 5}, "true"),
        ({"ratingValue": 1, "worstRating": 5, "bestRating": 1}, "true"),
        ({"ratingValue": "4/5"}, "mostly_true"),
        ({"ratingValue": -1, "worstRating": 1, "bestRating": 5}, ""),
        ({"ratingValue": 0, "worstRating": 0, "bestRating": 0}, ""),
    ],
)
def test_a_number_alone_is_read_on_its_scale(given: dict[str, object], own: str) -> None:
    assert ruling(rating(given)) == own


def test_words_come_before_numbers_as_schemes_count_in_every_way() -> None:
    assert ruling(rating({"ratingValue": 5, "worstRating": 1, "bestRating": 5, "alternateName": "False"})) == "false"


def test_an_unknown_label_is_not_guessed_from_a_number_that_means_something_else() -> None:
    assert ruling(rating({"ratingValue": 1, "alternateName": "Full Flop"})) == ""


@pytest.mark.parametrize("given", [None, [], {}, {"ratingValue": None}, ""])
def test_no_rating_is_an_empty_one(given: object) -> None:
    assert rating(given) == Rating()


@pytest.mark.parametrize("given", ["False", ["False"], {"ratingValue": "False"}, {"alternateName": ["False"]}])
def test_a_rating_in_words_alone_is_read_wherever_it_stands(given: object) -> None:
    assert rating(given).label == "False"
