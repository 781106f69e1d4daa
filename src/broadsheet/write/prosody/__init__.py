"""Verse and its rules: tones and rhymes of Chinese regulated verse, syllables, stress and rhyme of English forms.

Pure functions over tables; it knows nothing of models, drafts or kinds of text.
"""

from broadsheet.write.prosody.books import BOOKS, members, rhymes, tones
from broadsheet.write.prosody.fault import Fault, broken
from broadsheet.write.prosody.metre import SCHEMES, counts, haiku, rhymes_of, sonnet, strain
from broadsheet.write.prosody.patterns import FORMS, Pattern, fits, patterns
from broadsheet.write.prosody.pronouncing import rhyme, syllables, words
from broadsheet.write.prosody.regulated import line_fits, lines_of, scan

__all__ = [
    "BOOKS",
    "FORMS",
    "SCHEMES",
    "Fault",
    "Pattern",
    "broken",
    "counts",
    "fits",
    "haiku",
    "line_fits",
    "lines_of",
    "members",
    "patterns",
    "rhyme",
    "rhymes",
    "rhymes_of",
    "scan",
    "sonnet",
    "strain",
    "syllables",
    "tones",
    "words",
]
