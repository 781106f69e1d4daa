"""How far a copy of a model may stand from it, by how it was made."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounds of one kind of copy.

    `logprob`: the most a log-probability of a token that was chosen may differ, in nats. `divergence`: the most the
    mean Kullback-Leibler divergence from the model's distribution to the copy's may be, in nats. `agreement`: the least
    share of places at which both choose the same token, or one that the model itself finds within `tie` nats of its
    own choice. A copy that is not quantised is held to the same tokens one for one, and to `logprob` at each.
    """

    logprob: float = 0.01
    divergence: float = 0.01
    agreement: float = 1.0
    tie: float = 0.01
    is_exact: bool = True


EXACT = Bounds()
"""For copies in the same or half precision: the same tokens, and log-probabilities within a hundredth of a nat."""

EIGHT_BITS = Bounds(logprob=float("inf"), divergence=0.02, agreement=0.95, tie=0.1, is_exact=False)
"""Eight bits a weight: a fiftieth of a nat at most, and one choice in twenty among clear ones."""

FOUR_BITS = Bounds(logprob=float("inf"), divergence=0.25, agreement=0.85, tie=0.5, is_exact=False)
"""Four bits a weight: small models lose most by it, since each weight of theirs says more."""
