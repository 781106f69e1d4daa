"""How well the keywords of a report, read without its headline, give the words that its editor put into the headline.

    python -m evals keywords --data DIR

A stand-in for Inspec and SemEval, which no package carries: the content words of a human headline that the body has
too are taken for the words that tell the report, and the first ten different words of its keywords, best keyword
first, are compared with them. F1 over all reports; a headline has some five such words, so no way to choose comes near
1, and what is compared are ways to choose. Where YAKE (English) or jieba (Chinese TF-IDF) can be imported they are
asked the same, and `times_` says how many times theirs this room's figure is.
"""

import importlib
import random
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from evals.near_duplicates import by_language

from broadsheet.core import Article
from broadsheet.nlp.dateline import headline, opening
from broadsheet.nlp.keyphrases import keyphrases
from broadsheet.nlp.segmentation import is_stop, words

DATA = ("NewsArticles.csv", "uhgeval/dev.jsonl")
SAMPLE = 300
SEED = 7
MOST = 10
# Fewer words than this in headline and body are no judgement on ten keywords.
FEWEST = 3
_LETTERS = re.compile(r"[^\W\d_]{2,}")

Ask = Callable[[str], list[str]]


def content(texts: Iterable[str]) -> set[str]:
    """The content words of some texts, in lower case, English plurals as singulars."""
    found = {word.lower() for text in texts for word, _, _ in words(text) if not is_stop(word) and _LETTERS.match(word)}
    return {word[:-1] if len(word) > 4 and word.endswith("s") and word.isascii() else word for word in found}


def first_words(keywords: Iterable[str]) -> set[str]:
    """The first ten different content words of some keywords."""
    found: set[str] = set()
    for keyword in keywords:
        found |= set(sorted(content([keyword]) - found)[: MOST - len(found)])
    return found


def judged(articles: list[Article], ask: Ask) -> float:
    """F1 of the words of the keywords that `ask` gives for the bodies."""
    right = given = wanted = 0
    for article in articles:
        body = article.text[opening(article.text) :]
        gold = content([headline(article.title)]) & content([body])
        if len(gold) >= FEWEST:
            found = first_words(ask(body))
            right, given, wanted = right + len(gold & found), given + len(found), wanted + len(gold)
    return 2 * right / max(given + wanted, 1)


def mine(body: str) -> list[str]:
    """The keywords of this room."""
    return [phrase for phrase, _ in keyphrases("", body, n=MOST)]


def yake(module: object) -> Ask:
    """YAKE's, with its own settings and up to three words."""
    extractor = module.KeywordExtractor(lan="en", n=3, top=MOST)  # type: ignore[attr-defined]
    return lambda body: [phrase for phrase, _ in extractor.extract_keywords(body)]


def jieba(module: object) -> Ask:
    """TF-IDF by jieba's own frequencies."""
    return lambda body: list(module.extract_tags(body, topK=MOST))  # type: ignore[attr-defined]


PEERS = {"en": ("yake", yake), "zh": ("jieba.analyse", jieba)}


def figures(path: Path) -> dict[str, float]:
    """F1 by language, and how many times the peer's it is where the peer is here."""
    found: dict[str, float] = {}
    for language, articles in by_language(str(path)).items():
        some = random.Random(SEED).sample(articles, min(SAMPLE, len(articles)))
        found[f"{language}.f1"] = judged(some, mine)
        name, ask = PEERS[language]
        try:
            module = importlib.import_module(name)
        except ImportError:
            continue
        found[f"{language}.times_{name.split('.')[0]}"] = found[f"{language}.f1"] / judged(some, ask(module))
    return found
