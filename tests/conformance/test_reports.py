"""Every report of a kept check: it stands alone, tells every sentence and who let one stand, in both languages."""

from dataclasses import replace
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from broadsheet import publish
from broadsheet.core import Checked, Claim, Decision, Evidence, Finding, Report, Span, Stored, Witness
from broadsheet.publish.evidence_words import WORDS
from tests.newsrooms import NOW

ODD = '<script>alert("x")</script> & 囍\u202e'
TEXT = f"Five hurt. {ODD}"
WIRE = Evidence(
    "article:1", "Five hurt, the wire said.", "火灾 <b>Fire</b>", "Wire", "https://wire.example/1", "en", NOW
)
COPY = Evidence("evidence:2", "Five hurt, the wire said.", url="javascript:alert(1)")
SPAN = Span("article:1", 0, 9, "Five hurt")
CLAIMS = (
    Claim(
        "Five hurt.", 0, 10, "supported", 0.9, (SPAN,), "all of it", "factual", "learnt", (),
        (Witness("article:1", "supports", SPAN), Witness("evidence:2", "supports", None, "article:1")),
    ),
    Claim(ODD, 11, 11 + len(ODD), "unsupported", 0.1, (), "nothing says this", "attribution"),
)  # fmt: skip
FINDING = Finding("names", "unsupported", "error", 11, 20, ODD[:9], "not mentioned", "Lin")
CHECKED = Checked(
    text=TEXT,
    evidence=(WIRE, COPY),
    report=Report(passed=False, claims=CLAIMS, findings=(FINDING,), notes=("one note",)),
    language="en",
    title=f"Fire {ODD}",
    checks=("numbers", "names"),
    version="1.0",
    by="Lin",
    cleared=(Decision("clear", "Wang 王", NOW, ODD),),
)


def _made(name: str, language: str, checked: Checked = CHECKED) -> bytes:
    return publish.check_report(Stored(3, checked, NOW), name, language=language)


def _read(body: bytes) -> str:
    if body.startswith(b"%PDF"):
        return "".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages)
    return body.decode("utf-8")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", publish.check_reports())
def test_a_report_is_a_file_of_its_kind_and_the_same_each_time(name: str, language: str) -> None:
    media_type, suffix = publish.check_report_file(name)
    assert "/" in media_type
    assert suffix.isalnum()
    assert _made(name, language) == _made(name, language)


@pytest.mark.parametrize("name", publish.check_reports())
def test_what_comes_from_outside_runs_nowhere(name: str) -> None:
    said = _read(_made(name, "en"))
    if name != "pdf":
        assert "<script>" not in said
        assert "javascript:" not in said
        assert "\u202e" not in said


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", ["html", "pdf"])
def test_each_sentence_its_reason_its_evidence_and_who_cleared_it_are_told(name: str, language: str) -> None:
    said = unescape(_read(_made(name, language))).replace("\n", "")
    for words in ("Five hurt.", "nothing says this", "Five hurt, the wire said.", "Wang", "王", "one note", "Lin"):
        assert words in said
    assert WORDS[language]["supported"] in said
    assert WORDS[language]["limits"][:20] in said


@pytest.mark.parametrize(
    ("change", "en", "zh"),
    [
        ({}, "1 let stand by an editor", "1句由编辑放行"),
        ({"cleared": ()}, "1 of 2 not in the evidence", "2句中1句缺少依据"),
        ({"report": Report(True, CLAIMS[:1]), "cleared": ()}, "all 1 factual sentences", "1句事实陈述均有依据"),
        ({"report": Report(True), "cleared": ()}, "nothing to check", "没有可核对的内容"),
        (
            {"report": Report(False, (replace(CLAIMS[0], verdict="contradicted"),))},
            "1 of 1 contradicted",
            "1句中1句与依据",
        ),
        ({"report": Report(False, CLAIMS[:1], (replace(FINDING, start=0),))}, "something to look at", "有需要留意之处"),
    ],
)
def test_the_badge_says_in_words_how_the_text_stands(change: dict[str, Any], en: str, zh: str) -> None:
    checked = replace(CHECKED, **change)
    assert en in _made("badge", "en", checked).decode()
    assert zh in _made("badge", "zh", checked).decode()
