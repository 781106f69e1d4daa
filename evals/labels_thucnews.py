"""A newsroom's own labels on Chinese headlines: THUCNews, ten classes, 8,000 to train and 2,000 held out, five times.

    python -m evals labels_thucnews --data FOLDER_OF_THUCNEWS

What was set by looking at these headlines: the cost, the weight of the meaning, and what a unit is; on two of the five
parts, under another split.
"""

from pathlib import Path

from evals import _held_out

DATA = ("thucnews",)


def figures(path: Path) -> dict[str, float]:
    """Accuracy and calibration of words alone and with meaning, beside LinearSVC and the commonest label."""
    names = (path / "classes.txt").read_text(encoding="utf-8").split()
    rows = [line.split("\t") for line in (path / "headlines.tsv").read_text(encoding="utf-8").splitlines()]
    return _held_out.figures([title for title, _ in rows], [names[int(number)] for _, number in rows])
