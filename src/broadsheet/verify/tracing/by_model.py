"""How likely a model finds a sentence, given some of its sources: the prompt, and the score that ablations take."""

import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from broadsheet.core import Evidence
from broadsheet.models import LanguageModel, Message, as_data, fence_for, is_instruction, likelihood
from broadsheet.verify.reading import Passage, Reading, read
from broadsheet.verify.record import Record
from broadsheet.verify.tracing.ablating import Score

# All sources together, in characters: with the sentence they fit 4,096 tokens, and are read in half a minute.
LONGEST = {"zh": 2400, "en": 6000}
LONGEST_ELSEWHERE = 2400


@cache
def _wording() -> dict[str, Any]:
    return tomllib.loads((files("broadsheet.verify.tracing") / "wording.toml").read_text(encoding="utf-8"))


def worded(key: str, language: str) -> str:
    """The wording `key` in `language`, English when that is neither."""
    found = _wording()[key]
    return str(found.get(language, found["en"]))


def messages(reports: Sequence[str], *, language: str) -> list[Message]:
    """The request for one sentence from `reports`, which are fenced."""
    rows = [f"- {as_data(report)}" for report in reports] or [worded("nothing", language)]
    asked = worded("frame", language).format(fence=fence_for(rows), reports="\n".join(rows))
    return [Message("system", worded("rules", language)), Message("user", asked)]


def score_of(sentence: str, reports: Sequence[str], *, model: LanguageModel, language: str) -> Score:
    """The log-probability of `sentence` in nats with only the reports of these numbers shown."""

    def score(kept: Sequence[int]) -> float:
        return sum(likelihood(model, messages([reports[i] for i in kept], language=language), sentence))

    return score


def shown(sentence: str, evidence: Sequence[Evidence], *, language: str) -> list[str]:
    """The text of each source as the model is shown it: whole where all fit, else the sentences nearest to `sentence`.

    Sentences that speak to a machine are left out.
    """
    readings = [read(e.text, language=e.language, source=e.source, published=e.published) for e in evidence]
    room = LONGEST.get(language, LONGEST_ELSEWHERE) // max(len(readings), 1)
    passage = read(sentence, language=language).passages[0]
    return [_nearest(passage, reading, room=room) for reading in readings]


def _nearest(passage: Passage, reading: Reading, *, room: int) -> str:
    kept = [p for p in reading.passages if not is_instruction(p.text)]
    if sum(len(p.text) for p in kept) > room:
        close = [a.passage.number for a in Record([reading]).align(passage, n=len(kept))]
        order = sorted(kept, key=lambda p: close.index(p.number) if p.number in close else len(close) + p.number)
        kept, left = [], room
        for one in order:
            left -= len(one.text)
            kept += [one] if left >= 0 or not kept else []
    return " ".join(p.text[:room] for p in sorted(kept, key=lambda p: p.number))
