"""True sentences about twenty-two invented reports pass, and their false twins are found at the very value."""

import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from broadsheet import verify
from broadsheet.core import Evidence, Finding

Case = tuple[str, str, datetime, str]


def _cases(kind: str) -> Iterator[Case]:
    for language in ("zh", "en"):
        table = tomllib.loads(Path(__file__).with_name(f"values_{language}.toml").read_text(encoding="utf-8"))
        for report in table["report"]:
            noon = datetime.combine(report["day"], time(12), tzinfo=UTC)
            yield from ((language, report["text"], noon, sentence) for sentence in report[kind])


def _errors(sentence: str, case: Case) -> list[Finding]:
    language, text, day, _ = case
    evidence = [Evidence("article:1", text, language=language, published=day)]
    report = verify.check(sentence, evidence, language=language, dateline=day, only=["numbers", "dates", "codes"])
    return [f for f in report.findings if f.severity == "error"]


@pytest.mark.parametrize("case", list(_cases("yes")), ids=lambda c: c[3])
def test_a_true_sentence_in_other_words_has_no_wrong_value(case: Case) -> None:
    assert _errors(case[3], case) == []


@pytest.mark.parametrize("case", list(_cases("no")), ids=lambda c: c[3])
def test_a_false_value_is_found_where_it_stands(case: Case) -> None:
    start, end = case[3].index("«"), case[3].index("»") - 1
    found = _errors(case[3].replace("«", "").replace("»", ""), case)
    assert any(f.start < end and start < f.end for f in found)
