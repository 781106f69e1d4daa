"""How long a report takes to read, in minutes."""

import re

from broadsheet.core import Article
from broadsheet.nlp.scripts import HAN_RUN

VERSION = 1
REQUIRES: tuple[str, ...] = ()

# Adults read English prose silently at 238 words a minute (Brysbaert 2019, a meta-analysis of 190 studies); 230 leaves
# room for names and figures. Chinese at some 260 words of 1.5 to 1.6 characters (same source): 400 characters.
ENGLISH_WORDS = 230
CHINESE_CHARACTERS = 400
# A longer text, in characters, is reckoned from so much of it: two novels.
READ = 1_000_000

_WORD = re.compile(r"[^\W_][^\s]*")


def analyse(article: Article) -> float:
    """Minutes to one decimal, at least 0.1 unless there is nothing to read; mixed text is the sum of its scripts."""
    text = article.text[:READ]
    characters = sum(len(run) for run in HAN_RUN.findall(text))
    others = len(_WORD.findall(HAN_RUN.sub(" ", text) if characters else text))
    minutes = (characters / CHINESE_CHARACTERS + others / ENGLISH_WORDS) * max(len(article.text) / READ, 1.0)
    return max(round(minutes, 1), 0.1) if minutes else 0.0
