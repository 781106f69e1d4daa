import pytest

from broadsheet.core import Evidence
from broadsheet.write.conflicts import figures_of
from broadsheet.write.units import read


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ethiopia is one of Africa's fastest-growing economies.", 0),
        ("The rescuers of Addis Ababa found one survivor on Monday.", 1),
    ],
)
def test_one_of_many_is_no_figure(text: str, count: int) -> None:
    (unit,) = read(Evidence("a", text, language="en"), language="en").units
    assert len(figures_of(0, unit)) == count
