"""Whether rules hold that were asked for: 1,200 requests with rules drawn at random over the sample wire.

    python -m evals write_controls

400 each without a model, with the stub, and with a model that minds nothing and answers with changed sentences of the
prompt, its own opinions and none at all. `kept` is the share of the texts given that keep every hard rule (required
and forbidden words, both lengths, third person, house style): the goal is 1. `given` is the share of the requests that
were not refused; requests are drawn without regard to whether any text could keep their rules.
"""

from pathlib import Path

from evals._controls import Babbler, count, requests

from broadsheet import models

DATA = ("wire",)
EACH = 400


def figures(path: Path) -> dict[str, float]:
    """The shares by writer."""
    writers = {
        "none": None,
        "stub": models.load("stub", folder=path),
        "babbler": Babbler(),
    }
    found: dict[str, float] = {}
    for number, (name, model) in enumerate(writers.items()):
        counts = count(requests(EACH, seed=number), model)
        found[f"{name}.kept"] = counts.kept
        found[f"{name}.given"] = 1 - counts.refused / EACH
    return found
