"""Faults in what is stated: denied, turned round, misquoted, made sure, bare, caused, done, widened, spliced."""

import re

from evals.verify_changes import Changed, Mutator, Setting, one_of, put, quoted, tagged

from broadsheet import nlp

_AUXILIARY = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should) (?!not|n't|no |yet )")
_ANTONYMS = {
    "zh": "上升>下降 下降>上升 增长>下降 上涨>下跌 下跌>上涨 增加>减少 减少>增加 击败>不敌 支持>反对 反对>支持 "
    "提高>降低 扩大>缩小 死亡>获救 进口>出口 出口>进口 开始>结束",
    "en": "rose>fell fell>rose increased>decreased increase>decrease growth>decline grew>shrank won>lost lost>won "
    "supported>opposed support>oppose killed>rescued began>ended higher>lower lower>higher more>fewer "
    "exports>imports  "
    "up>down arrested>released",
}
_HEDGES = {
    "zh": "可能会> 可能将> 或将>将 可能> 或许> 据称> 疑似> 有望> 涉嫌> 大概> 似乎> 也许> 初步> 基本> 预计>",
    "en": "reportedly> allegedly> possibly> perhaps> probably> apparently> may>will might>will could>will suspected> "
    "alleged> likely> is_expected_to>will are_expected_to>will appeared_to>did seems_to>does is_believed_to>does "
    "is_thought_to>does about> around> nearly> almost>",
}
_SCOPE = {
    "zh": "大部分>全部 部分>全部 多数>所有 一些>所有 许多>所有 不少>所有 主要>唯一 多个>所有 多家>所有 有的>所有 "
    "往往>总是 有时>总是 经常>总是 之一> 只有>不只有 首个>又一个 全部>部分 所有>部分 全国>部分地区 一名>多名 一位>多位",
    "en": "some>all many>all most>all several>all mostly>entirely often>always sometimes>always usually>always "
    "one_of_the>the_only part_of>all_of all>some every>almost_no largely>entirely partly>entirely only>not_only "
    "few>all first>only mainly>only",
}
_CAUSAL = re.compile(
    r"因|由于|导致|致使|使得|造成|引发|从而|以致|如果|若|虽然|尽管|但|而是"
    r"|\b(?:because|since|due|cause\w*|led|leading|result\w*|therefore|so|if|although|though|despite|why|after)\b",
    re.IGNORECASE,
)
_SAYING_ZH = re.compile(r"^[^，。“”：]{2,24}?(?:说|表示|称|指出|认为|强调|透露)，(?=[^“]{10,})")
_SAID_EN = re.compile(r",? (?:[A-Z][^,“”\"]{2,60}|he|she|they|it) (?:said|says|told [^,.]{3,30})(?: on \w+day)?\.?$")
_ACCORDING_EN = re.compile(
    r"^According to [^,]{3,60}, |^[A-Z][\w .'-]{2,40} (?:said|says)(?: on \w+day)?(?: that)? (?=[a-z])"
)
_DONE_ZH = (
    "将会>已经 将于>已于 将在>已在 将>已 计划>已经 拟>已 准备>已经 打算>已经 有意>已经 即将>已经 正在>已经 考虑>已经"
)
_PLAN_EN = [
    (r"\bwill be\b", "has been"),
    (r"\bwill have\b", "had"),
    (r"\b(?:plans?|hopes?|aims?|intends?|wants?|expects?|seeks?) to\b", "managed to"),
    (r"\b(?:is|are) (?:set|due|expected|likely|scheduled|planning|hoping) to be\b", "was"),
    (r"\b(?:is|are) (?:set|due|expected|likely|scheduled|planning|hoping) to\b", "managed to"),
    (r"\bwill (?=[a-z]+\b)(?!not|be|have|also|never|only)", "managed to "),
    (r"\bwould be\b", "was"),
]
_JOIN_EN = [
    (r", (?:and|but|while) (?=(?:he|she|it|they|the|a|we|there|[A-Z]))", " because "),
    (r" (?:when|while) (?=(?:he|she|it|they|the|a|we|[A-Z]))", " because "),
    (r"(?<=[a-z]{4})\. (?=[A-Z])", " because "),
]
_VERB_EN = re.compile(
    r"(?<=[a-z.] )(?:has|have|had|was|were|is|are|will|would|said|says|could|did|does|won|lost|made|took|became|began|"
    r"plans|announced|reported|claimed|agreed|called|showed|saw|went|came|left|held|gave) (?!that\b)"
)


def negation(sentence: str, setting: Setting) -> Changed | None:
    """A negation put in or taken out."""
    if setting.language == "zh":
        return _negation_zh(sentence)
    if m := re.search(r"\b(?:not|never) (?!only|just|merely)", sentence):
        return Changed(sentence[: m.start()] + sentence[m.end() :], m.start(), m.start() + 4)
    if m := _AUXILIARY.search(sentence):
        return Changed(sentence[: m.end()] + "not " + sentence[m.end() :], m.end(), m.end() + 12)
    return None


def _negation_zh(sentence: str) -> Changed | None:
    for word, start, end in nlp.words(sentence):
        follows = sentence[end : end + 1]
        if word in {"没有", "不会", "不能", "并未", "未"} and follows.isalpha():
            kept = word[1:] if word in {"不会", "不能"} else ""
            return Changed(sentence[:start] + kept + sentence[end:], start, start + 2)
        if word in {"已", "已经", "正在", "会", "能", "能够"} and follows.isalpha():
            return put(sentence, start, end, "没有" if word[0] in "已正" else "不" + word)
    return None


def antonym(sentence: str, setting: Setting) -> Changed | None:
    """Rose becomes fell, support becomes oppose."""
    edge = r"\b" if setting.language == "en" else ""
    table = (p.split(">") for p in _ANTONYMS[setting.language].split())
    options = [(m, new) for old, new in table for m in re.finditer(f"{edge}{old}{edge}", sentence)]
    if not options:
        return None
    m, new = setting.chance.choice(options)
    return put(sentence, m.start(), m.end(), new)


def quotation(sentence: str, setting: Setting) -> Changed | None:
    """A word inside a quotation becomes another of the story."""
    quotes = list(re.finditer(r"[“\"]([^“”\"]{12,})[”\"]", sentence))
    if not quotes:
        return None
    m = setting.chance.choice(quotes)
    words = list(re.finditer(r"[\u3400-\u9fff]{2}|[A-Za-z]{4,}", m[1]))
    pool = [w for w in re.findall(r"[\u3400-\u9fff]{2}|[A-Za-z]{4,}", setting.story) if w not in m[1]]
    if not words or not pool:
        return None
    word = setting.chance.choice(words)
    start = m.start(1) + word.start()
    return put(sentence, start, start + len(word.group()), setting.chance.choice(pool))


def hedge_removal(sentence: str, setting: Setting) -> Changed | None:
    """What may be so is told as so."""
    return one_of(_HEDGES[setting.language], sentence, setting)


def attribution_dropped(sentence: str, setting: Setting) -> Changed | None:
    """What somebody said is told as a fact."""
    if setting.language == "zh":
        m = _SAYING_ZH.match(sentence)
        return Changed(sentence[m.end() :], 0, len(sentence) - m.end()) if m else None
    if (m := _SAID_EN.search(sentence)) and not quoted(sentence, m.start()) and m.start() > 20:
        text = sentence[: m.start()].rstrip(",") + "."
        return Changed(text, 0, len(text)) if not re.search(r"[“”\"]", text) else None
    if m := _ACCORDING_EN.match(sentence):
        text = sentence[m.end()].upper() + sentence[m.end() + 1 :]
        return Changed(text, 0, len(text))
    return None


def cause_put_in(sentence: str, setting: Setting) -> Changed | None:
    """Two facts side by side become cause and effect."""
    if _CAUSAL.search(sentence) or quoted(sentence, len(sentence) // 2):
        return None
    if setting.language == "zh":
        parts = sentence.split("，")
        if (
            len(parts) < 2
            or min(len(parts[0]), len(parts[1])) < 6
            or re.search(r"(?:说|称|表示|日|介绍|宣布|认为|指出)$", parts[0])
        ):
            return None
        text = "由于" + parts[0] + "，导致" + "，".join(parts[1:])
        return Changed(text, 0, text.index("导致") + 2)
    for old, new in _JOIN_EN:
        if m := re.search(old, sentence):
            return put(sentence, m.start(), m.end(), new)
    return None


def plan_told_as_done(sentence: str, setting: Setting) -> Changed | None:
    """What is planned or foreseen is told as having happened."""
    if setting.language == "zh":
        words = {w.text for w in tagged(sentence) if w.tag in {"d", "v", "ad", "vd"}}
        return one_of(" ".join(p for p in _DONE_ZH.split() if p.split(">")[0] in words), sentence, setting)
    for old, new in _PLAN_EN:
        m = re.search(old, sentence)
        if m and not quoted(sentence, m.start()):
            return put(sentence, m.start(), m.end(), new)
    return None


def scope(sentence: str, setting: Setting) -> Changed | None:
    """Some becomes all, mainly becomes only, or the other way."""
    return one_of(_SCOPE[setting.language], sentence, setting)


def splice(sentence: str, setting: Setting) -> Changed | None:
    """The subject of one sentence with what another one says of somebody else."""
    head = _subject(sentence, setting.language)
    if not head:
        return None
    for other in setting.chance.sample(setting.sentences, len(setting.sentences)):
        theirs = _subject(other, setting.language)
        if other == sentence or not theirs or theirs.strip() in head or head.strip() in theirs:
            continue
        text = head + other[len(theirs) :]
        return Changed(text, len(head), len(text))
    return None


def _subject(sentence: str, language: str) -> str:
    """What stands before the first verb, where that is somebody or something and no clause of its own."""
    if language == "en":
        m = _VERB_EN.search(sentence)
        before = sentence[: m.start()] if m else ""
        plain = len(before) < 60 and not re.search(r"[,;:“”\"]|^(?:He|She|It|They|There|This|That|We|I|What)\b", before)
        return before if plain else ""
    words = tagged(sentence)
    verb = next((w for w in words if w.tag == "v"), None)
    if verb is None or not 2 <= verb.start <= 24 or re.search(r"[，。：“”]", sentence[: verb.start]):
        return ""
    named = any(w.tag in {"PER", "ORG", "LOC", "n", "nz", "nr", "nt"} for w in words if w.end <= verb.start)
    return sentence[: verb.start] if named else ""


FAULTS: dict[str, Mutator] = {
    "negation": negation,
    "antonym": antonym,
    "quotation": quotation,
    "hedge_removal": hedge_removal,
    "attribution_dropped": attribution_dropped,
    "cause_put_in": cause_put_in,
    "plan_told_as_done": plan_told_as_done,
    "scope": scope,
    "splice": splice,
}
