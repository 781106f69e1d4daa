"""Keywords of twenty computer science reports against the terms that fifteen teams of readers gave each of them.

    python -m evals keywords_wiki20 --data DIR

wiki20 (Medelyan, Witten and Milne, "Topic Indexing with Wikipedia", AAAI WikiAI 2008): `docsutf8/*.txt` and the terms
in `keys/*.key`, as the source distribution of `mrakun` 0.45 on the package index carries them. Terms are titles of
encyclopedia articles, nearly half of which no report writes, so F1 at ten has a low ceiling. A keyword is
right when it is a term, in lower case and each word's plural as its singular. `times_yake` says how many times YAKE's
figure this room's is, where YAKE can be imported. How fast late mentions weigh less was chosen with these reports in
sight, so the figure is no held-out one.
"""

import importlib
import re
from collections.abc import Iterable
from pathlib import Path

from evals.keywords import MOST, Ask, yake

from broadsheet.nlp.keyphrases import keyphrases

DATA = ("wiki20",)
_WORD = re.compile(r"[^\W_]+")


def folded(phrase: str) -> str:
    """A phrase as it is compared: its words in lower case, plurals as singulars, notes in brackets left out."""
    words = _WORD.findall(re.sub(r"\(.*?\)", " ", phrase).lower())
    return " ".join(word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] != "s" else word for word in words)


def judged(reports: Iterable[tuple[str, set[str]]], ask: Ask) -> float:
    """Mean F1 at ten over the reports, each (text, terms)."""
    scores = []
    for text, terms in reports:
        found = {folded(phrase) for phrase in ask(text)}
        scores.append(2 * len(found & terms) / (len(found) + len(terms)))
    return sum(scores) / len(scores)


def reports(path: Path) -> list[tuple[str, set[str]]]:
    """Each report with its title as the first line, and the folded terms."""
    return [
        (
            text.read_text(encoding="utf-8", errors="replace"),
            {folded(term) for term in key.read_text("utf-8").splitlines()},
        )
        for key in sorted((path / "keys").glob("*.key"))
        if (text := path / "docsutf8" / f"{key.stem}.txt").exists()
    ]


def mine(text: str) -> list[str]:
    """The keywords of this room, the first line being the title."""
    title, _, body = text.strip().partition("\n")
    return [phrase for phrase, _ in keyphrases(title.strip(), body, n=MOST)]


def figures(path: Path) -> dict[str, float]:
    """F1 at ten, and how many times YAKE's it is where that is here."""
    read = reports(path)
    found = {"f1": judged(read, mine)}
    try:
        module = importlib.import_module("yake")
    except ImportError:
        return found
    return found | {"times_yake": found["f1"] / judged(read, yake(module))}
