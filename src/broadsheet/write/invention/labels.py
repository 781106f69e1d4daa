"""What is printed under every invented text."""

from collections.abc import Mapping

FICTION: Mapping[str, str] = {
    "en": "Fiction, written with the help of software. It reports nothing that happened.",
    "zh": "本文为虚构作品，由软件辅助写成，不是新闻报道。",
}
VERSE: Mapping[str, str] = {
    "en": "A poem made with the help of software. It reports nothing that happened.",
    "zh": "本诗由软件辅助写成，属文学创作，不是新闻报道。",
}
