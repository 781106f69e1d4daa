"""How long a report takes to read, in minutes."""

from broadsheet.core import Article
from broadsheet.nlp.scripts import HAN
from broadsheet.nlp.segmentation import words

VERSION = 1
REQUIRES: tuple[str, ...] = ()

# Adults read English prose silently at 238 words a minute (Brysbaert 2019, a meta-analysis of 190 studies); 230 leaves
# room for names and figures. Chinese at 255 to 260 words of 1.5 to 1.6 characters (Brysbaert 2019, table 5): 400
# characters.
ENGLISH_WORDS = 230
CHINESE_CHARACTERS = 400


def analyse(article: Article) -> float:
    """Minutes to one decimal, at least 0.1 unless there is nothing to read; mixed text is the sum of its scripts."""
    characters = len(HAN.findall(article.text))
    others = sum(1 for word, _, _ in words(article.text) if not HAN.match(word)) if _has_letters(article.text) else 0
    minutes = characters / CHINESE_CHARACTERS + others / ENGLISH_WORDS
    return max(round(minutes, 1), 0.1) if minutes else 0.0


def _has_letters(text: str) -> bool:
    return any(c.isalnum() and not HAN.match(c) for c in text)
