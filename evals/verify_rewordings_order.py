"""True sentences built another way: voice, order, merged, split and shortened ones, titles moved, speech reported."""

import re
from itertools import pairwise

from evals.verify_changes import Setting, listed, tagged
from evals.verify_rewordings_words import Rewording

_DROPPED = {
    "zh": r"进一步|积极|共同|明显|已经|目前，?|此外，|同时，|据悉，|据了解，|另外，|不断|顺利|正式"
    r"|(?<=[\u3400-\u9fff])（[^（）]{2,30}）",
    "en": r"\b(?:also|already|currently|now|still|just|recently|officially|previously|meanwhile,|however,) "
    r"| \([^()]{2,60}\)",
}
_BOUND_ZH = re.compile(r"如果|若|除非|但|说|表示|称|指出|认为|否则|即使|不|没|未|无|据|“|为了|后|时|前")
_RELATIVE_EN = re.compile(r", (?:which|who|whose|where) [^,“”\"]{6,90}(?:,|(?=\.))")
_LEADING_EN = re.compile(
    r"^(?P<when>(?:On (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|In \d{4}|Last (?:week|month|year|night)|"
    r"Earlier this \w+|On \w+ \d{1,2}|"
    r"In (?:January|February|March|April|May|June|July|August|September|October|November|December))), "
    r"(?P<rest>(?!and|but)[^,;:“”\"]{15,})\.$"
)
_BECAUSE_EN = re.compile(r"^(?P<what>[A-Z][^,;“”\"]{10,80}) because (?!of\b)(?P<why>[^,;“”\"]{8,})\.$")
_PASSIVE_EN = re.compile(
    r"^(?P<what>(?:The |A |An )?[A-Z]?[^,;“”\"]{3,60}?) (?P<be>was|were) (?P<did>[a-z]+ed) by "
    r"(?P<who>(?:the |an? )?[A-Z\w][\w' -]{2,40}?)(?P<rest> (?:on|in|at|after) [^,“”\"]{3,60})?\.$"
)
_WHEN_ZH = re.compile(
    r"^(?P<who>[\u3400-\u9fff·]{2,12}?)(?P<when>(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日)(?P<rest>[^日]*)$"
)
_TITLE_EN = re.compile(
    r"\b(?P<title>(?:Prime |Foreign |Defense |Defence |Finance |Interior )?"
    r"(?:President|Minister|Chancellor|Senator|Governor|Secretary|Mayor|Judge|Ambassador))"
    r"(?P<name>(?: [A-Z][a-z]+){2,3})(?=[ ,.])"
)
_TITLES_ZH = listed(
    "总统 总理 主席 首相 部长 外长 市长 省长 书记 局长 院长 教授 主任 国王 大使 将军 教练 发言人 总裁 董事长 秘书长"
)
_INDIRECT_ZH = re.compile(r"(?P<who>^[^“”]{2,40}?)(?P<said>说|表示|称|指出)[：，]“(?P<what>[^“”]{8,})[。！]?”[。]?$")
_INDIRECT_EN = re.compile(r"^[“\"](?P<what>[A-Z][^“”\"]{15,}?),[”\"] (?P<who>[^“”\"]{2,60}?) (?:said|says)\.$")
_SAID_LAST_EN = re.compile(
    r"^(?P<what>[A-Z][^“”\"]{20,}), (?P<who>(?:the )?[A-Za-z][\w .'-]{2,50}) (?P<said>said|says)\.$"
)
_STATES_EN = re.compile(r" (?:is|are|was|were|has|have|had|will|said|\w+ed) ")
_COMMON = listed(
    "The A An He She It They We In On At This That There These Those As After Before But And His Her Its Their Our My "
    "Some Many Most More Still Police"
)
_MINE = re.compile(r"我|你|咱|本人|\b(?:I|we|my|our|us|me|you|your)\b|\b[Ii]'m\b")


def dropped(sentence: str, setting: Setting) -> str:
    """Without an adverb, a bracket or a relative clause that the rest does not need."""
    if setting.language == "en" and (m := _RELATIVE_EN.search(sentence)):
        return sentence[: m.start()] + sentence[m.end() :]
    return sentence if re.search('[“”"]', sentence) else re.sub(_DROPPED[setting.language], "", sentence, count=2)


def shortened(sentence: str, setting: Setting) -> str:
    """The first clauses of a Chinese sentence without its last, where none depends on the other."""
    parts = sentence.rstrip("。").split("，")
    if setting.language != "zh" or len(parts) < 3 or len(parts[0]) < 6 or _BOUND_ZH.search(sentence):
        return sentence
    return "，".join(parts[:-1]) + "。"


def order(sentence: str, setting: Setting) -> str:
    """The day or the reason at the other end of the sentence."""
    if setting.language == "zh":
        m = _WHEN_ZH.match(sentence)
        named = m and any(w.tag in {"PER", "ORG"} and w.text == m["who"] for w in tagged(m["who"]))
        return f"{m['when']}，{m['who']}{m['rest']}" if m and named else sentence
    if m := _LEADING_EN.match(sentence):
        when = m["when"][0].lower() + m["when"][1:]
        first = m["rest"][0].upper() + m["rest"][1:]
        return f"{first} {when}."
    if m := _BECAUSE_EN.match(sentence):
        why = m["why"][0].upper() + m["why"][1:]
        lower = m["what"] if _named(m["what"]) else m["what"][0].lower() + m["what"][1:]
        return f"Because {why[0].lower() + why[1:] if not _named(m['why']) else m['why']}, {lower}."
    return sentence


def voice(sentence: str, setting: Setting) -> str:
    """Active for passive: who did it comes first."""
    if setting.language == "en":
        m = _PASSIVE_EN.match(sentence)
        if not m or _MINE.search(sentence):
            return sentence
        what = m["what"] if _named(m["what"]) else m["what"][0].lower() + m["what"][1:]
        return f"{m['who'][0].upper() + m['who'][1:]} {m['did']} {what}{m['rest'] or ''}."
    found = tagged(sentence)
    for i, word in enumerate(found[:-2]):
        who, act = found[i + 1], found[i + 2]
        clear = not re.search(r"[，。“”：]", sentence[: word.start]) and 2 <= word.start <= 14
        if word.text == "被" and who.tag in {"PER", "ORG"} and act.tag == "v" and clear:
            rest = sentence[act.end :]
            return f"{who.text}{act.text}{sentence[: word.start]}{rest}" if rest[:1] in {"。", "，"} else sentence
        if (
            word.text in {"把", "将"}
            and word.tag == "p"
            and who.tag in {"n", "ORG", "PER"}
            and act.tag == "v"
            and clear
        ):
            return (
                f"{sentence[: word.start]}{act.text}{who.text}{sentence[act.end :]}"
                if sentence[act.end : act.end + 1] in {"。", "，"}
                else sentence
            )
    return sentence


def merged(sentence: str, setting: Setting) -> str:
    """With the sentence that follows it, as one."""
    at = setting.sentences.index(sentence) if sentence in setting.sentences else -1
    after = setting.sentences[at + 1] if 0 <= at < len(setting.sentences) - 1 else ""
    if (
        not after
        or len(sentence + after) > (120 if setting.language == "zh" else 260)
        or re.search(r"[“”\"]", sentence + after)
    ):
        return sentence
    if setting.language == "zh":
        return sentence[:-1] + "，" + after if sentence.endswith("。") else sentence
    if not sentence.endswith(".") or re.match(r"(?:And|But|So|Yet)\b", after):
        return sentence
    return sentence[:-1] + ", and " + (after if _named(after) else after[0].lower() + after[1:])


def fused(sentence: str, setting: Setting) -> str:
    """The first clause with that of another sentence of the story, as a brief runs facts together."""
    mine = _opening(sentence, setting.language)
    others = [o for s in setting.sentences if s != sentence and (o := _opening(s, setting.language))]
    if not mine or not others:
        return sentence
    theirs = setting.chance.choice(others)
    if setting.language == "zh":
        return f"{mine}，{theirs}。"
    return f"{mine}, and {theirs if _named(theirs) else theirs[0].lower() + theirs[1:]}."


def _opening(sentence: str, language: str) -> str:
    """The first clause of a sentence, where it states something by itself."""
    if language == "zh":
        first = re.split("[，；。]", sentence)[0]
        verb = any(w.tag == "v" and w.start > 1 for w in tagged(first))
        return first if 8 <= len(first) <= 30 and verb and not _BOUND_ZH.search(first) else ""
    first = re.split(r"[,;] |\.$", sentence)[0]
    bound = re.search(
        r"[“”\"]|^(?:If|When|While|Although|Because|But|And|After|Before|As|In|On|He|She|It|They)\b", first
    )
    return first if 30 <= len(first) <= 110 and not bound and _STATES_EN.search(first) else ""


def split(sentence: str, setting: Setting) -> str:
    """As two sentences where a clause with its own subject begins."""
    if re.search(r"[“”\"]|如果|虽然|尽管|由于|因为|\b(?:[Ii]f|[Aa]lthough|[Bb]ecause)\b", sentence):
        return sentence
    if setting.language == "en":
        m = re.search(r", (and|but) (?=(?:he|she|it|they|the) \w+)", sentence)
        return f"{sentence[: m.start()]}. {sentence[m.end()].upper()}{sentence[m.end() + 1 :]}" if m else sentence
    found = [
        m
        for m in re.finditer("，", sentence)
        if tagged(sentence[m.end() :])[:1] and tagged(sentence[m.end() :])[0].tag in {"PER", "ORG"}
    ]
    return (
        f"{sentence[: found[0].start()]}。{sentence[found[0].end() :]}" if found and found[0].start() > 8 else sentence
    )


def title(sentence: str, setting: Setting) -> str:
    """The title behind the name that stood before it, or the other way."""
    if setting.language == "en":
        m = _TITLE_EN.search(sentence)
        if not m or sentence[m.end() : m.end() + 1] != " ":
            return sentence
        return f"{sentence[: m.start()]}{m['name'].strip()}, the {m['title'].lower()},{sentence[m.end() :]}"
    found = tagged(sentence)
    for one, other in pairwise(found):
        if one.text in _TITLES_ZH and other.tag == "PER" and len(other.text) > 1:
            if sentence[one.start - 1 : one.start] in set("副前原新时代"):
                return sentence
            return sentence[: one.start] + other.text + one.text + sentence[other.end :]
    return sentence


def indirect(sentence: str, setting: Setting) -> str:
    """A quotation as reported speech; the speaker before what he said."""
    if _MINE.search(sentence):
        return sentence
    if setting.language == "zh":
        m = _INDIRECT_ZH.match(sentence)
        return f"{m['who']}{m['said']}，{m['what'].rstrip('。！')}。" if m else sentence
    if (m := _INDIRECT_EN.match(sentence)) or (m := _SAID_LAST_EN.match(sentence)):
        who, what = m["who"], m["what"]
        if who in {"he", "she", "they", "it"} or who.startswith(("the", "a ")):
            who = who[0].upper() + who[1:]
        return f"{who} said that {what if _named(what) else what[0].lower() + what[1:]}."
    return sentence


def _named(sentence: str) -> bool:
    """Whether its first word keeps its capital inside a sentence."""
    first = sentence.split(" ", 1)[0].strip(",'")
    return first == "I" or first not in _COMMON


REWORDINGS: dict[str, Rewording] = {
    "dropped": dropped,
    "shortened": shortened,
    "order": order,
    "voice": voice,
    "merged": merged,
    "fused": fused,
    "split": split,
    "title": title,
    "indirect": indirect,
}
