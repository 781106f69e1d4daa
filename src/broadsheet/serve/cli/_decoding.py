"""The options of decoding that commands share, with the words that explain them."""

from enum import Enum
from typing import Annotated

import typer


class Strategy(Enum):
    """How the next token is chosen."""

    greedy = "greedy"
    sample = "sample"
    beam = "beam"


Strategies = Annotated[Strategy, typer.Option("--strategy", help="beam where the model has it.")]
Temperature = Annotated[float, typer.Option("--temperature", help="Of `sample`: 0 is the likeliest alone.")]
TopK = Annotated[int, typer.Option("--top-k", help="Draw among so many; 0 is off.")]
TopP = Annotated[float, typer.Option("--top-p", help="Draw among what sums to so much; 1 is off.")]
MaxTokens = Annotated[int, typer.Option("--max-tokens", help="At most so many tokens an answer.")]
Stops = Annotated[list[str] | None, typer.Option("--stop", help="Text that ends it; may be given again.")]
Seed = Annotated[int, typer.Option("--seed", help="The same seed and input: the same text.")]
