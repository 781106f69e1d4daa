"""WordPiece (Schuster and Nakajima 2012) as BERT cuts it: Han characters one by one, the rest into word pieces."""

from collections.abc import Sequence
from typing import Any

from broadsheet.train.tokens.engine import engine
from broadsheet.train.tokens.joining import spaced
from broadsheet.train.tokens.rare import without_rare
from broadsheet.train.tokens.specials import NAMES
from broadsheet.train.tokens.wanted import Wanted

SMALLEST = 100
# Bytes of text to learn from. Ten megabytes of news hold every piece that is frequent enough to be kept.
SAMPLE = 10_000_000
# The share of the vocabulary for single characters, which stand in it once as a word's start and once as its middle.
_SINGLE = 0.4
_INSIDE = "##"


def build(texts: Sequence[str], wanted: Wanted) -> Any:
    """A `tokenizers.Tokenizer` like BERT's cased one: letters keep their case, accents stay."""
    library = engine()
    common = without_rare(texts, most=int(_SINGLE * wanted.size), least=wanted.least)
    learning = _bare(library, None)
    trainer = library.trainers.WordPieceTrainer(
        vocab_size=wanted.size,
        special_tokens=[*wanted.specials, *_inside(common, learning)],
        min_frequency=max(wanted.least, 2),
        show_progress=False,
    )
    learning.train_from_iterator(common, trainer=trainer)
    made = _bare(library, learning.get_vocab(with_added_tokens=True))
    made.decoder = spaced(library, library.decoders.WordPiece(prefix=_INSIDE, cleanup=False))
    made.add_special_tokens(list(wanted.specials))
    return made


def _bare(library: Any, numbers: dict[str, int] | None) -> Any:
    known = numbers or {NAMES["unk"]: 0}
    model = library.models.WordPiece(known, unk_token=NAMES["unk"], continuing_subword_prefix=_INSIDE)
    made = library.Tokenizer(model)
    made.normalizer = library.normalizers.BertNormalizer(lowercase=False, strip_accents=False)
    made.pre_tokenizer = library.pre_tokenizers.BertPreTokenizer()
    return made


def _inside(texts: Sequence[str], bare: Any) -> list[str]:
    """The characters met inside words, numbered before training: the trainer numbers them in no order of its own."""
    met: set[str] = set()
    for text in texts:
        for piece, _ in bare.pre_tokenizer.pre_tokenize_str(bare.normalizer.normalize_str(text)):
            met.update(piece[1:])
    return [_INSIDE + sign for sign in sorted(met)]
