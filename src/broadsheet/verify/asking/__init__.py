"""The third look of a check: a language model on what rules and learnt weights leave open."""

from broadsheet.verify.asking.asking import ask
from broadsheet.verify.asking.settings import Asking

__all__ = ["Asking", "ask"]
