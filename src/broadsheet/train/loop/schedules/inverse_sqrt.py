"""Down with the root of the steps (Vaswani et al. 2017, section 5.3, equation 3)."""

from math import sqrt


def share(step: int, *, of: int, warmup: int) -> float:  # noqa: ARG001 - the shape of a schedule
    """sqrt(w / (w + t)), for w steps of warm-up: step^-0.5 of the paper, 1 at the end of the warm-up."""
    whole = max(1, warmup)
    return sqrt(whole / (whole + step))
