"""What the passages of a story are to do when a person gave its theme: the steps that any story takes."""

from collections.abc import Mapping, Sequence

_ARC: Mapping[str, Sequence[str]] = {
    "en": (
        "Open in the setting: the main character does something with their hands. Show one odd thing.",
        "Show what the main character wants today, by what they do.",
        "The first try goes wrong because of another person.",
        "They talk; each wants something else. One of them says a thing that changes what we knew.",
        "The main character gives something up to get closer.",
        "A quiet moment that goes against what we expected.",
        "The main character decides, and it costs something.",
        "Last picture: the odd thing from the beginning, seen otherwise. No moral.",
    ),
    "zh": (
        "在这个地方开场：主人公手上正做着一件事。写一处反常。",
        "用行动写出主人公今天想要什么。",
        "第一次尝试，因为另一个人而没有成。",
        "两人对话，各有所求。其中一人说出一件事，改变了我们原先知道的。",
        "主人公舍弃一样东西，离想要的近了一步。",
        "一个安静的时刻，和预料的相反。",
        "主人公作出决定，并为此付出代价。",
        "最后一个画面：回到开头那处反常，看法已经不同。不说教。",
    ),
}
# The steps that a story of so many passages can't do without, the most needed first.
_NEEDED = (0, 7, 3, 6, 1, 2, 4, 5)


def steps(count: int, *, language: str) -> list[str]:
    """The briefs of `count` passages in order; a long story goes through the middle more than once."""
    arc = _ARC[language]
    if count <= len(arc):
        return [arc[i] for i in sorted(_NEEDED[:count])]
    middle = [arc[i] for i in range(2, 7)]
    more = [middle[i % len(middle)] for i in range(count - len(arc))]
    return [*arc[:-1], *more, arc[-1]]
