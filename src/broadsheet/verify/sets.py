"""Results told as a row, 6-4 3-6 7-5: the sets of one match, which have to be the evidence's in its order."""

from collections.abc import Sequence

from broadsheet.verify.reading import Reading
from broadsheet.verify.record import Record
from broadsheet.verify.values import Score

_JOINTS = frozenset(" ,，、和及与") | {"and", ", and", "and "}
_LONGEST_JOINT = 5


def rows_of(reading: Reading) -> list[list[Score]]:
    """The rows of two results and more that stand side by side."""
    rows: list[list[Score]] = []
    for score in reading.scores:
        joint = reading.plain[rows[-1][-1].end : score.start] if rows else ""
        if rows and len(joint) <= _LONGEST_JOINT + 1 and _is_joint(joint):
            rows[-1].append(score)
        else:
            rows.append([score])
    return [row for row in rows if len(row) > 1]


def _is_joint(text: str) -> bool:
    words = text.replace(",", " ").replace("，", " ").split()
    return all(word in _JOINTS for word in words)


def out_of_row(draft: Reading, record: Record) -> list[tuple[Score, Score]]:
    """Each result of a row that differs from the one in its place in the evidence's row of the same match."""
    known = [row for reading in record.readings for row in rows_of(reading)]
    found: list[tuple[Score, Score]] = []
    for row in rows_of(draft):
        alike = [k for k in known if len(k) == len(row)]
        wrong = [_differing(row, k) for k in alike]
        if wrong and all(wrong):
            fewest = min(wrong, key=len)
            # Of a row that shares less than half it is not said that it is the same match.
            found += fewest if len(fewest) * 2 <= len(row) else []
    return found


def _differing(row: Sequence[Score], known: Sequence[Score]) -> list[tuple[Score, Score]]:
    pairs = list(zip(row, known, strict=True))
    as_told = [(a, b) for a, b in pairs if a.sides != b.sides]
    turned = [(a, b) for a, b in pairs if a.sides != b.sides[::-1]]
    return min(as_told, turned, key=len)
