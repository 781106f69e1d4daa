"""Names made comparable: width, case, accents, script, punctuation and legal form taken out."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from broadsheet.knowledge.tables import Known, known, to_simplified

LONGEST = 120  # characters of a name; what is longer is a sentence that was taken for one
HAN = re.compile(r"[\u3400-\u9fff]")

_ENGLISH_LEAD = re.compile(
    r"^(?:the|mr|mrs|ms|dr|prof|professor|sir|dame|lord|lady|sen|senator|rep|gov|governor|gen|general|president|"
    r"prime minister|minister|secretary|chancellor|judge|justice|king|queen|prince|princess|founder|substitute|guard|"
    r"captain|coach|striker|midfielder|defender|goalkeeper)\s+(?=\S)"
)
_ENGLISH_FORM = re.compile(
    r"(?<=\S)\s+(?:inc|corp|corporation|co ltd|co|company|ltd|limited|llc|plc|ag|gmbh|sa|nv|holdings)$"
)
_CHINESE_FORM = re.compile(r"(?<=..)(?:股份有限公司|有限责任公司|有限公司|控股公司)$")
_CHINESE_AREA = re.compile(r"(?<=..)(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|省|市|县)$")
_CHINESE_TAIL = re.compile(r"(?<=..)(?:先生|女士|同志)$")
_MIDDLE_INITIAL = re.compile(r"(?<=\w) [a-z](?= \w)")
_MARKS = re.compile(r"[^\w\s]|_")


def family(type: str) -> str:
    """`person` for people, `thing` for all else: taggers mix up organisations and places, people seldom."""
    return "person" if type == "person" else "thing"


@lru_cache(maxsize=65_536)
def folded(name: str, type: str = "") -> str:
    """The form in which spellings of one name are equal; empty for what is no name.

    NFKC, no accents, no case, simplified characters, no punctuation; without titles, legal forms (`Inc`, 有限公司) and
    the word for the kind of place (市); for a person without initials in the middle.
    """
    if len(name) > LONGEST:
        return ""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name))
    plain = "".join(c for c in plain if not unicodedata.combining(c) and unicodedata.category(c)[0] != "C")
    plain = unicodedata.normalize("NFC", plain).translate(to_simplified()).casefold()
    if HAN.search(plain):
        return _chinese(re.sub(r"[\s]|[^\w]|_", "", plain), type)
    return _english(plain, type)


def _chinese(name: str, type: str) -> str:
    name = _CHINESE_FORM.sub("", name)
    if type == "place":
        return _CHINESE_AREA.sub("", name)
    return _CHINESE_TAIL.sub("", name) if type == "person" else name


def _english(name: str, type: str) -> str:
    name = re.sub(r"['’]s?\s*$", "", name).replace(".", "").replace("'", "").replace("’", "")
    name = " ".join(_MARKS.sub(" ", name).split())
    while name != (shorter := _ENGLISH_LEAD.sub("", name)):
        name = shorter
    name = _ENGLISH_FORM.sub("", name)
    return _MIDDLE_INITIAL.sub("", name) if type == "person" else name


@lru_cache(maxsize=1)
def _by_name() -> Mapping[tuple[str, str], Known]:
    """(family, folded) of every known name to what it names; of two, the first in the tables."""
    found: dict[tuple[str, str], Known] = {}
    for one in known():
        for name in (*one.en, *one.zh):
            for type in {one.kind, ""}:
                found.setdefault((family(one.kind), folded(name, type)), one)
    return found


def known_as(name: str, type: str) -> Known | None:
    """What the shipped tables know under a name, or None."""
    return _by_name().get((family(type), folded(name, type)))


def key_of(name: str, type: str) -> str:
    """The key a name is kept under: its folded form, or that of the main English name of what the tables know."""
    one = known_as(name, type)
    return folded(one.en[0], one.kind) if one else folded(name, type)
