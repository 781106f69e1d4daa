"""Whole words: English by its spaces, Chinese by the words that the segmenter finds in the corpus.

Chinese is cut by forward maximum matching against the words learnt, which a `tokenizer.json` can say and the segmenter
itself can't be put into: every tool that opens the file cuts alike. The vocabulary holds each known Han character too,
so an unknown character costs one `<unk>` and never the run it stands in.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from broadsheet.nlp import words
from broadsheet.nlp.scripts import HAN
from broadsheet.train.tokens.engine import engine
from broadsheet.train.tokens.joining import LETTER, marked
from broadsheet.train.tokens.specials import NAMES
from broadsheet.train.tokens.wanted import Wanted

SMALLEST = 1
# Bytes of text to learn from. Rarer words than those of ten megabytes are met too seldom to be learnt.
SAMPLE = 10_000_000
# Opens every word of an alphabet, so that an unknown word can't be pieced together from known shorter ones.
_MARK = "▁"
# Matching costs the square of a run's length; no word is longer, and clauses without punctuation are rare.
_RUN = 24
# The share of the vocabulary for single Han characters.
_SINGLE = 0.5
_START = rf"(?<!{LETTER})(?<!{LETTER}['’\-])(?:(?<!\d[.,:])(?=\d)|(?=[{LETTER}&&[^\d]]))"
_PIECE = (
    rf"{_MARK}(?:\d+(?:[.,:]\d+)+%?{LETTER}*|{LETTER}+(?:['’\-]{LETTER}+)*%?)"
    rf"|\p{{Han}}{{1,{_RUN}}}|[\p{{Hiragana}}\p{{Katakana}}ー]+|\s+|(?m:.)"
)


def build(texts: Sequence[str], wanted: Wanted) -> Any:
    """A `tokenizers.Tokenizer` of the most frequent words of `texts`; a word that is not among them is `<unk>`."""
    library = engine()
    counted, single = _counted(texts, _bare(library, {}))
    room = wanted.size - len(wanted.specials)
    known = _ranked(single, wanted.least)[: int(room * _SINGLE)]
    signs = frozenset(known)
    fitting = (word for word in _ranked(counted, wanted.least) if word not in signs and _is_known(word, signs))
    names = [*wanted.specials, *known, *fitting][: wanted.size]
    made = _bare(library, {name: number for number, name in enumerate(names)}, known=known)
    made.decoder = marked(library, _MARK)
    made.add_special_tokens(list(wanted.specials))
    return made


def _bare(library: Any, numbers: dict[str, int], *, known: Sequence[str] = ()) -> Any:
    model = library.models.WordPiece(
        numbers or {NAMES["unk"]: 0}, unk_token=NAMES["unk"], continuing_subword_prefix="", max_input_chars_per_word=200
    )
    made = library.Tokenizer(model)
    replace, regex, split = library.normalizers.Replace, library.Regex, library.pre_tokenizers.Split
    made.normalizer = library.normalizers.Sequence([replace(_MARK, "_"), replace(regex(_START), _MARK)])
    strange = regex(rf"[\p{{Han}}&&[^{''.join(known)}]]") if known else regex(r"(?!)")
    steps = [split(strange, "isolated"), split(regex(_PIECE), "isolated"), split(regex(r"\s+"), "removed")]
    made.pre_tokenizer = library.pre_tokenizers.Sequence(steps)
    return made


def _counted(texts: Sequence[str], bare: Any) -> tuple[Counter[str], Counter[str]]:
    """How often each word stands in `texts`, and each Han character."""
    counted: Counter[str] = Counter()
    single: Counter[str] = Counter()
    for text in texts:
        pieces = [piece for piece, _ in bare.pre_tokenizer.pre_tokenize_str(bare.normalizer.normalize_str(text))]
        counted.update(word for piece in pieces for word in _cut(piece))
        single.update(sign for piece in pieces if HAN.match(piece) for sign in piece)
    return counted, single


def _cut(piece: str) -> Iterator[str]:
    if HAN.match(piece):
        yield from (word for word, _, _ in words(piece))
    else:
        yield piece


def _ranked(counted: Counter[str], least: int) -> list[str]:
    kept = [one for one in counted.items() if one[1] >= least]
    return [word for word, _ in sorted(kept, key=lambda one: (-one[1], one[0]))]


def _is_known(word: str, signs: frozenset[str]) -> bool:
    return not HAN.match(word) or all(sign in signs for sign in word)
