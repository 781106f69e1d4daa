"""Own labels: how fast a trained analysis reads headlines, beside scikit-learn's pipeline on the same ones."""

import random
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Any

from bench._measure import Row, beside, spent

from broadsheet import train
from broadsheet.core import Article
from broadsheet.models import load_embedder
from broadsheet.nlp.own import Classifier

# Headlines made of pieces of the articles' sentences, so that there are enough of them to take the time of.
TITLES = 4000
LENGTHS = {"zh": (12, 24), "en": (40, 80)}


def rows(articles: Sequence[Article]) -> Iterator[Row]:
    """Titles a CPU second, words alone and with meaning."""
    for language in ("zh", "en"):
        titles = _titles([a for a in articles if a.language == language], LENGTHS[language])
        if not titles:
            continue
        labels = [str(sum(map(ord, title)) % 10) for title in titles]
        for kind, some in (("words", titles), ("meaning", titles[:400])):
            classifier = _trained(titles[:1000], labels[:1000], words_only=kind == "words")
            classifier.predict(some[:10])
            mine = len(some) / spent(lambda c=classifier, t=some: c.predict(t))
            peer = (
                beside("sklearn.pipeline", mine, lambda m, t=titles, x=labels: _peer(m, t, x))
                if kind == "words"
                else ""
            )
            yield Row(f"own labels, {kind}", f"{language} titles", f"{mine:,.0f}/s", peer)


def _titles(articles: Sequence[Article], lengths: tuple[int, int]) -> list[str]:
    draws = random.Random(7)
    text = " ".join(article.text for article in articles)
    if len(text) < lengths[1]:
        return []
    cuts = [(draws.randrange(len(text) - lengths[1]), draws.randint(*lengths)) for _ in range(TITLES)]
    return [text[start : start + length] for start, length in cuts]


def _trained(titles: Sequence[str], labels: Sequence[str], *, words_only: bool) -> Classifier:
    recipe = train.recipe("classify").told(words_only=words_only)
    *_, last = train.run(recipe, train.Examples(titles, labels), embedder=load_embedder)
    if not isinstance(last, train.Trained):
        raise TypeError("the training ended without a result")
    return Classifier(last.linear)


def _peer(pipeline: ModuleType, titles: Sequence[str], labels: Sequence[str]) -> float:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    made: Any = pipeline.make_pipeline(TfidfVectorizer(analyzer="char", ngram_range=(1, 3)), LinearSVC())
    made.fit(titles[:1000], labels[:1000])
    return len(titles) / spent(lambda: made.predict(titles))
