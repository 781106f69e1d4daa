"""How often the best broad topic of a Chinese headline is the one its class stands for.

    python evals/nlp_topics.py thucnews/ [N]

THUCNews' ten classes are mapped to broad media topics; `society` there is crime, accidents and curiosities. Nothing was
trained on these headlines. They have no text below them, which real reports do.
"""

import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from broadsheet.nlp.topic_scores import score

DATA = ("thucnews/headlines.tsv",)
HEADLINES = 2000
# What a class may be called: a game is leisure, or technology; foreign politics may be war; IPTC puts celebrities under
# human interest.
CLASSES = {
    "finance": {"04"},
    "realty": {"04"},
    "stocks": {"04"},
    "education": {"05"},
    "science": {"13"},
    "society": {"14", "02", "03", "08"},
    "politics": {"11", "16"},
    "sports": {"15"},
    "game": {"10", "13"},
    "entertainment": {"01", "08"},
}


@dataclass
class Counts:
    """Headlines by class: all, those given a topic, those given a right one; and by rounded score."""

    total: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    bands: Counter[tuple[float, bool]] = field(default_factory=Counter)


def count(path: Path, *, n: int) -> Counts:
    """The counts over `n` headlines picked by a fixed seed; `classes.txt` stands beside the file."""
    names = path.with_name("classes.txt").read_text(encoding="utf-8").split()
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    random.Random(7).shuffle(rows)
    counts = Counts()
    for title, number in rows[:n]:
        name = names[int(number)]
        counts.total[name] += 1
        best = next(iter(score(title, "")), None)
        if best:
            counts.named[name] += 1
            good = best.id.removeprefix("medtop:")[:2] in CLASSES[name]
            counts.right[name] += good
            counts.bands[round(best.score, 1), good] += 1
    return counts


def figures(path: Path) -> dict[str, float]:
    """The share of headlines given a topic, and the share right of those."""
    counts = count(path, n=HEADLINES)
    named, right = counts.named.total(), counts.right.total()
    return {"named": named / counts.total.total(), "right_of_named": right / max(named, 1)}


def main() -> None:
    """Print the share named, the share right of those named, and both by class."""
    counts = count(Path(sys.argv[1]) / "headlines.tsv", n=int(sys.argv[2]) if len(sys.argv) > 2 else HEADLINES)
    named, right, bands = counts.named, counts.right, counts.bands
    print(f"named {named.total() / counts.total.total():.3f}, right of those {right.total() / named.total():.3f}")
    for name, total in counts.total.items():
        print(f"{name:14} named {named[name] / total:.2f} right {right[name] / max(named[name], 1):.2f}")
    for band in sorted({b for b, _ in bands}):
        both = bands[band, True] + bands[band, False]
        print(f"score {band:.1f}: {both:5} headlines, right {bands[band, True] / both:.2f}")


if __name__ == "__main__":
    main()
