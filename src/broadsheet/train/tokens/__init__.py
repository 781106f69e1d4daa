"""Tokenizers: texts as the numbers that a model learns from, of five kinds (`kinds/`), readable by other tools.

Knows no corpus and no model. What is trained here is a `tokenizer.json` that the libraries `tokenizers` and
`transformers` open to the same numbers.
"""

from broadsheet.train.tokens.files import load
from broadsheet.train.tokens.tokenizer import Tokenizer
from broadsheet.train.tokens.training import check, kinds, train

__all__ = ["Tokenizer", "check", "kinds", "load", "train"]
