"""Down in a straight line (Devlin et al. 2019, appendix A.2)."""


def share(step: int, *, of: int, warmup: int) -> float:  # noqa: ARG001 - the shape of a schedule
    """1 - t / T."""
    return max(0.0, 1.0 - step / of)
