"""How often the accepted answer gained more than the refused one over the model as it was; an untrained one has half.

Rafailov et al. 2023, section 4: the implicit reward is beta log(p / p_ref); its accuracy on pairs held out.
"""

from typing import Any

from broadsheet.train.evaluation.subject import Subject
from broadsheet.train.scoring import wilson

FAMILIES = ("causal",)


def measure(subject: Subject) -> dict[str, Any] | None:
    """The accuracy with its 95 % interval and the mean margin; None when no preferences were learnt."""
    if subject.objective.name != "prefer":
        return None
    import torch

    objective: Any = subject.objective
    subject.model.eval()
    right = margin = count = 0.0
    with torch.inference_mode():
        for number in range(objective.batches(subject.part)):
            parts = objective.loss(subject.model, objective.batch(number, part=subject.part)).parts
            right, count = right + float(parts["accuracy"][0]), count + float(parts["accuracy"][1])
            margin += float(parts["margin"][0])
    if not count:
        return None
    interval = list(wilson(round(right), int(count)))
    return {"n": int(count), "accuracy": right / count, "accuracy_interval": interval, "margin": margin / count}
