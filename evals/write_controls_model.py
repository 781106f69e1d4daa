"""Whether rules hold that were asked for, with a language model: requests over the sample wire's English reports.

    python -m evals write_controls_model --data FOLDER_WITH_THE_MODEL

As `write_controls`, with SmolLM2-135M-Instruct, which understands little of what it is told. 150 requests; the answers
may differ with the processor, the rules may not.
"""

from pathlib import Path

from evals._controls import count, requests

from broadsheet import models

DATA = ("smollm2-135m.gguf",)
ASKED = 150


def figures(path: Path) -> dict[str, float]:
    """The shares."""
    model = models.load(f"file:{path}", folder=path.parent)
    try:
        options = models.Options(max_tokens=160)
        counts = count(requests(ASKED, seed=7, languages=("en",)), model, options=options)
    finally:
        models.close(model)
    return {"kept": counts.kept, "given": 1 - counts.refused / ASKED}
