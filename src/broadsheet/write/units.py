"""The sentences of a source that could be printed as they stand: without datelines, bylines, furniture and orphans."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from broadsheet import nlp
from broadsheet.core import Evidence, Span
from broadsheet.write.injection import is_instruction

# "维澜社星港11月9日电（记者程一帆）", "本报综合维澜社消息 ": who sent it, from where, when.
_DATELINE_ZH = re.compile(
    r"\s*(?:【[^】]{1,20}】\s*)?(?:(?:[\u4e00-\u9fff]{1,8}?(?:社|网|报|台))?(?P<place>[\u4e00-\u9fff]{2,8}?)?"
    r"(?P<date>(?:\d{1,2}月)?\d{1,2}日)(?:[\u4e00-\u9fff]{0,4}专)?(?:电|讯)|本报(?:综合|讯)[^\s。，]{0,12}(?:消息|报道)?|本报讯)"
    r"\s*(?:[（(][^）)]{0,40}[）)])?\s*(?:题：\S{0,40}\n)?[\s　]*(?:[\u4e00-\u9fff]{0,4}记者[\u4e00-\u9fff、 ]{2,12}报道[：:]?\s*)?"
)
# "PORT ASTER, Nov 8 (Meridian) - ", "LONDON (Reuters) — ".
_DATELINE_EN = re.compile(
    r"\s*(?P<place>[A-Z][A-Z.'’\- ]{2,40}(?:, [A-Z][A-Za-z. ]{2,20})??)(?:, (?:[A-Z][a-z]{2,8})\.? \d{1,2})?"
    r"(?:\s*\([A-Z][^)]{1,30}\))?\s*(?:—|–|--|-)\s+"
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
    r"(?:此外|另外|同时|与此同时|另一方面|值得注意的是|值得一提的是)，|(?:Meanwhile|In addition|Additionally|Moreover|Furthermore|Also), "
)
_LEANS_ZH = re.compile(
    r"(?:他们|她们|它们|他|她|它|该|此|这|那|其中|其(?!他|实|余)|双方|两人|二人|前者|后者|对此|为此|因此|因而|所以|于是|而|但|却|不过|然而|可是|"
    r"随后|之后|此前|当时|届时|同日|当天|当日|当晚|首先|其次|再次|最后|第[二三四五]|二是|三是|四是|另|并|也|还|再|即|上述|后来|接着|结果)"
)
_LEANS_EN = re.compile(
    r"[\"“]?(?:He|She|It|They|We|His|Her|Hers|Its|Their|Theirs|This|That|These|Those|Such|Both|Neither|Another|Others?|Some"
    r"|But|And|Or|So|Yet|Nor|However|Then|Later|Still|Instead|Therefore|Thus|Hence|Afterwards?|Earlier|There|Here|Even|None"
    r"|That's|It's|He's|She's|They're|Six|Two|Three|One)\b(?! (?:of the|hundred|thousand|million|people|years|men|women|days)\b)"
)
_SPEAKS_BARE = re.compile(
    r"[”\"，,]\s*(?:他|她|他们|她们|该\S{1,6})(?:说|表示|称|指出|补充|强调|认为|介绍)"
    r"|[,”\"]\s*(?:he|she|they)\s+(?:said|says|added|told|wrote|explained|noted|continued|warned|argued)"
    r"|[,”\"]\s*(?:said|added)\s+(?:he|she)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[。！.!…][\"'”’」』）)]*$")
_QUOTE_MARKS = (("“", "”"), ("「", "」"), ("（", "）"), ("(", ")"))

# Shorter says nothing, longer can't be read in one breath: characters in Chinese, words in English.
_SHORTEST = {"zh": 10, "en": 5}
_LONGEST = {"zh": 170, "en": 60}


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence that may be printed: `span` is its place in the source, `words` its content words in lower case.

    `index` counts the source's sentences from 0. `leans`: it needs the sentence before it to be understood.
    """

    evidence: Evidence
    index: int
    span: Span
    text: str
    words: frozenset[str]
    leans: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What one source offers: its printable sentences, its dateline's place, and how many orders to machines it held."""

    units: tuple[Unit, ...]
    place: Span | None = None
    refused: int = 0


def read(evidence: Evidence, *, language: str) -> Reading:
    """The printable sentences of a source in `language` (zh or en), in order."""
    units: list[Unit] = []
    place: Span | None = None
    refused = 0
    for index, (start, end) in enumerate(nlp.sentences(evidence.text, language=language)):
        if is_instruction(evidence.text[start:end]):
            refused += 1
            continue
        if index == 0 or evidence.text[:start].endswith("\n"):
            start, found = _after_dateline(evidence, start, end, language)
            place = place or found
        unit = _unit(evidence, index, (start, end), language)
        if unit is not None:
            units.append(unit)
    return Reading(tuple(units), place, refused)


def content_words(text: str, *, language: str) -> frozenset[str]:
    """The words of `text` that say what it is about, in lower case."""
    return frozenset(w.lower() for w, _, _ in nlp.words(text, language=language) if not nlp.is_stop(w))


def leans(text: str) -> bool:
    """Whether a sentence can't be understood without the one before it, in Chinese or English."""
    return bool(_LEANS_ZH.match(text) or _LEANS_EN.match(text) or _SPEAKS_BARE.search(text))


def without_dateline(text: str) -> str:
    """`text` without the dateline it may begin with."""
    for pattern in (_DATELINE_ZH, _DATELINE_EN):
        found = pattern.match(text)
        if found and found.end() < len(text):
            return text[found.end() :]
    return text


def _after_dateline(evidence: Evidence, start: int, end: int, language: str) -> tuple[int, Span | None]:
    """Where the sentence begins after its dateline, and the place the dateline names."""
    pattern = _DATELINE_ZH if language == "zh" else _DATELINE_EN
    found = pattern.match(evidence.text, start, end)
    if found is None or found.end() >= end:
        return start, None
    if "place" not in found.re.groupindex or not found["place"]:
        return found.end(), None
    return found.end(), Span(evidence.source, *found.span("place"), found["place"])


def _unit(evidence: Evidence, index: int, place: tuple[int, int], language: str) -> Unit | None:
    start, end = _trimmed(evidence.text, place)
    text = evidence.text[start:end]
    if not _printable(text, language):
        return None
    connective = _CONNECTIVE.match(text)
    if connective:
        start += connective.end()
        text = evidence.text[start:end]
    shown = " ".join(text.split()) if "\n" in text else text
    shown = shown[:1].upper() + shown[1:] if language == "en" else shown
    span = Span(evidence.source, start, end, text)
    return Unit(evidence, index, span, shown, content_words(text, language=language), leans(shown))


def _trimmed(text: str, place: tuple[int, int]) -> tuple[int, int]:
    start, end = place
    tail = _TAIL.search(text[start:end])
    end = start + tail.start() if tail else end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _printable(text: str, language: str) -> bool:
    size = len(text) if language == "zh" else len(text.split())
    if not _SHORTEST[language] <= size <= _LONGEST[language]:
        return False
    if not _SENTENCE_END.search(text) or _FURNITURE.match(text):
        return False
    if text.count('"') % 2 or any(text.count(a) != text.count(b) for a, b in _QUOTE_MARKS):
        return False
    return not _is_bare_quotation(text)


def _is_bare_quotation(text: str) -> bool:
    """A quotation with nobody who says it."""
    return text[0] in '“"「' and text[-1] in '”"」' and not re.search(r"[”\"」][^“\"「]+[“\"「]", text)


def sentences_of(text: str, *, language: str) -> Iterator[str]:
    """The sentences of a text; a line break ends one."""
    for line in text.split("\n"):
        for start, end in nlp.sentences(line, language=language):
            if line[start:end].strip():
                yield line[start:end].strip()
