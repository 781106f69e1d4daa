"""News whose class is known, and what each class may be called among our categories; the mapping was written first."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# THUCNews: property and shares are business; a game is leisure, or technology; "politics" there is the news of the
# world, with its wars, quakes and trials; society is crime, accidents and curiosities; stars are culture, or people.
# BBC: five classes that are ours too.
THUCNEWS = {
    "finance": {"economy"},
    "realty": {"economy"},
    "stocks": {"economy"},
    "education": {"education"},
    "science": {"technology"},
    "society": {"society", "justice", "disaster", "lifestyle"},
    "politics": {"politics", "conflict", "disaster", "justice"},
    "sports": {"sport"},
    "game": {"lifestyle", "technology"},
    "entertainment": {"culture", "lifestyle"},
}
BBC = {
    "business": {"economy"},
    "entertainment": {"culture"},
    "politics": {"politics"},
    "sports": {"sport"},
    "tech": {"technology"},
}


@dataclass(frozen=True, slots=True)
class Classed:
    """A headline and text (empty for a headline alone), its class, what that may be called, and `fit` or `held`."""

    title: str
    text: str
    name: str
    may_be: frozenset[str]
    part: str


def thucnews(folder: Path) -> Iterator[Classed]:
    """10,000 Chinese headlines; all are held out; `held` marks the odd lines, counted from 0."""
    names = (folder / "classes.txt").read_text(encoding="utf-8").split()
    for number, line in enumerate((folder / "headlines.tsv").read_text(encoding="utf-8").splitlines()):
        title, which = line.split("\t")
        name = names[int(which)]
        yield Classed(title, "", name, frozenset(THUCNEWS[name]), "held" if number % 2 else "fit")


def bbc(folder: Path) -> Iterator[Classed]:
    """2,225 English reports of 2004 and 2005 (Greene and Cunningham 2006); all held out; `held` marks every second."""
    for name, may_be in BBC.items():
        for number, file in enumerate(sorted((folder / name).glob("*.txt"))):
            title, _, text = file.read_text(encoding="utf-8", errors="replace").partition("\n")
            part = "held" if number % 2 else "fit"
            yield Classed(title.strip(), text.strip(), name, frozenset(may_be), part)
