"""A unigram language model over pieces of words (Kudo 2018), as SentencePiece and T5 have it; ▁ is a space."""

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
# Pieces do not cross scripts or lines, as SentencePiece has it; and a clause of Han is cut where no piece is that long,
# since the time of the search grows with the square of what is searched.
_RUN = r"\n|\p{Han}{1,24}|[^\p{Han}\n]+"


def build(texts: Sequence[str], wanted: Wanted) -> Any:
    """A `tokenizers.Tokenizer`. A run of white space is read as one space; a line break stays one."""
    library = engine()
    made = library.Tokenizer(library.models.Unigram())
    blanks = [library.normalizers.Replace(library.Regex(p), c) for p, c in ((r"\r\n?", "\n"), (r"[^\S\n]+", " "))]
    made.normalizer = library.normalizers.Sequence(blanks)
    made.pre_tokenizer = library.pre_tokenizers.Sequence(
        [
            library.pre_tokenizers.Split(library.Regex(_RUN), "isolated"),
            library.pre_tokenizers.Metaspace(replacement=_MARK, prepend_scheme="first"),
        ]
    )
    made.decoder = library.decoders.Metaspace(replacement=_MARK, prepend_scheme="first")
    trainer = library.trainers.UnigramTrainer(
        vocab_size=wanted.size,
        special_tokens=list(wanted.specials),
        unk_token=NAMES["unk"],
        show_progress=False,
    )
    made.train_from_iterator(without_rare(texts, most=int(_SINGLE * wanted.size), least=wanted.least), trainer=trainer)
    return made
