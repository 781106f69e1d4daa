"""From a shape to a model with its first weights; torch is met here and not before."""

import importlib
from pathlib import Path
from types import ModuleType
from typing import Any

from broadsheet.core import MissingExtraError, ModelError
from broadsheet.train.architectures._holding import allocating, check_holds
from broadsheet.train.architectures._naming import check_vocabulary, shapes
from broadsheet.train.architectures._weights import check_whole
from broadsheet.train.architectures.shapes._foreign import FOREIGN
from broadsheet.train.architectures.shapes._shape import Shape


def build(shape: Shape, *, vocabulary: int, seed: int) -> Any:
    """A model of `shape` over `vocabulary` tokens, a `torch.nn.Module`; one seed gives one set of first weights.

    The process's own random numbers are left as they were. Raises `InvalidInputError`, also for a model that is larger
    than the machine's memory, and `MissingExtraError`.
    """
    return _made(fast(shape.architecture), shape, vocabulary=vocabulary, seed=seed)


def build_reference(shape: Shape, *, vocabulary: int, seed: int) -> Any:
    """The same model in the face made to be read; it has the same parameters as `build`'s under the same names."""
    return _made(face(f"reference.{shape.architecture}"), shape, vocabulary=vocabulary, seed=seed)


def empty(shape: Shape, *, vocabulary: int) -> Any:
    """A model of `shape` whose weights are still to be set."""
    module = fast(shape.architecture)
    check_holds(shape, check_vocabulary(vocabulary))
    with torch().random.fork_rng(devices=[]), allocating(shape, vocabulary):
        return module.build(shape, vocabulary=vocabulary)


def read_foreign(folder: Path, shape: Shape, *, vocabulary: int, seed: int) -> Any:
    """The model in `folder`, of a class of `transformers`. Raises as `foreign.read` does, and as `build`."""
    check_whole(folder)
    check_holds(shape, check_vocabulary(vocabulary))
    with torch().random.fork_rng(devices=[]), allocating(shape, vocabulary):
        torch().manual_seed(seed)
        return face(FOREIGN).read(folder, shape, vocabulary=vocabulary)


def fast(name: str) -> ModuleType:
    """The module that builds the architecture `name`: another distribution's shape may `build` its model itself."""
    if name == FOREIGN:
        return face(FOREIGN)
    own = shapes.load(name)
    return own if hasattr(own, "build") else face(name)


def face(name: str) -> ModuleType:
    """The module of an architecture. Raises `MissingExtraError` where torch is not installed."""
    torch()
    return importlib.import_module(f"broadsheet.train.architectures.{name}")


def torch() -> Any:
    """The package `torch`. Raises `MissingExtraError`, and `ModelError` where it is there and can't be loaded."""
    try:
        return importlib.import_module("torch")
    except (ImportError, OSError) as error:
        if not isinstance(error, ModuleNotFoundError) or error.name != "torch":
            raise ModelError(
                "the lab's engine is installed but can't be loaded",
                asked="torch",
                found=str(error).splitlines()[0][:200] if str(error) else repr(error),
                do="give the process more memory, or install it again",
            ) from error
        raise MissingExtraError(
            "the lab's engine is not installed", asked=str(error.name), do="pip install 'broadsheet[lab]'"
        ) from error


def _made(module: ModuleType, shape: Shape, *, vocabulary: int, seed: int) -> Any:
    check_holds(shape, check_vocabulary(vocabulary))
    with torch().random.fork_rng(devices=[]), allocating(shape, vocabulary):
        torch().manual_seed(seed)
        model = module.build(shape, vocabulary=vocabulary)
        model.initialise()
    return model
