"""How often the best broad topic of a Chinese headline is the one its class stands for.

    python -m evals nlp_topics --data FOLDER_OF_THUCNEWS

THUCNews' ten classes are mapped to broad media topics. Nothing was trained on these headlines, though whoever wrote the
cue words knew the names of the classes. They have no text below them, which real reports do.
"""

import random
import sys
from collections import Counter
from pathlib import Path

from broadsheet.nlp.topic_scores import score

DATA = ("thucnews",)
# How many headlines, drawn by this seed: enough that a figure moves by .01 for chance alone.
SAMPLE = 2000
SEED = 7
# What a class may be called: a game is leisure, or technology; foreign politics may be war; society there is crime,
# accidents and curiosities; IPTC puts celebrities under human interest.
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


def judged(folder: Path) -> list[tuple[str, float, bool]]:
    """For each headline its class, the best topic's score (0 when none was named) and whether it was right."""
    names = (folder / "classes.txt").read_text(encoding="utf-8").split()
    rows = [line.split("\t") for line in (folder / "headlines.tsv").read_text(encoding="utf-8").splitlines()]
    random.Random(SEED).shuffle(rows)
    found = []
    for title, number in rows[:SAMPLE]:
        name = names[int(number)]
        best = next(iter(score(title, "")), None)
        right = best is not None and best.id.removeprefix("medtop:")[:2] in CLASSES[name]
        found.append((name, best.score if best else 0.0, right))
    return found


def figures(path: Path) -> dict[str, float]:
    """The share of headlines that were given a topic, and of those the share given the right one."""
    found = judged(path)
    named = [right for _, best, right in found if best]
    return {"named": len(named) / len(found), "right": sum(named) / max(len(named), 1)}


def main() -> None:
    """Print the share right of those named, by class and by score."""
    found = [one for one in judged(Path(sys.argv[1])) if one[1]]
    for title, key in (("class", lambda one: one[0]), ("score", lambda one: f"{one[1]:.1f}")):
        total, right = Counter(map(key, found)), Counter(key(one) for one in found if one[2])
        for name in sorted(total):
            print(f"{title} {name:14} {total[name]:5} headlines, right {right[name] / total[name]:.2f}")


if __name__ == "__main__":
    main()
