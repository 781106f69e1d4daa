"""The answers to what was asked, a token at a time, each with the number of the choice it belongs to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from broadsheet.core import Usage
from broadsheet.models import Token
from broadsheet.serve.openai.asked import SEEDS, Asked

Numbered = tuple[int, Token]


def sampled(asked: Asked) -> Iterator[Numbered]:
    """Choice after choice: `n` to each prompt, drawn with the seed, the next one, and so on.

    Raises `ModelInputError` and `ModelError` as the model does; closing it cancels the work.
    """
    for place in range(len(asked.prompts) * asked.n):
        prompt, draw = divmod(place, asked.n)
        options = replace(asked.options, seed=(asked.options.seed + draw) % SEEDS)
        answer = asked.model.generate(asked.prompts[prompt], options)
        try:
            for token in answer:
                yield place, token
        finally:
            close = getattr(answer, "close", None)
            if close is not None:
                close()


@dataclass(slots=True)
class Bill:
    """What the choices cost together: a prompt is counted once, however many answers it got."""

    n: int
    prompt_tokens: int = 0
    completion_tokens: int = 0

    def add(self, place: int, usage: Usage) -> None:
        """Count the choice at `place`."""
        self.completion_tokens += usage.completion_tokens
        if place % self.n == 0:
            self.prompt_tokens += usage.prompt_tokens

    def told(self) -> dict[str, int]:
        """As the protocol writes it."""
        total = self.prompt_tokens + self.completion_tokens
        return {
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": self.completion_tokens,
            "total_tokens": total,
        }
