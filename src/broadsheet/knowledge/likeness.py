"""Whether a Chinese and an English name are one entity: the chance, and the parts it is the sum of.

A logistic model of a few figures. The weights were fitted on half of the names of the sample wire and measured on the
rest (`python evals/knowledge.py fit` fits them anew).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from broadsheet.knowledge.spelling import has_chinese_form, renders

WEIGHTS: Mapping[str, float] = {
    "pinyin": 1.03,
    "sound": 0.81,
    "full": 1.04,
    "meaning": 2.29,
    "parts": 0.96,
    "together": 1.18,
    "company": 0.57,
    "type": 0.75,
    "margin": 5.91,
    "alone": 2.26,
    "none": -1.85,
}
# Names with no story in common whose reports are less alike: in a large archive many such sound the same.
LEAST_COMPANY = 0.15
UNSEEN = 0.5  # how alike a name is to the best of many that it was not compared with
LONG = 10  # letters of a name whose sound is no chance
LIKELY = 0.72  # joined from here on: the least chance at which 95 in 100 of the fitted half were right
# Mean cosine of the reports that name one and those that name another: of any two, and of two names of one thing.
STRANGE, FAMILIAR = 0.25, 0.6


@dataclass(frozen=True, slots=True)
class Pair:
    """What is known of a Chinese name and an English one.

    Their keys and types, how alike they sound (`pinyin`, `sound`), the cosine of their meanings, in how many stories
    they stand together, how many name each, and how alike the reports are that name them (`company`). `parts` is how
    well they agree part by part; `margin` and `alone` are how much more alike, and more often together, the two are
    than either is with any other name they were compared to, -1 to 1.
    """

    zh: str
    en: str
    zh_key: str
    en_key: str
    zh_type: str
    en_type: str
    meaning: float
    pinyin: float
    sound: float
    shared: int
    zh_stories: int
    en_stories: int
    company: float = 0.0
    parts: float = 0.0
    margin: float = 0.0
    alone: float = 0.0


def alike(pair: Pair) -> float:
    """How alike the names themselves are, 0 to 1: as pinyin, as a rendering of the sound, in meaning, by parts."""
    found = figures(pair)
    return max(found["pinyin"], found["sound"], found["meaning"], found["parts"])


def together(pair: Pair) -> float:
    """How much the stories of one are those of the other, 0 to 1; together once says half of what always does."""
    overlap = 2 * pair.shared / max(pair.zh_stories + pair.en_stories, 1)
    return float(overlap * (1 - 0.5**pair.shared))


def figures(pair: Pair) -> dict[str, float]:
    """What the model weighs, each about 0 to 1."""
    person = pair.zh_type == "person"
    # Of an organisation's name a part is rendered and the rest translated, which is what `parts` weighs.
    rendered = not pair.pinyin and pair.zh_type != "organisation" and not (person and has_chinese_form(pair.zh))
    # Half of all consonants agree by chance, and three in four often do.
    sound = max(0.0, 2 * pair.sound - 1) ** 2 if rendered else 0.0
    vague = "other" in (pair.zh_type, pair.en_type)
    return {
        "pinyin": pair.pinyin,
        "sound": sound * min(1.0, len(pair.en) / LONG),
        "full": 1.0 if renders(pair.zh, pair.en) else 0.0,
        "meaning": 0.0 if person else max(0.0, pair.meaning),
        "parts": pair.parts,
        "together": together(pair),
        "company": max(0.0, min(1.0, (pair.company - STRANGE) / (FAMILIAR - STRANGE))),
        "type": 1.0 if pair.zh_type == pair.en_type else 0.5 * vague,
        "margin": pair.margin,
        "alone": pair.alone,
        "none": 1.0,
    }


def chance(pair: Pair, weights: Mapping[str, float] = WEIGHTS) -> tuple[float, dict[str, float]]:
    """The chance that the two are one, and its parts: they sum to its log odds."""
    found = figures(pair)
    if not pair.pinyin and not pair.shared and found["company"] < LEAST_COMPANY:
        return 0.0, {}
    parts = {name: round(weights[name] * value, 4) for name, value in found.items()}
    return 1 / (1 + math.exp(-sum(parts.values()))), {name: part for name, part in parts.items() if part}
