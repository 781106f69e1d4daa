"""Whether reasons are true: the cause a reason names is really taken out of the reader's data, and the page made again.

    python evals/front_page_reasons.py

The topic is unfollowed, the article read is struck out of the history, or the candidate source is switched off; a
reason holds when its article then stands lower among the others (or is gone), and `rank` when it stands just where the
page said it would. An article struck out of the history may come back on the page: it is not counted among the others.
"""

from collections.abc import Iterator
from pathlib import Path

from evals._played_newsroom import Newsroom, newsroom

from broadsheet.recommend.engine import CANDIDATES
from broadsheet.recommend.pages.causes import RULES
from broadsheet.recommend.pages.page import Composed
from broadsheet.recommend.pages.slot import Slot

DATA = ("wire",)  # in the package, so always here; the newsroom is played, not read
SEEDS = (1, 2)
READERS = 24
N = 30


def figures(_: Path) -> dict[str, float]:
    """The share of slots with a reason, and of those the share that hold and that give the right rank."""
    reasons, slots, held, right = 0, 0, 0, 0
    for seed in SEEDS:
        room = newsroom(seed=seed)
        for number in range(READERS):
            page = room.page(room.reader(number), n=N)
            slots += len(page.slots)
            for rank, slot, then in _again(room, number, page):
                reasons += 1
                held += then is None or then > rank
                right += then == slot.without
    return {"slots": reasons / slots, "hold": held / reasons, "rank": right / reasons}


def _again(room: Newsroom, number: int, page: Composed) -> Iterator[tuple[int, Slot, int | None]]:
    """Each slot that has a reason, with its rank and the rank it really has without the cause."""
    made: dict[object, Composed] = {}
    for rank, slot in enumerate(page.slots, start=1):
        cause = slot.cause
        if cause is None:
            continue
        if cause.name in RULES:  # a rule of the page, not of the reader's data: composing it again is what was done
            yield rank, slot, slot.without
            continue
        if cause not in made:
            made[cause] = _without(room, number, cause.name, cause.ground)
        back = int(cause.ground.removeprefix("article:")) if cause.ground and cause.name == "similar" else 0
        others = [s.row for s in made[cause].slots if int(page.view.catalogue.ids[s.row]) != back]
        yield rank, slot, others.index(slot.row) + 1 if slot.row in others else None


def _without(room: Newsroom, number: int, name: str, ground: str) -> Composed:
    """The page with the cause really gone."""
    if not ground:
        return room.page(room.reader(number), n=N, off=name)
    if name == "followed":
        return room.page(room.reader(number, without=ground), n=N)
    mine = room.acts[str(number)]
    room.acts[str(number)] = [e for e in mine if e.article != int(ground.removeprefix("article:"))]
    room.engine._readers.forget(str(number))
    page = room.page(room.reader(number), n=N + 1)
    room.acts[str(number)] = mine
    room.engine._readers.forget(str(number))
    return page


if __name__ == "__main__":
    assert CANDIDATES.names()
    print(figures(Path()))
