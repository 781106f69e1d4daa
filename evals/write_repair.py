"""What repair makes of texts that a small model wrote with nothing to hold it: supported before and after.

    python -m evals write_repair --data DIR

The texts are `gold/model_texts.jsonl` (see `model_texts`), repaired without a model, so that the figures are the same
on every machine. `supported` is the share of sentences that the check bears out; `figures_known` the share of the
texts' figures that stand in the report, counted by their digits alone and not by the check; `kept` the share of the
sentences that stood and stand still.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from evals.model_texts import Text, kept
from evals.verify_uhgeval import BEIJING, stories

from broadsheet import ingest, verify, write
from broadsheet.core import Evidence, Report

DATA = ("uhgeval/dev.jsonl",)
_FIGURE = re.compile(r"\d+(?:\.\d+)?")


@dataclass
class Tally:
    """Sentences and figures of one language, before and after."""

    sentences: list[int] = field(default_factory=lambda: [0, 0])
    supported: list[int] = field(default_factory=lambda: [0, 0])
    figures: list[int] = field(default_factory=lambda: [0, 0])
    known: list[int] = field(default_factory=lambda: [0, 0])
    stood: int = 0
    still: int = 0

    def count(self, when: int, text: str, report: Report | None, evidence: Evidence) -> None:
        """Take in a text: 0 before repair, 1 after."""
        claims = [c for c in report.claims if c.verdict != "opinion"] if report else []
        self.sentences[when] += len(claims)
        self.supported[when] += sum(c.verdict == "supported" for c in claims)
        there = set(_FIGURE.findall(_digits(evidence)))
        mine = _FIGURE.findall(text.replace(",", ""))
        self.figures[when] += len(mine)
        self.known[when] += sum(f in there for f in mine)


def figures(path: Path) -> dict[str, float]:
    """The shares by language."""
    tallies = {"zh": Tally(), "en": Tally()}
    for text, evidence in texts(path.parent.parent):
        _repair(text, evidence, tallies[text.language])
    found: dict[str, float] = {}
    for language, tally in tallies.items():
        for when, name in enumerate(("before", "after")):
            found[f"{language}.{name}.supported"] = tally.supported[when] / (tally.sentences[when] or 1)
            found[f"{language}.{name}.figures_known"] = tally.known[when] / (tally.figures[when] or 1)
        found[f"{language}.kept"] = tally.still / (tally.stood or 1)
    return found


def texts(data: Path) -> list[tuple[Text, Evidence]]:
    """The texts with the reports they were written from."""
    wire = {a.url: Evidence(a.url, a.text, a.title, "", "", "en", a.published) for a in ingest.sample()}
    told = {row["id"]: _xinhua(row) for row in stories(data, "tune")}
    return [(text, (wire | told)[text.report]) for text in kept()]


def _xinhua(row: dict[str, str]) -> Evidence:
    day = datetime.fromisoformat(row["broadcastDate"]).replace(tzinfo=BEIJING)
    return Evidence(row["id"], row["newsBeginning"] + "\n" + row["newsRemainder"], row["headLine"], "", "", "zh", day)


def _repair(text: Text, evidence: Evidence, tally: Tally) -> None:
    before = verify.check(text.text, [evidence], language=text.language)
    selection = replace(write.select(text.text, 0, None, language=text.language), evidence=(evidence,))
    made = list(write.suggest("repair", selection))[-1].suggestion
    if made is None:
        raise TypeError("an edit ends with its suggestion")
    tally.count(0, text.text, before, evidence)
    tally.count(1, made.after, made.report, evidence)
    stood = [c.text for c in before.claims if c.verdict == "supported"]
    tally.stood += len(stood)
    tally.still += sum(s in made.after for s in stood)


def _digits(evidence: Evidence) -> str:
    day = f"{evidence.published:%Y %-m %-d}" if evidence.published else ""
    return " ".join((evidence.text, evidence.title, day)).replace(",", "")
