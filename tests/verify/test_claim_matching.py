import math

import pytest

from broadsheet.verify.claim_matching import match_claims

CLOSE = 0.85  # the cosine of a paraphrase


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The flood took 40 lives.", "Forty people died in the flood."),
        ("Crime in the capital has doubled.", "The capital has twice as much crime as before."),
        ("One in five children goes to school hungry.", "20 percent of children are hungry when they come to school."),
        ("A new law bans mobile phones in schools.", "Schools may no longer allow mobile phones."),
        ("洪水造成40人遇难。", "四十人在洪水中丧生。"),
        ("该市房价一年上涨了三成。", "这个城市的房价一年里涨了30%。"),
        ("超过10年的柴油卡车禁止驶入新德里。", "新德里不准使用十年以上的柴油货车进城。"),
        ("The flood took 40 lives.", "洪水造成40人遇难。"),
        ("The government will build 20,000 flats by 2028.", "政府承诺到2028年建成两万套保障房。"),
    ],
)
def test_one_claim_in_other_words_is_the_same(one: str, other: str) -> None:
    assert match_claims(one, other, cosine=CLOSE).same


@pytest.mark.parametrize(
    ("one", "other", "ours", "theirs"),
    [
        ("5 million people lost power.", "Three million people were without power.", "5 million", "Three million"),
        ("The flood took 40 lives.", "The flood took 14 lives.", "40", "14"),
        ("500万人停电。", "300万人停电。", "500万人", "300万人"),
        ("The C919 has 570 orders.", "C919大型客机总订单数达到750架。", "570", "750架"),
    ],
)
def test_another_figure_is_another_claim_and_both_are_shown(one: str, other: str, ours: str, theirs: str) -> None:
    match = match_claims(one, other, cosine=CLOSE)
    assert not match.same
    assert (match.differs, match.ours[: len(ours)], match.theirs[: len(theirs)]) == ("figure", ours, theirs)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The mayor of Paris will resign in May.", "The mayor of Lyon will resign in May."),
        ("Turkey has closed its border.", "Greece has closed its border."),
        ("土耳其关闭了边境。", "希腊关闭了边境。"),
    ],
)
def test_another_name_is_another_claim(one: str, other: str) -> None:
    assert match_claims(one, other, cosine=CLOSE).differs == "name"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The vaccine causes fever.", "The vaccine does not cause fever."),
        ("微波炉加热食物会致癌。", "微波炉加热食物不会致癌。"),
    ],
)
def test_a_denial_is_no_repetition(one: str, other: str) -> None:
    assert match_claims(one, other, cosine=0.93).differs == "denial"


def test_claims_that_are_unlike_have_nothing_to_differ_in() -> None:
    match = match_claims("The flood took 40 lives.", "The flood closed three schools.", cosine=0.41)
    assert (match.same, match.differs) == (False, "")


def test_the_parts_add_up_to_the_score() -> None:
    match = match_claims("The flood took 40 lives.", "Forty people died in the flood.", cosine=0.78)
    assert math.isclose(match.score, 1 / (1 + math.exp(-sum(p.weight for p in match.parts))))
