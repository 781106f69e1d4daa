"""How a judging model is asked: which claims count as open, how sure it has to be, how many it is shown."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Asking:
    """The settings of a judge; chances and scores are 0..1.

    A claim is open when no check found an error in it and its score lies between `low` and `high`: below, nothing in
    the evidence is near it, above, the rules are sure. The judge's chance that it is supported must reach `lift` to
    make an open claim supported; its chance that it is contradicted, or not stated, must reach `lower` to take that
    back. `most` open claims are asked about, those of the whole text that are nearest to the middle first. `dateline`
    is the day that the text's relative dates start from, as the check was told it.
    """

    # What is calibrated (`verify.learnt`) and lies here is undecided; beyond, one sentence in ten at most is misjudged.
    low: float = 0.2
    high: float = 0.9
    # The default model (1.5B) gave a false sentence .85 for supported and a true one .85 against, of 25 asked about.
    lift: float = 0.9
    lower: float = 0.9
    most: int = 40
    dateline: datetime | None = None
