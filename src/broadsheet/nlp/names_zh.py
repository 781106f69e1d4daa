"""People, places, organisations and works in Chinese text: a neural tagger's, put right by what news looks like."""

import re
from collections import Counter
from collections.abc import Iterator

from broadsheet.nlp.dotted_names_zh import joined
from broadsheet.nlp.mention import Mention, Type
from broadsheet.nlp.resources import words_of
from broadsheet.nlp.sentence_split import sentences
from broadsheet.nlp.tagger_zh import tagged

# How much of a long text is tagged, in characters: 0.1 s of CPU. Names found there are then found in all of it.
READ = 4000
# Names are looked for again in this much of the text.
SEEK = 20_000

_KINDS: dict[str, Type] = {"PER": "person", "LOC": "place", "ORG": "organisation"}
_NAME = re.compile(r"[\u3400-\u9fffA-Za-z][\u3400-\u9fffA-Za-z0-9·•\-—.&（）()]*")
_WORK = re.compile(r"《([^《》\n]{1,40})》")
_HAN = re.compile(r"[\u3400-\u9fff]")
# What the tagger takes for part of a name.
_TAIL = re.compile(r"(?:先生|女士|同志|等人|等)$")
_ORG_END = re.compile(
    r"(?:公司|集团|银行|大学|学院|医院|法院|检察院|公安局|委员会|协会|学会|基金会|研究所|研究院|中心|部|局|厅|署|处|社|党|队|俱乐部|联盟|组织|议会|国会|政府|大使馆|"
    r"领事馆|报|电视台|电台|出版社|军区|总部|办公室|秘书处|联合会|理事会|峰会|论坛)$"
)
_PLACE_END = re.compile(
    r"(?:省|市|县|区|镇|乡|村|州|岛|半岛|山|河|江|湖|海|湾|海峡|路|街|机场|车站|港|广场|公园|国|自治区|特区|高原|盆地|沙漠)$"
)


def names(text: str) -> Iterator[Mention]:
    """The names and works of `text`, in no order; a name found once is found wherever it stands."""
    for match in _WORK.finditer(text, 0, SEEK):
        yield Mention(*match.span(1), "other")
    kinds: dict[str, Counter[Type]] = {}
    found: list[Mention] = []
    for mention in _tagged_names(text[:READ]):
        kinds.setdefault(text[mention.start : mention.end], Counter())[mention.type] += 1
        found.append(mention)
    settled = {name: _settle(name, counts) for name, counts in kinds.items()}
    for mention in found:
        yield Mention(mention.start, mention.end, settled[text[mention.start : mention.end]])
    # Longer names first, so that 北京大学 is not found as 北京; two characters are too often part of something else.
    again = sorted((name for name in settled if len(name) > 2), key=len, reverse=True)
    if again:
        for match in re.finditer("|".join(map(re.escape, again)), text[:SEEK]):
            yield Mention(match.start(), match.end(), settled[match.group()])


def _tagged_names(text: str) -> Iterator[Mention]:
    spans = [(start, end) for start, end in sentences(text) if _HAN.search(text, start, end)]
    for (offset, _), words in zip(spans, tagged([text[start:end] for start, end in spans]), strict=True):
        shifted = [(tag, offset + start, offset + end) for tag, start, end in words]
        for tag, start, end in joined(text, shifted):
            kind = _KINDS.get(tag)
            if kind and (mention := _cleaned(text, start, end, kind)):
                yield mention


def _cleaned(text: str, start: int, end: int, kind: Type) -> Mention | None:
    """The name without what is no part of it, or None when nothing stands."""
    match = _NAME.search(text, start, end)
    if not match:
        return None
    name = _TAIL.sub("", match.group().rstrip("（）()-—·•."))
    if len(name) < 2 or name in words_of("not_names_zh") or ("（" in name) != ("）" in name):
        return None
    if kind == "person" and (len(name) > 20 or any(c.isdigit() for c in name)):
        return None
    return Mention(match.start(), match.start() + len(name), kind)


def _settle(name: str, counts: Counter[Type]) -> Type:
    """The kind of a name that the tagger saw as several: by its ending, else as most often."""
    if name in words_of("places_zh"):
        return "place"
    if len(name) > 2 and _ORG_END.search(name):
        return "organisation"
    if len(counts) > 1 and _PLACE_END.search(name):
        return "place"
    return counts.most_common(1)[0][0]
