import pytest

from broadsheet.core import AdPage
from broadsheet.recommend.ads import sensitive, unsafe


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        (AdPage(topics=("medtop:20000147",)), "disaster"),
        (AdPage(words="旧埠木材仓库起火 五人受伤"), "disaster"),
        (AdPage(words="Singer dies at 81"), "death"),
        (AdPage(words="著名作家逝世"), "death"),
        (AdPage(words="Gunman sought after bank robbery"), "crime"),
        (AdPage(words="男子持刀行凶"), "crime"),
        (AdPage(words="Airstrikes hit the capital"), "war"),
        (AdPage(words="两国交火"), "war"),
        (AdPage(words="Shares slump", sentiment=-0.8), "sentiment"),
    ],
)
def test_no_advertisement_stands_beside_this(page: AdPage, kind: str) -> None:
    assert unsafe(page) == kind


@pytest.mark.parametrize(
    "words",
    [
        "Retailers start a price war",
        "Warsaw opens a park",
        "Deadline for bids extended",
        "水手2比1险胜白鹭",
        "新手机发布",
    ],
)
def test_what_only_sounds_bad_is_safe(words: str) -> None:
    assert unsafe(AdPage(words=words)) == ""


@pytest.mark.parametrize("words", ["Gold futures fall for a third day", "国内金银期货收跌"])
def test_a_falling_market_is_gloomy_and_harms_nobody(words: str) -> None:
    page = AdPage(words=words, topics=("medtop:20000396",), sentiment=-0.8)
    assert unsafe(page) == ""
    assert unsafe(AdPage(words=f"{words} 爆炸", topics=page.topics)) == "disaster"


@pytest.mark.parametrize(
    ("interest", "kind"),
    [
        ("medtop:20000446", "health"),
        ("medtop:07000000", "health"),
        ("糖尿病", "health"),
        ("Buddhism", "religion"),
        ("medtop:11000000", "politics"),
        ("选举", "politics"),
        ("LGBTQ", "sexual_life"),
        ("少数民族", "ethnicity"),
        ("trade union", "union"),
        ("medtop:20000790", "minors"),
        ("青少年", "minors"),
    ],
)
def test_a_sensitive_interest_is_known_in_both_languages(interest: str, kind: str) -> None:
    assert sensitive(interest) == kind


@pytest.mark.parametrize("interest", ["medtop:15000000", "足球", "football", "cars", "electronics", "烹饪"])
def test_an_everyday_interest_is_not_sensitive(interest: str) -> None:
    assert sensitive(interest) == ""
