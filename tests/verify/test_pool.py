"""The values of long evidence: what may be meant is found among very many, and short evidence is looked at whole."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.verify.likely import keys_of
from broadsheet.verify.reading import read
from broadsheet.verify.record import Record
from broadsheet.verify.values import agreement, compare, find_dates, find_quantities
from tests.verify.wire import check

FIGURES = [
    *("3.2万", "32000", "约3万", "三万", "1.2 million", "1.2 billion", "nearly 1,200", "1200", "1,187", "数百", "几十"),
    *("43%", "百分之四十三", "over 40", "六七十", "68", "more than 43", "3至5万", "a third", "33%", "half", "2.5", "2"),
]
DAYS = [
    *("3月4日", "2026年3月", "March 3", "on Wednesday", "last week", "2026"),
    *("上周三", "3 March 2026", "昨日", "the 1990s"),
]


@given(st.sampled_from(FIGURES), st.sampled_from(FIGURES))
def test_amounts_that_can_be_one_share_a_key(one: str, other: str) -> None:
    for a in find_quantities(one):
        for b in find_quantities(other):
            if compare(a, b) != "different":
                assert set(keys_of(a) or ()) & set(keys_of(b) or ())


@given(st.sampled_from(DAYS), st.sampled_from(DAYS), st.sampled_from([None, date(2026, 3, 4)]))
def test_dates_that_can_be_one_share_a_key(one: str, other: str, anchor: date | None) -> None:
    for a in find_dates(one, anchor=anchor):
        for b in find_dates(other, anchor=date(2026, 3, 5)):
            if agreement(a, b) in {"same", "wider"}:
                assert set(keys_of(a) or ()) & set(keys_of(b) or ())


EN = "In district {n} the council planted {f} trees and paid {g} yuan for the work. "
ZH = "{n}区栽树{f}棵，为此支出{g}元。"


@pytest.mark.parametrize(
    ("line", "true", "false"),
    [
        (EN, "In district 611 the council planted 1833 trees.", "In district 611 the council planted 1834 trees."),
        (ZH, "611区栽树1833棵。", "611区栽树1834棵。"),
    ],
)
def test_among_thousands_of_figures_the_one_meant_is_found(line: str, true: str, false: str) -> None:
    book = "".join(line.format(n=n, f=3 * n, g=7 * n + 1000) for n in range(100, 900))
    assert check(true, book, only=["numbers", "support"]).passed
    [finding] = check(false, book, only=["numbers"]).findings
    assert (finding.rule, finding.text[:4], finding.fix[:4]) == ("contradicted", "1834", "1833")


def test_short_evidence_is_looked_at_whole() -> None:
    draft, story = read("三人受伤。"), read("".join(f"第{n}处有{n}人。" for n in range(2, 90)))
    met = Record([story]).meet(draft, draft.quantities[0], lambda r: r.quantities)
    assert len(met) == len(story.quantities)
