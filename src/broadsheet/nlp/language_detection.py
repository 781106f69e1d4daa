"""What language a text is in: by its script where that settles it, by a statistical model for the rest."""

import re
from functools import lru_cache
from typing import Any

from broadsheet.nlp.resources import words_of
from broadsheet.nlp.scripts import weigh
from broadsheet.nlp.vocabulary import is_english

# How much is read, in characters: the language of a report is settled long before.
READ = 1200

# Scripts that one living newspaper language dominates.
_BY_SCRIPT = {
    "hangul": "ko",
    "greek": "el",
    "hebrew": "he",
    "devanagari": "hi",
    "bengali": "bn",
    "tamil": "ta",
    "thai": "th",
    "georgian": "ka",
    "armenian": "hy",
    "tibetan": "bo",
    "khmer": "km",
}
# Letters that only one of the languages of a script uses; the first match decides, then the script's usual language.
_CYRILLIC = (("[іїєґ]", "uk"), ("[ўЎ]", "be"), ("[ђћџљњ]", "sr"), ("[ѓќѕ]", "mk"), ("[әғқңөұүһі]", "kk"))
_ARABIC = (("[ٹڈڑے]", "ur"), ("[پچژگ]", "fa"))

# Japanese headlines can be mostly Han; in running Japanese a third to a half is kana. A Chinese text may quote a name.
KANA_SHARE = 0.12
# English prose has 35-50 % function words by this list, headlines some 20 %; French, German, Spanish under 8 %.
ENGLISH_SHARE = 0.18
# The statistical model's confidence under which a text of few letters stays unknown; "Apple" alone reaches .36.
CONFIDENCE = 0.5
# Where the model is unsure, a short headline of which this much is in the vocabulary of English news is English.
KNOWN_SHARE = 0.8

_LATIN_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NOISE = re.compile(r"https?://\S+|\S+@\S+|<[^>]{0,200}>")


def detect(text: str) -> str:
    """The BCP 47 primary tag of the language most of `text` is in (`zh`, `en`, `ja`, ...), or "" when it can't be told.

    Only the first 1,200 characters are read. Scripts are weighed by words, so a Chinese sentence with product names in
    Latin letters is Chinese. It never raises.
    """
    sample = text[:READ]
    # Looking for an address costs the square of a text without spaces, which Chinese is: only where one can be.
    if any(mark in sample for mark in ("@", "://", "<")):
        sample = _NOISE.sub(" ", sample)
    weights = weigh(sample)
    if not weights:
        return ""
    east = weights.get("han", 0.0) + weights.get("kana", 0.0)
    others = {name: weight for name, weight in weights.items() if name not in ("han", "kana")}
    script = max(others, key=lambda name: others[name], default="")
    if east > others.get(script, 0.0):
        return "ja" if weights.get("kana", 0.0) > KANA_SHARE * east else "zh"
    if script == "latin":
        return "zh" if _only_names(sample, weights) else _latin(sample)
    if script == "cyrillic":
        return _by_letters(sample.lower(), _CYRILLIC, usual="ru")
    if script == "arabic":
        return _by_letters(sample, _ARABIC, usual="ar")
    return _BY_SCRIPT.get(script, "")


def _only_names(sample: str, weights: dict[str, float]) -> bool:
    """Whether the Latin of a text with some Chinese is names alone, as in `iPhone 15 Pro Max 发布`."""
    han, latin = weights.get("han", 0.0), weights.get("latin", 0.0)
    if han < 1 or latin > 4 * han:
        return False
    return not any(word.lower() in words_of("stop_en") for word in _LATIN_WORD.findall(sample))


def _by_letters(text: str, letters: tuple[tuple[str, str], ...], *, usual: str) -> str:
    return next((tag for pattern, tag in letters if len(re.findall(pattern, text)) > len(text) / 200), usual)


def _latin(sample: str) -> str:
    found = [word.lower().replace("’", "'") for word in _LATIN_WORD.findall(sample) if word.isalpha() or "'" in word]
    found = [word for word in found if any("a" <= c <= "ɏ" for c in word)]
    if not found:
        return ""
    plain = sum(word.isascii() for word in found) / len(found)
    share = sum(word in words_of("stop_en") for word in found) / len(found)
    if len(found) >= 8 and share >= ENGLISH_SHARE and plain > 0.9:
        return "en"
    known = sum(is_english(word) for word in found)
    return _statistical(" ".join(found)) or ("en" if known > 2 and known >= KNOWN_SHARE * len(found) else "")


def _statistical(text: str) -> str:
    best = _lingua().compute_language_confidence_values(text)[0]
    if best.value < CONFIDENCE:
        return ""
    return str(best.language.iso_code_639_1.name).lower()


@lru_cache(maxsize=1)
def _lingua() -> Any:
    # Few languages: with 75 lingua was right on .977 of headlines at 392 a second, with 6 on .990 at 4,785. Its models
    # of three letters alone: 0.6 s and 31 MB at the first use, not 10.6 s and 301 MB, and surer of short headlines.
    from lingua import Language, LanguageDetectorBuilder

    names = "ENGLISH FRENCH GERMAN SPANISH PORTUGUESE ITALIAN DUTCH POLISH TURKISH VIETNAMESE INDONESIAN SWEDISH"
    chosen = [getattr(Language, name) for name in names.split()]
    return LanguageDetectorBuilder.from_languages(*chosen).with_low_accuracy_mode().build()
