"""Two editors' texts put together."""

from hypothesis import given
from hypothesis import strategies as st

from broadsheet.publish.merging import cut, merge, merged

SENTENCES = st.lists(
    st.sampled_from(["五人受伤。", "火灭了。", "A fire broke out. ", "It is out! ", "\n", "\n\n", "## Why"])
)
TEXTS = SENTENCES.map("".join) | st.text(alphabet="a.。 \n”", max_size=40)


@given(base=TEXTS, theirs=TEXTS, mine=TEXTS)
def test_nothing_is_lost_in_a_merge(base: str, theirs: str, mine: str) -> None:
    parts = merge(base, theirs, mine)
    assert "".join(p.base for p in parts) == base
    assert "".join(p.theirs for p in parts) == theirs
    assert "".join(p.mine for p in parts) == mine


@given(base=TEXTS, theirs=TEXTS)
def test_who_changed_nothing_takes_what_the_other_wrote(base: str, theirs: str) -> None:
    assert merged(merge(base, theirs, base), lambda _: "mine") == theirs
    assert merged(merge(base, base, theirs), lambda _: "theirs") == theirs


@given(base=TEXTS, theirs=TEXTS, mine=TEXTS)
def test_a_conflict_is_decided_and_the_rest_stands_as_it_is(base: str, theirs: str, mine: str) -> None:
    parts = merge(base, theirs, mine)
    assert merged(parts, lambda _: "theirs") == "".join(p.text("theirs") for p in parts)
    assert merged(parts, lambda _: "mine") == "".join(p.text("mine") for p in parts)


@given(TEXTS)
def test_the_pieces_of_a_text_are_the_text(text: str) -> None:
    assert "".join(cut(text)) == text


def test_changes_to_neighbouring_sentences_stand_side_by_side() -> None:
    parts = merge("五人受伤。火灭了。", "六人受伤。火灭了。", "五人受伤。火已扑灭。")
    assert [p.side for p in parts] == ["theirs", "mine"]
    assert merged(parts, lambda _: "mine") == "六人受伤。火已扑灭。"


def test_two_changes_to_one_sentence_are_asked_about() -> None:
    parts = merge("Five hurt. It is out.", "Six hurt. It is out.", "Four hurt. It is out.")
    assert [p.side for p in parts] == ["conflict", "both"]
    assert merged(parts, lambda _: "theirs") == "Six hurt. It is out."
    assert merged(parts, lambda _: "both") == "Six hurt. Four hurt. It is out."
    assert merged(parts, lambda _: "base") == "Five hurt. It is out."


def test_the_same_change_by_both_is_no_conflict() -> None:
    assert [p.side for p in merge("Five hurt.", "Six hurt.", "Six hurt.")] == ["both"]


def test_two_insertions_in_one_place_are_asked_about() -> None:
    assert [p.side for p in merge("A.\n", "A.\nB.", "A.\nC.")] == ["both", "conflict"]
