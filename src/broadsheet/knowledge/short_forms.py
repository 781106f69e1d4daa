"""Which full name of an article a short form stands for: Smith, 华为, WHO, 埃尔多安."""

import re
from collections.abc import Sequence

from broadsheet.knowledge.folding import HAN

Mark = tuple[str, str]  # (family, folded name)

# Words that end the name of an organisation and that its short form leaves out.
_ENDS = frozenset(
    [
        "technologies",
        "technology",
        "systems",
        "group",
        "motors",
        "motor",
        "electronics",
        "bank",
        "university",
        "trams",
        "line",
        "research",
        "networks",
        "media",
        "airlines",
        "airways",
        "energy",
        "pharmaceuticals",
        "foods",
        "entertainment",
        "sports",
        "international",
        "capital",
        "partners",
        "labs",
    ]
)
_SMALL = frozenset({"of", "the", "and", "for", "in", "on"})
# Too general to be the short form of one organisation.
_GENERAL = frozenset(
    [
        "bank",
        "national",
        "university",
        "department",
        "house",
        "senate",
        "court",
        "ministry",
        "state",
        "new",
        "united",
        "american",
        "chinese",
    ]
)
# What follows the short form of a company. Of a university or a bank the beginning is most often a town.
_COMPANY = re.compile(r"(?:科技|技术|电子|网络|软件|药业|汽车|航空|控股|股份|电器){0,2}(?:集团|公司|集团公司)?")
_ORGANISATION_END = re.compile(
    r"(?:公司|集团|银行|大学|学院|协会|委员会|组织|研究院|研究所|俱乐部|联盟|中心|基金会|科技|医院|报|社)$"
)


def antecedent(short: Mark, others: Sequence[Mark]) -> Mark | None:
    """The one name of `others` that `short` abbreviates, or None where there is none or there are several."""
    found = [full for full in others if full[0] == short[0] and _abbreviates(short[1], full[1], short[0])]
    if len(found) > 1:  # of nested ones (伦德-韦克萨, 约拿·伦德-韦克萨) the longest
        longest = max(found, key=lambda m: len(m[1]))
        found = [longest] if all(m[1] in longest[1] for m in found) else []
    return found[0] if found else None


def _abbreviates(short: str, full: str, family: str) -> bool:
    if len(short) >= len(full) or bool(HAN.search(short)) != bool(HAN.search(full)):
        return False
    if family == "person":
        return _of_person_zh(short, full) if HAN.search(short) else _of_person_en(short, full)
    return _of_thing_zh(short, full) if HAN.search(short) else _of_thing_en(short, full)


def _of_person_en(short: str, full: str) -> bool:
    """A surname (one word or more), a given name alone, or first and last name without those between."""
    mine, whole = short.split(), full.split()
    if whole[-len(mine) :] == mine or whole[:1] == mine:
        return True
    return len(mine) == 2 and [whole[0], whole[-1]] == mine


def _of_person_zh(short: str, full: str) -> bool:
    """The surname of a foreigner, whose full name ends with it; four characters tell it from a Chinese given name."""
    return len(full) >= 4 and len(short) >= 2 and full.endswith(short)


def _of_thing_en(short: str, full: str) -> bool:
    mine, whole = short.split(), full.split()
    if len(mine) == 1 and 2 <= len(short) <= 6 and short == "".join(w[0] for w in whole if w not in _SMALL):
        return len(whole) > 1
    return whole[: len(mine)] == mine and short not in _GENERAL and all(w in _ENDS for w in whole[len(mine) :])


def _of_thing_zh(short: str, full: str) -> bool:
    """The beginning of an organisation's name (华为, 华为公司), or its first, some and its last characters (中科院)."""
    if len(short) < 2 or not _ORGANISATION_END.search(full):
        return False
    if full.startswith(short) and _COMPANY.fullmatch(full[len(short) :]):
        return True
    return 2 <= len(short) <= 4 < len(full) and short[0] == full[0] and short[-1] == full[-1] and _within(short, full)


def _within(short: str, full: str) -> bool:
    """Whether the characters of `short` stand in `full` in that order."""
    rest = iter(full)
    return all(char in rest for char in short)
