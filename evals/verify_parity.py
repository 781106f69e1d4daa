"""How parity finds what a translation loses, changes or adds, and how often it blames a true one.

    python -m evals.verify_parity [--show N]

The pairs of `gold/parity.tsv` are set together by story, so that sentences must be aligned first; one sentence of the
translation is changed at a time. A fault is `marked` when a mark of its matter in that sentence is not `kept`, `failed`
when the parity does not pass. There is no held-out half: the pairs were made by hand by who set the thresholds.
"""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.verify_measures import share

from broadsheet import verify
from broadsheet.core import Mark, Parity

PAIRS = Path(__file__).parent / "gold" / "parity.tsv"
PEOPLE = {
    "zh": ("段海", "王磊", "李建国", "陈伟", "林若川", "格温·哈罗", "玛丽亚·德尔加多"),
    "en": ("Duan Hai", "Wang Lei", "Li Jianguo", "Chen Wei", "Lin Ruochuan", "Gwen Harrow", "Maria Delgado"),
}
OTHERS = {"zh": "周敏", "en": "Zhou Min"}
Change = Callable[[str, str], str]


@dataclass(frozen=True)
class Fault:
    """A way to spoil a translated sentence, and the matters whose marks tell of it."""

    name: str
    matters: tuple[str, ...]
    change: Change


def _number(text: str, language: str) -> str:
    del language
    return re.sub(r"\d+(?:[.,]\d+)*(?![\d日月年号])", lambda m: _other_figure(m.group()), text, count=1)


def _other_figure(written: str) -> str:
    first = "7" if written[0] != "7" else "4"
    return first + written[1:]


def _date(text: str, language: str) -> str:
    if language == "zh":
        return re.sub(r"(\d+)日", lambda m: f"{int(m[1]) % 27 + 2}日", text, count=1)
    return re.sub(
        r"\b(March|May|June|September|December|Nov\.) (\d+)", lambda m: f"{m[1]} {int(m[2]) % 27 + 2}", text, count=1
    )


def _name(text: str, language: str) -> str:
    return next((text.replace(name, OTHERS[language]) for name in PEOPLE[language] if name in text), text)


def _denied(text: str, language: str) -> str:
    if language == "zh":
        return re.sub(r"(?<![将])(?:将|已)", "没有", text, count=1)
    return re.sub(r"\b(will|was|were|has|have|had)\b(?! not)", r"\1 not", text, count=1)


def _affirmed(text: str, language: str) -> str:
    if language == "zh":
        return re.sub(r"没有(?=[^，。]*)|不(?=会|得)", "", text, count=1)
    return re.sub(r"\b(would|did|was|are) not\b|\bno (?=evidence|reports|further)|\bnot ", r"\1 ", text, count=1)


def _unhedged(text: str, language: str) -> str:
    if language == "zh":
        return re.sub(r"可能|据称|预计|涉嫌", "", text, count=1)
    return re.sub(
        r"\b(?:may|could|might) be\b", "are", re.sub(r"\breportedly |\b(?:may|could) (?!be)", "", text), count=1
    )


def _unquoted(text: str, language: str) -> str:
    del language
    return text.replace("“", "").replace("”", "") if "“" in text else text


def _clause_lost(text: str, language: str) -> str:
    cut = re.split(r"，" if language == "zh" else r", |; | and ", text)
    end = "。" if language == "zh" else "."
    return cut[0].rstrip("。.") + end if len(cut) > 1 and "“" not in text else text


def _clause_added(text: str, language: str) -> str:
    more = {
        "zh": "，这让许多在场的居民和商户感到非常惊讶和愤怒，要求政府立即公开道歉",
        "en": ", which surprised and angered many residents and shopkeepers there, who demanded a public apology",
    }
    return text[:-1] + more[language] + text[-1] if text[-1] in "。." else text


def _dropped(text: str, language: str) -> str:
    del text, language
    return ""


def _added(text: str, language: str) -> str:
    more = {
        "zh": "许多居民对此感到非常惊讶，要求政府尽快作出解释。",
        "en": " Many residents were very much surprised by this and asked the city to explain itself soon.",
    }
    return text + more[language]


LENGTH = ("length", "sentence", "number", "date", "time", "name", "score")
FAULTS = (
    Fault("number", ("number", "score", "time"), _number),
    Fault("date", ("date", "number"), _date),
    Fault("name", ("name",), _name),
    Fault("negation put in", ("negation",), _denied),
    Fault("negation taken out", ("negation",), _affirmed),
    Fault("hedge taken out", ("hedge",), _unhedged),
    Fault("quotation marks taken out", ("quotation",), _unquoted),
    Fault("clause left out", LENGTH, _clause_lost),
    Fault("clause put in", LENGTH, _clause_added),
    Fault("sentence left out", ("sentence", *LENGTH), _dropped),
    Fault("sentence put in", ("sentence", *LENGTH), _added),
)


def stories() -> Mapping[str, list[tuple[str, str]]]:
    """The pairs, Chinese and English, by story."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            story, zh, en = line.split("\t")
            found[story].append((zh, en))
    return found


def evaluate() -> tuple[dict[str, Any], list[str]]:
    """The shares by direction, and the faults that were missed and the true pairs that were blamed."""
    scores: dict[str, Any] = {}
    shown: list[str] = []
    for source, target in (("zh", "en"), ("en", "zh")):
        hits: Counter[str] = Counter()
        n: Counter[str] = Counter()
        for pairs in stories().values():
            _count(pairs if source == "zh" else [(en, zh) for zh, en in pairs], (source, target), (hits, n), shown)
        scores[f"{source} to {target}"] = {name: share(hits[name], n[name]) for name in n}
    return scores, shown


def _count(
    pairs: list[tuple[str, str]],
    languages: tuple[str, str],
    counts: tuple[Counter[str], Counter[str]],
    shown: list[str],
) -> None:
    hits, n = counts
    whole = _parity([s for s, _ in pairs], [t for _, t in pairs], languages)
    n["true texts blamed"] += 1
    hits["true texts blamed"] += not whole.passed
    for at, (one, other) in enumerate(pairs):
        alone = _parity([one], [other], languages)
        n["true sentences blamed"] += 1
        hits["true sentences blamed"] += not alone.passed
        shown += [] if alone.passed else [f"blamed: {one} | {other}"]
        n["true sentences doubted"] += 1
        hits["true sentences doubted"] += any(m.bearing != "kept" for m in alone.marks)
        for fault in FAULTS:
            changed = fault.change(other, languages[1])
            if changed == other:
                continue
            found = _parity(
                [s for s, _ in pairs],
                [*(t for _, t in pairs[:at]), changed, *(t for _, t in pairs[at + 1 :])],
                languages,
            )
            marked = any(m.matter in fault.matters for m in _new(whole, found))
            for name, hit in ((f"{fault.name}, marked", marked), (f"{fault.name}, failed", not found.passed)):
                n[name] += 1
                hits[name] += hit
            shown += [] if marked else [f"{fault.name} missed: {one} | {changed}"]


def _new(before: Parity, after: Parity) -> Iterator[Mark]:
    """The marks that are not kept and were not there before."""
    known = {(m.matter, m.bearing, m.source.text if m.source else "") for m in before.marks}
    for mark in after.marks:
        if mark.bearing != "kept" and (mark.matter, mark.bearing, mark.source.text if mark.source else "") not in known:
            yield mark


def _parity(source: list[str], target: list[str], languages: tuple[str, str]) -> Parity:
    joint = {"zh": "", "en": " "}
    one, other = joint[languages[0]].join(source), joint[languages[1]].join(t for t in target if t)
    return verify.parity(one, other, source_language=languages[0], target_language=languages[1])


def main() -> int:
    """Print the shares as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", type=int, default=0, help="examples, on standard error")
    options = parser.parse_args()
    scores, shown = evaluate()
    print(json.dumps(scores, ensure_ascii=False, indent=2))
    for line in shown[: options.show]:
        print(line, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
