"""Reading texts: each analysis, segmentation, and all analyses together, beside the usual libraries."""

from collections.abc import Iterator, Sequence
from typing import Any

from bench._measure import Row, beside, by_language, rate

from broadsheet import nlp
from broadsheet.core import Article

MOST = 150
PEER_MOST = 40  # documents a peer is given: the slowest read ten a second
NEURAL = ("topics", "entities")  # they run a network for each text; the rest reads words
# What each peer is called and how it is asked, by language and by what it is compared with.
PEERS: dict[tuple[str, str], tuple[str, Any]] = {
    ("words", "zh"): ("jieba", lambda m: lambda a: list(m.cut(a.text))),
    ("words", "en"): ("segtok.tokenizer", lambda m: lambda a: m.word_tokenizer(a.text)),
    ("keywords", "en"): ("yake", lambda m: (lambda e: lambda a: e.extract_keywords(a.text))(m.KeywordExtractor(n=3))),
    ("keywords", "zh"): ("jieba.analyse", lambda m: lambda a: m.extract_tags(a.text, topK=10)),
    ("sentiment", "zh"): ("snownlp", lambda m: lambda a: m.SnowNLP(a.text).sentiments),
    ("sentiment", "en"): (
        "vaderSentiment.vaderSentiment",
        lambda m: (lambda e: lambda a: e.polarity_scores(a.text))(m.SentimentIntensityAnalyzer()),
    ),
    ("summary", "zh"): ("snownlp", lambda m: lambda a: m.SnowNLP(a.text).summary(3)),
}


def rows(articles: Sequence[Article]) -> Iterator[Row]:
    """Documents a CPU second."""
    for language, some in by_language(articles, most=MOST):
        yield _row("words", language, some, work=lambda a: list(nlp.words(a.text)))
        known = [nlp.analyse(a) for a in some]
        for name in nlp.analyses():
            yield _row(name, language, known, work=lambda a, name=name: nlp.analyse(a, only=[name]))
        plain = [name for name in nlp.analyses() if name not in NEURAL]
        yield _row("all but the neural", language, some, work=lambda a, plain=plain: nlp.analyse(a, only=plain))
        yield _row("all analyses", language, some, work=nlp.analyse)


def _row(stage: str, language: str, some: Sequence[Article], *, work: Any) -> Row:
    mine = rate(work, some)
    name, ask = PEERS.get((stage, language), ("", None))
    other = beside(name, mine, lambda m: rate(ask(m), some[:PEER_MOST])) if name else ""
    return Row(stage, language, f"{mine:,.0f}/s", other)
