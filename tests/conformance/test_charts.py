"""Every chart of the folder: well-formed, named, within its frame, empty where nothing is, in both languages."""

import re
from dataclasses import replace

import pytest
from defusedxml import ElementTree

from broadsheet import media
from broadsheet.core import InvalidInputError
from broadsheet.media import NARROW, WIDE, Look
from tests.media.sheets import NAMES, sheet

pytestmark = pytest.mark.parametrize("chart", media.charts())
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("look", [Look(WIDE), Look(NARROW, "dark"), Look(framed=False)], ids=["wide", "narrow", "bare"])
def test_a_chart_is_well_formed_and_says_what_it_is(chart: str, language: str, look: Look) -> None:
    root = ElementTree.fromstring(media.draw(chart, sheet(chart, language), look))
    assert (root.findtext(f"{SVG}title") or "").startswith(NAMES[language][0])
    assert root.get("role") == "img"
    ids = {element.get("id") for element in root.iter() if element.get("id")}
    assert set(root.get("aria-labelledby", "missing").split()) <= ids


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_nothing_is_drawn_outside_the_frame(chart: str, width: int) -> None:
    drawn = media.draw(chart, sheet(chart, "en"), Look(width, framed=False))
    root = ElementTree.fromstring(drawn)
    _, _, wide, tall = (float(edge) for edge in root.get("viewBox", "").split())
    for element in root.iter():
        for name, most in (("x", wide), ("y", tall), ("cx", wide), ("cy", tall)):
            assert -1 <= float(element.get(name, "0")) <= most + 1, element.attrib


def test_a_page_with_a_strict_policy_can_show_it(chart: str) -> None:
    drawn = media.draw(chart, sheet(chart, "en"), Look(framed=False))
    assert not re.search(r"style=|<style|<script|\son\w+=|href=", drawn)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_empty_sheet_says_that_there_is_nothing(chart: str, language: str) -> None:
    said = {"en": "Nothing in this window", "zh": "这段时间内没有数据"}[language]
    empty = replace(sheet(chart, language), rows=())
    assert said in media.draw(chart, empty)
    assert "no difference" in media.draw(chart, replace(empty, empty="no difference"))


def test_one_row_can_be_drawn(chart: str) -> None:
    one = sheet(chart, "zh")
    ElementTree.fromstring(media.draw(chart, replace(one, rows=one.rows[:1])))


def test_a_missing_column_is_said(chart: str) -> None:
    with pytest.raises(InvalidInputError, match="columns"):
        media.draw(chart, replace(sheet(chart, "en"), columns=("a",), rows=()))
