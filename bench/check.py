"""Checking: the sentences of a report's first half against the whole of it."""

from collections.abc import Iterator, Sequence

from bench._measure import Row, by_language, rate

from broadsheet import nlp, verify
from broadsheet.core import Article, Evidence

MOST = 40
SENTENCES = 8


def rows(articles: Sequence[Article]) -> Iterator[Row]:
    """Sentences a CPU second; a draft is the first eight sentences of its report."""
    for language, some in by_language(articles, most=MOST):
        pairs, count = [], 0
        for number, article in enumerate(some):
            spans = nlp.sentences(article.text, language=language)[:SENTENCES]
            if spans:
                pairs.append((article.text[: spans[-1][1]], Evidence(str(number), article.text, language=language)))
                count += len(spans)
        drafts = rate(lambda pair, language=language: verify.check(pair[0], [pair[1]], language=language), pairs)
        yield Row("check", language, f"{drafts * count / len(pairs):,.0f} sentences/s")
