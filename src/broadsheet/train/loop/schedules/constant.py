"""The same rate from the warm-up to the end."""


def share(step: int, *, of: int, warmup: int) -> float:  # noqa: ARG001 - the shape of a schedule
    """1."""
    return 1.0
