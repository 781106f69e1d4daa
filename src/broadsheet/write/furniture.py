"""What in a report is not reporting: datelines, bylines, a reporter's own voice, sentences that lean."""

import re

# "维澜社星港11月9日电（记者程一帆）", "本报综合维澜社消息 ": who sent it, from where, when.
_DATELINE_ZH = re.compile(
    r"\s*(?:【[^】]{1,20}】\s*)?(?:(?:[\u4e00-\u9fff]{1,8}?(?:社|网|报|台))?(?P<place>[\u4e00-\u9fff]{2,8}?)?"
    r"(?P<date>(?:\d{1,2}月)?\d{1,2}日)(?:[\u4e00-\u9fff]{0,4}专)?(?:电|讯)"
    r"|本报(?:综合|讯)[^\s。，]{0,12}(?:消息|报道)?|本报讯)"
    r"\s*(?:[（(][^）)]{0,40}[）)])?\s*(?:题：\S{0,40}\n)?\s*"
    r"(?:[\u4e00-\u9fff]{0,4}记者[\u4e00-\u9fff、 ]{2,12}报道[：:]?\s*)?"
)
# "PORT ASTER, Nov 8 (Meridian) - ", "LONDON (Reuters) — ".
_DATELINE_EN = re.compile(
    r"\s*(?:(?P<place>[A-Z][A-Z.'’\- ]{2,40}(?:, [A-Z][A-Za-z. ]{2,20})??)(?:, (?:[A-Z][a-z]{2,8})\.? \d{1,2})?"
    r"(?:\s*\([A-Z][^)]{1,30}\))?|[A-Z][a-z]+(?: [A-Z][a-z]+)?(?:, [A-Z][a-z]+(?: [A-Z][a-z]+)?| \([A-Z][^)]{1,20}\)))"
    r"\s*(?:—|–|--|-)\s+"
)
_TAIL = re.compile(
    r"\s*[（(](?:完|end|ends|记者|编辑|来源|责任编辑|参与记者|文/|图/)[^）)]{0,40}[）)]\s*$", re.IGNORECASE
)
_FURNITURE = re.compile(
    r"(?:责任编辑|责编|编辑|本报记者|记者|来源|图片|图|摄影|摄|点击|阅读|相关阅读|扫描|关注我们|下载|版权|原标题|新华社记者)[：:/｜|\s]"
    r"|(?:Read (?:more|also)|Click|Subscribe|Sign up|Photo|Image|Picture|Follow us|Share this|Advertisement|Copyright|©"
    r"|Additional reporting|Reporting by|Editing by|Writing by|Last updated|Media playback|Watch:|Related|By [A-Z])",
    re.IGNORECASE,
)
# Opening words that may go without loss: the sentence says the same on its own.
_CONNECTIVE = re.compile(
    r"(?:此外|另外|同时|与此同时|另一方面|值得注意的是|值得一提的是)，"
    r"|(?:Meanwhile|In addition|Additionally|Moreover|Furthermore|Also), "
)
_LEANS_ZH = re.compile(
    r"(?:他们|她们|它们|他|她|它|该|此|这|那|其中|其(?!他|实|余)|双方|两人|二人|前者|后者|对此|为此|因此|因而|所以|于是|而|但|却"
    r"|不过|然而|可是|随后|之后|此前|当时|届时|同日|当天|当日|当晚|首先|其次|再次|最后|第[二三四五]|二是|三是|四是|另|并|也|还|再|即"
    r"|上述|后来|接着|结果|同一(?:时刻|时间|天|晚|夜)|(?:凌晨|清晨|早上|上午|中午|下午|傍晚|晚上|夜里|入夜|半夜|深夜)(?!\S{0,4}\d+日)"
    r"|(?:\d{1,2}|[一二三四五六七八九十]{1,3})[时点][^\d年月日]{0,6}，|一[\u4e00-\u9fff]{1,2}，|[^，]{0,10}，?[那这][里儿]"
    # An inquiry's findings open no story, and what somebody is said to have of him needs him named.
    r"|经(?:初步)?(?:查|调查|核实|了解|审讯|鉴定|审理)，|[^，。“]{1,8}(?:由|被|让|给|对|向|为|把|将|与)[他她](?!人))"
)
# "...写道，这种新产品": what it is was said in the sentence before.
_SAYS_BACK_ZH = re.compile(r"(?:说|称|表示|写道|指出|认为|强调|介绍)，?(?:这|该(?!局|署)|此)")
_LEANS_EN = re.compile(
    r"[\"“]?(?:He|She|It|They|We|His|Her|Hers|Its|Their|Theirs|This|That|These|Those|Such|Both|Neither|Another|Others?"
    r"|Some|But|And|Or|So|Yet|Nor|However|Then|Later|Still|Instead|Therefore|Thus|Hence|Afterwards?|Earlier|There|Here"
    r"|Even|None|That's|It's|He's|She's|They're|Six|Two|Three|One)\b"
    r"(?! (?:of the|hundred|thousand|million|people|years|men|women|days)\b)"
)
# "84 grams of it", "better than both": of what stands in the sentence before.
_COUNTS_BACK = re.compile(
    r"\b(?:\d[\d.,]*|\w+s|most|all|none|half|part|top|much|many|few|any|each|one|\w+ty|hundred|thousand)"
    r" of (?:it|them)\b"
    r"|[把被将对向在]这一?[条个名位份起场次种]|\bthan (?:both|either|that|those)\b",
    re.IGNORECASE,
)
_SPEAKS_BARE = re.compile(
    r"[”\"，,]\s*(?:他|她|他们|她们|该\S{1,6})(?:说|表示|称|指出|补充|强调|认为|介绍)"
    r"|[,”\"]\s*(?:he|she|they)\s+(?:said|says|added|told|wrote|explained|noted|continued|warned|argued)"
    r"|[,”\"]\s*(?:said|added)\s+(?:he|she)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[。！.!…][\"'”’」』）)]*$")
_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|\"[^\"]*\"")
# A sentence with an address in it advertises or asks; it does not report.
_ADDRESS = re.compile(r"https?://|\bwww\.|\S@\S+\.\w")
# Code, and runs of letters that are no word: the longest in English news have under 30 letters, a Chinese clause
# seldom 60 characters.
_NOT_WORDS = re.compile(r"```|~~~|[{};<>]\s*$|</?\w+[^>]*>|=>|\(\) ?\{|[A-Za-z0-9_+/=]{46,}|[\u4e00-\u9fff]{80,}")
# A reporter's own voice: printed elsewhere it would be ours.
_OWN_VOICE = re.compile(
    r"^(?:Read|Look|Consider|Imagine|Picture|Remember|Forget|Suppose|Listen)\b(?!['’-])(?! (?:and|or)\b)"
    r"|\bworth (?:asking|remembering|noting|pausing)\b|请以本稿为准|以此稿为准|向.{0,24}致歉|\b[Rr]egrets? the error\b"
    r"|\b[Aa]pologis(?:es|ed) to (?:its )?readers\b|"
    r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine|[Ww]e|us|[Oo]urs?|[Yy]ou|[Yy]our|I'm|I've|[Ww]e['’](?:re|ve)|[Yy]ou['’]\w+)\b|我|咱|本报|本台|笔者|你|您"
    r"|(?:^|[，。；])记者(?!\d*日?(?:从|自))"
)
_PAIRS = (("“", "”"), ("「", "」"), ("（", "）"), ("(", ")"))

# Shorter says nothing, longer can't be read in one breath: characters in Chinese, words in English.
_SHORTEST = {"zh": 10, "en": 5}
_LONGEST = {"zh": 170, "en": 60}


def after_dateline(text: str, start: int, end: int, *, language: str) -> tuple[int, tuple[int, int] | None]:
    """Where the sentence at `start` begins after its dateline, and where the place stands that the dateline names."""
    pattern = _DATELINE_ZH if language == "zh" else _DATELINE_EN
    found = pattern.match(text, start, end)
    if found is None or found.end() >= end:
        return start, None
    return found.end(), found.span("place") if found["place"] else None


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence without its tail (完, bylines in brackets), its opening connective and the space around it."""
    tail = _TAIL.search(text[start:end])
    end = start + tail.start() if tail else end
    start += len(text[start:end]) - len(text[start:end].lstrip())
    connective = _CONNECTIVE.match(text, start, end)
    return (connective.end() if connective else start), start + len(text[start:end].rstrip())


def leans(text: str) -> bool:
    """Whether a sentence can't be understood without the one before it, in Chinese or English."""
    starts = _LEANS_ZH.match(text) or _LEANS_EN.match(text)
    return bool(
        starts or _SAYS_BACK_ZH.search(text) or _SPEAKS_BARE.search(text) or _COUNTS_BACK.search(_QUOTED.sub("", text))
    )


def is_printable(text: str, *, language: str) -> bool:
    """Whether a sentence can be printed by another newsroom: whole, reporting, and in nobody's own voice."""
    size = len(text) if language == "zh" else len(text.split())
    if not _SHORTEST[language] <= size <= _LONGEST[language]:
        return False
    if _NOT_WORDS.search(text) or not _SENTENCE_END.search(text) or _FURNITURE.match(text) or _ADDRESS.search(text):
        return False
    if text.count('"') % 2 or any(text.count(a) != text.count(b) for a, b in _PAIRS):
        return False
    outside = _QUOTED.sub("", text)
    return len(outside.strip(" ,，。.：:!?！？")) > 2 and not _OWN_VOICE.search(outside)


def is_own_voice(text: str) -> bool:
    """Whether a reporter speaks of themselves or to the reader in `text`."""
    return bool(_OWN_VOICE.search(_QUOTED.sub("", text)))
