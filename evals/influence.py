"""Whether leaving out the source that `verify.influence` puts first hurts more than leaving out another one.

    python -m evals.influence --out ROWS.jsonl [--data DIR] [--english NewsArticles.csv] [--language zh|en]
                              [--model NAME] [--n N] [--half tune|test] [--by fitted]

The sources are short sentences of one real story, in the order they have there, so all are about one matter; the
sentence is one of them said otherwise (`evals.verify_rewordings`), and each source is left out in turn. That the
first of a ranking by leaving out does most by the same measure is no news: so the ranking is made with one prompt and
tried with another, otherwise worded and with the sources the other way round. The other source is drawn by a seed
from those that are not first. Beside it stand the ranking without any model (extraction) and, with `--by fitted`, the
one by random ablations; and how often each puts first the source that the sentence was made from. Rows are kept as
they come.
"""

import argparse
import json
import os
import random
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from evals.verify_measures import share
from evals.verify_mutations import SEED, Case, chinese, english, picked
from evals.verify_rewordings import REWORDINGS

from broadsheet import models
from broadsheet.core import Evidence
from broadsheet.models import LanguageModel, Message, likelihood
from broadsheet.verify.tracing import influence
from broadsheet.verify.tracing.ablating import fitted, left_out
from broadsheet.verify.tracing.by_model import messages, score_of

DATA = ("uhgeval/dev.jsonl", "NewsArticles.csv")
STORIES = 300
SOURCES = 4
# Long sentences are many to read for a small model: with four of these a sentence is traced in seconds when idle.
LONGEST = {"en": 160, "zh": 50}
TRIED = {
    "en": "Here are notes for a newspaper:\n{notes}\nSay in one sentence what happened.",
    "zh": "以下是给报纸的笔记：\n{notes}\n用一句话说明发生了什么。",
}


def trial(sentence: str, sources: Sequence[str], *, model: LanguageModel, language: str) -> float:
    """The log-probability of the sentence under the other prompt, the sources from last to first."""
    asked = TRIED[language].format(notes="\n".join(reversed(sources)))
    return sum(likelihood(model, [Message("user", asked)], sentence))


def made_from(case: Case, sources: Sequence[str]) -> tuple[str, int] | None:
    """One of the sources said otherwise, and its number; None where no rewording fits any."""
    chance = random.Random(f"{SEED}:{case.key}:made")
    ways = [(kind, way) for kind, way in REWORDINGS.items() if kind != "merged"]  # that one has two origins
    for at in chance.sample(range(len(sources)), len(sources)):
        for kind, reword in chance.sample(ways, len(ways)):
            said = reword(sources[at], case.setting(kind, sources, {}, SEED))
            if said not in sources:
                return said, at
    return None


def row_of(case: Case, model: LanguageModel, *, fit: bool) -> dict[str, Any] | None:
    """The rankings of one story's sources, and what leaving out their first and another one costs."""
    sources = [s for s in case.sentences() if len(s) <= LONGEST[case.language]][:SOURCES]
    if len(sources) < SOURCES:
        return None
    made = made_from(case, sources)
    if made is None:
        return None
    sentence, origin = made
    started = time.monotonic()
    score = score_of(sentence, sources, model=model, language=case.language)
    every = left_out(score, len(sources))
    seconds = time.monotonic() - started
    given = [Evidence(str(i), text, language=case.language, published=case.published) for i, text in enumerate(sources)]
    tops = {"likelihood": max(range(len(sources)), key=lambda i: every[i])}
    tops["extraction"] = int(influence(sentence, given, language=case.language)[0].source)
    if fit:
        length = len(likelihood(model, messages(sources, language=case.language), sentence))
        weights = fitted(score, len(sources), seed=SEED, length=length)
        tops["fitted"] = max(range(len(sources)), key=lambda i: weights[i])
    chance = random.Random(f"{SEED}:{case.key}")
    others = {way: chance.choice([i for i in range(len(sources)) if i != top]) for way, top in tops.items()}
    without = {
        i: trial(sentence, [s for at, s in enumerate(sources) if at != i], model=model, language=case.language)
        for i in sorted({*tops.values(), *others.values()})
    }
    wins = {way: without[top] < without[others[way]] for way, top in tops.items()}
    own = {way: every[top] > every[others[way]] for way, top in tops.items()}
    return {
        "key": case.key, "language": case.language, "sentence": sentence, "origin": origin,
        "drops": [round(d, 3) for d in every],
        "tops": tops, "wins": wins, "own": own, "seconds": round(seconds, 2),
    }  # fmt: skip


def figures(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The shares of sentences in which the first source does more than another, by the other prompt and by the same."""
    ways = sorted({way for row in rows for way in row["wins"]})
    told = {way: [row for row in rows if way in row["wins"]] for way in ways}
    return {
        "other prompt": {way: share(sum(r["wins"][way] for r in found), len(found)) for way, found in told.items()},
        "same prompt": {way: share(sum(r["own"][way] for r in found), len(found)) for way, found in told.items()},
        "made from": {
            way: share(sum(r["tops"][way] == r["origin"] for r in found), len(found)) for way, found in told.items()
        },
        "seconds a sentence": round(sum(r["seconds"] for r in rows) / len(rows), 1) if rows else None,
    }


def collect(options: argparse.Namespace, language: str, rows: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a language, those that are missing made and written to the file as they come."""
    found = chinese(options.data) if language == "zh" else english(options.english)
    cases = picked(found, wanted=options.half, n=STORIES, seed=SEED)
    model = models.load(options.model, folder=options.models, settings={"threads": str(options.threads)})
    done: list[dict[str, Any]] = []
    with closing(options.out.open("a", encoding="utf-8")) as out:
        for case in cases:
            if len(done) >= options.n:
                break
            row = rows.get(case.key) or row_of(case, model, fit=options.by == "fitted")
            if row is None:
                continue
            if case.key not in rows:
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
                out.flush()
            done.append(row)
    models.close(model)
    return done


def main() -> int:
    """Print the figures as JSON; 3 where there is no data at all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("BROADSHEET_DATA", "data")))
    parser.add_argument("--english", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--half", choices=["tune", "test"], default="tune")
    parser.add_argument("--model", default="smollm2-135m")
    parser.add_argument("--models", type=Path, default=Path.home() / ".cache" / "broadsheet" / "models")
    parser.add_argument("--language", choices=["zh", "en", ""], default="")
    parser.add_argument("--threads", type=int, default=0, help="of the model; 0: it chooses; 1 on a busy machine")
    parser.add_argument("--by", choices=["left_out", "fitted"], default="left_out")
    parser.add_argument("--n", type=int, default=300, help="sentences of each language")
    options = parser.parse_args()
    text = options.out.read_text(encoding="utf-8") if options.out.exists() else ""
    rows = {row["key"]: row for row in map(json.loads, text.splitlines())}
    result: dict[str, Any] = {"model": options.model, "half": options.half}
    for language in [options.language] if options.language else ["zh", "en"]:
        found = collect(options, language, rows)
        result[language] = figures(found) if found else {"skipped": "no data; give --data and --english"}
    print(json.dumps(result, ensure_ascii=False, indent=2))
    return 0 if any("skipped" not in result.get(k, {"skipped": ""}) for k in ("zh", "en")) else 3


if __name__ == "__main__":
    sys.exit(main())
