"""What a theme calls up: words that lines are looked for by, with how much each counts."""

import re
from collections.abc import Mapping, Sequence

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[a-z]{3,}")
# A word of the theme itself counts three times what it calls up does.
_OWN, _CALLED_UP = 3.0, 1.0
# What the themes of verse call up, by any of their names.
_ZH: Sequence[tuple[str, str]] = (
    ("春", "春花莺柳燕桃东风草芳雨红"),
    ("夏", "夏荷蝉莲暑日长绿阴"),
    ("秋", "秋霜落叶雁菊西风凉寒"),
    ("冬雪", "雪冬寒梅冰岁暮"),
    ("乡家归", "乡归客家故园雁书路"),
    ("别送离", "别送君酒舟柳离"),
    ("月夜", "月夜明影星光楼"),
    ("山隐", "山云松石溪鸟泉空"),
    ("水江河海湖", "江水波舟流帆海浪"),
    ("战边军", "关塞马剑戎旗胡将"),
    ("友情爱思", "君心思相情梦"),
    ("史古怀", "古宫台王故国旧千年"),
    ("老时年", "年老白发日岁时"),
    ("酒醉", "酒醉杯樽"),
    ("桥路城", "桥路城楼车水"),
    ("花", "花香红芳落开"),
    ("雨", "雨云湿风声"),
)
_EN: Sequence[tuple[str, str]] = (
    ("spring flower bloom", "spring april may bud rose flower flowers green bird sweet"),
    ("summer sun light", "summer sun day bright light heat green"),
    ("autumn fall harvest", "autumn leaves yellow winter bare sere orchard apples"),
    ("winter snow cold", "winter snow cold frost frosty storms bare"),
    ("night star moon dark", "night dark moon star stars light shade sky"),
    ("sea river water ocean", "sea river water waves shore sand deep boats sail ships"),
    ("love heart friend", "love heart dear sweet friend thee"),
    ("time age old", "time age old hours days years years' memory"),
    ("death loss grief", "death grave grief tears die dead mourn"),
    ("beauty", "beauty fair eyes rose sweet"),
    ("wind storm rain", "wind winds rain storm clouds blow"),
    ("city home", "home city towers town"),
    ("nature forest", "trees forest green leaves bird grass"),
)


def weights(theme: str, *, language: str) -> Mapping[str, float]:
    """The words (in Chinese: characters) that lines on a theme hold, with what each is worth."""
    own = _HAN.findall(theme) if language == "zh" else _LATIN.findall(theme.lower())
    found: dict[str, float] = {}
    for names, called in _ZH if language == "zh" else _EN:
        if any(word in (names if language == "zh" else names.split()) for word in own):
            found |= dict.fromkeys(called if language == "zh" else called.split(), _CALLED_UP)
    return {**found, **dict.fromkeys(own, _OWN)}


def worth(text: str, table: Mapping[str, float], *, language: str) -> float:
    """What a text is worth under these weights; each word counts once."""
    have = set(text) if language == "zh" else set(_LATIN.findall(text.lower()))
    return sum(value for word, value in table.items() if word in have)
