"""Faults in who and where: a name from outside or inside the story, roles, titles, speakers and places exchanged."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from evals.verify_changes import Changed, Mutator, Setting, listed, one_of, put, quoted, tagged

from broadsheet.verify.values.names_zh import find_names

_TITLES = {
    "zh": "副总统>总统 副总理>总理 副主席>主席 副部长>部长 副市长>市长 副局长>局长 总统>总理 总理>总统 "
    "国家主席>国务院总理 外长>防长 外交部长>国防部长 国防部长>外交部长 市长>省长 省长>市长 董事长>总经理 "
    "总经理>董事长 首席执行官>首席财务官 秘书长>主席 局长>副局长 主教练>助理教练 队长>主教练 教授>院长 "
    "院长>副院长 发言人>部长 书记>市长 主任>副主任 会长>秘书长 检察长>法院院长",
    "en": "vice_president>president prime_minister>president president>prime_minister Prime_Minister>President "
    "President>Prime_Minister Vice_President>President foreign_minister>defence_minister "
    "Foreign_Minister>Defence_Minister  "
    "chief_executive>chairman chairman>chief_executive CEO>chairman senator>governor Senator>Governor governor>mayor "
    "mayor>governor spokesman>chairman spokeswoman>chairwoman coach>captain captain>coach director>deputy_director "
    "professor>student secretary>minister ambassador>minister founder>spokesman analyst>minister manager>captain",
}
_PLACES_EN = listed(
    "China Russia Ukraine Syria Iraq Iran Germany France Britain Italy Spain Greece Turkey Israel Egypt India "
    "Pakistan  "
    "Japan Australia Canada Mexico Brazil Nigeria Kenya Poland Sweden London Paris Berlin Moscow Beijing "
    "Tokyo Washington  "
    "Brussels Rome Madrid Chicago California Texas Florida Boston Sydney Toronto Jerusalem Cairo Istanbul "
    "Kabul Baghdad"
)
_PLACE_EN = re.compile(r"(?<=\b(?:in|at|to|of) )(?:" + "|".join(_PLACES_EN) + r")\b")
_NAME_EN = r"(?:[A-Z][a-z]+(?: [A-Z][a-z]+)*)"
# Verbs whose sides may not be exchanged; with met, married or tied they may.
_VERB_EN = re.compile(
    r"^(?: [a-z]+){0,2} (?:told|beat|defeated|accused|urged|warned|criticised|criticized|sued|asked|attacked|invited|"
    r"killed|visited|bought|acquired|blamed|praised|replaced|arrested|called on|denied|backed|helped|thanked|hired|"
    r"fired|joined|left|leads|led|won|said|rejected|supported|sent|gave|shot|hit|signed|asks|tells|wants|invaded|"
    r"overtook|topped|funded|bombed|trained|condemned|ordered)(?= |$)(?! and)[^,;.]*$"
)
_SAME_BOTH_WAYS = re.compile(r"^\s*(?:和|与|及|以及|、|同|跟|暨|and|&|,)")
_SPEAKER_ZH = listed("说 表示 称 指出 认为 介绍 强调 透露 宣布")
_SPEAKER_EN = re.compile(
    rf"(?P<before>{_NAME_EN})(?=,? (?:said|says|told|added|stated|argued|warned)\b)"
    rf"|(?<=said )(?P<after>{_NAME_EN})|(?<=[Aa]ccording to )(?P<by>{_NAME_EN})"
)
_NO_NAMES = frozenset(
    listed("He She It They We But The And In On At As This That There Mr Mrs Ms What Who When Police")
)


@lru_cache(maxsize=512)
def names(text: str, language: str) -> tuple[tuple[str, int, int, str], ...]:
    """The names the mutators put in and take out: LAC's in Chinese, two capitals inside a sentence in English."""
    if language == "zh":
        return tuple(
            (n.text, n.start, n.end, n.kind) for n in find_names(text) if n.kind != "other" and len(n.text) > 1
        )
    pattern = r"(?<=[a-z,] )(?!(?:Mr|Mrs|Ms|Dr|President)\b)[A-Z][a-z]+ [A-Z][a-z]+(?=[ ,.])"
    return tuple((m.group(), m.start(), m.end(), "name") for m in re.finditer(pattern, text))


def outside_name(sentence: str, setting: Setting) -> Changed | None:
    """A name becomes one that the story does not have."""
    found = [n for n in names(sentence, setting.language) if setting.outside.get(n[3])]
    if not found:
        return None
    _, start, end, kind = setting.chance.choice(found)
    others = [o for o in setting.outside[kind] if o not in setting.story]
    return put(sentence, start, end, setting.chance.choice(others)) if others else None


def inside_name(sentence: str, setting: Setting) -> Changed | None:
    """A name becomes another of its kind from the same story."""
    found = names(sentence, setting.language)
    return _another(sentence, found, setting)


def place_swap(sentence: str, setting: Setting) -> Changed | None:
    """A place becomes another place of the story, in English where it has none another place of the world."""
    if setting.language == "zh":
        return _another(sentence, [n for n in names(sentence, "zh") if n[3] == "place"], setting)
    found = list(_PLACE_EN.finditer(sentence))
    if not found:
        return None
    m = setting.chance.choice(found)
    here = [p for p in _PLACES_EN if re.search(rf"\b{p}\b", setting.story) and p not in sentence]
    other = setting.chance.choice(here or [p for p in _PLACES_EN if p not in sentence])
    return put(sentence, m.start(), m.end(), other)


def role_swap(sentence: str, setting: Setting) -> Changed | None:
    """Who did and whom it was done to are exchanged: two names of a kind with a verb between them."""
    for a, b in _agents_zh(sentence) if setting.language == "zh" else _agents_en(sentence):
        one, other = sentence[a[0] : a[1]], sentence[b[0] : b[1]]
        if one not in other and other not in one:
            text = sentence[: a[0]] + other + sentence[a[1] : b[0]] + one + sentence[b[1] :]
            return Changed(text, a[0], b[1])
    return None


def title_swap(sentence: str, setting: Setting) -> Changed | None:
    """A title or office becomes another."""
    return one_of(_TITLES[setting.language], sentence, setting)


def speaker_swap(sentence: str, setting: Setting) -> Changed | None:
    """What one said is given to another of the story."""
    if setting.language == "zh":
        return _another(sentence, _speakers_zh(sentence), setting)
    found = [m for m in _SPEAKER_EN.finditer(sentence) if m.group().split()[0] not in _NO_NAMES]
    others = sorted({n[0] for n in names(setting.story, "en")})
    others = [o for o in others if not set(o.split()) & set(sentence.split())]
    if not found or not others:
        return None
    m = setting.chance.choice(found)
    return put(sentence, m.start(), m.end(), setting.chance.choice(others))


def _another(sentence: str, found: Sequence[tuple[str, int, int, str]], setting: Setting) -> Changed | None:
    """One of the names found becomes another of its kind that the story has and the sentence has not."""
    if not found:
        return None
    here = {n[0] for n in names(sentence, setting.language)}
    old, start, end, kind = setting.chance.choice(found)
    others = sorted({n[0] for n in names(setting.story, setting.language) if n[3] == kind} - here)
    others = [o for o in others if o not in old and old not in o]
    return put(sentence, start, end, setting.chance.choice(others)) if others else None


def _speakers_zh(sentence: str) -> list[tuple[str, int, int, str]]:
    """The persons and bodies that stand right before a word of saying, a day or adverb between them at most."""
    kinds, words = {"PER": "person", "ORG": "organisation"}, tagged(sentence)
    found = []
    for i, word in enumerate(words):
        after = [w for w in words[i + 1 : i + 4] if w.tag not in {"TIME", "d", "ad", "p", "LOC"}]
        if word.tag in kinds and len(word.text) > 1 and after and after[0].text in _SPEAKER_ZH:
            found.append((word.text, word.start, word.end, kinds[word.tag]))
    return found


def _agents_zh(sentence: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    words = tagged(sentence)
    found = []
    at = [i for i, w in enumerate(words) if w.tag in {"PER", "ORG", "LOC"} and len(w.text) > 1]
    for i, j in pairwise(at):
        between = words[i + 1 : j]
        text = sentence[words[i].end : words[j].start]
        acts = any(w.tag == "v" and len(w.text) > 1 and w.text not in _SPEAKER_ZH for w in between)
        if words[i].tag == words[j].tag and acts and not _SAME_BOTH_WAYS.match(text) and "，" not in text:
            found.append(((words[i].start, words[i].end), (words[j].start, words[j].end)))
    return [p for p in found if not quoted(sentence, p[0][0])]


def _agents_en(sentence: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    at = [m for m in re.finditer(_NAME_EN, sentence) if m.group() not in _NO_NAMES and not quoted(sentence, m.start())]
    return [(a.span(), b.span()) for a, b in pairwise(at) if _VERB_EN.match(sentence[a.end() : b.start()].rstrip())]


FAULTS: dict[str, Mutator] = {
    "outside_name": outside_name,
    "inside_name": inside_name,
    "place_swap": place_swap,
    "role_swap": role_swap,
    "title_swap": title_swap,
    "speaker_swap": speaker_swap,
}
