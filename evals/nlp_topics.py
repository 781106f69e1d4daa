"""How often the best broad topic of a Chinese headline is the one its class stands for.

    python evals/nlp_topics.py thucnews/ [N]

THUCNews' ten classes are mapped to broad media topics; `society` there is crime, accidents and curiosities. Nothing was
trained on these headlines. They have no text below them, which real reports do.
"""

import random
import sys
from collections import Counter
from pathlib import Path

from broadsheet.nlp.topic_scores import score

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


def main() -> None:
    """Print the share named, the share right of those named, and both by class."""
    folder, n = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 2000
    names = (folder / "classes.txt").read_text().split()
    rows = [line.split("\t") for line in (folder / "headlines.tsv").read_text(encoding="utf-8").splitlines()]
    random.Random(7).shuffle(rows)
    named: Counter[str] = Counter()
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    bands: Counter[tuple[float, bool]] = Counter()
    for title, number in rows[:n]:
        name = names[int(number)]
        total[name] += 1
        best = next(iter(score(title, "")), None)
        if best:
            named[name] += 1
            good = best.id.removeprefix("medtop:")[:2] in CLASSES[name]
            right[name] += good
            bands[round(best.score, 1), good] += 1
    print(f"named {named.total() / n:.3f}, right of those named {right.total() / named.total():.3f}")
    for name in names:
        print(f"{name:14} named {named[name] / total[name]:.2f} right {right[name] / max(named[name], 1):.2f}")
    for band in sorted({b for b, _ in bands}):
        both = bands[band, True] + bands[band, False]
        print(f"score {band:.1f}: {both:5} headlines, right {bands[band, True] / both:.2f}")


if __name__ == "__main__":
    main()
