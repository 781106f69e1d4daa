"""Texts the model writes: from the recipe's prompts, and from the openings of texts held out."""

from typing import Any

from broadsheet.models import Options
from broadsheet.train.evaluation.subject import Subject

FAMILIES = ("causal", "paired")
HELD_OUT = 4
# The share of a held-out text that the model is given to go on from, at most so many characters.
_OPENING, _LONGEST_OPENING = 0.2, 80


def measure(subject: Subject) -> dict[str, Any] | None:
    """Samples with their prompt and, where they come from held-out texts, what stood there."""
    prompts = [str(one) for one in subject.settings.get("prompts", ())]
    options = Options(
        strategy="sample",
        temperature=float(subject.settings.get("temperature", 0.8)),
        top_p=float(subject.settings.get("top_p", 0.95)),
        top_k=0,
        max_tokens=int(subject.settings.get("sample_tokens", 120)),
        seed=subject.seed,
    )
    rows = [{"prompt": prompt, "written": subject.write(prompt, options)} for prompt in prompts]
    texts = subject.texts(most=HELD_OUT)
    wanted = subject.texts("target", most=HELD_OUT) if subject.answers else texts
    for text, real in zip(texts, wanted, strict=True):
        prompt = text if subject.answers else text[: min(int(len(text) * _OPENING), _LONGEST_OPENING)]
        shown = real if subject.answers else real[len(prompt) :]
        rows.append({"prompt": prompt, "written": subject.write(prompt, options), "held_out": shown})
    return {"samples": rows, "temperature": options.temperature, "top_p": options.top_p} if rows else None
