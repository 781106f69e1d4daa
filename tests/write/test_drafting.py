"""Drafts without a model: true by construction, and refusals."""

from typing import Any

import pytest

from broadsheet import write
from broadsheet.core import (
    EmptyEvidenceError,
    Evidence,
    InvalidInputError,
    RequestError,
    UnknownNameError,
)
from tests.write.fakes import translator
from tests.write.reports import EN, RADIO, WIRE, ZH, notices, whole


@pytest.mark.parametrize(("evidence", "language"), [(EN, "en"), (ZH, "zh")])
def test_a_brief_by_extraction_passes_its_check_and_says_who_reported(
    evidence: tuple[Evidence, ...], language: str
) -> None:
    draft = whole(list(write.draft("brief", evidence=evidence, language=language)))
    text = draft.variants[0].text
    assert draft.variants[0].report is not None
    assert draft.variants[0].report.passed
    assert all(e.outlet in text for e in evidence)
    assert text.startswith(draft.title + "\n\n")
    assert {s.written_by for s in draft.variants[0].sentences} == {"template"}
    assert all(s.evidence for s in draft.variants[0].sentences)
    assert (draft.model, draft.usage.completion_tokens) == ("none", 0)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", write.kinds())
def test_the_sentences_appear_in_the_text_in_order(kind: str, language: str) -> None:
    example = write.kind(kind).example[language]
    model = translator() if kind == "translation" else None
    pieces = write.draft(kind, facts=example.facts, evidence=example.evidence, language=language, model=model)
    for variant in whole(list(pieces)).variants:
        place = 0
        for sentence in variant.sentences:
            place = variant.text.index(sentence.text, place) + len(sentence.text)


def test_the_stream_plans_first_and_ends_with_the_draft() -> None:
    events = [p.event for p in write.draft("brief", evidence=EN, language="en")]
    assert (events[0], events[-1]) == ("plan", "draft")
    assert events.index("sentence") < events.index("variant")


@pytest.mark.parametrize(
    ("facts", "language", "expected"),
    [
        (
            {"who": "The council", "what": "closed the footbridge", "where": "Larkford", "when": "Wednesday"},
            "en",
            "The council closed the footbridge in Larkford on Wednesday.",
        ),
        (
            {"who": "市交通局", "what": "宣布索桥封闭检修", "where": "澄江", "when": "11月18日", "预算": "140万元"},
            "zh",
            "11月18日，市交通局在澄江宣布索桥封闭检修。预算：140万元。",
        ),
        ({"what": "桥梁今日封闭检修。"}, "zh", "桥梁今日封闭检修。"),
    ],
)
def test_a_brief_from_facts_alone(facts: dict[str, str], language: str, expected: str) -> None:
    draft = whole(list(write.draft("brief", facts=facts, language=language)))
    assert draft.variants[0].text.endswith(expected)
    assert draft.variants[0].report is not None
    assert draft.variants[0].report.passed
    assert {e.source for e in draft.sources} == {f"fact:{name}" for name in facts}


def test_a_given_headline_is_used() -> None:
    draft = whole(list(write.draft("brief", facts={"headline": "Warehouse fire"}, evidence=EN, language="en")))
    assert draft.title == "Warehouse fire"


@pytest.mark.parametrize("n", [1, 3])
def test_headlines_are_variants_and_all_different(n: int) -> None:
    variants = whole(list(write.draft("headlines", evidence=EN, language="en", n=n))).variants
    assert 1 < len(variants) <= (5 if n == 1 else 3)
    assert len({v.text for v in variants}) == len(variants)


def test_a_variant_too_many_is_a_notice() -> None:
    pieces = list(write.draft("summary", evidence=EN, language="en", n=3))
    assert len(whole(pieces).variants) == 1
    assert "only 1" in notices(pieces)


@pytest.mark.parametrize(("length", "language", "evidence"), [(30, "en", EN), (50, "zh", ZH)])
def test_a_length_is_kept(length: int, language: str, evidence: tuple[Evidence, ...]) -> None:
    short = whole(list(write.draft("summary", evidence=evidence, language=language, length=length)))
    usual = whole(list(write.draft("summary", evidence=evidence, language=language)))
    assert len(short.variants[0].text) < len(usual.variants[0].text)


@pytest.mark.parametrize(("language", "evidence"), [("zh", EN), ("en", ZH)])
def test_sources_in_another_language_alone_are_refused_with_the_way_out(
    language: str, evidence: tuple[Evidence, ...]
) -> None:
    with pytest.raises(RequestError, match="choose a model") as refused:
        write.draft("brief", evidence=evidence, language=language)
    assert refused.value.found == ("en" if language == "zh" else "zh")


def test_sources_in_the_other_language_are_named_beside() -> None:
    assert "维澜社" in notices(list(write.draft("brief", evidence=(*EN, ZH[0]), language="en")))


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"name": "sonnet"}, UnknownNameError),
        ({"evidence": ()}, EmptyEvidenceError),
        ({"evidence": (Evidence("x", " \n"),)}, EmptyEvidenceError),
        ({"language": "fr"}, RequestError),
        ({"length": 0}, InvalidInputError),
        ({"n": 0}, InvalidInputError),
        ({"n": 1000}, InvalidInputError),
        ({"name": "social", "facts": {"platform": "telegraph"}}, UnknownNameError),
        ({"name": "headlines", "facts": {"count": "many"}}, InvalidInputError),
    ],
)
def test_a_wrong_request_is_refused_before_anything_is_written(wrong: dict[str, Any], error: type[Exception]) -> None:
    request: dict[str, Any] = {"name": "brief", "evidence": EN, "language": "en"} | wrong
    with pytest.raises(error):
        write.draft(request.pop("name"), **request)


def test_settings_are_no_evidence() -> None:
    with pytest.raises(EmptyEvidenceError):
        write.draft("social", facts={"platform": "x"}, language="en")


def test_no_sentence_is_told_twice() -> None:
    draft = whole(list(write.draft("brief", evidence=(WIRE, RADIO, WIRE), language="en")))
    body = [s.text for s in draft.variants[0].sentences[1:]]
    assert len(body) == len(set(body))
