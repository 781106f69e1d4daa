"""Posts: whole sentences or a whole headline within the limit, with hashtags that are names."""

from broadsheet import write
from broadsheet.core import Evidence
from broadsheet.models import Options
from tests.write.reports import report, whole

RESHUFFLE = report(
    1,
    "PORT ASTER, Nov 8 (Meridian) - Premier Mara Ellison created a ministry for rebuilding after the typhoon and "
    "replaced her labour minister on Sunday, in the second reshuffle of her three years. Premier Mara Ellison thanked "
    "the old minister in a letter.",
    outlet="Meridian Wire",
    title="Premier names rebuilding minister as labour chief steps down",
)
RESIGNED = report(
    2,
    "维澜社星港11月8日电 胡敬斋8日致信总理请辞，胡敬斋在信中说家人患病需要照料。"
    "胡敬斋的职务由副部长暂代，预算480万澜元照拨。",
    outlet="维澜社",
    title="胡敬斋请辞",
    language="zh",
)


def post(evidence: Evidence, platform: str) -> str:
    ask = write.draft(
        "social",
        facts={"platform": platform},
        evidence=[evidence],
        language=evidence.language,
        model=None,
        options=Options(),
    )
    return whole(list(ask)).variants[0].text


def test_where_no_sentence_fits_a_whole_headline_stands() -> None:
    assert post(RESHUFFLE, "wechat").startswith(RESHUFFLE.title)


def test_weibo_takes_twice_as_many_latin_letters() -> None:
    assert post(RESHUFFLE, "weibo").startswith("Premier Mara Ellison created a ministry")


def test_a_hashtag_is_a_whole_name_without_an_office() -> None:
    assert "#MaraEllison" in post(RESHUFFLE, "x")
    assert "Premier" not in post(RESHUFFLE, "x").rpartition("\n")[2]
    tags = post(RESIGNED, "weibo").rpartition("\n")[2]
    assert "#胡敬斋#" in tags
    assert "澜元" not in tags
