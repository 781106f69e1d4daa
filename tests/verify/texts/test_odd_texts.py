"""Texts that are no report: verse, code, tables, lists, two scripts, mark-up, interviews, two languages."""

import pytest

from broadsheet.core import Evidence
from tests.verify.wire import check

EN = Evidence(
    "en",
    "The harbour tunnel opened on Monday after seven years of work. It cost 11.8 billion lan, the Ministry of "
    "Transport said. Gwen Harrow, the transport minister, cut the ribbon at the Old Quay.",
    language="en",
)
ZH = Evidence(
    "zh",
    "星港湾隧道9日清晨6时正式通车，全长4.7公里，总投资118亿澜元。交通部长格温·哈罗在洞口说，隧道比原计划晚了两年。",
    language="zh",
)
VERSES = [
    "Shall I compare thee to a summer's day?\nThou art more lovely and more temperate.\n"
    "Rough winds do shake the darling buds of May,\nAnd summer's lease hath all too short a date.",
    "I wandered lonely as a cloud\nthat floats on high o'er vales and hills,\nwhen all at once I saw a crowd,\n"
    "a host, of golden daffodils;",
    "床前明月光，疑是地上霜。\n举头望明月，低头思故乡。",
    "轻轻的我走了\n正如我轻轻的来\n我轻轻的招手\n作别西天的云彩\n那河畔的金柳\n是夕阳中的新娘",
]


@pytest.mark.parametrize("verse", VERSES)
def test_in_verse_there_is_nothing_to_check_and_nothing_red(verse: str) -> None:
    for evidence in (EN, ZH):
        report = check(verse, evidence)
        assert report.passed
        assert report.findings == ()
        assert {c.verdict for c in report.claims} == {"opinion"}
        assert [n for n in report.notes if "verse" in n or "诗歌" in n]


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("The mayor resigned\nThe tunnel was closed\nThe minister was arrested\nPolice found a bomb", EN),
        ("市长辞职\n隧道关闭\n部长被捕\n警方发现炸弹\n交通部解散\n银行关门", ZH),
        ("隧道在9日关闭\n市长已经辞职\n部长已经被捕\n警方发现炸弹", ZH),
        ("- The mayor lied,\n- the tunnel died,\n- the bank was tried,\n- the people cried", EN),
    ],
)
def test_a_report_cut_into_lines_is_no_verse(text: str, evidence: Evidence) -> None:
    assert not check(text, evidence).passed


@pytest.mark.parametrize("code", ["def f(x):\n    return x + 1\nprint(f(3))", "int main() {\n  puts(name);\n}"])
def test_code_is_called_code(code: str) -> None:
    report = check(code, EN)
    assert report.passed
    assert any("code" in note for note in report.notes)


def test_a_list_of_names_is_called_one() -> None:
    report = check("Gwen Harrow\nTom Brandt\nMaria Delgado\nOld Quay", EN)
    assert any("list of names" in note for note in report.notes)
    assert [c.verdict for c in report.claims] == ["supported", "unsupported", "unsupported", "supported"]


@pytest.mark.parametrize("draft", ["Tunnel", "The tunnel opened on Monday.", "😀😀 Monday", "# \n\nThe tunnel opened."])
def test_a_text_of_a_word_or_signs_is_answered(draft: str) -> None:
    assert check(draft, EN).passed


@pytest.mark.parametrize("turned", ["draft", "evidence", "both"])
@pytest.mark.parametrize(("figure", "passes"), [("4.7", True), ("4.9", False)])
def test_scripts_are_compared_as_one_and_given_back_as_written(turned: str, figure: str, *, passes: bool) -> None:
    simple, full = "星港湾隧道全长{}公里，正式通车。", "星港灣隧道全長{}公里，正式通車。"
    draft = (simple if turned == "evidence" else full).format(figure)
    source = (simple if turned == "draft" else full).format("4.7")
    report = check(draft, source)
    assert report.passed is passes
    assert report.claims[0].text == draft
    assert all(source[s.start : s.end] == s.text for c in report.claims for s in c.evidence)
    assert all(draft[f.start : f.end] == f.text for f in report.findings)
    assert bool(report.notes) is (turned != "both")


@pytest.mark.parametrize(
    ("draft", "evidence", "passes"),
    [
        ("<p>The harbour tunnel opened on Monday&nbsp;after seven years of work.</p><br/>", EN, True),
        ("<p>The harbour tunnel opened on Friday&nbsp;after seven years of work.</p>", EN, False),
        ("<p>星港湾隧道全长4.7公里。</p>&nbsp;总投资118亿澜元。", ZH, True),
        ("<p>星港湾隧道全长4.7公里。</p>&nbsp;总投资181亿澜元。", ZH, False),
        ("星港湾隧道全长４．７公里，总投资１１８亿澜元。", ZH, True),
        ("星港湾隧道全长４．９公里。", ZH, False),
        ("A: When did it open?\nB: It opened on Monday.\nA: What did it cost?\nB: It cost 11.8 billion lan.", EN, True),
        ("A: What did it cost?\nB: It cost 18.1 billion lan.", EN, False),
        ("记者：隧道什么时候通车？\n答：9日清晨6时正式通车。", ZH, True),
        ("记者：隧道什么时候通车？\n答：8日清晨6时正式通车。", ZH, False),
    ],
)  # fmt: skip
def test_mark_up_wide_figures_and_interviews(draft: str, evidence: Evidence, *, passes: bool) -> None:
    assert check(draft, evidence).passed is passes


def test_a_text_in_two_languages_is_heard_in_each() -> None:
    report = check("The harbour tunnel opened on Monday. 星港湾隧道全长4.7公里。", EN, ZH)
    assert report.passed
    assert [[w.stance for w in c.witnesses] for c in report.claims] == [["supports", "silent"], ["silent", "supports"]]


def test_evidence_that_is_blank_is_named() -> None:
    assert check("The tunnel opened on Monday.", EN, Evidence("empty", " \n")).notes == (
        "blank evidence was left out: 1",
    )
