"""Whether a model minds what is only an aim: the reading level, the tone, the readers.

    python -m evals write_aims_model --data FOLDER_WITH_THE_MODEL

Summaries of six reports of the sample wire by Qwen2.5-1.5B: as it writes unasked, at the levels simple and expert, in a
lively tone, and for children. `grade` is the mean Flesch-Kincaid grade (English), `length` the mean characters a
sentence (Chinese); `moved` is the mean share of the content words that differ from the text written unasked: 0 would
mean that the model never minded. A dozen minutes on two cores; figures of three texts each say a direction, no more.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean

from broadsheet import ingest, models, nlp, write
from broadsheet.core import Article, Evidence
from broadsheet.write import Controls
from broadsheet.write.readability import grade, sentence_length

DATA = ("qwen2.5-1.5b.gguf",)
EACH = 3


@dataclass(frozen=True, slots=True)
class Aim:
    """One thing asked for."""

    name: str
    controls: Controls = field(default_factory=Controls)
    tone: str = ""


AIMS = (
    Aim("unasked"),
    Aim("simple", Controls(level="simple")),
    Aim("expert", Controls(level="expert")),
    Aim("lively", tone="lively"),
    Aim("children", Controls(audience="children of ten")),
)


def figures(path: Path) -> dict[str, float]:
    """The means by language and aim."""
    model = models.load(f"file:{path}", folder=path.parent)
    found: dict[str, float] = {}
    try:
        for language in ("en", "zh"):
            texts = {aim.name: [_text(a, aim, model) for a in _reports(language)] for aim in AIMS}
            for name, made in texts.items():
                hard = [grade(t) if language == "en" else sentence_length(t) for t in made]
                found[f"{language}.{name}.{'grade' if language == 'en' else 'length'}"] = mean(hard)
                if name != "unasked":
                    pairs = zip(texts["unasked"], made, strict=True)
                    found[f"{language}.{name}.moved"] = mean(_moved(a, b, language) for a, b in pairs)
    finally:
        models.close(model)
    return found


def _reports(language: str) -> Iterator[Article]:
    told = (a for a in ingest.sample() if a.language == language and len(a.text) > 500)
    yield from (a for _, a in zip(range(EACH), told, strict=False))


def _text(a: Article, aim: Aim, model: models.LanguageModel) -> str:
    evidence = [Evidence("article:1", a.text, a.title, a.outlet, a.url, a.language, a.published)]
    pieces = write.draft(
        "summary", evidence=evidence, language=a.language, model=model, controls=aim.controls, tone=aim.tone
    )
    return [p.draft for p in pieces if p.draft][-1].variants[0].text


def _moved(before: str, after: str, language: str) -> float:
    rows = [{w.lower() for w, _, _ in nlp.words(t, language=language) if not nlp.is_stop(w)} for t in (before, after)]
    return 1 - len(rows[0] & rows[1]) / max(1, len(rows[0] | rows[1]))
