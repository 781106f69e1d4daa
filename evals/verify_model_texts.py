"""How `verify` does on what a small model wrote, sentence by sentence, beside a reader's verdict on each.

    python -m evals verify_model_texts --data DIR
    python -m evals.verify_model_texts --data DIR

`gold/model_sentences.tsv` holds the sentences of `gold/model_texts.jsonl` that no report has word for word, each with
whether its report bears it out, as one reader judged; doubtful ones were left out. `caught` is the share of those not
borne out that the check marks, `passed` the share of the others that it lets stand.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evals.write_repair import texts

from broadsheet import verify
from broadsheet.core import Claim

DATA = ("uhgeval/dev.jsonl",)
GOLD = Path(__file__).parent / "gold" / "model_sentences.tsv"


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence with the reader's verdict and the check's."""

    language: str
    true: bool
    text: str
    claim: Claim | None

    @property
    def passed(self) -> bool:
        """Whether the check lets it stand."""
        return self.claim is not None and self.claim.verdict in ("supported", "opinion")


def judged(data: Path) -> Iterator[Judged]:
    """Every sentence of the gold, checked in its text."""
    gold: dict[str, list[tuple[bool, str]]] = {}
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        report, label, sentence = line.split("\t")
        gold.setdefault(report, []).append((label == "true", sentence))
    for text, evidence in texts(data):
        claims = verify.check(text.text, [evidence], language=text.language).claims if text.report in gold else ()
        for true, sentence in gold.get(text.report, ()):
            at = text.text.find(sentence)
            claim = next((c for c in claims if c.start < at + len(sentence) and at < c.end), None)
            yield Judged(text.language, true, sentence, claim)


def figures(path: Path) -> dict[str, float]:
    """The shares by language."""
    rows = list(judged(path.parent.parent))
    found: dict[str, float] = {}
    for language in ("zh", "en"):
        false = [not r.passed for r in rows if r.language == language and not r.true]
        true = [r.passed for r in rows if r.language == language and r.true]
        found |= {f"{language}.caught": sum(false) / len(false), f"{language}.passed": sum(true) / len(true)}
    return found


def main() -> int:
    """Print every sentence that was judged otherwise than by the reader."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("BROADSHEET_DATA", "data")))
    asked = parser.parse_args()
    rows = list(judged(asked.data))
    for row in rows:
        if row.true != row.passed and row.claim:
            print("ALARM" if row.true else "MISSED", f"{row.claim.score:.2f}", row.claim.decided_by, row.text[:160])
            print("       ", row.claim.reason[:200])
    print(figures(asked.data / DATA[0]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
