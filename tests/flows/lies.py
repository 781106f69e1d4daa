"""A model that says what it was given to say and puts a lie into every sentence; and where a lie got to."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from broadsheet.core import Report

_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_STOP = re.compile(r"[。.](?=[”\"]?\Z)")


@dataclass(frozen=True)
class Lie:
    """What is made up: how it gets into a sentence of each language, and what it is known by."""

    tell: Mapping[str, Callable[[str], str]]
    mark: Mapping[str, re.Pattern[str]]


def behind(words: str) -> Callable[[str], str]:
    """The words before the last stop of a sentence, which is where a model likes to add a detail."""
    return lambda s: _STOP.sub(lambda m: words + m.group(), s) if _STOP.search(s) else s + words


def _other_figures(sentence: str) -> str:
    return _DIGIT.sub(lambda m: str((int(m.group()) + 3) % 10), sentence)


LIES: Mapping[str, Lie] = {
    "number": Lie(
        {"en": behind(", and it cost 8317 dollars"), "zh": behind("，共花费8317元")},
        {"en": re.compile("8317"), "zh": re.compile("8317")},
    ),
    "name": Lie(
        {"en": behind(", said Zebediah Quill"), "zh": lambda s: f"欧阳铁柱表示，{s}"},
        {"en": re.compile("Quill"), "zh": re.compile("欧阳铁柱")},
    ),
    "date": Lie(
        {"en": behind(" on 14 July 1897"), "zh": lambda s: f"1897年7月14日，{s}"},
        {"en": re.compile("1897"), "zh": re.compile("1897")},
    ),
    "quotation": Lie(
        {
            "en": behind(", and she said: “We never slept a wink in all that night.”"),
            "zh": behind("，她说：“我们那一夜完全没有合过眼睛。”"),
        },
        {"en": re.compile("never slept a wink"), "zh": re.compile("完全没有合过眼睛")},
    ),
    "figures": Lie({"en": _other_figures, "zh": _other_figures}, {}),
}


def lying(answer: str, lie: Lie, language: str) -> str:
    """`answer` with the lie in each of its lines."""
    return "\n".join(lie.tell[language](line) if line.strip() else line for line in answer.split("\n"))


def unmarked(
    text: str, report: Report | None, lie: Lie, *, language: str, known: str, doubts: bool = False
) -> list[str]:
    """What of the lie stands in `text` with no mark on it. Of changed figures, those that `known` nowhere has.

    With `doubts` a warning is a mark too: whether a name renders another can only be doubted.
    """
    if lie.mark:
        found = [(m.start(), m.end()) for m in lie.mark[language].finditer(text)]
    else:
        figures = set(_FIGURE.findall(known))
        found = [m.span() for m in _FIGURE.finditer(text) if m.group() not in figures and len(m.group()) > 1]
    places = _marked(report, ("error", "warning") if doubts else ("error",))
    return [text[a:b] for a, b in found if not any(start < b and a < end for start, end in places)]


def _marked(report: Report | None, severities: Sequence[str]) -> list[tuple[int, int]]:
    if report is None:
        return []
    short = [(c.start, c.end) for c in report.claims if c.verdict in ("contradicted", "unsupported")]
    return short + [(f.start, f.end) for f in report.findings if f.severity in severities]
