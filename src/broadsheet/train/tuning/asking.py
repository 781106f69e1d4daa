"""How a causal model is asked: the text in a request, in the language of the text, so that what follows is the answer.

Instruction tuning as Wei et al., "Finetuned Language Models Are Zero-Shot Learners", ICLR 2022, section 2.1, has it: a
task in natural words around the input.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from broadsheet.nlp.scripts import HAN
from broadsheet.train.corpus.document import Document
from broadsheet.train.tuning.settings import Tuning

T = TypeVar("T")
# What ends a request: cleaning takes line ends off a text, and a base that has read much expects one here.
BETWEEN = "\n"


def requests(documents: "Iterable[Document | T]", tuning: Tuning) -> "Iterator[Document | T]":
    """The documents with their texts as requests; what is no document goes by."""
    for one in documents:
        yield replace(one, text=request(one.text, tuning)) if isinstance(one, Document) else one


def request(text: str, tuning: Tuning) -> str:
    """`text` as it is asked about; without words for its language, those for any; without any the text itself."""
    words = tuning.ask.get(_language(text)) or next(iter(tuning.ask.values()), "")
    cut = text.strip()[: tuning.characters] if tuning.characters else text
    return words.replace("{text}", cut) if words else cut


def _language(text: str) -> str:
    some = text[:1000]
    return "zh" if len(HAN.findall(some)) * 4 > len(some) else "en"
