import pytest

from broadsheet.core import Article
from broadsheet.knowledge.named import named
from tests.knowledge.reports import report


def test_a_surname_is_the_person_named_in_full() -> None:
    found = named(report("Gwen Harrow spoke. Harrow left.", [("Gwen Harrow", "person"), ("Harrow", "person")]))
    assert [(n.name, len(n.spans)) for n in found] == [("Gwen Harrow", 2)]


def test_a_surname_that_two_bear_is_neither() -> None:
    names = [("Gwen Harrow", "person"), ("Tom Harrow", "person"), ("Harrow", "person")]
    found = named(report("Gwen Harrow and Tom Harrow met. Harrow left.", names))
    assert {n.name: n.partial for n in found} == {"Gwen Harrow": False, "Tom Harrow": False, "Harrow": True}


@pytest.mark.parametrize(
    ("text", "full", "short", "type"),
    [
        ("鸥骑科技有限公司昨日说，鸥骑会负责。", "鸥骑科技有限公司", "鸥骑", "organisation"),
        ("格温·哈罗到场，哈罗说好。", "格温·哈罗", "哈罗", "person"),
        ("The Vellane Space Office (VSO) said so. VSO staff agreed.", "Vellane Space Office", "VSO", "organisation"),
        ("Loquent Systems lost. Loquent will appeal.", "Loquent Systems", "Loquent", "organisation"),
    ],
)
def test_a_short_form_is_what_the_article_names_in_full(text: str, full: str, short: str, type: str) -> None:
    assert [n.name for n in named(report(text, [(full, type), (short, type)]))] == [full]


def test_a_university_is_not_its_town() -> None:
    names = [("星港大学", "organisation"), ("星港", "organisation")]
    assert len(named(report("星港大学在星港。", names, language="zh"))) == 2


@pytest.mark.parametrize("name", ["李某", "老姚", "荀婆婆"])
def test_who_is_nobody_in_particular_is_not_named(name: str) -> None:
    assert named(report(f"{name}来了。", [(name, "person")], language="zh")) == []


def test_half_of_a_foreign_name_is_not_taken_for_it() -> None:
    assert named(report("局长穆哈卜·马米什说。", [("穆哈卜", "person")], language="zh")) == []


def test_a_gloss_gives_the_name_in_the_other_script() -> None:
    found = named(report("鸥骑（Pedalgull）道歉。", [("鸥骑", "organisation")], language="zh"))
    assert found[0].aliases == ("Pedalgull",)


@pytest.mark.parametrize("text", ["", "x", "\x00\ud800", "<b>&amp;</b>", "‮abc"])
def test_a_text_that_names_nobody_is_read(text: str) -> None:
    assert named(Article(title="", text=text)) == []
