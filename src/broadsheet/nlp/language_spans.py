"""Which language each passage of a text is in: for reports that quote, for bilingual pages, for third languages.

Scripts part passages wherever they change; languages of one alphabet are told apart by sentence, where there are words
enough to tell.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from broadsheet.nlp.language_detection import detect
from broadsheet.nlp.resources import words_of
from broadsheet.nlp.scripts import HAN_RUN, WIDE
from broadsheet.nlp.segmentation import words_within
from broadsheet.nlp.sentence_split import sentences
from broadsheet.nlp.vocabulary import is_english

# How much of a long text is looked at, in characters; what follows counts to the last passage.
READ = 20_000
# Words of an alphabet in a Chinese sentence that make a passage; fewer are a name: `Bank of America`.
FEWEST = 5
# Characters of Chinese in a sentence of an alphabet that make one; fewer are a name with its translation.
FEWEST_WIDE = 8
# A sentence of an alphabet needs this many words before it may differ from the text it stands in.
TELLING = 8
# English sentences of that many words under this share of function words are one in thirty; they are looked at closely.
ENGLISH_SHARE = 0.15
# Lists of names have few function words; where English news knows this share of the words they are English.
KNOWN_SHARE = 0.6

Span = tuple[str, int, int]

_WORD = r"[^\W\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+(?:['’\-][^\W\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+)*"
_BETWEEN = r"[\s,;:\-–—\"“”'‘’().\d&/%$!?]+"
_PASSAGE = re.compile(rf"[\"“'‘(]?{_WORD}(?:{_BETWEEN}{_WORD}){{{FEWEST - 1},}}[.!?\"”'’)]*")
_WIDE_PASSAGE = re.compile(
    rf"[“「『（《]?(?:{HAN_RUN.pattern}|[\u3040-\u30ff\uac00-\ud7af]+)"
    rf"(?:[，、；：。！？“”‘’「」『』（）《》·\s\d]*(?:{HAN_RUN.pattern}|[\u3040-\u30ff\uac00-\ud7af]+))*[。！？”」』）》]*"
)


def spans(text: str, language: str) -> list[Span]:
    """The passages of `text` in order as `(language, start, end)`, covering all of it; one when it is not mixed.

    `language` is that of most of it, which what can't be told is counted to.
    """
    if not text:
        return []
    read = text[:READ]
    found = list(_merged(_chinese(read, language) if language in ("zh", "ja", "ko") else _alphabet(read, language)))
    if len(found) < 2:
        return [(found[0][0] if found else language, 0, len(text))]
    starts = [0, *(start for _, start, _ in found[1:]), len(text)]
    return [(tag, start, end) for (tag, _, _), (start, end) in zip(found, pairwise(starts), strict=True)]


def _chinese(text: str, language: str) -> Iterator[Span]:
    """A text of a wide script, with the passages in it that are in an alphabet."""
    at = 0
    for match in _PASSAGE.finditer(text):
        tag = detect(match.group())
        if tag and tag != language:
            yield language, at, match.start()
            yield tag, match.start(), match.end()
            at = match.end()
    yield language, at, len(text)


def _alphabet(text: str, language: str) -> Iterator[Span]:
    """A text in an alphabet, with the sentences that are in another language and the passages in a wide script."""
    for start, end in sentences(text):
        at = start
        for match in _WIDE_PASSAGE.finditer(text, start, end) if WIDE.search(text, start, end) else ():
            if sum(map(len, WIDE.findall(match.group()))) >= FEWEST_WIDE and (tag := detect(match.group())):
                yield _of_sentence(text, at, match.start(), language), at, match.start()
                yield tag, match.start(), match.end()
                at = match.end()
        yield _of_sentence(text, at, end, language), at, end


def _of_sentence(text: str, start: int, end: int, language: str) -> str:
    """The language of a sentence of an alphabet: the text's, unless its own words say another."""
    cut = [word for word, _, _ in words_within(text, start, end) if word[0].isalpha()]
    if len(cut) < TELLING:
        return language
    lower = [word.lower() for word in cut]
    if language == "en" and sum(word in words_of("stop_en") for word in lower) >= ENGLISH_SHARE * len(cut):
        return language
    if language == "en" and sum(map(is_english, lower)) >= KNOWN_SHARE * len(cut):
        return language
    return detect(text[start:end]) or language


def _merged(found: Iterable[Span]) -> Iterator[Span]:
    """Neighbours of one language as one, and none without a letter."""
    held: Span | None = None
    for tag, start, end in found:
        if start >= end:
            continue
        if held and held[0] == tag:
            held = (tag, held[1], end)
        else:
            if held:
                yield held
            held = (tag, start, end)
    if held:
        yield held
