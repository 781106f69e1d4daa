"""Reading texts: words, each analysis, all of them, beside the usual libraries and the usual stack as a whole."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import ModuleType
from typing import Any

from bench._measure import Row, beside, by_language, peer, rate

from broadsheet import ingest, nlp
from broadsheet.core import Article
from broadsheet.nlp import segmentation, sentence_split

MOST = 150
PEER_MOST = 40  # documents a peer is given: the slowest read ten a second
TAGGER = ("entities",)  # in Chinese a neural tagger; the rest reads words
HASHES = 128
Ask = Callable[[ModuleType], Callable[[Article], Any]]


def _lingua(found: ModuleType) -> Callable[[Article], Any]:
    detector = found.LanguageDetectorBuilder.from_all_languages().build()
    return lambda a: detector.detect_language_of(a.text)


def _yake(found: ModuleType) -> Callable[[Article], Any]:
    extractor = found.KeywordExtractor(n=3, top=10)
    return lambda a: extractor.extract_keywords(a.text)


def _vader(found: ModuleType) -> Callable[[Article], Any]:
    analyzer = found.SentimentIntensityAnalyzer()
    return lambda a: analyzer.polarity_scores(a.text)


def _sumy(found: ModuleType) -> Callable[[Article], Any]:
    """LexRank on sentences cut by this room: sumy's own cutter needs a download."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence  # type: ignore[import-not-found]

    class Cutter:
        def to_words(self, text: str) -> Sequence[str]:
            return [word for word, _, _ in nlp.words(text)]

    summarise = found.LexRankSummarizer()

    def ask(article: Article) -> Any:
        told = [Sentence(article.text[start:end], Cutter()) for start, end in nlp.sentences(article.text)]
        return summarise(ObjectDocumentModel([Paragraph(told)]), 3)

    return ask


def _datasketch(found: ModuleType) -> Callable[[Article], Any]:
    from broadsheet.ingest.duplicates import shingles

    def sign(article: Article) -> None:
        found.MinHash(num_perm=HASHES).update_batch([s.encode() for s in shingles(article.text)])

    return sign


# What each peer is called and how it is asked, by language and by what it is compared with.
PEERS: Mapping[tuple[str, str], tuple[str, Ask]] = {
    ("words", "zh"): ("jieba", lambda m: lambda a: list(m.cut(a.text))),
    ("words", "en"): ("segtok.tokenizer", lambda m: lambda a: m.word_tokenizer(a.text)),
    ("language", "zh"): ("lingua", _lingua),
    ("language", "en"): ("lingua", _lingua),
    ("keywords", "zh"): ("jieba.analyse", lambda m: lambda a: m.extract_tags(a.text, topK=10)),
    ("keywords", "en"): ("yake", _yake),
    ("sentiment", "zh"): ("snownlp", lambda m: lambda a: m.SnowNLP(a.text).sentiments),
    ("sentiment", "en"): ("vaderSentiment.vaderSentiment", _vader),
    ("summary", "zh"): ("snownlp", lambda m: lambda a: m.SnowNLP(a.text).summary(3)),
    ("summary", "en"): ("sumy.summarizers.lex_rank", _sumy),
    ("entities", "zh"): ("jieba.posseg", lambda m: lambda a: list(m.cut(a.text))),
    ("signature", "zh"): ("datasketch", _datasketch),
    ("signature", "en"): ("datasketch", _datasketch),
}
# The usual stack: what a newsroom would glue together for a like reading. It has no topics, dates, amounts, quotations.
STACK = ("language", "keywords", "sentiment", "summary", "entities", "signature")


def rows(articles: Sequence[Article]) -> Iterator[Row]:
    """Documents a CPU second; each row begins with nothing remembered of the texts."""
    for language, some in by_language(articles, most=MOST):
        size = sum(len(a.text) for a in some) / len(some)
        texts = f"{language}, {size:,.0f} characters"
        yield _row("words", language, some, work=lambda a: nlp.words(a.text), texts=texts)
        known = [nlp.analyse(a, only=["language"]) for a in some]
        for name in nlp.analyses():
            yield _row(name, language, known, work=lambda a, name=name: nlp.analyse(a, only=[name]), texts=texts)
        plain = [name for name in nlp.analyses() if name not in TAGGER]
        yield _row(
            "all but entities", language, some, work=lambda a, plain=plain: nlp.analyse(a, only=plain), texts=texts
        )
        yield _row("all analyses", language, some, work=nlp.analyse, texts=texts)
        yield _whole(language, some, texts=texts)


def _row(stage: str, language: str, some: Sequence[Article], *, work: Callable[[Article], Any], texts: str) -> Row:
    mine = _fresh(work, some)
    name, ask = PEERS.get((stage, language), ("", None))
    other = beside(name, mine, lambda m: rate(ask(m), some[:PEER_MOST])) if ask else ""
    return Row(stage, texts, f"{mine:,.0f}/s", other)


def _whole(language: str, some: Sequence[Article], *, texts: str) -> Row:
    """All analyses and the signature, beside the peers of the same stages one after the other."""
    mine = _fresh(lambda a: (nlp.analyse(a), ingest.sign(a.text)), some)
    asked = [PEERS[(stage, language)] for stage in STACK if (stage, language) in PEERS]
    found = [(peer(name), ask) for name, ask in asked]
    missing = [module for module, _ in found if isinstance(module, str)]
    if missing:
        return Row("the whole", texts, f"{mine:,.0f}/s", "; ".join(missing))
    stack = [ask(module) for module, ask in found if isinstance(module, ModuleType)]
    theirs = rate(lambda a: [ask(a) for ask in stack], some[:PEER_MOST])
    names = ", ".join(name.split(".")[0] for name, _ in asked)
    return Row("the whole", texts, f"{mine:,.0f}/s", f"{mine / theirs:.1f} times {names} ({theirs:,.1f}/s)")


def _fresh(work: Callable[[Article], Any], some: Sequence[Article]) -> float:
    """The rate once the words of these texts have been met, as in a long run, with nothing remembered of the texts."""
    for article in some:
        work(article)
    segmentation._remembered.cache_clear()
    sentence_split._remembered.cache_clear()
    return rate(work, some, warm=0)
