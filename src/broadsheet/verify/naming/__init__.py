"""Names of a draft sentence, and what the evidence makes of each of them, in Chinese and English."""

from broadsheet.verify.naming.judgement import Judgement
from broadsheet.verify.naming.judging import judge, known_names, names_of

__all__ = ["Judgement", "judge", "known_names", "names_of"]
