"""The n-gram line: a 5-gram interpolated modified Kneser-Ney model, in bits per byte of documents held out.

Brown has 1.878 bits per byte by it with 1.36 million tokens to learn from (the lab's design); a model that was trained
has to be below. A figure is how many times smaller the text gets, 8 over bits per byte: higher is better.

    python -m evals lab_ngram --data FOLDER       brown/brown.jsonl and poems/tang.jsonl below it; two minutes
"""

import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from broadsheet.train import corpus
from broadsheet.train.evaluation import ngram
from broadsheet.train.evaluation.bits import bits_per_byte

DATA = ("brown/brown.jsonl", "poems/tang.jsonl")
ORDERS = (3, 5)
# Tokens that poems and prose are cut into alike: the 5 M preset's.
VOCABULARY = 8000
SEED = 7


def figures(path: Path) -> Mapping[str, float]:
    """How many times smaller the test part gets by each order."""
    with tempfile.TemporaryDirectory() as name:
        made = prepare(path, Path(name))
        tokens = len(made.column("train").tokens)
        found = {}
        for order in ORDERS:
            began = time.process_time()
            bits = measured(made, order=order)
            spent = time.process_time() - began
            print(
                f"  {path.stem}: {order}-gram {bits:.3f} bits/byte after {tokens:,} tokens, {spent:.0f} s", flush=True
            )
            found[f"{path.stem}.{order}"] = 8 / bits
    return found


def prepare(path: Path, folder: Path) -> corpus.Shards:
    """The documents, duplicates left out, a twentieth of them to test on."""
    settings = corpus.Preparing(size=VOCABULARY)
    *_, made = corpus.prepare(corpus.read(path), into=folder, settings=settings, seed=SEED)
    assert isinstance(made, corpus.Shards)
    return made


def measured(made: corpus.Shards, *, order: int) -> float:
    """Bits per byte of the test part by an n-gram model of the training part."""
    train, held = made.column("train"), made.column("test")
    special = made.tokenizer
    documents = (train[n] for n in range(len(train)))
    fitted = ngram.fit(documents, order=order, vocabulary=special.size, bos=special.bos, eos=special.eos)
    return bits_per_byte(fitted.total(held[n] for n in range(len(held))), bytes=made.bytes("test"))
