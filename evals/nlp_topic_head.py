"""Fits the topic head: a softmax on sentence vectors that learns from the cue words, and writes its weights.

    python evals/nlp_topic_head.py NewsArticles.csv xinhua.jsonl src/broadsheet/nlp/data/topic_head.npz

The teacher is `topic_cues`: an article counts for a topic as far as its cue words point there. So the head spreads what
the cues know to texts that have none of them, in both languages.
"""

import csv
import json
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from broadsheet.models.embedding import load_embedder
from broadsheet.nlp.dateline import headline, opening
from broadsheet.nlp.taxonomy import topics
from broadsheet.nlp.topic_scores import lead_of, word_shares

Array = NDArray[np.float64]
# Chosen among 1e-4, 3e-4 and 1e-3 on half of the headlines of nlp_topics.py: all within .01 of each other.
L2 = 3e-4
STEPS = 600
# How often each definition counts as a training text.
DEFINITIONS = 3.0


def english(path: str) -> list[tuple[str, str]]:
    """Titles and texts of the CSV."""
    with Path(path).open(encoding="utf-8", errors="replace", newline="") as file:
        return [(row["title"], row["text"]) for row in csv.DictReader(file) if len(row["text"]) > 200]


def chinese(path: str) -> list[tuple[str, str]]:
    """Titles and texts of the JSON lines."""
    rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    return [(headline(row["headLine"]), row["newsBeginning"] + row["newsRemainder"]) for row in rows]


def taught(texts: list[tuple[str, str]], ids: list[str]) -> tuple[Array, Array]:
    """The vectors of the texts, and what their cue words say of each topic."""
    leads = [lead_of(title, text) for title, text in texts]
    vectors = load_embedder().embed(leads).astype(np.float64)
    shares = [word_shares(title, text[opening(text) :]) for title, text in texts]
    return vectors, np.array([[share.get(id, 0.0) for id in ids] for share in shares])


def fit(vectors: Array, says: Array, weight: Array) -> tuple[Array, Array]:
    """Weights and bias by gradient descent with momentum on the cross-entropy to `says`, with L2."""
    unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    target = says / np.maximum(says.sum(1, keepdims=True), 1e-9)
    weights, bias, speed = np.zeros((unit.shape[1], says.shape[1])), np.zeros(says.shape[1]), 0.0
    for _ in range(STEPS):
        logits = unit @ weights + bias
        odds = np.exp(logits - logits.max(1, keepdims=True))
        error = (odds / odds.sum(1, keepdims=True) - target) * weight[:, None] / weight.sum()
        speed = 0.9 * speed + unit.T @ error + L2 * weights
        weights, bias = weights - 10.0 * speed, bias - error.sum(0)
    return weights, bias


def main() -> None:
    """Fit and write."""
    ids = [topic.id for topic in topics() if topic.level == 1]
    parts = [taught(english(sys.argv[1]), ids), taught(chinese(sys.argv[2]), ids)]
    centres = np.array([vectors.mean(0) for vectors, _ in parts])
    described = [topic for topic in topics() if topic.level <= 2]
    texts = [f"{t.label_en}. {t.definition_en}" for t in described] + [
        f"{t.label_zh}。{t.definition_zh or t.definition_en}" for t in described
    ]
    definitions = load_embedder().embed(texts).astype(np.float64)
    labels = np.eye(len(ids))[[ids.index(t.id if t.level == 1 else t.parent) for t in described] * 2]
    vectors = np.concatenate(
        [*(v - c for (v, _), c in zip(parts, centres, strict=True)), definitions - definitions.mean(0)]
    )
    says = np.concatenate([*(s**2 for _, s in parts), labels])
    weight = np.concatenate([*(s.max(1) for _, s in parts), np.full(len(labels), DEFINITIONS)])
    weights, bias = fit(vectors, says, weight)
    np.savez_compressed(
        sys.argv[3],
        ids=np.array(ids),
        weights=weights.astype(np.float16),
        bias=bias.astype(np.float32),
        centres=centres.astype(np.float16),
    )
    print(f"{len(vectors)} texts, {len(ids)} topics")


if __name__ == "__main__":
    main()
