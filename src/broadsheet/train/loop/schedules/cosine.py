"""Down along half a cosine (Loshchilov and Hutter, "SGDR", ICLR 2017, equation 5, one cycle)."""

from math import cos, pi


def share(step: int, *, of: int, warmup: int) -> float:  # noqa: ARG001 - the shape of a schedule
    """(1 + cos(pi t / T)) / 2."""
    return (1.0 + cos(pi * min(1.0, step / of))) / 2.0
