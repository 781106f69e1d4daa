"""Evidence in another language: the closest foreign sentence by values, names and meaning, and the claim it bears."""

from broadsheet.verify.abroad.closest import Abroad
from broadsheet.verify.abroad.crossing import BASE, MOST, across
from broadsheet.verify.abroad.meaning import Meaning

__all__ = ["BASE", "MOST", "Abroad", "Meaning", "across"]
