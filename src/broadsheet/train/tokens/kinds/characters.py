"""One token a character: the smallest vocabulary for alphabets, a plain one for Chinese."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from broadsheet.train.tokens.engine import engine
from broadsheet.train.tokens.specials import NAMES
from broadsheet.train.tokens.wanted import Wanted

SMALLEST = 1
# Bytes of text to learn from. Ten megabytes of Chinese news hold all but some 1 in 100,000 characters.
SAMPLE = 10_000_000


def build(texts: Sequence[str], wanted: Wanted) -> Any:
    """A `tokenizers.Tokenizer` of the most frequent characters of `texts`; others are `<unk>`."""
    library = engine()
    counted: Counter[str] = Counter()
    for text in texts:
        counted.update(text)
    ranked = sorted((one for one in counted.items() if one[1] >= wanted.least), key=lambda one: (-one[1], one[0]))
    names = [*wanted.specials, *(sign for sign, _ in ranked)][: wanted.size]
    model = library.models.WordLevel({name: number for number, name in enumerate(names)}, unk_token=NAMES["unk"])
    made = library.Tokenizer(model)
    made.pre_tokenizer = library.pre_tokenizers.Split(library.Regex(r"(?m:.)"), "isolated")
    made.decoder = library.decoders.Fuse()
    made.add_special_tokens(list(wanted.specials))
    return made
