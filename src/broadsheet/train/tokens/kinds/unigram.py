"""A unigram language model over pieces of words (Kudo 2018), as SentencePiece and T5 have it; ▁ is a space."""

import json
from collections.abc import Sequence
from typing import Any

from broadsheet.train.tokens.engine import engine
from broadsheet.train.tokens.rare import without_rare
from broadsheet.train.tokens.specials import NAMES
from broadsheet.train.tokens.wanted import Wanted

SMALLEST = 100
# Bytes of text to learn from. The search goes over all of it some twenty times, and takes more than in
# proportion to the text.
SAMPLE = 3_000_000
# The share of the vocabulary that single characters may take; those that are rarer are `<unk>`. Written Chinese has
# some 6,000, and a small vocabulary of nothing else would know no word.
_SINGLE = 0.75
_MARK = "▁"
# Pieces do not cross scripts or lines, as SentencePiece has it; a clause of Han is cut where no piece is that long,
# since the time of the search grows with the square of what is searched; and "<" stands alone, so that no text spells a
# special token, which are pieces like others to this model.
_RUN = r"\n|<|\p{Han}{1,24}|[^\p{Han}\n<]+"
# Digits kept of a piece's log-probability: sums over threads differ in the last ones from run to run.
_DIGITS = 6
# The trainer gives characters that it found no use for the lowest log-probability and this much more for each one
# before, in the order of a hash table; here they all get the lowest.
_STEP = 1e-4


def build(texts: Sequence[str], wanted: Wanted) -> Any:
    """A `tokenizers.Tokenizer`. A run of white space is read as one space; a line break stays one."""
    library = engine()
    learning = _around(library, library.models.Unigram())
    trainer = library.trainers.UnigramTrainer(
        vocab_size=wanted.size, special_tokens=list(wanted.specials), unk_token=NAMES["unk"], show_progress=False
    )
    common = without_rare(texts, most=int(_SINGLE * wanted.size), least=wanted.least)
    learning.train_from_iterator(common, trainer=trainer)
    found = json.loads(learning.to_str())["model"]["vocab"]
    pieces = _settled({piece: score for piece, score in found if piece not in wanted.specials})
    numbered = [*((name, 0.0) for name in wanted.specials), *pieces]
    unknown = wanted.specials.index(NAMES["unk"])
    made = _around(library, library.models.Unigram(numbered, unk_id=unknown, byte_fallback=False))
    made.add_special_tokens(list(wanted.specials))
    return made


def _settled(scores: dict[str, float]) -> list[tuple[str, float]]:
    """The pieces from the likeliest on, with log-probabilities that are the same whenever the texts are."""
    floor = min(scores.values())
    reach = floor + _STEP * sum(len(piece) == 1 for piece in scores)
    unused = {piece for piece, score in scores.items() if len(piece) == 1 and score <= reach}
    even = {piece: round(floor if piece in unused else score, _DIGITS) for piece, score in scores.items()}
    return sorted(even.items(), key=lambda one: (-one[1], one[0]))


def _around(library: Any, model: Any) -> Any:
    made = library.Tokenizer(model)
    blanks = [library.normalizers.Replace(library.Regex(p), c) for p, c in ((r"\r\n?", "\n"), (r"[^\S\n]+", " "))]
    made.normalizer = library.normalizers.Sequence(blanks)
    made.pre_tokenizer = library.pre_tokenizers.Sequence(
        [
            library.pre_tokenizers.Split(library.Regex(_RUN), "isolated"),
            library.pre_tokenizers.Metaspace(replacement=_MARK, prepend_scheme="first"),
        ]
    )
    made.decoder = library.decoders.Metaspace(replacement=_MARK, prepend_scheme="first")
    return made
