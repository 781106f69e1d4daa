import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.models.backends._stops import Stops

LETTERS = st.text("ab。", max_size=6)


@given(st.lists(LETTERS, max_size=8), st.lists(st.text("ab。", min_size=1, max_size=3), max_size=3))
def test_however_it_arrives_the_answer_ends_before_the_first_stop_string(pieces: list[str], ends: list[str]) -> None:
    stops = Stops(ends)
    given = "".join(stops.add(piece) for piece in pieces) + stops.rest()
    whole = "".join(pieces)
    found = [at for at in (whole.find(end) for end in ends) if at >= 0]
    if stops.met:
        # A stop string that is whole earlier wins over one that begins earlier and is still to come.
        assert whole.startswith(given)
        assert any(whole[len(given) :].startswith(end) for end in ends)
    else:
        assert not found
        assert given == whole


@pytest.mark.parametrize(("pieces", "given"), [(["on", "e E", "ND"], "one "), (["议会", "。完", "毕"], "议会。")])
def test_what_may_begin_a_stop_string_waits(pieces: list[str], given: str) -> None:
    stops = Stops(("END", "完毕"))
    assert "".join(stops.add(piece) for piece in pieces) == given
    assert stops.met
