"""How `verify` does on UHGEval: real hallucinations in continuations of Xinhua stories, keyword by keyword.

    python -m evals.verify_uhgeval [--data DIR] [--half tune|test] [--show N]

The evidence is the whole story (beginning and remainder). A hallucinated continuation is flagged when its report does
not pass; a false alarm is a human headline, or a human continuation, whose report does not pass. A keyword labelled
不合理 counts as found when a finding touches it, a sentence with such a keyword when its verdict refuses it. Number
keywords hold a digit; entity keywords hold no digit and touch a person, place or organisation as LAC sees it.
Thresholds are tuned on the tune half only.
"""

import argparse
import json
import os
import re
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from evals.verify_measures import Flags, half, held_apart, overlaps, share

from broadsheet import verify
from broadsheet.core import Claim, Evidence, Report
from broadsheet.verify.values.names_zh import find_names

DATA = ("uhgeval/dev.jsonl",)
PROTOTYPE = {
    "numbers": {"recall": 0.89, "precision": 0.95},
    "entities": {"recall": 0.81, "precision": 0.76},
    "items_flagged": 0.70,
    "headline_false_alarms": 0.15,
}
BEIJING = timezone(timedelta(hours=8))
_SECTION = re.compile(r"^\s*(?:（[^）]{1,20}）|【[^】]{1,20}】|[^（）]{2,8}日特稿（)+")


def stories(data: Path, wanted: str) -> Iterator[dict[str, Any]]:
    """The stories of one half (or of both, for an empty name)."""
    lines = (data / "uhgeval" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    held_apart("uhgeval", (row["id"] for row in rows))
    yield from (row for row in rows if not wanted or half(row["id"]) == wanted)


def report_of(text: str, row: dict[str, Any]) -> Report:
    """The report on `text` against the whole story."""
    published = datetime.fromisoformat(row["broadcastDate"]).replace(tzinfo=BEIJING)
    story = Evidence(row["id"], row["newsBeginning"] + "\n" + row["newsRemainder"], language="zh", published=published)
    return verify.check(text, [story], language="zh", dateline=published)


def headline(row: dict[str, Any]) -> str:
    """The human headline without the wire's section marks, which are no claim."""
    return _SECTION.sub("", row["headLine"]).strip(" ）") or row["headLine"]


def keywords(row: dict[str, Any], text: str) -> Iterator[tuple[str, int, int, bool]]:
    """Each labelled keyword found in the continuation, with whether it is labelled wrong."""
    position = 0
    for note in row["annotations"]:
        word, _, label = note.partition("<sep>")
        at = text.find(word, position)
        at = at if at >= 0 else text.find(word)
        if at >= 0:
            position = at
            yield word, at, at + len(word), label.startswith("不合理")


def evaluate(data: Path, wanted: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The scores and the examples behind them."""
    numbers, entities, every, said = Flags(), Flags(), Flags(), Flags()
    items = flagged = headlines = continuations = sentences = 0
    alarms: list[str] = []
    missed: list[str] = []
    started = time.process_time()
    for row in stories(data, wanted):
        text = row["hallucinatedContinuation"].strip()
        report = report_of(text, row)
        items, flagged = items + 1, flagged + (not report.passed)
        sentences += len(report.claims)
        missed += [] if not report.passed else [text]
        _count(row, text, report, numbers, entities, every)
        _sentences(row, text, report, said)
        human, real = report_of(headline(row), row), report_of(row["realContinuation"].strip(), row)
        for claim in (*human.claims, *real.claims):
            said.add(wrong=False, flagged=_refused(claim), example=claim.text)
        headlines, continuations = headlines + (not human.passed), continuations + (not real.passed)
        sentences += len(human.claims) + len(real.claims)
        alarms += [] if human.passed else [headline(row) + " :: " + _why(human)]
        alarms += [] if real.passed else ["(body) " + _why(real)]
    seconds = time.process_time() - started
    scores = {
        "half": wanted or "both",
        "numbers": numbers.as_dict(),
        "entities": entities.as_dict(),
        "keywords": every.as_dict(),
        "sentences": said.as_dict() | {"false_alarms": share(said.right_flagged, said.right)},
        "items_flagged": share(flagged, items),
        "headline_false_alarms": share(headlines, items),
        "continuation_false_alarms": share(continuations, items),
        "draft_sentences_per_cpu_second": round(sentences / seconds, 1),
        "prototype": PROTOTYPE,
    }
    return scores, {"numbers": numbers, "entities": entities, "alarms": alarms, "missed": missed}


def _why(report: Report) -> str:
    errors = [f"{f.check}.{f.rule} {f.text} ({f.message})" for f in report.findings if f.severity == "error"]
    return " | ".join(
        errors + [f"{c.verdict} {c.text}: {c.reason}" for c in report.claims if c.verdict == "unsupported"]
    )


def _sentences(row: dict[str, Any], text: str, report: Report, said: Flags) -> None:
    """Counts the sentences of a continuation in which an annotator marked a word; of the others nobody says."""
    marked = [start for _, start, _, wrong in keywords(row, text) if wrong]
    for claim in report.claims:
        if any(claim.start <= start < claim.end for start in marked):
            said.add(wrong=True, flagged=_refused(claim), example=claim.text)


def _refused(claim: Claim) -> bool:
    return claim.verdict in {"contradicted", "unsupported"}


def _count(row: dict[str, Any], text: str, report: Report, numbers: Flags, entities: Flags, every: Flags) -> None:
    names = [(n.start, n.end) for n in find_names(text)]
    values = [(f.start, f.end) for f in report.findings if f.check in {"numbers", "dates"}]
    named = [(f.start, f.end) for f in report.findings if f.check in {"names", "quotations"}]
    found = [(f.start, f.end) for f in report.findings if f.rule != "unsupported" or f.check != "support"]
    for word, start, end, wrong in keywords(row, text):
        example = f"{word} | {text} | {row['id']}"
        every.add(wrong=wrong, flagged=overlaps(start, end, found), example=example)
        if re.search(r"\d", word):
            numbers.add(wrong=wrong, flagged=overlaps(start, end, values), example=example)
        elif overlaps(start, end, names):
            entities.add(wrong=wrong, flagged=overlaps(start, end, named), example=example)


def figures(path: Path) -> dict[str, float]:
    """On the test half: recall and precision of flagged keywords, items found, and true texts that pass."""
    scores, _ = evaluate(path.parent.parent, "test")
    found = {
        f"{kind}.{m}": scores[kind][m]["value"] for kind in ("numbers", "entities") for m in ("recall", "precision")
    }
    passed = {f"true_{k}s_passed": 1 - scores[f"{k}_false_alarms"]["value"] for k in ("headline", "continuation")}
    return {**found, "hallucinated_items_flagged": scores["items_flagged"]["value"], **passed}


def main() -> int:
    """Print the scores as JSON; 3 where the data is not there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("BROADSHEET_DATA", "data")))
    parser.add_argument("--half", choices=["tune", "test", ""], default="test")
    parser.add_argument("--show", type=int, default=0, help="examples of each kind of fault, on standard error")
    options = parser.parse_args()
    if not (options.data / "uhgeval" / "dev.jsonl").exists():
        print(json.dumps({"skipped": f"no uhgeval/dev.jsonl under {options.data}; give --data or BROADSHEET_DATA"}))
        return 3
    scores, examples = evaluate(options.data, options.half)
    print(json.dumps(scores, ensure_ascii=False, indent=2))
    for kind in ("numbers", "entities"):
        for fault in ("missed", "false_alarms"):
            for line in getattr(examples[kind], fault)[: options.show]:
                print(kind, fault, line, file=sys.stderr)
    for line in [*examples["alarms"][: options.show], "--- missed items", *examples["missed"][: options.show]]:
        print(line, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
