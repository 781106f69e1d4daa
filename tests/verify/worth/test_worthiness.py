import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.verify import Surroundings, worthiness
from broadsheet.verify.worth.worthiness import fitted, said

WORTH = (
    "Unemployment fell to 3.1 percent, the lowest since 1990, the minister said.",
    "The company denied that its system had leaked the data of 5 million customers.",
    "Vaccines cause more deaths than the disease, the senator claimed.",
    "研究人员说，该药物对97%的患者有效，未见严重副作用。",
    "市政府否认瞒报，称事故仅造成3人死亡。",
    "数据显示，去年全国新生儿人数下降至954万，创历史新低。",
)
ORDINARY = (
    "Rain and strong winds are forecast for Tuesday, with temperatures of 12 degrees.",
    "Mariners beat Herons 2-1 on Wednesday with a late goal in the 88th minute.",
    "The Aster 40 index fell 0.2 percent.",
    "PORT ASTER, Nov 18",
    "Her eyes filled and she looked away.",
    "明天多云转晴，最高气温12摄氏度。",
    "水手队主场2比1战胜白鹭队，夺得联赛冠军。",
    "豆粕期货主力合约收于每吨2617元，涨幅0.15%。",
    "（新华社记者王茜）",
    "颁奖典礼18日在成都举行，演员们合影留念。",
)


@pytest.mark.parametrize("worth", WORTH)
@pytest.mark.parametrize("ordinary", ORDINARY)
def test_a_claim_of_consequence_comes_before_the_ordinary(worth: str, ordinary: str) -> None:
    assert worthiness(worth).score > worthiness(ordinary).score


@pytest.mark.parametrize(
    "nothing",
    [
        "Was the minister right to cut the budget by 40 percent?",
        "In my view the government's 3 billion plan is arguably the worst ever.",
        "政府削减三成预算，难道是对的吗？",
        "我认为这项30亿元的计划值得肯定。",
    ],
)
def test_a_question_and_an_opinion_are_last(nothing: str) -> None:
    assert worthiness(nothing).score < 0.001


@pytest.mark.parametrize("sentence", [*WORTH, *ORDINARY])
def test_the_parts_add_up_to_the_score(sentence: str) -> None:
    worth = worthiness(sentence, around=Surroundings(outlets=3, story_outlets=4, differing=2, days=1.5))
    total = sum(p.weight for p in worth.parts)
    assert math.isclose(math.log(worth.score / (1 - worth.score)), total, abs_tol=1e-9)


def test_sources_that_differ_make_it_worth_more_and_so_do_copies() -> None:
    sentence = WORTH[0]
    alone = worthiness(sentence, around=Surroundings(outlets=1, story_outlets=1)).score
    assert worthiness(sentence, around=Surroundings(outlets=1, story_outlets=5)).score > alone
    assert worthiness(sentence, around=Surroundings(outlets=4, story_outlets=5)).score > alone
    assert worthiness(sentence, around=Surroundings(outlets=1, story_outlets=1, differing=1)).score > alone
    assert worthiness(sentence, around=Surroundings(outlets=1, story_outlets=1, days=3)).score < alone


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_weight_has_its_words(language: str) -> None:
    assert all(said(name, language) for name in fitted())


@given(st.text(max_size=80))
def test_any_text_has_a_worth(text: str) -> None:
    assert 0 <= worthiness(text).score <= 1
