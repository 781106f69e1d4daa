"""Whether a Chinese and an English name are one entity: the chance, and the parts it is the sum of.

A logistic model of five figures. The weights were fitted on every other event of the sample wire and measured on the
rest (`evals/knowledge.py --fit` fits them anew).
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from broadsheet.knowledge.spelling import has_chinese_form, pinyin_agreement, sound_agreement

WEIGHTS: Mapping[str, float] = {
    "pinyin": 7.0,
    "sound": 5.0,
    "meaning": 5.0,
    "together": 3.0,
    "type": 1.0,
    "none": -7.5,
}
LIKELY = 0.75  # joined from here on


@dataclass(frozen=True, slots=True)
class Pair:
    """What is known of a Chinese name and an English one: types, cosine of their meanings, and in how many bilingual
    stories they stand together (`shared`), of how many that name each.
    """

    zh: str
    en: str
    zh_type: str
    en_type: str
    meaning: float
    shared: int
    zh_stories: int
    en_stories: int


def figures(pair: Pair) -> dict[str, float]:
    """What the model weighs, each about 0 to 1."""
    person = pair.zh_type == "person"
    pinyin = pinyin_agreement(pair.zh, pair.en)
    chinese = person and has_chinese_form(pair.zh)
    sound = 0.0 if chinese or pinyin else sound_agreement(pair.zh, pair.en)
    overlap = 2 * pair.shared / max(pair.zh_stories + pair.en_stories, 1)
    return {
        "pinyin": pinyin,
        "sound": max(0.0, 2 * sound - 1),  # half of all consonants agree by chance
        "meaning": 0.0 if person else max(0.0, pair.meaning),
        "together": overlap * (1 - 0.5**pair.shared),  # together once says half of what together always says
        "type": float(pair.zh_type == pair.en_type),
        "none": 1.0,
    }


def chance(pair: Pair, weights: Mapping[str, float] = WEIGHTS) -> tuple[float, dict[str, float]]:
    """The chance that the two are one, and its parts: they sum to its log odds."""
    parts = {name: round(weights[name] * value, 4) for name, value in figures(pair).items()}
    return 1 / (1 + math.exp(-sum(parts.values()))), {name: part for name, part in parts.items() if part}
