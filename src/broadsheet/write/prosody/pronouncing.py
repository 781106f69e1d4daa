"""Syllables, stresses and rhymes of English words: the CMU Pronouncing Dictionary, and rules for words it lacks."""

import lzma
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_OLD_D = re.compile(r"(?<=[a-z])'d$")
# The letters that stand for vowel sounds in the table.
_VOWELS = frozenset("ABCDEFGHIJKLMNO")
_SCHWA = frozenset("CH")  # AH and ER, which poets slur after another vowel or a soft consonant
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*['’]?|['’][A-Za-z]+")
_GROUPS = re.compile(r"[aeiouy]+")
# Endings of older English, which the dictionary lacks with most verbs: what they add, in syllables.
_OLD_ENDINGS = (("'st", 0), ("'d", 0), ("'n", 0), ("st", 0), ("'s", 0), ("est", 1), ("eth", 1), ("ed", 0))
# Words older poets use in one syllable or two; a word with an apostrophe is one shorter already.
_SLURRED = frozenset(
    """
    heaven heavens even given driven seven power powers flower flowers hour hours shower showers tower towers being
    spirit spirits fire fires desire desires higher prayer prayers dying lying flying seeing doing going evil every
    memory history different difference several ever never over o'er whether either neither many
    """.split()  # noqa: SIM905  a list of fifty would be fifty lines
)


@dataclass(frozen=True, slots=True)
class Sound:
    """One way to say a word: a digit of stress for each syllable (1 main, 2 second, 0 none, ? unknown), and its end.

    `end` are the sounds from the last stressed vowel on, one letter each; of an unknown word its last letters.
    """

    stresses: str
    end: str = ""
    known: bool = True


def words(line: str) -> list[str]:
    """The words of a line as they are looked up: small letters, straight apostrophes."""
    return [w.lower().replace("’", "'") for w in _WORD.findall(line)]


def sounds(word: str) -> tuple[Sound, ...]:
    """The ways to say a word, most usual first; by rule when the dictionary lacks it."""
    known = next((_dictionary()[form] for form in _spellings(word) if form in _dictionary()), ())
    found = known or _with_old_ending(word) or (_by_rule(word),)
    slurred = [Sound(s.stresses[:-1], s.end, s.known) for s in found if _slurs(word, s)]
    # Older verse may sound the -ed: a beloved, "a throned queen".
    full = [Sound(s.stresses + "0", "", known=False) for s in found if word.endswith("ed") and len(word) > 3]
    return (*found, *slurred, *full)


def syllables(word: str) -> frozenset[int]:
    """The numbers of syllables a word may have."""
    return frozenset(len(s.stresses) for s in sounds(word))


def rhyme(first: str, second: str) -> str:
    """How two words rhyme: `perfect`, `near` (the last vowel or what follows it, or to the eye), or not (empty)."""
    if first == second:
        return ""
    pairs = [(a, b) for a in sounds(first) for b in sounds(second)]
    if any(_perfect(a, b) for a, b in pairs):
        return "perfect"
    eye = len(first) > 2 and len(second) > 2 and _spelt(first) == _spelt(second)
    return "near" if eye or any(_near(a, b) for a, b in pairs) else ""


def _perfect(first: Sound, second: Sound) -> bool:
    if not (first.known and second.known):
        return bool(first.end) and first.end == second.end and first.known == second.known
    if first.end == second.end:
        return True
    # A last syllable with a lesser stress may carry the rhyme: memory and thee.
    return _last(first) == _last(second) and "1" in (first.stresses[-1:], second.stresses[-1:])


def _near(first: Sound, second: Sound) -> bool:
    if not (first.known and second.known):
        return False
    one, other = _last(first), _last(second)
    if {one, other} == {"K", "F"}:
        return True  # memory and die, which rhymed when the sonnets were written
    return one[:1] == other[:1] or (len(one) > 1 and one[1:] == other[1:])


def _last(sound: Sound) -> str:
    """From the last vowel on."""
    at = max((i for i, letter in enumerate(sound.end) if letter in _VOWELS), default=0)
    return sound.end[at:]


def _spelt(word: str) -> str:
    """The letters from the last vowel on, a mute e kept."""
    groups = list(_GROUPS.finditer(word.rstrip("e")))
    return word[groups[-1].start() :] if groups else word


def _slurs(word: str, sound: Sound) -> bool:
    """Whether poets may say the word one syllable shorter."""
    if len(sound.stresses) < 2 or sound.stresses[-1] != "0":
        return False
    vowels = [i for i, letter in enumerate(sound.end) if letter in _VOWELS]
    hiatus = len(vowels) > 1 and vowels[-1] - vowels[-2] == 1
    glide = len(vowels) > 1 and sound.end[vowels[-1] - 1] in "K" and sound.end[vowels[-1]] in _SCHWA
    return word in _SLURRED or hiatus or glide


def _spellings(word: str) -> tuple[str, ...]:
    """The word as it may stand in the dictionary, which is American and writes no miss'd."""
    return word, word.strip("'"), _OLD_D.sub("ed", word), word.replace("our", "or"), word.replace("is", "iz")


@cache
def _dictionary() -> Mapping[str, tuple[Sound, ...]]:
    raw = (files("broadsheet.write.prosody") / "data" / "english.xz").read_bytes()
    found: dict[str, tuple[Sound, ...]] = {}
    for row in lzma.decompress(raw).decode().split("\n"):
        word, stresses, end = row.split(" ")
        found[word] = (*found.get(word, ()), Sound(stresses, end))
    return found


def _with_old_ending(word: str) -> tuple[Sound, ...]:
    """A known word with an ending of older English: lov'st, seemeth, o'erread."""
    for ending, more in _OLD_ENDINGS:
        if not word.endswith(ending) or len(word) < len(ending) + 2:
            continue
        stem = word[: -len(ending)]
        for form in (stem, stem + "e", stem[:-1] if stem[-2:-1] == stem[-1:] else stem, stem.removesuffix("i") + "y"):
            found = _dictionary().get(form)
            if found:
                return tuple(Sound(s.stresses + "0" * more, "", known=False) for s in found)
    return ()


def _by_rule(word: str) -> Sound:
    """Vowel letters in groups, a mute e left out."""
    plain = word.replace("'", "")
    vowels = bool(_GROUPS.search(plain))
    count = max(int(vowels), len(_GROUPS.findall(_mute(plain))))  # th' in "th' inviting time" has none
    return Sound("?" * count, _spelt(plain), known=False)


def _mute(word: str) -> str:
    if word.endswith("es") and word[-3:-2] not in "sxzc":
        return word[:-2]
    if word.endswith("ed") and word[-3:-2] not in "td":
        return word[:-2]
    if word.endswith("e") and not (word.endswith("le") and word[-3:-2] not in "aeiouy"):
        return word[:-1]
    return word
