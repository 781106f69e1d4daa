"""The optimiser of a run: moves the weights at a rate, and what it remembers goes into tensors and comes back."""

from collections.abc import Mapping
from typing import Any

from torch import Tensor

from broadsheet.core import InvalidInputError
from broadsheet.train.loop.optimisers import _OPTIMISERS
from broadsheet.train.loop.optimisers._groups import groups
from broadsheet.train.loop.settings import Training


class Mover:
    """The optimiser named in `training` over the parameters of `model` that learn.

    Raises `UnknownNameError` for another optimiser, `InvalidInputError` when nothing learns.
    """

    def __init__(self, model: Any, training: Training) -> None:
        found = groups(model, training)
        if not found:
            raise InvalidInputError("no weight of the model learns", do="freeze fewer of its layers")
        self.parts: list[Any] = _OPTIMISERS.load(training.optimiser).make(found, training)
        self.names = {id(weight): name for name, weight in model.named_parameters()}
        self.weights: list[Tensor] = [weight for group in found for weight in group.parameters]

    def move(self, rate: float) -> None:
        """One step at that rate, by the gradients the weights have."""
        for part in self.parts:
            for group in part.param_groups:
                group["lr"] = rate * group["factor"]
            part.step()

    def clear(self) -> None:
        """Forget the gradients."""
        for weight in self.weights:
            weight.grad = None

    def remembered(self) -> Mapping[str, Tensor]:
        """What is remembered of each weight: `NAME/what` to a tensor."""
        return {
            f"{self.names[id(weight)]}/{what}": tensor
            for part in self.parts
            for weight, state in part.state.items()
            for what, tensor in state.items()
        }

    def recall(self, tensors: Mapping[str, Tensor]) -> None:
        """Take up what `remembered` gave, on the device of each weight; what is of other weights is not looked at."""
        for part in self.parts:
            for group in part.param_groups:
                for weight in group["params"]:
                    beginning = f"{self.names[id(weight)]}/"
                    mine = {k.removeprefix(beginning): v for k, v in tensors.items() if k.startswith(beginning)}
                    part.state[weight] = {what: tensor.to(weight.device).clone() for what, tensor in mine.items()}
