"""Texts a model writes while it learns: from the same prompts by the same seed, so that they can be seen to grow.

What is drawn here is drawn by dice of its own, from weights that are only read: the training goes on as if nobody had
asked, bit for bit.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from broadsheet.models import Options
from broadsheet.train.evaluation.subject import Subject
from broadsheet.train.loop import Evaluated, Event, Sampled, Step, log

Samples = tuple[tuple[str, str], ...]
FAMILIES = ("causal", "paired")
# Four short texts are written within a second or two at the size of the presets, and can be taken in at a glance.
PROMPTS, TOKENS = 4, 40
# Of a text that the model answers or goes on from, so much is shown and given.
_OPENING = 60
PART = "valid"


def sampled(told: Iterable[Event], write: Callable[[], Samples], *, run: Path, every: int) -> Iterator[Event]:
    """The same as `told`, and after each evaluation (or each `every` steps, when not 0) what `write` writes.

    That is logged in the folder `run` too, before the loop goes on: a run that is killed and comes by there again cuts
    it away with all it logged since its last checkpoint.
    """
    for one in told:
        yield one
        is_due = one.step % every == 0 if every else True
        if is_due and isinstance(one, Step if every else Evaluated) and (samples := write()):
            found = Sampled(one.step, samples)
            log.append(run, found)
            yield found


def writer(subject: Callable[[], Subject]) -> Callable[[], Samples]:
    """Writes from the recipe's prompts, else from the openings of texts that are not learnt from.

    `subject` gives the model as it is now. Nothing is written by a model that writes no texts.
    """
    prompts: list[str] = []

    def write() -> Samples:
        now = subject()
        if now.family not in FAMILIES or hasattr(now.model, "head"):
            return ()
        if not prompts:
            prompts.extend(_prompts(now))
        was_training = now.model.training
        options = _options(now)
        try:
            return tuple((prompt, now.write(prompt, options)) for prompt in prompts)
        finally:
            now.model.train(was_training)

    return write


def _prompts(subject: Subject) -> list[str]:
    if told := [str(one) for one in subject.settings.get("prompts", ())]:
        return told[:PROMPTS]
    texts = subject.texts(most=PROMPTS)
    return texts if subject.answers else [text[: min(len(text) // 2, _OPENING)] for text in texts]


def _options(subject: Subject) -> Options:
    return Options(
        strategy="sample",
        temperature=float(subject.settings.get("temperature", 0.8)),
        top_p=float(subject.settings.get("top_p", 0.95)),
        top_k=0,
        max_tokens=min(int(subject.settings.get("sample_tokens", TOKENS)), TOKENS),
        seed=subject.seed,
    )
