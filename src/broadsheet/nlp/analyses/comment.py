"""What kind of comment a reader's words are: praise, a question, a correction, abuse; nothing for a report."""

from typing import Any

from broadsheet.core import Article
from broadsheet.nlp.comment_kinds import cues, likelihoods
from broadsheet.nlp.resources import words_of
from broadsheet.nlp.segmentation import words, words_within
from broadsheet.nlp.sentence_split import sentences
from broadsheet.nlp.sentiment_head import judge

VERSION = 2
REQUIRES = ("language",)

# A comment has no headline and is at most so long, in characters; one that is longer is a letter or a report.
LONGEST = 1000
# How many sentences its tone is taken from, each weighing less than the one before.
SENTENCES, DECAY = 4, 0.5
LANGUAGES = ("zh", "en")
# A comment is often too short to tell its language by letters: with this share of English function words it is English.
ENGLISH = 0.25
LABELS = {
    "praise": ("称赞", "praise"),
    "criticism": ("批评投诉", "criticism or complaint"),
    "question": ("提问", "question"),
    "suggestion": ("建议", "suggestion"),
    "agreement": ("赞同", "agreement"),
    "disagreement": ("不同意见", "disagreement"),
    "correction": ("指出差错", "correction"),
    "abuse": ("辱骂", "abuse"),
    "spam": ("广告", "advertising"),
    "other": ("其他", "other"),
}


def analyse(article: Article) -> dict[str, Any]:
    """`{"id", "label", "score", "parts", "others"}`, or `{}` for what is no comment or in another language.

    `id` is one of the ten kinds, the label is in the comment's language, `score` (0 to 1) how likely it is. `parts` are
    the phrases and forms met, `{"text", "start", "end", "kind", "weight"}` with weights in log odds (the rest is its
    tone); `others` the next
    two kinds with their scores, of those that any cue spoke for.
    """
    text = article.text.strip()
    language = _language(article, text)
    if article.title.strip() or not text or len(text) > LONGEST or language not in LANGUAGES:
        return {}
    offset = article.text.index(text)
    found = cues(text)
    likely = likelihoods(found, tone=_tone(text, language, told=bool(found)))
    best, *others = sorted(likely, key=lambda kind: -likely[kind])
    met = {cue.kind for cue in found}
    return {
        "id": best,
        "label": LABELS[best][language != "zh"],
        "score": round(likely[best], 4),
        "parts": [
            {
                "text": text[cue.start : cue.end],
                "start": cue.start + offset,
                "end": cue.end + offset,
                "kind": cue.kind,
                "weight": cue.weight,
            }
            for cue in found
        ],
        "others": [
            {"id": kind, "label": LABELS[kind][language != "zh"], "score": round(likely[kind], 4)}
            for kind in others[:2]
            if kind in met
        ],
    }


def _tone(text: str, language: str, *, told: bool) -> float:
    """How good (1) or bad (-1) its first sentences are, 0 where that would tell nothing.

    Bad news told in several sentences is no complaint: without a phrase that is met (`told`) the tone tells the kind of
    one sentence only. The analysis of sentiment is not asked: it reads whole reports, which are no comments.
    """
    spans = sentences(text)
    if not told and len(spans) != 1:
        return 0.0
    total = weights = 0.0
    for place, (start, end) in enumerate(spans[:SENTENCES]):
        bad, _, good = judge(text, words_within(text, start, end), language).likelihoods
        total += (good - bad) / (1 + DECAY * place)
        weights += 1 / (1 + DECAY * place)
    return total / weights if weights else 0.0


def _language(article: Article, text: str) -> str:
    """The declared or detected language; else English for what has its function words."""
    for language in (article.language, str(article.annotations["language"])):
        if language in LANGUAGES:
            return language
    cut = [word.lower() for word, _, _ in words(text[:LONGEST])]
    known = sum(word in words_of("stop_en") for word in cut)
    return "en" if known > 1 and known >= ENGLISH * len(cut) else ""
