"""How weights are moved, one file each: `make(groups, training)` gives torch optimisers whose equations it states.

A group is a list of parameters with one decay and one factor of the rate. What an optimiser remembers is tensors by
the parameter's name, so that it is kept as safetensors.
"""

from broadsheet.core import Plugins

_OPTIMISERS = Plugins("broadsheet.train.loop.optimisers", "optimiser")


def names() -> list[str]:
    """The optimisers there are, sorted."""
    return _OPTIMISERS.names()


__all__ = ["names"]
