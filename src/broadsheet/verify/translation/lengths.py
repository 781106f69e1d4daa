"""Whether a translation has all of a sentence and no more: its length, and how many telling words it has."""

from collections.abc import Iterator

from broadsheet import nlp
from broadsheet.core import Mark
from broadsheet.core.translation import Bearing
from broadsheet.verify.translation.side import Side
from broadsheet.verify.translation.words import say

# Characters of English for one of Chinese. The 50 pairs of evals/gold/parity.tsv lie between 2.6 and 4.9, the parallel
# reports of the sample wire between 1.7 and 5: outside the first two it is doubtful, outside the second two, with the
# words, a clause is gone.
_SHORT, _LONG, _WORTH = 1.3, 6.5, 14
_GONE, _MORE = 2.4, 5.2
# Telling words of English for one of Chinese: .67 to 1.57 in those pairs, where there are more than three.
_FEWER, _FULLER, _FEW = 0.64, 1.65, 3


def lengths(here: Side, there: Side) -> Iterator[Mark]:
    """A translation that is far shorter or longer than translations are, in characters or in what it tells."""
    if {here.language, there.language} != {"zh", "en"}:
        return
    zh, en = (here, there) if here.language == "zh" else (there, here)
    share = len(en.text) / max(len(zh.text), 1)
    told = _told(en), _told(zh)
    words = told[0] / max(told[1], 1)
    few = max(told) <= _FEW
    if not few and ((share < _GONE and words < _FEWER) or (share > _MORE and words > _FULLER)):
        bearing: Bearing = "missing" if (words > 1) == (there is zh) else "added"
        message = say(there.language, f"length_{bearing}")
        yield Mark("length", bearing, here.place, there.place, message)
    elif len(here.text) >= _WORTH and not _SHORT <= share <= _LONG:
        yield Mark("length", "doubtful", here.place, there.place, say(there.language, "length"))


def _told(side: Side) -> int:
    return sum(word[0].isalnum() and not nlp.is_stop(word) for word, _, _ in nlp.words(side.text))
