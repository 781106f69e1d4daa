"""What a model writes for held-out texts beside what people wrote; and beside taking the source's beginning."""

from typing import Any

from broadsheet.models import Options
from broadsheet.nlp import sentences
from broadsheet.train.evaluation.overlap import overlap
from broadsheet.train.evaluation.subject import Subject

FAMILIES = ("paired", "causal")
MOST = 200  # texts: on them BLEU's interval is some two points wide, and the longest take minutes on a small machine


def measure(subject: Subject) -> dict[str, Any] | None:
    """BLEU, chrF and ROUGE with intervals, of the model and of the first sentence, which a headline must beat."""
    if not subject.answers:
        return None
    most = int(subject.settings.get("overlap_texts", MOST))
    sources, wanted = subject.texts(most=most), subject.texts("target", most=most)
    pairs = [(source, target) for source, target in zip(sources, wanted, strict=True) if target]
    if not pairs:
        return None
    options = Options(max_tokens=int(subject.settings.get("written_tokens", 64)))
    written = [subject.write(source, options) for source, _ in pairs]
    targets = [target for _, target in pairs]
    language = subject.language(targets)
    firsts = [_first(source) for source, _ in pairs]
    return {
        "language": language,
        "model": overlap(written, targets, language=language, seed=subject.seed).as_json(),
        "first_sentence": overlap(firsts, targets, language=language, seed=subject.seed).as_json(),
    }


def _first(text: str) -> str:
    start, end = next(iter(sentences(text)), (0, len(text)))
    return text[start:end]
