"""True sentences in other words: synonyms by hand-made tables, figures and days written another way."""

import re
from collections.abc import Callable
from datetime import timedelta

from evals.verify_changes import Setting, listed

Rewording = Callable[[str, Setting], str]
_QUOTED = re.compile(r"(“[^”]*”?|\"[^\"]*\"?|「[^」]*」?)")
Table = list[tuple[str, str]]
_WORDS: dict[str, Table] = {
    "zh": [
        (r"表示，", "说，"),
        (r"(?<![据声名宣职简号著])称，", "表示，"),
        (r"(?<=[^据小])说，", "表示，"),
        (r"目前", "现在"),
        (r"但(?!是)", "但是"),
        (r"由于", "因为"),
        (r"同比增长", "比上年同期增加"),
        (r"此外，", "另外，"),
        (r"因此", "所以"),
        (r"以及", "和"),
        (r"(?<![\d.])(\d+(?:\.\d+)?)%", r"百分之\1"),
        (r"进行了?", "开展"),
        (r"举行", "举办"),
        (r"(?<=\d)余(?=[名人个家])", "多"),
        (r"共有", "一共有"),
        (r"指出，", "认为，"),
    ],
    "en": [
        (r"\bsaid\b", "stated"),
        (r"\bBut\b", "However,"),
        (r"\babout (?=\d)", "around "),
        (r"\bmore than (?=[\d$£])", "over "),
        (r"\s?\bper ?cent\b", "%"),
        (r"\bdid not\b", "didn't"),
        (r"\bdo not\b", "don't"),
        (r"\bis not\b", "isn't"),
        (r"\bbig\b", "large"),
        (r"\bbecause of\b", "owing to"),
        (r"\bbegan\b", "started"),
        (r"\bhelp\b", "assist"),
        (r"\bshow(s|ed)?\b", r"reveal\1"),
        (r"(\d),(\d{3})\b(?!,)", r"\1\2"),
        (r"(?<=\d) million (?=people)", "m "),
        (r"\bfirms\b", "companies"),
    ],
}
_SYNONYMS: dict[str, Table] = {
    "zh": [
        (r"获得了?", "取得"), (r"开展", "进行"), (r"帮助", "协助"), (r"宣布", "宣告"), (r"发布", "公布"),
        (r"立即", "马上"),
        (r"造成", "导致"), (r"遇难", "死亡"), (r"丧生", "死亡"), (r"受伤", "负伤"), (r"访问", "出访"),
        (r"会见", "会晤"),
        (r"认为", "指出"), (r"推动", "促进"), (r"加强", "强化"), (r"大幅", "大幅度"), (r"迅速", "快速"),
        (r"日前", "近日"),
        (r"近年来", "这几年来"), (r"参加", "出席"), (r"位于", "地处"), (r"成立", "组建"), (r"上涨", "上升"),
        (r"下跌", "下降"),
        (r"减少", "下降"), (r"购买", "购入"), (r"孩子", "儿童"), (r"民众", "群众"), (r"警方", "公安机关"),
        (r"医治", "治疗"),
        (r"展开", "开展"), (r"抵达", "到达"), (r"离开", "离去"), (r"击败", "战胜"), (r"夺得", "赢得"),
        (r"首次", "第一次"),
        (r"预计", "预期"), (r"签署", "签订"), (r"要求", "责令"), (r"包括", "包含"), (r"显示", "表明"),
        (r"讨论", "商讨"),
    ],
    "en": [
        (r"\bkilled\b", "left dead"), (r"\bbought\b", "purchased"), (r"\bstarted\b", "began"),
        (r"\bsays\b", "states"),
        (r"\bannounced\b", "made public"), (r"\bincreased\b", "rose"), (r"\bfell\b", "dropped"),
        (r"\brose\b", "went up"),
        (r"\bpeople\b", "persons"), (r"\bchildren\b", "youngsters"), (r"\battempt(s|ed)?\b", r"try"),
        (r"\bgovernment\b", "administration"), (r"\bpolice\b", "officers"), (r"\bcompany\b", "firm"),
        (r"\bnumber of\b", "count of"), (r"\bcrucial\b", "vital"), (r"\bimportant\b", "significant"),
        (r"\bplans to\b", "intends to"), (r"\bneed\b", "require"), (r"\bbuild\b", "construct"),
        (r"\bmet\b", "held talks with"), (r"\bjob\b", "post"), (r"\basked\b", "inquired"),
        (r"\bgave\b", "handed"),
        (r"\bend(ed)?\b", r"finish\1"), (r"\bdeal\b", "agreement"), (r"\bwhile\b", "as"),
        (r"\bhowever\b", "but"),
        (r"\bcountry\b", "nation"), (r"\bglobal\b", "worldwide"), (r"\bnearly\b", "almost"),
        (r"\bfamous\b", "well-known"),
        (r"\bquick(ly)?\b", r"rapid\1"), (r"\bcurrently\b", "at present"), (r"\balso\b", "as well"),
    ],
}  # fmt: skip
_MONTHS = listed("January February March April May June July August September October November December")
_WEEK = listed("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_SMALL = listed("two three four five six seven eight nine ten")


def _outside_quotations(sentence: str, change: Callable[[str], str]) -> str:
    return "".join(p if i % 2 else change(p) for i, p in enumerate(_QUOTED.split(sentence)))


def _by_table(sentence: str, table: Table) -> str:
    for old, new in table:
        sentence = _outside_quotations(sentence, lambda part, o=old, n=new: re.sub(o, n, part))  # type: ignore[misc]
    return sentence


def words(sentence: str, setting: Setting) -> str:
    """The commonest words of news for one another."""
    return _by_table(sentence, _WORDS[setting.language])


def synonyms(sentence: str, setting: Setting) -> str:
    """Content words for others of the same meaning, three at most: more no writer changes."""
    left = 3
    for old, new in _SYNONYMS[setting.language]:
        changed = _outside_quotations(sentence, lambda part, o=old, n=new: re.sub(o, n, part, count=1))  # type: ignore[misc]
        left -= changed != sentence
        sentence = changed
        if not left:
            break
    return sentence


def numerals(sentence: str, setting: Setting) -> str:
    """The same figures written another way: 12000 for 1.2万, 12,000 for 12000, 3 for three."""
    rules: Table = [(r"(?<![\d.,])(\d{1,3}),(\d{3})(?![\d,.])", r"\1\2")]
    if setting.language == "zh":
        sentence = _outside_quotations(
            sentence, lambda part: re.sub(r"(?<![\d.,])(\d+(?:\.\d{1,3})?)万(?![亿多余美欧英])", _unfolded, part)
        )
        rules += [
            (r"(?<![\d.])(\d+(?:\.\d+)?)%", r"百分之\1"),
            (r"百分之(\d+(?:\.\d+)?)", r"\1%"),
            (r"(?<=\d)平方公里", "平方千米"),
        ]
        return _by_table(sentence, rules[:2] if "%" in sentence else [rules[0], rules[2], rules[3]])
    rules += [(r"\b(?:per ?cent)\b", "percent"), (r"(?<=\d)%", " percent"), (r"(?<=\d) ?km\b", " kilometres")]
    rules += [
        (rf"\b{word}(?= (?:people|men|women|children|years|days|months|weeks|countries|players)\b)", str(i))
        for i, word in enumerate(_SMALL, 2)
    ]
    sentence = _outside_quotations(
        sentence, lambda part: re.sub(r"(?<![\d.,])(\d+)\.(\d) million\b", r"\1,\g<2>00,000", part)
    )
    return _by_table(sentence, rules)


def _unfolded(m: "re.Match[str]") -> str:
    value = round(float(m[1]) * 10_000)
    return f"{value:,}" if value % 3 else str(value)


def days(sentence: str, setting: Setting) -> str:
    """The same days named another way: 昨日 for the day before the dateline, March 5 for Monday."""
    if setting.day is None:
        return sentence
    return _outside_quotations(
        sentence, lambda part: (_days_zh if setting.language == "zh" else _days_en)(part, setting)
    )


def _days_zh(part: str, setting: Setting) -> str:
    assert setting.day is not None
    for back, word in ((0, "今日"), (1, "昨日")):
        day = setting.day - timedelta(days=back)
        part = re.sub(rf"(?<![\d年月至到、和-]){day.day}日(?![电至到、和讯上下凌晚早中夜-])", word, part)
    return re.sub(r"(?<![年\d])(\d{1,2})月(\d{1,2})日(?![电至])", r"\1月\2号", part)


def _days_en(part: str, setting: Setting) -> str:
    assert setting.day is not None
    for back in range(7):
        day = setting.day - timedelta(days=back)
        part = re.sub(
            rf"\bon {_WEEK[day.weekday()]}(?! (?:night|morning|evening|afternoon|and|to|next)\b)",
            f"on {_MONTHS[day.month - 1]} {day.day}",
            part,
        )
    return re.sub(rf"\b({'|'.join(_MONTHS)}) (\d{{1,2}})\b(?!,? \d{{4}}|[:,–-]\d)", r"\2 \1", part)


REWORDINGS: dict[str, Rewording] = {"words": words, "synonyms": synonyms, "numerals": numerals, "days": days}
