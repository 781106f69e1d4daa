"""Whether a report's news is good or bad, sentence by sentence."""

from typing import Any

from broadsheet.core import Article
from broadsheet.nlp.dateline import opening
from broadsheet.nlp.polarity import Judge, judge_of
from broadsheet.nlp.sentence_split import sentences

VERSION = 1
REQUIRES = ("language",)

# Sentences beyond this hardly move the score, and keep a 200 kB page from costing seconds.
MOST = 25
# The first sentence weighs 1, the third 0.62, the tenth 0.27: a report tells its news first.
DECAY = 0.3
# A sentence without a polar word weighs this much of what it would: it dilutes, it does not decide.
SILENT = 0.3
# Scores between are neutral: set by reading the scores of 60 reports beside their text, 30 in each language.
NEGATIVE = -0.15
POSITIVE = 0.2


def analyse(article: Article) -> dict[str, Any]:
    """`{"label", "score", "parts"}`: the score (-1 to 1) is the sum of `weight * score` over the parts.

    A part is a sentence: `{"text", "start", "end", "score", "weight", "words"}` with offsets in the article's text, or,
    for an article of a headline alone, the headline with both offsets 0. In a language without a lexicon there are no
    parts and the label is neutral: nothing was judged.
    """
    judge = judge_of(str(article.annotations["language"]))
    parts = _parts(article, judge) if judge else []
    total = sum(part["weight"] for part in parts) or 1.0
    for part in parts:
        part["weight"] = round(part["weight"] / total, 6)
    score = round(sum(part["weight"] * part["score"] for part in parts), 4)
    return {"label": _label(score), "score": score, "parts": parts}


def _parts(article: Article, judge: Judge) -> list[dict[str, Any]]:
    text, begin = article.text, opening(article.text)
    spans = [(max(start, begin), end) for start, end in sentences(text) if end > begin][:MOST]
    if not spans and article.title.strip():
        return [_part(article.title, judge, (0, 0), place=0)]
    return [_part(text[start:end], judge, (start, end), place=i) for i, (start, end) in enumerate(spans)]


def _part(sentence: str, judge: Judge, span: tuple[int, int], *, place: int) -> dict[str, Any]:
    score, found = judge(sentence)
    weight = (1.0 if found else SILENT) / (1.0 + DECAY * place)
    return {
        "text": sentence,
        "start": span[0],
        "end": span[1],
        "score": round(score, 4),
        "weight": weight,
        "words": found,
    }


def _label(score: float) -> str:
    if score <= NEGATIVE:
        return "negative"
    return "positive" if score >= POSITIVE else "neutral"
