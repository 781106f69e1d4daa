"""How likely the held-out texts are to the model: bits per byte, and perplexity by token, with an interval.

Bits per byte compare models with different tokenizers: nats over the whole test part / (ln 2 times its UTF-8 bytes).
"""

from typing import Any

from broadsheet.train.evaluation.subject import Subject

FAMILIES = ("causal", "masked", "paired")


def measure(subject: Subject) -> dict[str, Any] | None:
    """Nats, predictions and perplexity on the part held out; bits per byte where each token is predicted once."""
    import math

    import torch

    from broadsheet.train.loop.evaluating import evaluate

    found = evaluate(
        subject.model, subject.objective, limit=0, device=torch.device("cpu"), kind="fp32", part=subject.part
    )
    if found is None:
        return None
    told = {
        "nats": found.nats,
        "predictions": found.count,
        "loss": found.loss,
        "perplexity": math.exp(min(found.loss, 700.0)),
        "bits_per_byte": found.bits_per_byte,
    }
    return told | ({"parts": dict(found.parts)} if found.parts else {})
