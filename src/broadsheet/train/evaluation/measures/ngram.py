"""The n-gram line: an interpolated modified Kneser-Ney model of the same tokens on the same split.

A model that doesn't pass it has learnt less than counting does.
"""

from typing import Any

from broadsheet.train.evaluation import ngram
from broadsheet.train.evaluation.bits import bits_per_byte
from broadsheet.train.evaluation.subject import Subject

FAMILIES = ("causal",)
ORDER = 5
# Tokens counted at most: above them the tables of five orders take more memory than a laptop has to spare.
MOST = 20_000_000


def measure(subject: Subject) -> dict[str, Any] | None:
    """Bits per byte of the n-gram model on the part held out, and of the model where it is measured beside it."""
    shards = subject.shards
    train, held = shards.column("train"), shards.column(subject.part)
    read = shards.bytes(subject.part)
    if not len(train) or not read:
        return None
    order = int(subject.settings.get("ngram_order", ORDER))
    tokenizer = shards.tokenizer
    kept, total = [], 0
    for i in range(len(train)):
        kept.append(train[i])
        total += len(kept[-1])
        if total > MOST:
            break
    fitted = ngram.fit(kept, order=order, vocabulary=tokenizer.size, bos=tokenizer.bos, eos=tokenizer.eos)
    nats = fitted.total(held[i] for i in range(len(held)))
    return {"order": order, "train_tokens": total, "nats": nats, "bits_per_byte": bits_per_byte(nats, bytes=read)}
