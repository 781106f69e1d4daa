"""Whether a Chinese and an English name are one entity: the chance, and the parts it is the sum of.

A logistic model of six figures. The weights were fitted on every other event of the sample wire and measured on the
rest (`evals/knowledge.py --fit` fits them anew).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from broadsheet.knowledge.spelling import has_chinese_form, pinyin_agreement, sound_agreement

WEIGHTS: Mapping[str, float] = {
    "pinyin": 1.5,
    "sound": 1.4,
    "meaning": 3.3,
    "together": 0.9,
    "type": 0.5,
    "margin": 6.0,
    "none": -2.4,
}
LIKELY = 0.75  # joined from here on: the least chance at which none of the fitted half was wrong


@dataclass(frozen=True, slots=True)
class Pair:
    """What is known of a Chinese name and an English one.

    Their types, the cosine of their meanings, in how many bilingual stories they stand together, and how many name
    each.
    `margin` is how much more alike the two are than either is to any other name of those stories, -1 to 1.
    """

    zh: str
    en: str
    zh_type: str
    en_type: str
    meaning: float
    shared: int
    zh_stories: int
    en_stories: int
    margin: float = 0.0


def alike(pair: Pair) -> float:
    """How alike the names themselves are, 0 to 1: as pinyin, as a rendering of the sound, or in meaning."""
    found = figures(pair)
    return max(found["pinyin"], found["sound"], found["meaning"])


def figures(pair: Pair) -> dict[str, float]:
    """What the model weighs, each about 0 to 1."""
    person = pair.zh_type == "person"
    pinyin = pinyin_agreement(pair.zh, pair.en)
    rendered = not pinyin and not (person and has_chinese_form(pair.zh))
    sound = sound_agreement(pair.zh, pair.en) if rendered else 0.0
    overlap = 2 * pair.shared / max(pair.zh_stories + pair.en_stories, 1)
    vague = "other" in (pair.zh_type, pair.en_type) and "person" not in (pair.zh_type, pair.en_type)
    return {
        "pinyin": pinyin,
        "sound": max(0.0, 2 * sound - 1),  # half of all consonants agree by chance
        "meaning": 0.0 if person else max(0.0, pair.meaning),
        "together": overlap * (1 - 0.5**pair.shared),  # together once says half of what together always says
        "type": 1.0 if pair.zh_type == pair.en_type else 0.5 * vague,
        "margin": pair.margin,
        "none": 1.0,
    }


def chance(pair: Pair, weights: Mapping[str, float] = WEIGHTS) -> tuple[float, dict[str, float]]:
    """The chance that the two are one, and its parts: they sum to its log odds."""
    parts = {name: round(weights[name] * value, 4) for name, value in figures(pair).items()}
    return 1 / (1 + math.exp(-sum(parts.values()))), {name: part for name, part in parts.items() if part}
