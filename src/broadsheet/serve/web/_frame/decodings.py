"""The page of decoding settings: what was picked, the chart of the next token, samples with what is their own."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import Query
from markupsafe import Markup

from broadsheet import media
from broadsheet.app.decoding import Chance, NextToken
from broadsheet.media import NARROW, WIDE, Look, Sheet
from broadsheet.models import Options
from broadsheet.serve.web._frame.strings import say

Pieces = list[tuple[str, bool]]
# A prompt travels in the page's address, of which servers and browsers take some 8,000 bytes.
LONGEST = 2000
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+|\s+|[^\w\s]")
# Half of a character, which joins with the next token: it can't be shown, nor gone on from as text.
_HALF = "\ufffd"


@dataclass(frozen=True, slots=True)
class Setting:
    """A field of the form: what may be given."""

    name: str
    low: float
    high: float
    step: float


SETTINGS = (
    Setting("temperature", 0, 2, 0.1),
    Setting("top_k", 0, 1000, 1),
    Setting("top_p", 0.01, 1, 0.01),
    Setting("min_p", 0, 1, 0.01),
    Setting("repeat_penalty", 0.5, 2, 0.05),
    Setting("seed", 0, 4294967294, 1),
    Setting("n", 1, 4, 1),
    Setting("max_tokens", 1, 200, 1),
)


@dataclass(frozen=True, slots=True)
class Tried:
    """What is tried, as the page's address says it."""

    prompt: Annotated[str, Query(max_length=LONGEST)] = ""
    begun: Annotated[str, Query(max_length=LONGEST)] = ""
    model: Annotated[str, Query(max_length=200)] = ""
    strategy: Literal["greedy", "sample"] = "sample"
    temperature: Annotated[float, Query(ge=0, le=2)] = 0.8
    top_k: Annotated[int, Query(ge=0, le=1000)] = 40
    top_p: Annotated[float, Query(gt=0, le=1)] = 0.95
    min_p: Annotated[float, Query(ge=0, le=1)] = 0.0
    repeat_penalty: Annotated[float, Query(gt=0, le=2)] = 1.0
    seed: Annotated[int, Query(ge=0, le=4294967294)] = 1
    n: Annotated[int, Query(ge=1, le=4)] = 1
    max_tokens: Annotated[int, Query(ge=1, le=200)] = 40

    def options(self) -> Options:
        """As the model takes them."""
        return Options(
            self.strategy,
            self.temperature,
            top_k=self.top_k,
            top_p=self.top_p,
            min_p=self.min_p,
            repeat_penalty=self.repeat_penalty,
            seed=self.seed,
            max_tokens=self.max_tokens,
            begun=self.begun,
        )

    def query(self, **changed: object) -> str:
        """The address's query for the same, but `changed`."""
        return urlencode({**asdict(self), **changed})


@dataclass(frozen=True, slots=True)
class ShownNext:
    """The chart for both widths of screen, and its table: the token as shown, the chance, the address to go on at."""

    wide: Markup
    narrow: Markup
    rows: Sequence[tuple[str, Chance, str]]


def shown_next(found: NextToken, tried: Tried, *, language: str) -> ShownNext:
    """The next token's chances, drawn and listed; half a character leads nowhere."""
    rows = tuple((visible(c.text), c.before, c.after) for c in found.chances)
    sheet = Sheet(
        title=say(language, "decoding.chart"),
        note=say(language, "decoding.chart_note", kept=len(found.kept), n=len(found.chances)),
        columns=("label", "value", "after"),
        rows=rows,
        heads=(say(language, "decoding.token"), say(language, "decoding.before"), say(language, "decoding.after")),
        language=language,
        measure="share",
    )
    wide, narrow = (
        Markup(media.draw("twin_bars", sheet, Look(width=width, framed=False)))  # noqa: S704 - our own pen
        for width in (WIDE, NARROW)
    )
    ways = ["" if _HALF in c.text else tried.query(begun=found.begun + c.text) for c in found.chances]
    listed = [(visible(c.text), c, way) for c, way in zip(found.chances, ways, strict=True)]
    return ShownNext(wide, narrow, listed)


def visible(text: str) -> str:
    """A token so that its spaces and breaks are seen."""
    marked = text.replace("\n", "↵").replace("\t", "⇥").replace(" ", "␣").replace(_HALF, "◌")
    return marked or "∅"


def against(text: str, other: str) -> Pieces:
    """`text` in pieces, each with whether it is its own: not where `other` says it too."""
    mine, theirs = _WORD.findall(text), _WORD.findall(other)
    pieces: Pieces = []
    for kind, start, end, _, _ in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if end > start:
            pieces.append(("".join(mine[start:end]), kind != "equal"))
    return pieces


def settings_of(options: Options) -> Mapping[str, object]:
    """What a sample's heading says of its way."""
    if options.strategy == "greedy":
        return {"strategy": "greedy"}
    told = {"temperature": options.temperature, "top_k": options.top_k, "top_p": options.top_p, "min_p": options.min_p}
    off = {"top_k": 0, "top_p": 1.0, "min_p": 0.0}
    return {name: value for name, value in told.items() if value != off.get(name)} | {"seed": options.seed}
