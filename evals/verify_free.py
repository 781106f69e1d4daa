"""How `verify` does on sentences that people wrote freely about real stories, half of them false in one thing.

    python -m evals verify_free --data DIR
    python -m evals.verify_free --data DIR [--show]

`gold/free_zh.tsv` and `gold/free_en.tsv` hold a story's id, whether the sentence is true by it, and the sentence: no
mutation of the story's own words, but what a writer would make of it (summed up, turned round, from two places), and
its false twins (another's deed, a plan told as done, the other half of a pair, a cause put in). `caught` is the share
of the false that don't pass, `passed` the share of the true that do. The sets were looked at while rules were written;
`gold/free_held_out_*.tsv`, by another hand about other stories, were not, and their figures are `held_out`.
`gold/free_wire_*.tsv` are the same about the sample wire (`wire-4+wire-11`: its fifth and twelfth report together); the
learnt model is fitted to them, and their figures, `wire`, are no test of it.
"""

import argparse
import csv
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from evals.verify_measures import share
from evals.verify_uhgeval import BEIJING

from broadsheet import ingest, verify
from broadsheet.core import Evidence, Report

DATA = ("uhgeval/dev.jsonl", "NewsArticles.csv")
GOLD = Path(__file__).parent / "gold"
PARTS = {"": "seen", "held_out_": "held_out", "wire_": "wire"}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence about the story `story`."""

    story: str
    true: bool
    text: str


def sentences(language: str, part: str = "") -> list[Sentence]:
    """The sentences of one language; none where the file is not there. `part`: `held_out_` or `wire_`."""
    path = GOLD / f"free_{part}{language}.tsv"
    if not path.exists():
        return []
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return [Sentence(story, label == "true", text) for story, label, text in rows]


def stories(path: Path) -> Iterator[tuple[str, Evidence]]:
    """The stories of a file with their ids: Xinhua's of UHGEval, or the English ones of NewsArticles.csv."""
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        if path.suffix == ".csv":
            for row in csv.DictReader(file):
                day = datetime.strptime(row["publish_date"].split()[0], "%Y/%m/%d").replace(tzinfo=UTC)
                yield row["article_id"], Evidence("story", row["text"], row["title"], "", "", "en", day)
            return
        for line in file:
            row = json.loads(line)
            day = datetime.fromisoformat(row["broadcastDate"]).replace(tzinfo=BEIJING)
            text = row["newsBeginning"] + "\n" + row["newsRemainder"]
            yield row["id"], Evidence("story", text, row["headLine"], "", "", "zh", day)


def wire() -> Iterator[tuple[str, Evidence]]:
    """The reports of the sample wire with their ids."""
    for number, a in enumerate(ingest.sample()):
        yield f"wire-{number}", Evidence(f"wire-{number}", a.text, a.title, "", "", a.language, a.published)


def told(path: Path, part: str = "") -> Iterator[tuple[Sentence, list[Evidence]]]:
    """Each sentence about the stories of `path`, or about the wire, with the reports it is about."""
    wanted = sentences("en" if path.suffix == ".csv" else "zh", part)
    ids = {id for s in wanted for id in s.story.split("+")}
    known = {id: story for id, story in (wire() if part == "wire_" else stories(path)) if id in ids}
    for sentence in wanted:
        yield sentence, [known[id] for id in sentence.story.split("+")]


def reports(path: Path, part: str = "") -> Iterator[tuple[Sentence, Report]]:
    """Each sentence with the report on it alone."""
    for sentence, evidence in told(path, part):
        day = max((e.published for e in evidence if e.published), default=None)
        yield sentence, verify.check(sentence.text, evidence, language=evidence[0].language, dateline=day)


def figures(path: Path) -> dict[str, float]:
    """The shares, of the sets that were looked at and of those that were not."""
    language = "en" if path.suffix == ".csv" else "zh"
    found: dict[str, float] = {}
    for part, name in PARTS.items():
        made = list(reports(path, part))
        if made:
            caught, passed = _shares(made)
            found |= {f"{language}.{name}.caught": caught, f"{language}.{name}.passed": passed}
    return found


def _shares(made: list[tuple[Sentence, Report]]) -> tuple[float, float]:
    false = [not report.passed for sentence, report in made if not sentence.true]
    true = [report.passed for sentence, report in made if sentence.true]
    return sum(false) / len(false), sum(true) / len(true)


def main() -> int:
    """Print the shares with their intervals, and with `--show` every sentence that was judged wrongly."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("BROADSHEET_DATA", "data")))
    parser.add_argument("--part", choices=list(PARTS.values()), default="seen")
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    part = next(part for part, name in PARTS.items() if name == asked.part)
    for name in DATA:
        made = list(reports(asked.data / name, part))
        false = [not r.passed for s, r in made if not s.true]
        true = [r.passed for s, r in made if s.true]
        scores = {"caught": share(sum(false), len(false)), "passed": share(sum(true), len(true))}
        print(json.dumps({name: scores}, ensure_ascii=False))
        for sentence, report in made if asked.show else ():
            if sentence.true != report.passed:
                print(_line(sentence, report))
    return 0


def _line(sentence: Sentence, report: Report) -> str:
    why = [f"{f.check}.{f.rule} [{f.text}]" for f in report.findings if f.severity == "error"]
    scores = [f"{c.verdict} {c.score:.2f} {c.decided_by}" for c in report.claims]
    return f"{'ALARM' if sentence.true else 'MISSED'} {sentence.story} {sentence.text} :: {why} {scores}"


if __name__ == "__main__":
    sys.exit(main())
