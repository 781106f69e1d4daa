"""Groups as torch's optimisers take them."""

from collections.abc import Iterable
from typing import Any

from broadsheet.train.loop.optimisers._groups import Group


def plain(groups: Iterable[Group]) -> list[dict[str, Any]]:
    """One dictionary a group; `factor` is the loop's own and torch carries it along."""
    return [{"params": list(group.parameters), "weight_decay": group.decay, "factor": group.factor} for group in groups]
