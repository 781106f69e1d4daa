import pytest

from broadsheet.core import Plugins
from broadsheet.knowledge.reading import read, relations
from tests.knowledge.reports import report

P, ORG, L = "person", "organisation", "place"

CASES = [
    ("role", "Tim Cook, chief executive of Apple, spoke.", {"Tim Cook": P, "Apple": ORG}, "Tim Cook", "Apple"),
    ("role", "外交部发言人毛宁表示欢迎。", {"外交部": ORG, "毛宁": P}, "毛宁", "外交部"),
    ("role", "交通部长格温·哈罗说。", {"交通部": ORG, "格温·哈罗": P}, "格温·哈罗", "交通部"),
    ("office", "said Mayor Lin Ruochuan.", {"Lin Ruochuan": P}, "Lin Ruochuan", None),
    ("founded", "Alibaba founder Jack Ma left.", {"Alibaba": ORG, "Jack Ma": P}, "Jack Ma", "Alibaba"),
    ("founded", "任正非创立华为。", {"任正非": P, "华为": ORG}, "任正非", "华为"),
    ("acquired", "Quickloan acquired Lamp Line.", {"Quickloan": ORG, "Lamp Line": ORG}, "Quickloan", "Lamp Line"),
    ("acquired", "港湾银行收购了灯塔银行。", {"港湾银行": ORG, "灯塔银行": ORG}, "港湾银行", "灯塔银行"),
    ("merged_with", "Quickloan merged with Lamp Line.", {"Quickloan": ORG, "Lamp Line": ORG}, "Quickloan", "Lamp Line"),
    ("owns_stake", "港湾银行持有盐泽电池股份。", {"港湾银行": ORG, "盐泽电池": ORG}, "港湾银行", "盐泽电池"),
    (
        "subsidiary_of",
        "Vellane Rail, a unit of Lamp Line, ran.",
        {"Vellane Rail": ORG, "Lamp Line": ORG},
        "Vellane Rail",
        "Lamp Line",
    ),
    ("located_in", "位于旧埠的潮汐剧社开门。", {"旧埠": L, "潮汐剧社": ORG}, "潮汐剧社", "旧埠"),
    ("located_in", "the Geneva-based Lamp Fund said.", {"Geneva": L, "Lamp Fund": ORG}, "Lamp Fund", "Geneva"),
    ("met_with", "Ann Lee met Bo Fox.", {"Ann Lee": P, "Bo Fox": P}, "Ann Lee", "Bo Fox"),
    ("met_with", "王毅会见布林肯。", {"王毅": P, "布林肯": P}, "王毅", "布林肯"),
    ("visited", "Ann Lee visited Corran.", {"Ann Lee": P, "Corran": L}, "Ann Lee", "Corran"),
    ("married", "Ann Lee and her husband Bo Fox left.", {"Ann Lee": P, "Bo Fox": P}, "Ann Lee", "Bo Fox"),
    ("kin_of", "Bo Fox's son Al Fox won.", {"Bo Fox": P, "Al Fox": P}, "Al Fox", "Bo Fox"),
    ("born", "Ann Lee was born in Corran.", {"Ann Lee": P, "Corran": L}, "Ann Lee", "Corran"),
    ("died", "魏则西昨日去世。", {"魏则西": P}, "魏则西", None),
    ("sued", "Ann Lee sued Quickloan.", {"Ann Lee": P, "Quickloan": ORG}, "Ann Lee", "Quickloan"),
    ("opposed", "星港水手队3：1战胜南渡白鹭队。", {"星港水手队": ORG, "南渡白鹭队": ORG}, "星港水手队", "南渡白鹭队"),
    ("works_for", "Ann Lee works for Quickloan.", {"Ann Lee": P, "Quickloan": ORG}, "Ann Lee", "Quickloan"),
    ("said_of", "“Corran is quite ready,” said Ann Lee.", {"Corran": L, "Ann Lee": P}, "Ann Lee", "Corran"),
]


@pytest.mark.parametrize(("kind", "text", "names", "subject", "object"), CASES)
def test_a_sentence_that_says_it_is_read(
    kind: str, text: str, names: dict[str, str], subject: str, object: str | None
) -> None:
    reading = read(report(text, names.items(), language="zh" if "。" in text else "en"))
    said = {
        (s.kind, reading.names[s.subject].name, reading.names[s.object].name if s.object is not None else None)
        for s in reading.statements
    }
    assert (kind, subject, object) in said


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Quickloan has not acquired Lamp Line.", {"Quickloan": ORG, "Lamp Line": ORG}),
        ("Quickloan denied it reportedly acquired Lamp Line.", {"Quickloan": ORG, "Lamp Line": ORG}),
        ("港湾银行否认收购灯塔银行。", {"港湾银行": ORG, "灯塔银行": ORG}),
        ("港湾银行计划收购灯塔银行。", {"港湾银行": ORG, "灯塔银行": ORG}),
    ],
)
def test_what_is_denied_or_planned_is_no_plain_fact(text: str, names: dict[str, str]) -> None:
    statements = read(report(text, names.items())).statements
    assert all(s.hedged for s in statements)


def test_a_goalkeeper_is_no_plan() -> None:
    reading = read(report("伊拉克队门将哈米德失误。", [("伊拉克队", ORG), ("哈米德", P)], language="zh"))
    assert [(s.kind, s.hedged) for s in reading.statements] == [("works_for", False)]


def test_the_supporting_sentence_is_the_one_that_says_it() -> None:
    article = report("It rained. Ann Lee sued Quickloan. It stopped.", [("Ann Lee", P), ("Quickloan", ORG)])
    (said,) = read(article).statements
    assert article.text[said.start : said.end] == "Ann Lee sued Quickloan."


@pytest.mark.parametrize("kind", relations())
def test_a_relation_says_how_often_it_is_right(kind: str) -> None:
    module = Plugins("broadsheet.knowledge.relations", "relation").load(kind)
    assert 0 < module.PRECISION < 1
    assert callable(module.find)
    assert str(module.__doc__).startswith(f"{kind}: ")


@pytest.mark.parametrize(
    "text", ["x" * 10_000, "\ue000P0\ue001 met \ue000P1\ue001.", "(" * 500, "<script>alert(1)</script>"]
)
def test_hostile_text_is_read_without_statements(text: str) -> None:
    assert read(report(text, [])).statements == ()
