"""A language model asked for the label of a sentence, under a JSON schema that lets it say nothing else."""

import json
import random
from collections.abc import Iterable, Iterator

from broadsheet.core import Article, ModelError
from broadsheet.models import LanguageModel, Message, Options
from broadsheet.nlp import sentences
from broadsheet.nlp.scripts import is_chinese
from broadsheet.train.recipe import Asking

FIELD = "label"


def drawn(articles: Iterable[Article], asking: Asking, *, seed: int) -> Iterator[str]:
    """One sentence of each article, of a length that says something; which one is the seed's choice."""
    dealer = random.Random(seed)
    for article in articles:
        fitting = [text for text in _statements(article.text) if _fits(text, asking)]
        place = dealer.random()  # drawn for every article, so that one more in the archive moves no other's choice
        if fitting:
            yield fitting[int(place * len(fitting))]


def ask(model: LanguageModel, sentence: str, asking: Asking, *, seed: int) -> str:
    """The label that `model` gives `sentence`; raises `ModelError` when it fails or says something else."""
    schema = {
        "type": "object",
        "properties": {FIELD: {"type": "string", "enum": list(asking.labels)}},
        "required": [FIELD],
        "additionalProperties": False,
    }
    messages = [Message("system", asking.system), Message("user", sentence)]
    options = Options(strategy="greedy", max_tokens=asking.max_tokens, seed=seed, schema=schema)
    said = "".join(token.text for token in model.generate(messages, options))
    try:
        label = json.loads(said)[FIELD]
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError("the model gave no label", asked=sentence[:80], found=said[:80], do="ask again") from error
    if label not in asking.labels:
        raise ModelError("the model gave another label", asked=sentence[:80], found=str(label)[:80])
    return str(label)


def _statements(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in sentences(text)]


def _fits(text: str, asking: Asking) -> bool:
    script = 0 if is_chinese(text) else 1
    return asking.shortest[script] <= len(text) <= asking.longest[script] and "\n" not in text
