"""What a report is about: cue words and meaning together; the broad topic, then narrower ones its words show."""

from collections import defaultdict
from dataclasses import dataclass, field

from broadsheet.nlp.dateline import headline, opening
from broadsheet.nlp.scripts import WIDE, is_chinese
from broadsheet.nlp.segmentation import words_within
from broadsheet.nlp.taxonomy import ancestors
from broadsheet.nlp.topic_cues import cues_in
from broadsheet.nlp.topic_meaning import broad_ids, likelihoods
from broadsheet.nlp.topic_words import told

# Cue weight that counts as half an answer: about two words of the body. Fewer leave the choice to the meaning.
HALF = 2.0
# How much of the lead is looked at with the headline, in characters.
LEAD_WIDE = 120
LEAD_NARROW = 300
# A broad topic is named from this score on: of 1,500 headlines scored .2 to .25 half were right, at .25 to .35 two
# thirds, at .45 to .55 87 %, above that nine in ten.
LEAST = 0.25
# A narrower topic is named when it holds this share of its broad topic's cue weight, and this much of it.
NARROW_SHARE = 0.35
NARROW_WEIGHT = 1.4


@dataclass(frozen=True, slots=True)
class Scored:
    """A topic with its score, 0 to 1, which is the sum of `parts`; `words` are the cues that were met."""

    id: str
    score: float
    parts: dict[str, float]
    words: tuple[str, ...] = field(default=())


def lead_of(title: str, text: str) -> str:
    """The headline and the beginning of the report, as they go into the vector."""
    start = opening(text)
    head = headline(title)
    limit = LEAD_WIDE if WIDE.search(head or text[start : start + 20]) else LEAD_NARROW
    return f"{head}\n{text[start : start + limit]}"


def _meaning(title: str, text: str, lead: str) -> dict[str, float]:
    """How likely the lead is about each broad topic: by its words where there are enough, else by the encoder."""
    head, start = headline(title), opening(text)
    end = min(len(text), start + len(lead) - len(head) - 1)
    cut = [word for word, _, _ in (*words_within(head, 0, len(head)), *words_within(text, start, end))]
    likely = told(cut, language="zh" if is_chinese(lead) else "en")
    return likelihoods(lead) if likely is None else dict(zip(broad_ids(), likely.tolist(), strict=True))


def word_shares(title: str, text: str) -> dict[str, float]:
    """For each broad topic its share of the cue words' weight; the shares sum to less than 1, the rest is doubt."""
    return _shares(_broad(cues_in(title, text)))


def score(title: str, text: str) -> list[Scored]:
    """The topics of a report, best first: the broad ones over the threshold, and narrower ones their words show."""
    hits = cues_in(headline(title), text, begin=opening(text))
    broad = _broad(hits)
    shares = _shares(broad)
    lead = lead_of(title, text)
    if not any(c.isalpha() for c in lead):
        return []
    found: list[Scored] = []
    for id, likelihood in _meaning(title, text, lead).items():
        parts = {"words": shares.get(id, 0.0) / 2, "meaning": likelihood / 2}
        words = sorted(broad.get(id, {}), key=lambda word: -broad[id][word])
        found.append(Scored(id, sum(parts.values()), parts, tuple(words[:5])))
    named = [one for one in found if one.score >= LEAST]
    narrower = [topic for one in named for topic in _narrower(one, hits, broad)]
    return sorted(named + narrower, key=lambda one: -one.score)


def _broad(hits: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """The cues by broad topic; one that several narrower topics share counts once."""
    gathered: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for id, words in hits.items():
        top = (ancestors(id) or [id])[-1]
        for word, weight in words.items():
            gathered[top][word] = max(gathered[top].get(word, 0.0), weight)
    return dict(gathered)


def _shares(broad: dict[str, dict[str, float]]) -> dict[str, float]:
    sums = {id: sum(words.values()) for id, words in broad.items()}
    whole = sum(sums.values()) + HALF
    return {id: weight / whole for id, weight in sums.items()}


def _narrower(one: Scored, hits: dict[str, dict[str, float]], broad: dict[str, dict[str, float]]) -> list[Scored]:
    total = sum(broad.get(one.id, {}).values())
    found: list[Scored] = []
    for id, words in hits.items():
        weight = sum(words.values())
        if id == one.id or one.id not in ancestors(id) or weight < NARROW_WEIGHT or weight < NARROW_SHARE * total:
            continue
        share = weight / total
        parts = {name: part * share for name, part in one.parts.items()}
        found.append(Scored(id, sum(parts.values()), parts, tuple(sorted(words, key=lambda w: -words[w])[:5])))
    return sorted(found, key=lambda narrow: -narrow.score)[:1]
