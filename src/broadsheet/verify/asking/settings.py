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

    # Freely written false sentences are given more than .9 by rules and learnt weights: who is asked at all may as well
    # be asked about those; what is above is all but word for word in the evidence.
    low: float = 0.2
    high: float = 0.985
    # The default model (1.5B) on 108 freely written sentences about real stories (evals/verify_free): at .65 against,
    # the false that are found go from .41 to .71 (zh) and from .59 to .79 (en), the true that pass from .88 to .84 and
    # from .50 to .45; at .5, half of the true go too. It gave one false sentence of 25 a .85 for supported, so that a
    # yes has to be surer than a no.
    lift: float = 0.9
    lower: float = 0.65
    most: int = 40
    dateline: datetime | None = None
