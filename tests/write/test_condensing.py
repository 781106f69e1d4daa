"""A long source is read to its end, within bounds, and the draft says so."""

import pytest

from broadsheet import write
from broadsheet.core import Evidence
from broadsheet.write.condensing import SECTION, condensed
from broadsheet.write.units import read
from tests.write.fakes import faithful

FILLER = {
    "en": "The committee of ward {n} met and heard the residents on the drains of {w} and on the {v} beside them.",
    "zh": "{w}街道委员会再次开会，听取居民对排水沟和{v}的意见，与会者第{n}次要求维修。",
}
WORDS = {
    "en": [
        "Elm",
        "Mill",
        "Quay",
        "Church",
        "Station",
        "Market",
        "Garden",
        "lamps",
        "benches",
        "trees",
        "kerbs",
        "gates",
        "walls",
    ],
    "zh": ["榆树", "磨坊", "码头", "教堂", "车站", "集市", "花园", "路灯", "长椅", "行道树", "路沿", "栏杆", "围墙"],
}
LAST = {
    "en": "The auditors of the harbour budget found that 41 million crowns for the new breakwater are missing.",
    "zh": "审计人员发现，港口预算中用于新防波堤的4100万元去向不明。",
}


def long_source(language: str, sentences: int) -> Evidence:
    words = WORDS[language]
    rows = [FILLER[language].format(n=n, w=words[n % 7], v=words[n % 5 + 7]) for n in range(1, sentences)]
    middle = [LAST[language]]
    blank = " " if language == "en" else ""
    text = "\n".join(blank.join(chunk) for chunk in (rows[: sentences - 20], middle, rows[sentences - 20 :]))
    return Evidence("report:1", text, title="", outlet="Audit", language=language)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_short_source_is_taken_whole(language: str) -> None:
    units = read(long_source(language, 20), language=language).units
    assert condensed(units) == units


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_long_source_gives_sentences_from_its_whole_length(language: str) -> None:
    units = read(long_source(language, 2000), language=language).units
    kept = condensed(units)
    assert len(kept) <= 2 * SECTION + 12
    assert [u.index for u in kept] == sorted(u.index for u in kept)
    assert max(u.index for u in kept) > len(units) * 0.9
    assert all(u.span.text == u.evidence.text[u.span.start : u.span.end] for u in kept)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_source_of_two_hundred_thousand_characters_makes_a_draft_that_says_how(language: str) -> None:
    source = long_source(language, 2300 if language == "en" else 6400)
    assert len(source.text) > 200_000
    pieces = list(write.draft("summary", evidence=[source], language=language))
    assert any("sections" in p.text or "段通读" in p.text for p in pieces if p.event == "notice")
    made = pieces[-1].draft
    assert made is not None
    assert made.variants[0].report is not None
    assert made.variants[0].report.passed


@pytest.mark.parametrize("language", ["en", "zh"])
def test_points_that_a_model_cannot_read_at_once_are_said_in_the_sources_words(language: str) -> None:
    clause = "the wall of the quay needs stones, " if language == "en" else "码头的石墙需要修补，"
    end = "the {n}th engineer said." if language == "en" else "第{n}位工程师说。"
    rows = [(clause.capitalize() if language == "en" else "") + clause * 11 + end.format(n=n) for n in range(40)]
    if language == "zh":
        rows = [clause * 30 + end.format(n=n) for n in range(20)]
    source = Evidence("report:1", "\n".join(rows), outlet="Quay", language=language)
    facts = {f"note{n}": row for n, row in enumerate(rows)}
    model = faithful()
    pieces = list(write.draft("summary", facts=facts, evidence=[source], language=language, model=model, length=6000))
    assert any("sources' own words" in p.text or "稿源原句" in p.text for p in pieces if p.event == "notice")
    assert len(model.asked[0][0][-1].content) < (12_000 if language == "en" else 4_000)
