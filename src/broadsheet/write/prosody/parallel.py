"""Are two lines of a couplet parallel (对仗)? A rough look at words of the classes that must answer each other."""

from collections.abc import Sequence

# Numbers, colours, directions and negations answer only their own class (王力, 诗词格律, chapter 2.6).
_CLASSES: Sequence[frozenset[str]] = tuple(
    map(
        frozenset,
        (
            "一二三四五六七八九十百千万萬半双雙两兩几幾数數孤独獨",
            "红紅黄黃蓝藍绿綠青白黑紫翠碧丹朱赤苍蒼素玄金银銀",
            "东東西南北中前后後左右上下内內外",
            "不无無未莫非休难難",
        ),
    )
)


def parallel(first: str, second: str) -> list[int]:
    """The places where the second line does not answer the first: a class left alone, or the same character again."""
    pairs = list(zip(first, second, strict=False))
    lone = [i for i, (a, b) in enumerate(pairs) if a != b and _class(a) is not None and _lonely(a, b)]
    return [i for i, (a, b) in enumerate(pairs) if a == b or i in lone]


def _lonely(one: str, other: str) -> bool:
    return _class(other) is None and _class(one) == 0


def _class(character: str) -> int | None:
    return next((i for i, row in enumerate(_CLASSES) if character in row), None)
