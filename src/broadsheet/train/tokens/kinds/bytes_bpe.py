"""Byte pair encoding over bytes (Sennrich et al. 2016; Radford et al. 2019): every text has numbers and comes back.

It is GPT-2's: the same cutting into words, no normaliser, so that GGUF's `gpt-2` and every other tool agree with it.
"""

from collections.abc import Sequence
from typing import Any

from broadsheet.train.tokens.engine import engine
from broadsheet.train.tokens.wanted import Wanted

SMALLEST = 256
# Bytes of text to learn from. Clauses of Chinese have no spaces in them, so nearly each is a new "word" to merge in,
# and time and memory grow with the corpus; the pieces found do not get better.
SAMPLE = 10_000_000


def build(texts: Sequence[str], wanted: Wanted) -> Any:
    """A `tokenizers.Tokenizer` whose merges were learnt from `texts`; all 256 bytes are in it."""
    library = engine()
    made = library.Tokenizer(library.models.BPE())
    made.pre_tokenizer = library.pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    made.decoder = library.decoders.ByteLevel()
    trainer = library.trainers.BpeTrainer(
        vocab_size=wanted.size,
        special_tokens=list(wanted.specials),
        initial_alphabet=library.pre_tokenizers.ByteLevel.alphabet(),
        min_frequency=2,  # a pair met once is no pattern; without this a small corpus is learnt by heart
        show_progress=False,
    )
    made.train_from_iterator(texts, trainer=trainer)
    return made
