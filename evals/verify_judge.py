"""What a language model adds to `verify`: rules and weights alone, with the third look, and beside a plain judge.

    python -m evals.verify_judge --out ROWS.jsonl [--data DIR] [--english NewsArticles.csv] [--half tune|test]
                                 [--model NAME] [--language zh|en] [--n N] [--plain N] [--lift P] [--lower P]

A sample of sentences of real stories: half of them with a fault put in or, in Chinese, hallucinated (UHGEval); half of
them true: headlines and rewordings. Each is checked alone against its whole story; where that leaves it open the model
is asked as `verify.ask` asks it. The plain judge is shown the whole story and the sentence and says yes or no. Each
row is kept as it comes, so a run that was stopped goes on; with all rows there the figures are worked out anew.
"""

import argparse
import json
import math
import os
import random
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from evals.verify_measures import share
from evals.verify_mutations import SEED, Case, chinese, english, names_of, picked
from evals.verify_mutators import FAULTS
from evals.verify_rewordings import REWORDINGS
from evals.verify_uhgeval import stories

from broadsheet import models, nlp
from broadsheet.core import Evidence
from broadsheet.models import LanguageModel, Message, Options
from broadsheet.verify.asking.answering import VERDICTS, Opinion
from broadsheet.verify.asking.asking import asked_once, open_claims
from broadsheet.verify.asking.settings import Asking
from broadsheet.verify.asking.showing import shown_for
from broadsheet.verify.asking.weighing import bears_out, weighed
from broadsheet.verify.reading import read
from broadsheet.verify.record import Record

DATA = ("uhgeval/dev.jsonl", "NewsArticles.csv")
STORIES = 40
CONTEXT = 5000  # characters of a story the plain judge reads: with the question they fit 4,096 tokens in both languages
ASKED = {
    "en": (
        "You are a fact checker. This is the evidence:\n{story}",
        "Does the evidence support this sentence? {text}\nAnswer yes or no.",
    ),
    "zh": ("你是事实核查员。证据如下：\n{story}", "证据是否支持这句话？{text}\n只回答“是”或“否”。"),
}  # fmt: skip
YES = ("yes", "是")
NO = ("no", "否", "不")


@dataclass(frozen=True)
class Item:
    """A sentence with its story and whether it is true to it."""

    case: Case
    kind: str
    text: str
    true: bool

    @property
    def key(self) -> str:
        """What a row is known by."""
        return f"{self.case.key}|{self.kind}|{self.text}"


def items(cases: Sequence[Case], data: Path, *, half: str, n: int) -> list[Item]:
    """`n` items, half of them true, spread over kinds as evenly as there are any."""
    outside, made = names_of(cases), dict[str, list[Item]]()
    for case in cases:
        sentences = case.sentences()
        if case.title.strip():
            made.setdefault("headline", []).append(Item(case, "headline", case.title, true=True))
        for kind, change in {**FAULTS, **REWORDINGS}.items():
            setting = case.setting(kind, sentences, outside, SEED)
            for sentence in setting.chance.sample(sentences, len(sentences)):
                new = change(sentence, setting)
                text = new if isinstance(new, str) else new.text if new else sentence
                if text != sentence and text not in case.text:
                    made.setdefault(kind, []).append(Item(case, kind, text, kind in REWORDINGS))
                    break
    if cases[0].language == "zh":
        made["hallucinated"] = list(_hallucinated(cases, data, half))
    return [*_evenly(made, n // 2, true=False), *_evenly(made, n - n // 2, true=True)]


def _hallucinated(cases: Sequence[Case], data: Path, half: str) -> Iterator[Item]:
    known = {case.key: case for case in cases}
    for row in stories(data, half):
        wrong = [a.partition("<sep>")[0] for a in row["annotations"] if "<sep>不合理" in a]
        text = row["hallucinatedContinuation"].strip()
        for start, end in nlp.sentences(text, language="zh") if row["id"] in known else ():
            if any(word in text[start:end] for word in wrong):
                yield Item(known[row["id"]], "hallucinated", text[start:end], true=False)


def _evenly(made: dict[str, list[Item]], n: int, *, true: bool) -> list[Item]:
    chance = random.Random(SEED)
    pools = [chance.sample(pool, len(pool)) for _, pool in sorted(made.items()) if pool[0].true == true]
    drawn = [pool[at] for at in range(max(map(len, pools))) for pool in pools if at < len(pool)]
    return drawn[:n]


def row_of(item: Item, model: LanguageModel) -> dict[str, Any]:
    """What rules and weights say of an item, and the judge's opinion where they leave it open."""
    case = item.case
    report = case.report(item.text)
    story = Evidence(case.key, case.text, language=case.language, published=case.published)
    row: dict[str, Any] = {
        "key": item.key, "language": case.language, "kind": item.kind, "true": item.true, "text": item.text,
        "passed": report.passed, "claims": [[c.verdict, c.score] for c in report.claims], "opinions": {},
    }  # fmt: skip
    found = open_claims(report, Asking())
    if not found or any(f.severity == "error" for f in report.findings):
        return row
    record = Record([read(story.text, language=story.language, source=story.source, published=story.published)])
    draft = read(item.text, language=case.language)
    started = time.monotonic()
    for at in found:
        claim = report.claims[at]
        shown = shown_for(claim, draft.passage_at(claim.start), record)
        opinion = asked_once(model, claim.text, shown, language=case.language) if shown.spans else None
        if opinion is not None:
            cited = shown.cited(opinion.numbers)
            holds = bears_out(claim, [story], cited, dateline=case.published)
            row["opinions"][str(at)] = [opinion.chances, len(cited), holds, [s.text for s in cited]]
    return row | {"seconds": round(time.monotonic() - started, 2)}


def plain(item: Item, model: LanguageModel) -> dict[str, float]:
    """The chance of yes by the plain judge, and what it took."""
    rule, asked = ASKED[item.case.language]
    said = [
        Message("system", rule.format(story=item.case.text[:CONTEXT])),
        Message("user", asked.format(text=item.text)),
    ]
    started = time.monotonic()
    with closing(cast(Any, model.generate(said, Options(max_tokens=1, logprobs=True, top_logprobs=20)))) as stream:
        top = next(iter(stream)).top
    yes, no = (sum(math.exp(p) for token, p in top if token.strip().lower().startswith(words)) for words in (YES, NO))
    return {"yes": yes / (yes + no) if yes + no else 0.5, "plain_seconds": round(time.monotonic() - started, 2)}


def judged(row: dict[str, Any], asking: Asking) -> bool:
    """Whether a row passes once the opinions are weighed."""
    from broadsheet.core import Claim, Span

    if not row["opinions"]:
        return bool(row["passed"])
    verdicts = []
    for at, (verdict, score) in enumerate(row["claims"]):
        claim = Claim("", 0, 0, verdict, score)
        told = row["opinions"].get(str(at))
        new = None
        if told and asking.low <= score <= asking.high:
            opinion = Opinion({v: told[0][v] for v in VERDICTS}, ())
            new = weighed(claim, opinion, [Span("", 0, 0, "")] * told[1], asking=asking, bears_out=told[2])
        verdicts.append(new[0] if new else verdict)
    return all(v in ("supported", "opinion") for v in verdicts)


def figures(rows: Sequence[dict[str, Any]], asking: Asking) -> dict[str, Any]:
    """Faults found (recall), true sentences blamed (false alarms), and right marks among all (precision)."""
    ways = {
        "rules and weights": [(r, r["passed"]) for r in rows],
        "with the third look": [(r, judged(r, asking)) for r in rows],
        "plain judge": [(r, r["yes"] >= 0.5) for r in rows if "yes" in r],
        "rules, the plain judge's rows": [(r, r["passed"]) for r in rows if "yes" in r],
        "third look, the plain judge's rows": [(r, judged(r, asking)) for r in rows if "yes" in r],
    }
    return {way: _figures(found) for way, found in ways.items()} | {
        "open": share(sum(bool(r["opinions"]) for r in rows), len(rows)),
        "seconds a claim asked": _mean([r["seconds"] / len(r["opinions"]) for r in rows if r["opinions"]]),
        "seconds a sentence, plain judge": _mean([r["plain_seconds"] for r in rows if "yes" in r]),
    }


def _figures(found: Sequence[tuple[dict[str, Any], bool]]) -> dict[str, Any]:
    caught = sum(not passed for r, passed in found if not r["true"])
    blamed = sum(not passed for r, passed in found if r["true"])
    return {
        "recall": share(caught, sum(not r["true"] for r, _ in found)),
        "false alarms": share(blamed, sum(r["true"] for r, _ in found)),
        "precision": share(caught, caught + blamed),
    }


def _mean(values: Sequence[float]) -> float | None:
    return round(sum(values) / len(values), 2) if values else None


def collect(options: argparse.Namespace, language: str, rows: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a language, those that are missing made and written to the file as they come."""
    found = chinese(options.data) if language == "zh" else english(options.english)
    cases = picked(found, wanted=options.half, n=STORIES, seed=SEED)
    if not cases:
        return []
    wanted = items(cases, options.data, half=options.half, n=options.n)
    # The plain judge reads a story once for all its sentences, which come one after the other.
    with_plain = {i.key for i in random.Random(SEED).sample(wanted, min(options.plain, len(wanted)))}
    model = models.load(options.model, folder=options.models)
    with closing(options.out.open("a", encoding="utf-8")) as out:
        for item in sorted(wanted, key=lambda i: (i.case.key, i.key)):
            row = rows.get(item.key) or row_of(item, model)
            if item.key in with_plain and "yes" not in row:
                row |= plain(item, model)
            elif item.key in rows:
                continue
            rows[item.key] = row
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            out.flush()
    models.close(model)
    return [rows[i.key] for i in wanted]


def main() -> int:
    """Print the figures as JSON; 3 where there is no data at all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("BROADSHEET_DATA", "data")))
    parser.add_argument("--english", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--half", choices=["tune", "test"], default="tune")
    parser.add_argument("--model", default="qwen2.5-1.5b")
    parser.add_argument("--models", type=Path, default=Path.home() / ".cache" / "broadsheet" / "models")
    parser.add_argument("--language", choices=["zh", "en", ""], default="")
    parser.add_argument("--n", type=int, default=160, help="sentences of each language")
    parser.add_argument("--plain", type=int, default=40, help="of them for the plain judge")
    parser.add_argument("--lift", type=float, default=Asking().lift)
    parser.add_argument("--lower", type=float, default=Asking().lower)
    options = parser.parse_args()
    text = options.out.read_text(encoding="utf-8") if options.out.exists() else ""
    rows = {row["key"]: row for row in map(json.loads, text.splitlines())}
    asking = Asking(lift=options.lift, lower=options.lower)
    result: dict[str, Any] = {"model": options.model, "half": options.half, "lift": asking.lift, "lower": asking.lower}
    for language in [options.language] if options.language else ["zh", "en"]:
        found = collect(options, language, rows)
        result[language] = figures(found, asking) if found else {"skipped": "no data; give --data and --english"}
    print(json.dumps(result, ensure_ascii=False, indent=2))
    return 0 if any("skipped" not in result.get(k, {"skipped": ""}) for k in ("zh", "en")) else 3


if __name__ == "__main__":
    sys.exit(main())
