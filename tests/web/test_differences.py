from broadsheet.app.differing import Difference, differences
from broadsheet.core import Evidence
from broadsheet.serve.web._frame.differences import shown_differences
from tests.app.test_differing import told

FIVE = ("en", "A fire in a warehouse on the Old Quay injured five people on Sunday, the fire brigade said.")
EIGHT = ("zh", "旧埠一座木材仓库8日清晨起火，造成8人受伤，起火原因仍在调查。")


def _found() -> list[Difference]:
    reports: list[tuple[int, Evidence]] = told(FIVE, EIGHT)
    return differences(reports)


def test_the_figure_of_each_side_is_marked_in_its_sentence() -> None:
    [shown] = shown_differences(_found())
    marked = [text for side in shown.sides for _, pieces in side.sayings for text, hit in pieces if hit]
    assert [m.split()[0] for m in marked] == ["five", "8人"]
    assert shown.counts == "injured"


def test_the_pieces_joined_are_the_sentence() -> None:
    [shown] = shown_differences(_found())
    assert all(
        "".join(text for text, _ in pieces) == saying.sentence
        for side in shown.sides
        for saying, pieces in side.sayings
    )
