"""Makes `gold/model_texts.jsonl`: what small models write from a report when nothing holds them to it.

    python -m evals.model_texts --models FOLDER [--data DIR] [--n 12]

Reports are Xinhua's of UHGEval (Apache-2.0; the tune half) and the sample wire's in English. Every second text is asked
for with background that readers may need, which small models make up; drawn at temperature 0.8 from a seed. A text that
is in the file is not made again, so it can be stopped and goes on where it was.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from evals.verify_measures import half
from evals.verify_uhgeval import stories

from broadsheet import ingest, models

GOLD = Path(__file__).parent / "gold" / "model_texts.jsonl"
_ASK = {
    "en": "Write a news story of about 120 words from this report.{more} Give the text alone, in whole sentences.\n\n",
    "zh": "根据下面的稿件写一篇200字左右的新闻。{more}只输出正文。\n\n",
}
_MORE = {"en": " Add the background that readers need.", "zh": "请补充读者需要的背景。"}
# What fits a small context beside the answer: characters.
_SHOWN = {"en": 2400, "zh": 1200}


@dataclass(frozen=True, slots=True)
class Text:
    """One text: which report it was written from, by which model, and whether background was asked for."""

    report: str
    language: str
    model: str
    background: bool
    text: str


def kept() -> list[Text]:
    """The texts there are."""
    if not GOLD.exists():
        return []
    return [Text(**json.loads(line)) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def reports(data: Path, n: int) -> Iterator[tuple[str, str, str]]:
    """Name, language and text of the reports that are written from: `n` a language."""
    told = [a for a in ingest.sample() if a.language == "en" and len(a.text) > 400]
    yield from ((a.url, "en", a.text) for a in told[:: max(1, len(told) // n)][:n])
    rows = [r for r in stories(data, "tune") if half(r["id"]) == "tune"]
    yield from (
        (r["id"], "zh", r["newsBeginning"] + "\n" + r["newsRemainder"]) for r in rows[:: max(1, len(rows) // n)][:n]
    )


def main() -> int:
    """Make what is lacking."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--models", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("BROADSHEET_DATA", "data")))
    parser.add_argument("--n", type=int, default=12)
    asked = parser.parse_args()
    there = {t.report for t in kept()}
    model = models.load(f"file:{asked.models / 'qwen2.5-1.5b.gguf'}", folder=asked.models)
    try:
        for number, (name, language, report) in enumerate(reports(asked.data, asked.n)):
            if name in there:
                continue
            more = _MORE[language] if number % 2 else ""
            prompt = _ASK[language].format(more=more) + report[: _SHOWN[language]]
            options = models.Options(strategy="sample", temperature=0.8, seed=number, max_tokens=300)
            told = "".join(t.text for t in model.generate([models.Message("user", prompt)], options))
            row = Text(name, language, "qwen2.5-1.5b", bool(number % 2), told.strip())
            with GOLD.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
    finally:
        models.close(model)
    return 0


if __name__ == "__main__":
    sys.exit(main())
