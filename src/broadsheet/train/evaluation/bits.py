"""How surprising a text is to a model: in bits per byte, which compare between tokenizers, and as perplexity."""

import math

from broadsheet.core import InvalidInputError


def bits_per_byte(nats: float, *, bytes: int) -> float:
    """The bits a model needs for one byte of text: `nats` / (`bytes` ln 2).

    `nats` is the sum of -ln p over all tokens of the text, `bytes` its length in UTF-8. Raises `InvalidInputError` when
    there is no text.
    """
    if bytes <= 0:
        raise InvalidInputError("there is no text to measure on", asked=f"{bytes} bytes", do="prepare more documents")
    return nats / (bytes * math.log(2))


def perplexity(nats: float, *, count: int) -> float:
    """The number of equally likely tokens among which the model is as unsure: exp(`nats` / `count`).

    It means something between models that share a tokenizer. Raises `InvalidInputError` when there is no token.
    """
    if count <= 0:
        raise InvalidInputError("there is no token to measure on", asked=f"{count} tokens")
    return math.exp(min(nats / count, 700.0))  # beyond this, a float is infinite
