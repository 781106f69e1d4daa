"""Names of a draft sentence, and what the evidence makes of each of them, in Chinese and English."""

from broadsheet.verify.naming.exchanging import Exchange, exchanges
from broadsheet.verify.naming.judgement import Judgement
from broadsheet.verify.naming.judging import judge, known_names, names_of

__all__ = ["Exchange", "Judgement", "exchanges", "judge", "known_names", "names_of"]
