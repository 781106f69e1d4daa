"""said_of: someone spoke of someone or something: the speaker of a quotation and whom the quotation names."""

import re
from collections.abc import Iterator

from broadsheet.knowledge.patterns import Found
from broadsheet.knowledge.sentence import CLOSE, OPEN, Sentence

PRECISION = 0.85  # none was met among the judged ones: a cautious guess

_QUOTED = re.compile(r"“[^“”]{4,600}”|\"[^\"]{4,600}\"|「[^「」]{4,600}」")
_MARK = re.compile(f"{OPEN}([POLX])(\\d+){CLOSE}")
_AFTER = re.compile(
    rf"[,，。]?\s?(?:{OPEN}P(\d+){CLOSE}\s(?:said|says|told|added|wrote|tweeted|warned|insisted)\b|"
    rf"(?:said|says|added|wrote|tweeted|warned)\s(?:[\w-]+\s){{0,3}}{OPEN}P(\d+){CLOSE}|{OPEN}P(\d+){CLOSE}(?:说|表示|指出|称))"
)
_BEFORE = re.compile(
    rf"{OPEN}P(\d+){CLOSE}(?:\s(?:said|says|told|added|wrote|tweeted|warned)\b[^{OPEN}\"“]{{0,30}}|\w{{0,6}}(?:说|表示|指出|强调|称|告诉\w{{0,6}})[，：:]?\s?)$"
)


def find(sentence: Sentence) -> Iterator[Found]:
    """Each name inside a quotation, said by the person whom a verb of saying stands beside."""
    for quoted in _QUOTED.finditer(sentence.marked):
        speaker = _speaker(sentence.marked, quoted)
        if speaker is None:
            continue
        for mark in _MARK.finditer(quoted.group()):
            about = int(mark.group(2))
            if sentence.slots[about].name != sentence.slots[speaker].name:
                yield Found(speaker, about)


def _speaker(text: str, quoted: re.Match[str]) -> int | None:
    match = _AFTER.match(text, quoted.end()) or _BEFORE.search(text[: quoted.start()])
    number = next((g for g in match.groups() if g), None) if match else None
    return int(number) if number else None
