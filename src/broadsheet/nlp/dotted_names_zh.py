"""Names with a point in Chinese text that a tagger cut apart: 贡唐仓·丹贝旺旭, 阿不来提·阿不都热西提."""

from collections.abc import Sequence

from broadsheet.nlp.scripts import HAN

Tagged = tuple[str, int, int]

_POINTS = frozenset("·•‧・")
# One character before a name that is a word of its own, though it could begin one: who does what to whom.
_OWN_WORDS = frozenset(
    "令让使请给问见访叫称说找是有为由当任选派率携带接送救杀捕谢赞骂怕爱恨嫁娶到在要会能被把跟和与同及或"
)
# What one character inside a name may be tagged as.
_INNER = frozenset({"d", "a", "nz"})
# What given names of the north-west end in and dictionaries know as other words.
_ENDINGS = ("买买提", "买提", "古丽", "别克", "尼牙孜")


def joined(text: str, words: Sequence[Tagged]) -> list[Tagged]:
    """`words` of `text` (tag, start, end) with the parts of a person's name about a point made one, tagged PER."""
    found: list[Tagged] = []
    for tag, start, end in words:
        if tag == "PER" and found and (first := _begins(text, found, (start, end))) is not None:
            found[first:] = [("PER", found[first][1], end)]
        else:
            found.append((tag, start, end))
    return [_whole(text, found, i) if word[0] == "PER" else word for i, word in enumerate(found)]


def _begins(text: str, before: Sequence[Tagged], here: tuple[int, int]) -> int | None:
    """Where in `before` the name begins that goes on `here`: `PER ·`, or a PER with a point and one character.

    Two people written as one word are one, when the second has a point and the first has none.
    """
    start, points_here = here[0], not _POINTS.isdisjoint(text[slice(*here)])
    if points_here and before[-1][0] == "PER" and before[-1][2] == start:
        return len(before) - 1 if _POINTS.isdisjoint(text[before[-1][1] : start]) else None
    if len(before) < 2 or before[-2][0] != "PER" or before[-1][2] != start or before[-2][2] != before[-1][1]:
        return None
    (_, first, last), (tag, middle, until) = before[-2], before[-1]
    between = text[middle:until]
    inside = tag in _INNER and len(between) == 1 and HAN.match(between) and between not in _OWN_WORDS
    return len(before) - 2 if between in _POINTS or (inside and not _POINTS.isdisjoint(text[first:last])) else None


def _whole(text: str, words: Sequence[Tagged], at: int) -> Tagged:
    """The person at `at` with the first character and the ending that were taken for verbs, where it has a point."""
    _, start, end = words[at]
    if _POINTS.isdisjoint(text[start:end]):
        return words[at]
    if at and words[at - 1][0] in ("v", "a") and words[at - 1][2] == start == words[at - 1][1] + 1:
        char = text[start - 1]
        start -= bool(HAN.match(char)) and char not in _OWN_WORDS
    end += next((len(ending) for ending in _ENDINGS if text.startswith(ending, end)), 0)
    return "PER", start, end
