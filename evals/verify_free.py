"""How `verify` does on sentences that people wrote freely about real stories, half of them false in one thing.

    python -m evals verify_free --data DIR
    python -m evals.verify_free --data DIR [--show]

`gold/free_zh.tsv` and `gold/free_en.tsv` hold a story's id, whether the sentence is true by it, and the sentence: no
mutation of the story's own words, but what a writer would make of it (summed up, turned round, from two places), and
its false twins (another's deed, a plan told as done, the other half of a pair, a cause put in). `caught` is the share
of the false that don't pass, `passed` the share of the true that do. The sets were looked at while rules were written;
`gold/free_held_out_*.tsv`, by another hand about other stories, were not, and their figures are `held_out`.
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

from broadsheet import verify
from broadsheet.core import Evidence, Report

DATA = ("uhgeval/dev.jsonl", "NewsArticles.csv")
GOLD = Path(__file__).parent / "gold"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence about the story `story`."""

    story: str
    true: bool
    text: str


def sentences(language: str, *, held_out: bool = False) -> list[Sentence]:
    """The sentences of one language; none where the file is not there."""
    path = GOLD / f"free_{'held_out_' if held_out else ''}{language}.tsv"
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


def reports(path: Path, *, held_out: bool = False) -> Iterator[tuple[Sentence, Report]]:
    """Each sentence about the stories of `path` with the report on it alone."""
    language = "en" if path.suffix == ".csv" else "zh"
    wanted = sentences(language, held_out=held_out)
    ids = {s.story for s in wanted}
    told = {id: story for id, story in stories(path) if id in ids}
    for sentence in wanted:
        story = told[sentence.story]
        yield sentence, verify.check(sentence.text, [story], language=language, dateline=story.published)


def figures(path: Path) -> dict[str, float]:
    """The shares, of the sets that were looked at and of those that were not."""
    language = "en" if path.suffix == ".csv" else "zh"
    found: dict[str, float] = {}
    for held_out, name in ((False, "seen"), (True, "held_out")):
        made = list(reports(path, held_out=held_out))
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
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    for name in DATA:
        made = list(reports(asked.data / name, held_out=asked.held_out))
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
