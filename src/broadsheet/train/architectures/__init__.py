"""The models the lab can train: their shapes, what they cost, building, saving and loading.

Names, shapes and costs need no torch. A model comes from `NAME.py` (made to be fast) or `reference/NAME.py` (made to be
read: the papers' equations written out); both have the same parameters under the same names.
"""

from broadsheet.train.architectures._building import build, build_reference
from broadsheet.train.architectures._folders import load, save
from broadsheet.train.architectures._holding import check_holds
from broadsheet.train.architectures._naming import names, parameters, shape, shape_of
from broadsheet.train.architectures._weights import fill
from broadsheet.train.architectures._weights import read as tensors
from broadsheet.train.architectures.shapes._foreign import FOREIGN
from broadsheet.train.architectures.shapes._shape import Shape

__all__ = [
    "FOREIGN",
    "Shape",
    "build",
    "build_reference",
    "check_holds",
    "fill",
    "load",
    "names",
    "parameters",
    "save",
    "shape",
    "shape_of",
    "tensors",
]
