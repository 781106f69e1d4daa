"""Relations told by patterns: what stands between two names, in Chinese and English.

A pattern is a regular expression over a sentence whose names are marks. `{s}` and `{o}` are the subject's and the
object's name, `{d}` a date, `{a}` an amount, `{any}` any of them, `{title}` an office.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from broadsheet.knowledge.hedges import is_hedged
from broadsheet.knowledge.sentence import CLOSE, OPEN, Sentence


@dataclass(frozen=True, slots=True)
class Found:
    """One reading of a sentence: the numbers of its slots (`object` None: there is none), the value beside them."""

    subject: int
    object: int | None
    value: str = ""
    hedged: bool = False


Finder = Callable[[Sentence], Iterator[Found]]

TITLE_EN = (
    # A sentence's first word has a capital and is no part of the office: "During President Trump's inauguration".
    r"(?P<title>(?!(?:As|The|A|An|When|But|And|Or|So|Yet|If|While|Like|Unlike|Since|After|Before|With|Without|That|This|"
    r"Even|Although|Though|For|In|On|At|By|To|Of|From|During|Under|Over|Against|About|Despite|Because|Once|Until|"
    r"Unless|Whether|Where|Why|How|What|Who|Which|All|Both|Our|Their|His|Her|Its|Your|My|Some|Many|Every|Then|Now|"
    r"Also|However|Meanwhile|Only|Not|No|Yes|Earlier|Later|Still) )"
    r"(?:(?:[A-Z][\w-]+|vice|deputy|co|former|acting|interim|chief|executive|"
    r"managing|general|senior|foreign|prime|"
    r"defen[cs]e|finance|interior|health|trade|press|national|security)[ -]){0,3}"
    r"(?:[Pp]resident|[Cc]hairman|[Cc]hairwoman|[Cc]hair|CEO|CFO|"
    r"[Cc]hief [Ee]xecutive(?: [Oo]fficer)?|[Ff]ounder|[Dd]irector|"
    r"[Mm]inister|[Ss]ecretary|[Cc]hancellor|[Pp]remier|[Gg]overnor|[Mm]ayor|[Ss]enator|[Ss]pokesman|"
    r"[Ss]pokeswoman|[Ss]pokesperson|"
    r"[Ll]eader|[Hh]ead|[Pp]rofessor|[Aa]mbassador|[Cc]oach|[Cc]aptain|[Aa]nalyst|[Ee]conomist|"
    r"[Ee]ditor|[Cc]ommissioner|"
    r"[Aa]ttorney [Gg]eneral|[Jj]udge|[Jj]ustice|[Kk]ing|[Qq]ueen)(?: [Gg]eneral| [Ee]xecutive)?)"
)
TITLE_ZH = (
    r"(?P<title>(?:原|前|时任|新任|候任|代理?|执行|首席|常务|第一|总|副|名誉|新闻|国务|外交|国防|财政|高级|驻\w{1,4}){0,3}"
    r"(?:总统|总理|首相|主席|国王|女王|部长|外长|防长|财长|国务卿|大臣|总裁|总经理|董事长|首席执行官|执行官|CEO|创始人|创办人|行长|会长|理事长|秘书长|"
    r"总干事|干事|书记|省长|市长|县长|州长|区长|镇长|局长|处长|司长|厅长|主任|院长|校长|所长|台长|站长|教授|研究员|发言人|大使|议员|议长|教练|主教练|队长|"
    r"总编辑|分析师|经济学家|检察长|法官|代表|委员|司令|参谋长|会员|馆长|负责人))"
)


def finder(
    *, subject: str, object: str = "", en: Sequence[str] = (), zh: Sequence[str] = (), both_ways: bool = False
) -> Finder:
    """A finder of the patterns; `subject` and `object` are the kind letters each may be (`PO`).

    Where a relation holds `both_ways` it is given once, from the name that stands first.
    """
    compiled = {
        "en": [_compiled(p.replace("{title}", TITLE_EN), subject, object or subject) for p in en],
        "zh": [_compiled(p.replace("{title}", TITLE_ZH), subject, object or subject) for p in zh],
    }

    def find(sentence: Sentence) -> Iterator[Found]:
        seen: set[tuple[int, int | None]] = set()
        for pattern in compiled[sentence.language]:
            for match in pattern.finditer(sentence.marked):
                groups = match.groupdict()
                one = int(groups["s"])
                other = int(groups["o"]) if groups.get("o") else None
                if both_ways and other is not None and other < one:
                    one, other = other, one
                if (one, other) in seen or _same(sentence, one, other):
                    continue
                seen.add((one, other))
                yield Found(one, other, _value(sentence, groups), is_hedged(sentence, match))

    return find


def _compiled(pattern: str, subject: str, object: str) -> re.Pattern[str]:
    for slot, kinds in (("s", subject), ("o", object), ("d", "D"), ("a", "A")):
        pattern = pattern.replace("{" + slot + "}", f"{OPEN}[{kinds}](?P<{slot}>\\d+){CLOSE}(?:['’]s?)?")
    return re.compile(pattern.replace("{any}", f"{OPEN}[A-Z]\\d+{CLOSE}"))


def _same(sentence: Sentence, one: int, other: int | None) -> bool:
    return other is not None and sentence.slots[one].name == sentence.slots[other].name


def _value(sentence: Sentence, groups: dict[str, str | None]) -> str:
    if groups.get("title") == "长" and groups.get("o"):  # 交通部 + 长: the office shares its first character
        return sentence.slots[int(str(groups["o"]))].text[-1] + "长"
    if groups.get("title"):
        return " ".join(str(groups["title"]).split())
    for slot in ("d", "a"):
        if groups.get(slot):
            return sentence.slots[int(str(groups[slot]))].text
    return ""
