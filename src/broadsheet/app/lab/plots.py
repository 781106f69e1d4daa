"""The curves of a training: loss, rate, gradient, speed, energy, each as a sheet that is drawn and downloaded."""

from collections.abc import Mapping, Sequence
from typing import Any

from broadsheet import media
from broadsheet.app.lab.keeping import LabKeeping
from broadsheet.core import UnknownNameError
from broadsheet.media import Cell, Look, Sheet

PLOTS = ("loss", "rate", "norm", "speed", "joules")
FORMATS = ("csv", "png", "svg")
CHART = "learning_curve"
# Points of a line: more can't be told apart on a page, and a run may have a hundred thousand steps.
POINTS = 80
# What a log says where no counter was found and the energy is a model's: of the processor's time and power.
MODELLED = "model"
_WORDS: Mapping[str, Mapping[str, Sequence[str]]] = {
    "en": {
        "loss": ("Loss", "the mean of the steps around each point, and on texts held out", "nats a prediction"),
        "rate": ("Learning rate", "as the schedule has it", "rate"),
        "norm": ("Gradient", "its length before clipping", "length"),
        "speed": ("Speed", "of late, padding not counted", "tokens a second"),
        "joules": ("Energy", "since the beginning; {method}", "joules"),
        "heads": ("series", "step"),
        "series": ("training", "held out"),
        "empty": ("No step was taken yet.",),
        "method": ("estimated from processor time", "measured by {method}"),
    },
    "zh": {
        "loss": ("损失", "各点附近步骤的平均值，以及留出文本上的值", "奈特／每次预测"),
        "rate": ("学习率", "按计划变化", "学习率"),
        "norm": ("梯度", "裁剪前的长度", "长度"),
        "speed": ("速度", "近期速度，不计填充", "词元／秒"),
        "joules": ("能耗", "自开始以来；{method}", "焦耳"),
        "heads": ("序列", "步"),
        "series": ("训练", "留出"),
        "empty": ("还没有训练步骤。",),
        "method": ("按处理器时间估算", "由 {method} 测得"),
    },
}


class LabPlots(LabKeeping):
    """The part of the newsroom that draws how trainings go."""

    def lab_sheet(self, name: str, plot: str, *, words: str = "en") -> Sheet:
        """The numbers of a plot of the training of `name`; raises `NotFoundError`, `UnknownNameError` for a plot."""
        if plot not in PLOTS:
            raise UnknownNameError("there is no such plot of a training", asked=plot, choices=PLOTS)
        return _sheet(self.lab_log(name), plot, words="zh" if words == "zh" else "en")

    def lab_chart(
        self, name: str, plot: str, *, words: str = "en", format: str = "svg", look: Look | None = None
    ) -> bytes:
        """The plot as a file: `svg`, `png` or `csv`. Raises as `lab_sheet`, and `MissingError` for png."""
        if format not in FORMATS:
            raise UnknownNameError("a plot can't be had in this format", asked=format, choices=FORMATS)
        sheet = self.lab_sheet(name, plot, words=words)
        if format == "csv":
            return media.csv_of(sheet).encode("utf-8", "replace")
        drawn = media.draw(CHART, sheet, look)
        return media.png(drawn) if format == "png" else drawn.encode()


def _sheet(log: Sequence[Mapping[str, Any]], plot: str, *, words: str) -> Sheet:
    told = _WORDS[words]
    steps = [line for line in log if line.get("kind") == "step" and not line.get("skipped")]
    method = str(steps[-1].get("method", "")) if steps else ""
    method = told["method"][0] if method == MODELLED else told["method"][1].format(method=method)
    title, note, unit = told[plot]
    series = told["series"][0] if plot == "loss" else ""
    rows: list[tuple[Cell, ...]] = [(series, step, value) for step, value in _thinned(steps, plot)]
    if plot == "loss":
        rows += [(told["series"][1], line["step"], line["loss"]) for line in log if line.get("kind") == "evaluated"]
    return Sheet(
        title=title,
        note=note.format(method=method),
        columns=("series", "x", "value"),
        rows=tuple(rows),
        heads=(*told["heads"], unit),
        language=words,
        measure="real",
        empty=told["empty"][0],
    )


def _thinned(steps: Sequence[Mapping[str, Any]], plot: str) -> list[tuple[int, float]]:
    """At most `POINTS` points: of stretches of equal length their last step and the mean of their values."""
    size = -(-len(steps) // POINTS) or 1
    found = []
    for start in range(0, len(steps), size):
        part = steps[start : start + size]
        values = [float(line[plot]) for line in part]
        found.append((int(part[-1]["step"]), sum(values) / len(values) if plot == "loss" else values[-1]))
    return found
