"""Warm up, stay, decay (Hu et al., "MiniCPM", 2024, section 4.2): the rate falls only at the end."""

from math import sqrt

# The last tenth is enough to come down in (Hu et al. 2024, figure 5; Hägele et al. 2024 find 10 to 20 per cent).
FALLING = 0.1


def share(step: int, *, of: int, warmup: int) -> float:  # noqa: ARG001 - the shape of a schedule
    """1, and over the last tenth 1 - sqrt(t): the shape Hägele et al. 2024, section 3, found best."""
    done = (step / of - (1.0 - FALLING)) / FALLING
    return 1.0 - sqrt(min(1.0, max(0.0, done)))
