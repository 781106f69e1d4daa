"""Whether a report's news is good or bad for those it is about, sentence by sentence and word by word."""

from collections.abc import Iterator
from typing import Any

from broadsheet.core import Article
from broadsheet.nlp.dateline import headline, opening
from broadsheet.nlp.segmentation import words, words_within
from broadsheet.nlp.sentence_split import sentences
from broadsheet.nlp.sentiment_head import LABELS, LANGUAGES, judge

VERSION = 4
REQUIRES = ("language",)

# Sentences beyond this hardly move the score (the ninth weighs .2 of the first) and cost as much as those before.
MOST = 8
# How much of a long text is read, in characters.
READ = 10_000
# The first sentence weighs 1, the third 0.5, the tenth 0.18: a report tells its news first.
DECAY = 0.5
# A headline weighs as much as two first sentences: what an editor holds to be the news.
HEADLINE = 2.0
# Words with less pull than this, in log odds, explain nothing.
LEAST = 0.1
MOST_WORDS = 6

Part = dict[str, Any]


def analyse(article: Article) -> dict[str, Any]:
    """`{"label", "score", "parts", "likelihoods"}`; the score (-1 to 1) is the sum of `weight * score` over the parts.

    A part is the headline (`where` is `title`, both offsets 0) or a sentence of the text (`text`):
    `{"where", "text", "start", "end", "score", "weight", "words", "likelihoods"}`; its score is how likely its news is
    good less how likely it is bad. Its words are those that pulled most, `{"text", "start", "end", "pull"}`, in log
    odds of good against bad, with offsets in the text, or for the headline's in the headline.
    `likelihoods` are of negative, neutral, positive; the likeliest is the label. In another language than Chinese and
    English there are no parts and the label is neutral: nothing was judged.
    """
    language = str(article.annotations["language"])
    parts = list(_parts(article, language)) if language in LANGUAGES else []
    total = sum(part["weight"] for part in parts) or 1.0
    for part in parts:
        part["weight"] = round(part["weight"] / total, 6)
    mean = [sum(part["weight"] * part["likelihoods"][c] for part in parts) for c in range(len(LABELS))]
    score = round(sum(part["weight"] * part["score"] for part in parts), 4)
    label = LABELS[mean.index(max(mean))] if parts else "neutral"
    return {"label": label, "score": score, "parts": parts, "likelihoods": [round(one, 4) for one in mean]}


def _parts(article: Article, language: str) -> Iterator[Part]:
    title = headline(article.title[:READ])
    if any(char.isalpha() for char in title):
        part = _part(title, (0, len(title)), language, within=False)
        yield {"where": "title", **part, "start": 0, "end": 0, "weight": HEADLINE}
    text = article.text[:READ]
    begin = opening(text)
    spans = [(max(start, begin), end) for start, end in sentences(text) if end > begin][:MOST]
    for place_in_text, span in enumerate(spans):
        part = _part(text, span, language, within=True)
        yield {"where": "text", **part, "weight": 1.0 / (1.0 + DECAY * place_in_text)}


def _part(text: str, span: tuple[int, int], language: str, *, within: bool) -> Part:
    found = words_within(text, *span) if within else tuple(words(text))
    judged = judge(text, found, language)
    likelihoods = [round(one, 4) for one in judged.likelihoods]
    pulling = [i for i, pull in enumerate(judged.pulls) if abs(pull) >= LEAST]
    ranked = sorted(pulling, key=lambda i: -abs(judged.pulls[i]))[:MOST_WORDS]
    return {
        "text": text[span[0] : span[1]],
        "start": span[0],
        "end": span[1],
        "score": round(likelihoods[2] - likelihoods[0], 4),
        "weight": 0.0,
        "words": [
            {"text": found[i][0], "start": found[i][1], "end": found[i][2], "pull": round(judged.pulls[i], 2)}
            for i in sorted(ranked)
        ],
        "likelihoods": likelihoods,
    }
