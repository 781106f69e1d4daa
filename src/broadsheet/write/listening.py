"""A model's answer cut into lines as it arrives, without the wrapping that models put around a text."""

import re
from collections.abc import Generator, Sequence
from contextlib import closing

from broadsheet import nlp
from broadsheet.write.measures import length
from broadsheet.write.telling import Telling
from broadsheet.write.units import sentences_of

_NUMBERING = re.compile(r"^\s*(?:[-*•·]\s+|#{1,6}\s+|\(?\d{1,2}[.)、）]\s*|>\s+)")
_LABEL = re.compile(
    r"^\s*(?:(?:an?|the|your)\s+)?(?:标题|正文|导语|新闻|摘要|帖子|要点\s*\d*"
    r"|headline|title|body|lead|story|summary|post|point \d+)\s*[:：]\s*",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"^\s*\[[^\]]{1,40}\]\s*")
_CHATTER = re.compile(
    r"^(?:sure|certainly|of course|okay|here(?:'s| is| are)|below (?:is|are)|note:|i (?:have|hope|will|cannot|can't)"
    r"|as an ai|let me|this (?:story|summary|text) (?:is|was)"
    r"|好的|当然|以下是|下面是|这是|注[:：]|希望|作为(?:一个)?(?:AI|人工智能)|根据(?:您|你)的要求)"
    r"|^[=\-_*~`]+$|^={3,}\w*=*$",  # a rule, or the fence of the prompt said back
    re.IGNORECASE,
)
# The end of an answer said three times over and more is a small model gone round: no name or figure has as many
# characters, and no sentence of news more.
_SHORTEST, _LONGEST = 10, 300
# And so are this many lines that were said before.
_AGAIN = 2


class Listening:
    """An answer being heard. Iterating gives each stretch with the lines it finished; `overran` tells that it was cut.

    `enough` is the length, in the language's unit, at which the model is stopped, `lines` the number of lines; None
    never stops it. One that says the same over and over is stopped too, which `circled` tells. The whole sentences of
    the line it was stopped in are kept.
    """

    def __init__(self, telling: Telling, *, language: str, enough: int | None, lines: int | None = None) -> None:
        self._telling, self._language, self._enough, self._lines = telling, language, enough, lines
        self.overran = self.circled = False

    def __iter__(self) -> Generator[tuple[str, list[str]], None, None]:
        buffer = ""
        heard: list[str] = []
        with closing(self._telling.stretches()) as stretches:
            for stretch in stretches:
                *finished, buffer = (buffer + stretch).split("\n")
                yield stretch, finished
                heard += [tidy(line) for line in finished if line.strip()]
                if self._lines is not None and len(heard) >= self._lines:
                    return
                self.circled = len(heard) - len(set(heard)) >= _AGAIN or goes_round(self._telling.text)
                self.overran = not self.circled and self._is_too_long()
                if self.circled or self.overran:
                    break
        # A sentence that was broken off is not one.
        broken = self._telling.broken or self.circled or self.overran
        yield "", [self._whole(buffer) if broken else buffer]

    def _is_too_long(self) -> bool:
        return self._enough is not None and length(self._telling.text, self._language) > self._enough

    def _whole(self, text: str) -> str:
        rows = list(sentences_of(text, language=self._language))
        return " ".join(r for r in rows if r.endswith(tuple('。！？.!?”"')))


def goes_round(text: str) -> bool:
    """Whether `text` ends in 10 to 300 characters said three times over, a letter among them.

    Asked at every token: where its last ten characters stood before is all that is looked at.
    """
    tail = text[-3 * _LONGEST :]
    end, place = tail[-_SHORTEST:], len(tail) - _SHORTEST
    before = tail.rfind(end, max(0, place - _LONGEST), place)
    while before >= 0:
        size = place - before
        once = tail[-size:]
        if tail.endswith(once * 3) and any(c.isalpha() for c in once):
            return True
        before = tail.rfind(end, max(0, place - _LONGEST), before + _SHORTEST - 1)
    return False


def said_in(line: str, *, language: str) -> list[str]:
    """The sentences of a line of an answer, without numbering, labels, emphasis and talk about the task."""
    return [s for s in sentences_of(tidy(line), language=language) if not _CHATTER.match(s)]


def without_label(sentence: str, outlets: Sequence[str]) -> str:
    """A sentence without the outlet that stood before its point, said back without its brackets (CNN.com The ...)."""
    for outlet in filter(None, outlets):
        rest = sentence[len(outlet) :].lstrip()
        if not sentence.lower().startswith(f"{outlet.lower()} ") or not rest:
            continue
        if rest[0] in '"“' or (rest[0].isupper() and ("." in outlet or nlp.is_stop(rest.split()[0].lower()))):
            return rest
    return sentence


def tidy(line: str) -> str:
    """A line of a model's answer without numbering, labels, brackets it copied, or emphasis."""
    plain = line.replace("**", "").replace("__", "").strip()
    for pattern in (_NUMBERING, _BRACKETED, _LABEL, _NUMBERING, _BRACKETED):
        plain = pattern.sub("", plain)
    return _unquoted(plain.strip().strip("`").strip())


def _unquoted(line: str) -> str:
    """The line without quotation marks round the whole of it, which models put round a headline."""
    for left, right in ('""', "“”", "「」", "『』"):
        inner = line[1:-1]
        if line.startswith(left) and line.endswith(right) and inner and not {left, right} & set(inner):
            return inner.strip()
    return line
