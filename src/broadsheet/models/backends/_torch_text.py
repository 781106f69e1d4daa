"""Between text and tokens for a model in torch: the prompt in its own words, and an answer's text as it grows."""

from collections.abc import Sequence
from typing import Any

from broadsheet.core import ModelInputError
from broadsheet.models import chat
from broadsheet.models.backends._torch_loading import Weights
from broadsheet.models.language_model import Message

_THIN = "\u2009"
# Either way of writing a mask is understood, whatever the tokenizer's own is.
MASKS = ("[MASK]", "<mask>")


def prompt(weights: Weights, messages: Sequence[Message], *, begun: str = "") -> list[int]:
    """The tokens of `messages`: in the chat template where there is one, else one after the other.

    A seq2seq model reads the last message alone, with the task's prefix as it stands there. `begun` is the beginning of
    the answer. Raises `ModelInputError` when it is longer than the model can read.
    """
    tokenizer = weights.tokenizer
    if weights.kind == "seq2seq":
        tokens = tokenizer(plain(tokenizer, messages[-1].content)).input_ids
    elif tokenizer.chat_template:
        text = _templated(tokenizer, messages) + plain(tokenizer, begun)
        tokens = tokenizer(text, add_special_tokens=False).input_ids
    else:
        said = "\n\n".join(plain(tokenizer, m.content) for m in messages)
        tokens = _open(tokenizer, tokenizer(f"{said}\n\n{plain(tokenizer, begun)}" if begun else said).input_ids)
    check_length(weights, tokens)
    return list(tokens)


def check_length(weights: Weights, tokens: Sequence[int]) -> None:
    """Raise `ModelInputError` when `tokens` leave no room for an answer."""
    room = weights.context - (0 if weights.kind in ("seq2seq", "masked") else 1)
    if len(tokens) > room:
        raise ModelInputError(
            "the prompt is longer than the model's context",
            asked=f"{len(tokens)} tokens",
            found=f"a context of {weights.context}",
            do="give less evidence or a shorter prompt, or choose a model with a longer context",
        )


def plain(tokenizer: Any, text: str, *, keep: Sequence[str] = ()) -> str:
    """`text` with every control token of this tokenizer and of others broken, so that it is read as text."""
    for token in tokenizer.all_special_tokens:
        if token not in keep and len(token) > 1:
            text = text.replace(token, token[0] + _THIN + token[1:])
    return chat.inert(text)


def _templated(tokenizer: Any, messages: Sequence[Message]) -> str:
    turns = [{"role": m.role, "content": plain(tokenizer, m.content)} for m in messages]
    text: str = tokenizer.apply_chat_template(turns, tokenize=False, add_generation_prompt=True, enable_thinking=False)
    return text


def _open(tokenizer: Any, tokens: Sequence[int]) -> Sequence[int]:
    """`tokens` without the signs at their end that say the text is over: it is to be continued."""
    end = len(tokens)
    while end > 1 and tokens[end - 1] in tokenizer.all_special_ids:
        end -= 1
    return tokens[:end]


class Growing:
    """The text of an answer whose tokens come one by one; a character is given once it is whole."""

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        self._tokens: list[int] = []
        self._from = self._read = 0

    def add(self, token: int) -> str:
        """The text that `token` completes. Some tokens read differently at a text's start, so one known is kept."""
        self._tokens.append(token)
        known = self._text(self._tokens[self._from : self._read])
        now = self._text(self._tokens[self._from :])
        if now.endswith("\ufffd") or len(now) <= len(known):
            return ""
        self._from, self._read = self._read, len(self._tokens)
        return now[len(known) :]

    def rest(self) -> str:
        """What is left of the text when no more tokens come."""
        known = self._text(self._tokens[self._from : self._read])
        return self._text(self._tokens[self._from :])[len(known) :]

    def _text(self, tokens: Sequence[int]) -> str:
        text: str = self._tokenizer.decode(list(tokens), skip_special_tokens=True, clean_up_tokenization_spaces=False)
        return text
