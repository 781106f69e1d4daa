"""When two amounts are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.verify.values import Quantity, compare, compatible, find_quantities


def read(text: str) -> Quantity:
    (found,) = find_quantities(text)
    return found


@pytest.mark.parametrize(
    ("draft", "evidence", "how"),
    [
        ("22万人", "22.4万人", "rounded"),
        ("22.4万人", "22万人", "different"),
        ("约22万人", "22.4万人", "same"),
        ("逾20万人", "22.4万人", "same"),
        ("逾43人", "逾40人", "different"),
        ("逾40人", "逾43人", "same"),
        ("200人", "逾200人", "unhedged"),
        ("近200人", "逾200人", "bound"),
        ("数百人", "324人", "same"),
        ("第3名", "3名", "different"),
        ("5%", "5个百分点", "different"),
        ("3 miles", "4.83 kilometres", "same"),
    ],
)
def test_an_amount_stands_to_another(draft: str, evidence: str, how: str) -> None:
    assert compare(read(draft), read(evidence)) == how


@given(st.sampled_from(["22万人", "约22万人", "5%", "$3.5m", "300余名", "3-5人", "数十家", "第3名"]))
def test_every_amount_is_itself(text: str) -> None:
    assert compare(read(text), read(text)) == "same"


def test_classifiers_may_be_each_other_and_measures_may_not() -> None:
    assert compatible("家", "个")
    assert compatible("", "metre")
    assert not compatible("metre", "person")
    assert not compatible("家", "person")
