"""Reads the hand-labelled news of the sentiment evaluation: labels from here, texts from where they stand."""

import csv
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from broadsheet import nlp
from broadsheet.nlp.dateline import headline, opening

FILE = Path(__file__).parent / "gold" / "sentiment.tsv"
SIGNS = {"-": "negative", "0": "neutral", "+": "positive"}


@dataclass(frozen=True, slots=True)
class Labelled:
    """A headline, its first sentence (empty where there is only a headline), the label, and `fit` or `held`."""

    source: str
    language: str
    title: str
    lead: str
    label: str
    part: str


def first_sentence(text: str) -> str:
    """The first sentence of a report behind its dateline, or nothing."""
    begin = opening(text)
    return next((text[max(start, begin) : end].strip() for start, end in nlp.sentences(text) if end > begin), "")


def hashed(title: str, lead: str) -> str:
    """Tells whether a text is the one that was labelled."""
    return hashlib.sha256(f"{title}\n{lead}".encode()).hexdigest()[:8]


def labelled(file: Path, *, source: str) -> Iterator[Labelled]:
    """The labelled items of one source whose text is in `file`; those with another text there are left out."""
    texts = dict(TEXTS[source](file))
    for line in FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        origin, id, check, part, sign = line.split("\t")
        title, lead = texts.get(id, ("", "")) if origin == source else ("", "")
        if origin == source and hashed(title, lead) == check:
            language = "en" if source == "newsarticles" else "zh"
            yield Labelled(source, language, headline(title), lead, SIGNS[sign], part)


def thucnews(file: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    """Headlines by their line, counted from 0."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines()):
        yield str(number), (line.split("\t")[0], "")


def uhgeval(file: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    """Headlines and first sentences by the story's id."""
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row["id"], (row["headLine"], first_sentence(row["newsBeginning"]))


def newsarticles(file: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    """Headlines and first sentences by the article's id."""
    with file.open(encoding="utf-8", errors="replace", newline="") as rows:
        for row in csv.DictReader(rows):
            yield row["article_id"], (row["title"], first_sentence(row["text"]))


TEXTS = {"thucnews": thucnews, "uhgeval": uhgeval, "newsarticles": newsarticles}
