"""Who took words from whom."""

from dataclasses import replace
from datetime import timedelta

from broadsheet import trends
from broadsheet.core import Article, Stored
from tests.trends.reports import START

EN = (
    "The harbour tunnel opened to traffic on Monday, two years later than planned, and carried more than seventy "
    "thousand vehicles on its first day. Engineers closed one lane for an hour after a lorry lost its load. The "
    "minister of transport said that the toll would be twelve lan from next week and that residents pay half."
)
ZH = (
    "历时七年建设的星港湾公路隧道9日正式通车，比原计划晚了两年。隧道全长4.7公里，总投资118亿澜元。"
    "交通部说，首日通行车辆7.14万辆次，一辆货车掉落货物，一条车道封闭一小时。"
)
OWN = "Queues were long and tempers short, writes our reporter from the portal, where a brass band played in the rain."


def report(id: int, text: str, *, outlet: str, hour: float, language: str = "en") -> Stored[Article]:
    return Stored(
        id, Article("t", text, outlet=outlet, language=language, published=START + timedelta(hours=hour)), START
    )


def test_the_later_report_took_the_words_whatever_the_order_given() -> None:
    first = report(1, EN, outlet="Wire", hour=0)
    second = report(2, f"{OWN} {EN}", outlet="Courier", hour=2)
    [found] = trends.copies([second, first])
    assert (found.taker, found.source, found.later) == (2, 1, timedelta(hours=2))
    assert found.taken == 1.0
    assert 0.6 < found.share < 0.8


def test_a_chinese_report_is_compared_by_its_characters() -> None:
    found = trends.copies(
        [report(1, ZH, outlet="社", hour=0, language="zh"), report(2, ZH[:60], outlet="报", hour=1, language="zh")]
    )
    assert [c.share for c in found] == [1.0]


def test_the_passages_are_the_same_words_in_both() -> None:
    first, second = report(1, EN, outlet="Wire", hour=0), report(2, f"{OWN} {EN}", outlet="Courier", hour=2)
    passage = trends.copies([first, second])[0].passages[0]
    ours = second.value.text[passage.start : passage.end]
    assert ours == first.value.text[passage.source_start : passage.source_end]
    assert ours.startswith("The harbour tunnel opened")


def test_two_who_quote_one_speaker_did_not_copy() -> None:
    said = '"We shall open the tunnel when it is safe to open and not one day before that, whatever it costs us"'
    found = trends.copies(
        [
            report(1, f"The minister met the press. {said}, she said. The band played on.", outlet="A", hour=0),
            report(2, f"Questions rained on her in the hall. {said}, was all the answer.", outlet="B", hour=1),
        ]
    )
    assert found == []


def test_each_word_has_one_source_so_a_chain_is_not_told_twice() -> None:
    chain = [report(n, EN, outlet=f"O{n}", hour=n) for n in (1, 2, 3)]
    assert {(c.taker, c.source) for c in trends.copies(chain)} == {(2, 1), (3, 1)}


def test_voices_are_outlets_with_words_of_their_own() -> None:
    reports = [report(1, EN, outlet="Wire", hour=0), report(2, EN, outlet="Courier", hour=1)]
    reports += [report(3, OWN, outlet="Radio", hour=2), report(4, OWN[::-1], outlet="Radio", hour=3)]
    assert trends.independent(reports, trends.copies(reports)) == 2


def test_an_outlet_that_is_named_as_the_source_is_credited() -> None:
    first = report(1, EN, outlet="Meridian Wire", hour=0)
    second = report(2, f"{EN} Meridian Wire reported.", outlet="Courier", hour=1)
    assert trends.copies([first, second])[0].credited
    assert not trends.copies([first, replace(second, value=replace(second.value, text=EN))])[0].credited


def test_agencies_are_known_by_their_names_in_both_languages() -> None:
    zh = Article("t", "新华社北京3月5日电（记者王某）大会开幕。", outlet="某报", language="zh")
    en = Article("t", "KUALA LUMPUR (Reuters) - Police said on Friday.", outlet="Courier", language="en")
    assert trends.agencies(zh) == ("新华社",)
    assert trends.agencies(en) == ("路透社",)
    assert trends.agencies(replace(zh, outlet="新华社")) == ()


def test_reports_without_words_have_copied_nothing() -> None:
    assert trends.copies([report(1, "", outlet="A", hour=0), report(2, "!", outlet="B", hour=1)]) == []
