"""How often a reader's comment is given its kind, in Chinese and English.

    python -m evals nlp_comment

220 comments that were written for this, eleven of each kind and language; the phrases were set on the half marked
`fit`, these figures are of the other. They are clean and short, which the internet's are not: expect less there.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from broadsheet import nlp
from broadsheet.core import Article

DATA = ("gold/comments.tsv",)


def judged(path: Path, part: str) -> Iterator[tuple[str, str, str, str]]:
    """Language, kind, found kind and text of each comment of the part."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(f"{part}\t"):
            _, language, kind, text = line.split("\t")
            value = nlp.analyse(Article(text=text, title="", language=language), only=["comment"])
            yield language, kind, value.annotations["comment"].get("id", ""), text


def figures(path: Path) -> dict[str, float]:
    """Accuracy and macro-F1 by language, on the held-out half."""
    pairs: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for language, kind, found, _ in judged(path, "held"):
        pairs[language][kind, found] += 1
    return {f"{code}.{name}": value for code, counts in pairs.items() for name, value in _scores(counts).items()}


def _scores(counts: Counter[tuple[str, str]]) -> dict[str, float]:
    kinds = {kind for kind, _ in counts}
    f1 = []
    for kind in kinds:
        there = sum(n for (a, _), n in counts.items() if a == kind)
        named = sum(n for (_, b), n in counts.items() if b == kind)
        f1.append(2 * counts[kind, kind] / max(there + named, 1))
    return {"accuracy": sum(counts[k, k] for k in kinds) / sum(counts.values()), "macro_f1": sum(f1) / len(f1)}
