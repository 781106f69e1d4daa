"""Sentences with what is known of them, true or not, for fitting and judging the learnt model of `verify`.

Only texts that may be fitted on: the tune half of UHGEval (Apache-2.0) and the sample wire, which is this project's,
and sentences of our own, written freely about both and about NewsArticles: of that collection's text nothing but the
numbers of the features is used. Every row is a sentence against its story: written freely, as it stands, its headline,
said otherwise, either with a fault put in, a
sentence of a hallucinated continuation in which an annotator marked a word, and a later sentence of the story against
its beginning alone, which as a rule does not say it. Of the last two there are single clauses as well: were only
headlines short, a model would learn that what is short is true.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from evals import verify_free
from evals.verify_changes import Outside
from evals.verify_measures import half, held_apart
from evals.verify_mutations import Case, chinese, names_of
from evals.verify_mutators import FAULTS
from evals.verify_rewordings import REWORDINGS
from evals.verify_uhgeval import keywords

from broadsheet import ingest, nlp

EACH = 1  # sentence of a story for each kind: there are forty kinds
SEED = 7
# Whether the evidence says it is open where only the speaker is left out; the checks of attribution say so themselves.
LEFT_OUT = frozenset({"attribution_dropped"})
# The share of each kind in all that is true, and in all that is false: what an editor meets, not what can be made most
# of. Rewordings and faults share theirs by kind.
TRUE = {"free": 0.4, "headline": 0.25, "reworded": 0.2, "verbatim": 0.05, "clause": 0.1}
FALSE = {"free": 0.4, "hallucinated": 0.2, "unseen": 0.1, "fault": 0.2, "headline_fault": 0.1}


@dataclass(frozen=True)
class Row:
    """A sentence of a case, its kind and group, and whether the evidence says it."""

    case: Case
    text: str
    kind: str
    group: str
    true: bool


def rows(folder: Path, *, wanted: str = "tune") -> Iterator[Row]:
    """All rows of one half, story by story; the wire, which belongs to no half, with the first."""
    xinhua = [case for case in chinese(folder) if half(case.key) == wanted]
    wire = list(_wire()) if wanted == "tune" else []
    for cases in (xinhua, [c for c in wire if c.language == "zh"], [c for c in wire if c.language == "en"]):
        outside = names_of(cases)
        for case in cases:
            yield from made(case, outside)
    yield from continued(folder, {case.key: case for case in xinhua})
    if wanted == "tune":
        yield from free(folder)


def free(folder: Path) -> Iterator[Row]:
    """The sentences that people wrote about stories, true and false; of several reports, they lie one after another."""
    for name in verify_free.DATA:
        for part in ("", "wire_"):
            for sentence, evidence in verify_free.told(folder / name, part):
                first, day = evidence[0], max(e.published for e in evidence if e.published)
                text = "\n".join(e.text for e in evidence)
                case = Case(first.source if part else sentence.story, first.language, first.title, text, day)
                yield Row(case, sentence.text, part or "seen", "free", sentence.true)


def _wire() -> Iterator[Case]:
    for number, article in enumerate(ingest.sample()):
        if article.published is not None and len(article.text) > 150:
            yield Case(f"wire-{number}", article.language, article.title, article.text, article.published)


def made(case: Case, outside: Outside) -> Iterator[Row]:
    """The rows of a story itself, without what models wrote of it."""
    sentences = case.sentences()
    if case.title.strip():
        yield Row(case, case.title, "headline", "headline", true=True)
    setting = case.setting("verbatim", sentences, outside, SEED)
    for text in setting.chance.sample(sentences, min(EACH, len(sentences))):
        yield Row(case, text, "verbatim", "verbatim", true=True)
    for text in setting.chance.sample(sentences, min(EACH, len(sentences))):
        yield from (Row(case, c, "clause", "clause", true=True) for c in _clauses(text, case.language)[:1])
    for kind, reword in REWORDINGS.items():
        setting = case.setting(kind, sentences, outside, SEED)
        drawn = setting.chance.sample(sentences, len(sentences))
        said = (r for s in drawn if (r := reword(s, setting)) != s and r not in case.text)
        yield from (Row(case, text, kind, "reworded", true=True) for text in islice(said, EACH))
    for kind, mutate in FAULTS.items():
        setting = case.setting(kind, sentences, outside, SEED)
        drawn = setting.chance.sample(sentences, len(sentences))
        put = (c.text for s in drawn if (c := mutate(s, setting)) and c.text not in case.text)
        if kind not in LEFT_OUT:
            yield from (Row(case, text, kind, "fault", true=False) for text in islice(put, EACH))
        changed = mutate(case.title, setting) if kind not in LEFT_OUT else None
        if changed is not None and changed.text not in case.text:
            yield Row(case, changed.text, f"headline_{kind}", "headline_fault", true=False)
    yield from _unseen(case, sentences, outside)


def _unseen(case: Case, sentences: Sequence[str], outside: Outside) -> Iterator[Row]:
    """Sentences of the second half of a story against its first third."""
    cut = len(case.text) // 3
    end = max(case.text.rfind(mark, 0, cut) for mark in ("。", "\n", ". "))
    if end < 80:
        return
    opening = Case(case.key, case.language, case.title, case.text[: end + 1], case.published)
    later = [s for s in sentences if case.text.find(s) > len(case.text) // 2]
    setting = case.setting("unseen", sentences, outside, SEED)
    for text in setting.chance.sample(later, min(EACH, len(later))):
        yield Row(opening, text, "unseen", "unseen", true=False)
        yield from (Row(opening, c, "unseen_clause", "unseen", true=False) for c in _clauses(text, case.language)[:1])


def continued(folder: Path, cases: dict[str, Case]) -> Iterator[Row]:
    """Sentences of continuations that models wrote, as annotators judged the words in them."""
    lines = [json.loads(s) for s in (folder / "uhgeval" / "dev.jsonl").read_text(encoding="utf-8").splitlines()]
    held_apart("uhgeval", (row["id"] for row in lines))
    for row in lines:
        if row["id"] not in cases:
            continue
        text = row["hallucinatedContinuation"].strip()
        labelled = list(keywords(row, text))
        for start, end in nlp.sentences(text, language="zh"):
            wrong = [word for word, a, _, bad in labelled if bad and start <= a < end]
            if wrong:
                sentence = text[start:end].strip()
                yield Row(cases[row["id"]], sentence, "hallucinated", "hallucinated", true=False)
                short = [c for c in _clauses(sentence, "zh") if any(word in c for word in wrong)]
                yield from (
                    Row(cases[row["id"]], c, "hallucinated_clause", "hallucinated", true=False) for c in short[:1]
                )


def _clauses(sentence: str, language: str) -> list[str]:
    """The clauses of a sentence that could stand as a headline."""
    parts = re.split(r"[，。；：]" if language == "zh" else r"[,;:.] ", sentence.rstrip("。."))
    least, most = (8, 26) if language == "zh" else (24, 90)
    return [p.strip() for p in parts if least <= len(p) <= most and not re.search(r"[“”\"]", p)]


def weights(found: Sequence[Row]) -> list[float]:
    """The weight of each row: half of a language's for what is true, half for what is false, shared out by group."""
    counts: dict[tuple[str, bool, str, str], int] = {}
    kinds: dict[tuple[str, bool, str], set[str]] = {}
    for row in found:
        key = (row.case.language, row.true, row.group)
        counts[*key, row.kind] = counts.get((*key, row.kind), 0) + 1
        kinds.setdefault(key, set()).add(row.kind)
    whole = {
        (language, true): sum(w for g, w in (TRUE if true else FALSE).items() if (language, true, g) in kinds)
        for language in ("zh", "en")
        for true in (True, False)
    }
    sizes = {language: sum(row.case.language == language for row in found) for language in ("zh", "en")}
    result = []
    for row in found:
        key = (row.case.language, row.true, row.group)
        part = (TRUE if row.true else FALSE)[row.group] / whole[row.case.language, row.true] / len(kinds[key])
        result.append(sizes[row.case.language] * part / 2 / counts[*key, row.kind])
    return result
