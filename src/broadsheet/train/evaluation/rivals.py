"""What a text that a model wrote must beat: its base as it was, and texts that cost no learning."""

import re
from collections.abc import Callable, Mapping, Sequence
from statistics import median

from broadsheet.models import Options
from broadsheet.nlp import sentences
from broadsheet.nlp.dateline import opening
from broadsheet.train.evaluation.overlap import WORDS, words
from broadsheet.train.evaluation.subject import Subject

Rival = Callable[[str], str]
# Targets by which the usual length is told: the median of so many moves by less than a word.
ENOUGH = 1000
# A source at most so many times as long as its target is rewritten or translated, a longer one is cut down.
REWRITTEN = 2.0
_ENDS = re.compile(r"[\s，,、：:；;—–-]+$")


def rivals(sources: Sequence[str], targets: Sequence[str], *, length: int) -> Mapping[str, Rival]:
    """The rivals that suit such pairs, the hardest first.

    Where texts become shorter, as reports become headlines: `lead`, the report's first sentence cut to `length` words
    (`usual_length`), and `first_sentence` whole. Where they keep their length, as in translation: `source`, the copy.
    """
    if not sources or _share(sources, targets) <= REWRITTEN:
        return {"source": lambda text: text}
    return {"lead": lambda text: lead(text, length=length), "first_sentence": first_sentence}


def untuned(subject: Subject, targets: Sequence[str], options: Options) -> Rival | None:
    """What the model that `subject` was tuned from writes, as it was; None for one that started from nothing.

    It has not been shown where to end: where people write a line, its first line counts.
    """
    base = subject.untuned()
    if base is None:
        return None
    is_line = not any("\n" in target.strip() for target in targets)

    def write(text: str) -> str:
        written = base.write(text, options).strip()
        return written.split("\n", 1)[0] if is_line else written

    return write


def lead(text: str, *, length: int) -> str:
    """The first sentence behind dateline and byline, cut after `length` words (Chinese: characters)."""
    sentence = first_sentence(text[opening(text) :])
    ends = [found.end() for found in WORDS.finditer(sentence)]
    return sentence if len(ends) <= length else _ENDS.sub("", sentence[: ends[length - 1]])


def first_sentence(text: str) -> str:
    """The first sentence of `text`; of one without a sentence, all of it."""
    start, end = next(iter(sentences(text)), (0, len(text)))
    return text[start:end]


def usual_length(targets: Sequence[str]) -> int:
    """The median number of words (Chinese: characters) of the texts that people wrote; 1 where there are none."""
    return max(1, round(median([len(words(target)) for target in targets[:ENOUGH]] or [1])))


def _share(sources: Sequence[str], targets: Sequence[str]) -> float:
    """How many times as long as its target the middle source is."""
    return median(len(words(s)) / max(1, len(words(t))) for s, t in zip(sources, targets, strict=True))
