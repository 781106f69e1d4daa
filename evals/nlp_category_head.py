"""Fits the category head, and writes its weights with their card.

    python evals/nlp_category_head.py FOLDER src/broadsheet/nlp/data/category_head.npz [VECTORS]

FOLDER is that of `nlp_sentiment_head.py`; `_free_texts.py` says what is read, and under which licence (2026-11).
What an editor read counts as it was read, IPTC's names and definitions as the taxonomy has them; what is unread, with
less weight, as the topics' head on the multilingual sentence vector takes it to be, where that is sure (self-training).
THUCNews and BBC are for `nlp_category.py` alone. Weights of words and pairs of words are kept, no text.
"""

import json
import sys
from pathlib import Path

import numpy as np
from evals import _free_texts
from evals._word_heads import fitted
from evals.nlp_sentiment_head import vectors
from numpy.typing import NDArray

from broadsheet.nlp import topic_meaning
from broadsheet.nlp.categories import categories, category_of

Array = NDArray[np.float64]
LANGUAGES = ("zh", "en")
# What texts weigh that an editor read, that IPTC wrote, and that the topics' head was sure of.
READ, DEFINED, SILVER = 1.0, 0.7, 0.15
# What the topics' head is asked of; of the month so many clauses.
ASKED, CLAUSES = ("uhgeval", "wire"), 3000
# How sure the topics' head must be: at .5 seven in ten are right.
SURE = 0.5
STRENGTH = 0.5


def silver(found: Array, languages: list[str]) -> Array:
    """What the topics' head says of texts with these vectors, by category; a row sums to 1."""
    ids, weights, bias, centres = topic_meaning._head()
    rows = found - centres[[int(code == "zh") for code in languages]]
    logits = rows / np.linalg.norm(rows, axis=1, keepdims=True).clip(1e-9) @ weights + bias
    odds = np.exp(logits - logits.max(axis=1, keepdims=True))
    total = np.zeros((len(rows), len(categories())))
    for column, id in enumerate(ids):
        total[:, list(categories()).index(category_of(id))] += odds[:, column]
    return np.asarray(total / total.sum(axis=1, keepdims=True))


def main() -> None:
    """Fit and write."""
    folder, target = Path(sys.argv[1]), Path(sys.argv[2])
    kept = Path(sys.argv[3]) if len(sys.argv) > 3 else None
    known = [one for one in _free_texts.read(folder) if one.category]
    every = _free_texts.unread(folder)
    defined = [one for one in every if one.category]
    month = [one for one in every if one.source == "month"][:CLAUSES]
    unread = [one for one in every if one.source in ASKED] + month
    guessed = silver(vectors(unread, kept), [one.language for one in unread])
    labels = list(categories())
    stored: dict[str, Array] = {"labels": np.array(labels)}
    counts = {}
    for code in LANGUAGES:
        right = [one for one in (*known, *defined) if one.language == code]
        sure = [i for i, one in enumerate(unread) if one.language == code and guessed[i].max() > SURE]
        texts = [*(one.text for one in right), *(unread[i].text for i in sure)]
        targets = np.concatenate([np.eye(len(labels))[[labels.index(one.category) for one in right]], guessed[sure]])
        weight = [*(DEFINED if one.source == "iptc" else READ for one in right), *(SILVER for _ in sure)]
        made = fitted(texts, targets, np.array(weight), dense=np.zeros((len(texts), 1)), strength=STRENGTH, least=2)
        stored |= {f"{code}_{name}": value for name, value in made.items()}
        counts[code] = {"read": sum(one.language == code for one in known), "all": len(texts)}
    np.savez_compressed(target, **stored)  # type: ignore[arg-type]  # its stubs take the names for options
    card = {"what": "category of news, word head", "made_by": "evals/nlp_category_head.py", "texts": counts}
    target.with_suffix(".json").write_text(json.dumps(card | _free_texts.CARD, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
