"""An English name against the evidence: word by word, with acronyms, adjectives of countries and near spellings."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import takewhile

from broadsheet import nlp
from broadsheet.verify.naming.judgement import Judgement
from broadsheet.verify.record import Record
from broadsheet.verify.tables import words
from broadsheet.verify.values import Name
from broadsheet.verify.values.aliases import aliases
from broadsheet.verify.values.names_en import TITLES, words_of

# Ordinary words take these endings; a name that opens a sentence and has one is left alone.
_INFLECTED = re.compile(r"(?:ing|ed|ly|tion|ment|ness|ers|ies|able|ful|ous|ists|ally)\Z")
# What makes an adjective or an inhabitant of the name of a place.
_ENDINGS = words("words", "endings_en") | {""}
_HAN = re.compile(r"[\u3400-\u9fff]")


def judge(name: Name, record: Record) -> Judgement | None:
    """What is wrong with `name`, or None."""
    if stands(name, record):
        return None
    words = _telling(name, record)
    missing = [w for w in words if not _known(w, record)]
    if not missing:
        return _recombined(name, words, record)
    if _is_acronym(name.text, record):
        return None
    return _misspelt(name, missing, record) or _partly(words, missing, record) or _absent(name, words)


def stands(name: Name, record: Record) -> bool:
    """Whether the evidence has the name, or another way of writing it."""
    lower = name.text.lower().replace("’", "'")
    return _as_word(lower, record) or any(_as_word(a, record) for a in aliases(lower))


def _as_word(text: str, record: Record) -> bool:
    if _HAN.search(text):
        return len(text) > 1 and text in record.text
    return text in record.text and bool(re.search(rf"(?<!\w){re.escape(text)}(?!\w)", record.text))


def _telling(name: Name, record: Record) -> list[str]:
    """The words of the name to look for; a capital that only opens a sentence does not make a word one."""
    words = [part for w in words_of(name.text) for part in re.split(r"[-/]", w) if part and not part.isdigit()]
    if name.sure or not words:
        return words
    first = words[0]
    ordinary = nlp.is_stop(first) or bool(_INFLECTED.search(first)) or first in record.lower_words
    return words[1:] if ordinary and first not in record.capitals else words


def _known(word: str, record: Record) -> bool:
    if word in record.capitals or any(_as_word(a, record) for a in aliases(word)):
        return True
    return len(word) > 4 and any(_of_one_stem(word, other) for other in record.capitals)


def _of_one_stem(one: str, other: str) -> bool:
    """Whether two words are one name with different endings: London and Londoners, Kenya and Kenyan."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return shared >= 4 and one[shared:] in _ENDINGS and other[shared:] in _ENDINGS


def _is_acronym(text: str, record: Record) -> bool:
    bare = text.replace(".", "")
    if bare.isupper() and 2 <= len(bare) <= 6:
        return any(initials.startswith(bare.lower()) for initials in record.initials)
    letters = "".join(w[0] for w in re.findall(r"[A-Z]\w+", text)).lower()
    return len(letters) > 1 and letters in record.capitals and letters.upper() in record.acronyms


def _misspelt(name: Name, missing: Sequence[str], record: Record) -> Judgement | None:
    for word in missing:
        for other in record.capitals:
            if len(word) > 4 and _near(word, other):
                found = record.capitals[other]
                fix = re.sub(re.escape(word), found, name.text, count=1, flags=re.IGNORECASE)
                return Judgement("spelling", found=fix, fix=fix)
    return None


def _near(word: str, other: str) -> bool:
    """One letter away, two in long names, with the same beginning or the same end."""
    if abs(len(word) - len(other)) > 2 or (word[0] != other[0] and word[-3:] != other[-3:]):
        return False
    allowed = 1 if len(word) < 8 else 2
    blocks = SequenceMatcher(None, word, other, autojunk=False).get_matching_blocks()
    return max(len(word), len(other)) - sum(b.size for b in blocks) <= allowed


def _partly(words: Sequence[str], missing: Sequence[str], record: Record) -> Judgement | None:
    """A known surname with another, or with a new, first name; or a name with an ordinary word before it."""
    if words[-1] in missing or len(missing) == len(words):
        return None
    if all(w in record.lower_words for w in missing):
        return Judgement("perhaps", "warning")
    if len(words) != 2:
        return None
    if full := _full_names(words[1], record):
        return Judgement("contradicted", found=full[0], fix=full[0])
    return Judgement("fuller", "warning", found=record.capitals.get(words[-1], words[-1]))


def _full_names(last: str, record: Record) -> list[str]:
    """First and last name of whoever the evidence calls `last`: the word before it in longer names."""
    found = []
    for name in record.names_by_word.get(last, ()):
        parts = [w for w in name.split() if words_of(w)]
        at = next((i for i, w in enumerate(parts) if words_of(w)[0] == last), 0)
        if at:
            found.append(" ".join(parts[at - 1 : at + 1]))
    return found


def _recombined(name: Name, words: Sequence[str], record: Record) -> Judgement | None:
    """Its words are all in the evidence but never together, while the evidence has the last ones after others."""
    starts = (" ".join(words[:at]) for at in range(1, len(words)))
    if len(words) < 2 or _qualified(name) or any(map(aliases, starts)) or _together(words, record):
        return None
    for at in range(1, len(words)):
        tail = words[at:]
        if _as_word(" ".join(tail), record):
            full = [n for n in _ending_so(tail, record) if words[at - 1] not in words_of(n)]
            return Judgement("contradicted", found=full[0], fix=full[0]) if full else None
    return None


def _qualified(name: Name) -> bool:
    """Whether a title stands inside the name: what comes before it (Calder in `Calder CEO Ann Lee`) belongs to that."""
    return any(w.strip(".,").lower() in TITLES for w in name.text.split()[1:])


def _together(words: Sequence[str], record: Record) -> bool:
    """Whether one stretch of the evidence has all the words in their order, each within forty characters of the last.

    Words before the last may have lost their ending: German for Germany.
    """
    pattern = r"\w*\b.{0,40}?\b".join(re.escape(w) for w in words)
    return bool(re.search(rf"\b{pattern}\b", record.text, re.DOTALL))


def _ending_so(tail: Sequence[str], record: Record) -> list[str]:
    """The name's last three words or fewer, of each name of the evidence that has `tail` after another word."""
    found = []
    for name in record.names_by_word.get(tail[0], ()):
        parts = [w for w in name.split() if words_of(w)]
        plain = [words_of(w)[0] for w in parts]
        at = next((i for i in range(1, len(plain)) if plain[i : i + len(tail)] == list(tail)), 0)
        if at:
            found.append(" ".join(parts[max(0, at - 2) : at + len(tail)]))
    return found


def _absent(name: Name, words: Sequence[str]) -> Judgement:
    if not name.sure and len(words) < 2:
        return Judgement("perhaps", "warning")
    return Judgement("unsupported")
