"""What a model says at every place of a part that is asked about: scores and truth, as arrays."""

from typing import TYPE_CHECKING, Any

from broadsheet.train.evaluation.subject import Subject

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def predicted(subject: Subject, part: str, *, most: int = 0) -> "tuple[NDArray[np.float64], NDArray[np.intp]]":
    """Scores (n, choices) and truth (n,) of the part's predictions, at most about `most` of them (0: all)."""
    import numpy as np
    import torch

    objective: Any = subject.objective
    subject.model.eval()
    found: list[tuple[Any, Any]] = []
    count = 0
    with torch.inference_mode():
        for number in range(objective.batches(part)):
            scores, targets = objective.predictions(subject.model, objective.batch(number, part=part))
            kept = targets >= 0
            found.append((scores[kept].double().numpy(), targets[kept].numpy()))
            count += len(found[-1][1])
            if most and count >= most:
                break
    if not found:
        return np.zeros((0, 1)), np.zeros(0, dtype=np.intp)
    return np.concatenate([s for s, _ in found]), np.concatenate([t for _, t in found]).astype(np.intp)
