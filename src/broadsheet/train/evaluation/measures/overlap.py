"""What a model writes for held-out texts beside what people wrote; beside its base, and texts that cost no learning."""

from typing import Any

from broadsheet.models import Options
from broadsheet.train.evaluation.overlap import overlap
from broadsheet.train.evaluation.rivals import ENOUGH, rivals, untuned, usual_length
from broadsheet.train.evaluation.subject import Subject

FAMILIES = ("paired", "causal")
MOST = 200  # texts: on them BLEU's interval is some two points wide, and the longest take minutes on a small machine


def measure(subject: Subject) -> dict[str, Any] | None:
    """BLEU, chrF and ROUGE with intervals: of the model, of the base it was tuned from, of each rival."""
    if not subject.answers:
        return None
    most = int(subject.settings.get("overlap_texts", MOST))
    sources, wanted = subject.texts(most=most), subject.texts("target", most=most)
    pairs = [(source, target) for source, target in zip(sources, wanted, strict=True) if target]
    if not pairs:
        return None
    sources, targets = [source for source, _ in pairs], [target for _, target in pairs]
    options = Options(max_tokens=int(subject.settings.get("written_tokens", 64)))
    written = {"model": [subject.write(source, options) for source in sources]}
    if (base := untuned(subject, targets, options)) is not None:
        written["base"] = [base(source) for source in sources]
    length = usual_length(subject.texts("target", part="train", most=ENOUGH))
    for name, rival in rivals(sources, targets, length=length).items():
        written[name] = [rival(source) for source in sources]
    language = subject.language(targets)
    found = {who: overlap(texts, targets, language=language, seed=subject.seed) for who, texts in written.items()}
    return {"language": language, "usual_length": length, **{who: one.as_json() for who, one in found.items()}}
