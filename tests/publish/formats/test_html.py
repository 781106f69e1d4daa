"""The page, read back by a parser that did not write it."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import lxml.html
import pytest

from broadsheet import publish
from broadsheet.core import Publication
from tests.publish.pieces import LATER, NOON, piece, stored


def page(value: Publication) -> Any:
    return lxml.html.document_fromstring(publish.render(stored(value), "html").decode("utf-8"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_labels_are_read_back_by_another_parser(language: str) -> None:
    tree = page(piece(language))
    aigc = json.loads(tree.xpath("string(//meta[@name='AIGC']/@content)"))
    assert (aigc["Label"], aigc["ContentProducer"], len(aigc)) == ("1", "Broadsheet", 7)
    code = tree.xpath("string(//meta[@name='iptc:digitalSourceType']/@content)")
    assert code == "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    article = json.loads(tree.xpath("string(//script[@type='application/ld+json'])"))
    assert article["@type"] == "NewsArticle"
    assert article["digitalSourceType"] == "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
    assert tree.xpath("//article/header/*[1]")[0].get("class") == "label"


def test_no_script_runs_and_nothing_is_fetched() -> None:
    tree = page(piece())
    assert tree.xpath("//script[not(@type='application/ld+json')]") == []
    assert tree.xpath("//*[@src] | //link | //iframe | //@onclick") == []
    assert "default-src 'none'" in tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_sentence_leads_to_its_source(language: str) -> None:
    tree = page(piece(language))
    links = tree.xpath("//sup[@class='cite']/a/@href")
    assert links == ["#source-1", "#source-1"]
    assert tree.get_element_by_id("source-1").xpath("a/@href") == [piece(language).sources[0].url]
    assert tree.xpath("//span[@data-written-by='model']")


def test_the_text_is_whole_without_its_footnotes() -> None:
    tree = page(piece())
    for mark in tree.xpath("//sup"):
        mark.drop_tree()
    assert tree.xpath("string(//div[@class='body'])").strip() == piece().text


def test_a_link_that_is_not_to_the_web_is_not_made() -> None:
    value = piece()
    bad = replace(value, sources=(replace(value.sources[0], url="javascript:alert(1)"),))
    assert page(bad).xpath("//section[@class='sources']//a") == []


def test_corrections_are_shown_with_their_dates_above_the_text() -> None:
    note = f"{(NOON + timedelta(hours=1)).isoformat()} 首段日期有误。"
    tree = page(replace(piece("zh"), corrections=(note,), updated=LATER))
    assert tree.xpath("string(//section[@class='corrections']//li)") == "2026年11月20日 13:00 UTC：首段日期有误。"
    assert "更新于" in tree.xpath("string(//p[@class='dates'])")


def test_a_withdrawn_page_is_a_tombstone() -> None:
    tree = page(replace(piece("zh"), withdrawn="消息不实"))
    assert tree.xpath("//div[@class='body']") == []
    assert "消息不实" in tree.xpath("string(//section[@class='tombstone'])")
