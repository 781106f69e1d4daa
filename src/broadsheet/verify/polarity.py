"""Which way a sentence points: what it negates, and whether it says rose or fell, for or against."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from broadsheet import nlp
from broadsheet.verify.terms import stem

_NEGATORS = frozenset(
    "不 没 没有 未 未能 并未 尚未 从未 仍未 不会 不能 不是 不再 无法 不得 不可 不必 不曾 不应 不应该 不该 不要 不想 不愿 并不 并非 "
    "并没有 绝不 决不 毫不 毫无 否认 no not never n't cannot without neither nor nobody none denied denies deny refuses refused".split()
)
_JOINED = re.compile(r"\A(?:不|未|没)(?P<rest>[\u3400-\u9fff]{2,})\Z")
_LEXICAL = frozenset(
    "不断 不仅 不仅仅 不但 不只 不过 不管 不论 不少 不同 不久 不得不 不止 不错 不满 不幸 不良 不足 不到 不超过 不低于 不少于 不变 不安 不妨 "
    "不料 不惜 不顾 不如 未来 未婚 未成年 未成年人 未必 未知 没收 不动产 不锈钢 不一 不可避免 不可或缺 不约而同 不可 不确定性 不平等".split()
)
_NOT_ONLY = re.compile(r"\bnot (?:only|just|merely)\b|不得不|不能不|不无", re.IGNORECASE)
_PAIRS = (
    ("上升 增长 增加 上涨 提高 扩大 回升 攀升 走高 激增 增至 升至 涨至 升高 增 涨 升", "下降 减少 下跌 降低 缩小 回落 下滑 走低 锐减 降至 减至 跌至 跌 降 减"),
    ("胜 战胜 击败 取胜 获胜 力克 大胜 险胜 完胜", "负 输 落败 告负 不敌 惜败 败北 失利"),
    ("支持 赞成 同意 批准 接受", "反对 拒绝 否决 驳回"),
    ("进口", "出口"),
    ("顺差", "逆差"),
    ("盈利", "亏损"),
    ("成功", "失败"),
    ("允许", "禁止"),
    ("开始 启动 开幕 开放", "结束 停止 暂停 终止 闭幕 关闭"),
    ("高于", "低于"),
    ("最高", "最低"),
    ("首次 第一次", "再次"),
    ("逮捕 拘留 被捕", "释放 获释"),
    ("死亡 遇难 丧生", "生还 获救 幸存 受伤"),
    ("加强 增强", "削弱 减弱"),
    ("买入 买进", "卖出"),
    ("有罪", "无罪"),
    ("rise rises rose risen rising increase increased increases increasing grow grew grows growth growing gain gained climb "
     "climbed jump jumped soar soared surge surged expand expanded higher up", "fall falls fell fallen falling decrease "
     "decreased decreases decreasing decline declined declines declining drop dropped drops shrink shrank slump slumped "
     "plunge plunged slid lower down"),
    ("won win wins beat defeated victory", "lost lose loses defeat"),
    ("support supports supported back backed backs approve approved approves accept accepted accepts agreed",
     "oppose opposes opposed reject rejected rejects refuse refused"),
    ("import imports imported", "export exports exported"),
    ("surplus", "deficit"),
    ("profit profits", "loss losses"),
    ("succeeded success successful", "failed failure unsuccessful"),
    ("allow allows allowed permit permitted", "ban bans banned prohibit prohibited forbid forbidden"),
    ("began begin begins started start starts opened open opens", "ended end ends finished closed close closes stopped"),
    ("arrested detained jailed", "released freed"),
    ("killed dead died deaths", "injured wounded survived rescued"),
    ("guilty", "innocent acquitted"),
    ("above", "below"),
    ("more", "fewer less"),
    ("highest", "lowest"),
    ("strengthen strengthened", "weaken weakened"),
)  # fmt: skip
_SIDES: dict[str, tuple[int, int]] = {
    word: (axis, side) for axis, pair in enumerate(_PAIRS) for side, words in enumerate(pair) for word in words.split()
}


@dataclass(frozen=True, slots=True)
class Turn:
    """A word that points one of two ways: `side` of `axis`, with the words around it."""

    start: int
    end: int
    axis: int
    side: int


@dataclass(frozen=True, slots=True)
class Negated:
    """A word under a negation, as its stem, with the place from the negation to the word."""

    start: int
    end: int
    word: str


def turns(text: str) -> tuple[Turn, ...]:
    """The words of `text` that point one way of two (rose and fell, 进口 and 出口)."""
    found = []
    for word, start, end in words(text):
        if side := _SIDES.get(word.lower()):
            found.append(Turn(start, end, *side))
    return tuple(found)


def negations(text: str) -> tuple[Negated, ...]:
    """The words of `text` that a negation stands before."""
    return tuple(_negations(text))


def _negations(text: str) -> Iterator[Negated]:
    excused = [m.span() for m in _NOT_ONLY.finditer(text)]
    pending: int | None = None
    for word, start, end in words(text):
        lower = word.lower().replace("’", "'")
        if any(a <= start < b for a, b in excused):
            continue
        if lower in _NEGATORS or lower.endswith("n't"):
            pending = start if pending is None else pending
        elif (joined := _JOINED.match(word)) and word not in _LEXICAL:
            yield Negated(start, end, joined["rest"])
        elif pending is not None and not nlp.is_stop(word):
            if start - pending <= 40:
                yield Negated(pending, end, stem(lower))
            pending = None


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[tuple[str, int, int], ...]:
    """The words of a sentence with their places in it; the last few thousand are kept, since sentences recur."""
    return tuple(nlp.words(text))


def word_stems(text: str) -> frozenset[str]:
    """The stems of the telling words of a sentence."""
    return frozenset(stem(w.lower()) for w, _, _ in words(text) if not nlp.is_stop(w))
