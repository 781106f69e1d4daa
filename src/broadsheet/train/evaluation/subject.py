"""A trained model with what was held out from it: what every measure looks at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from broadsheet.models import Options
from broadsheet.train.evaluation.writing import go_on, put_over

if TYPE_CHECKING:
    from broadsheet.train.corpus import Shards
    from broadsheet.train.objectives import Objective

TEST = "test"


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """`settings` are the recipe's `[evaluation]` table; `part` is the part of the shards that is measured on."""

    model: Any
    shards: "Shards"
    objective: "Objective"
    seed: int = 0
    settings: Mapping[str, Any] = field(default_factory=dict)
    part: str = TEST

    @property
    def family(self) -> str:
        """Causal, masked or paired."""
        return str(self.model.family)

    @property
    def answers(self) -> bool:
        """Whether the model writes one text for another: a paired one does, and a causal one that learnt answers."""
        return self.family == "paired" or self.objective.name in ("instruct", "prefer")

    def texts(self, name: str = "text", *, most: int = 0) -> list[str]:
        """The first `most` texts held out (0: all), read back from their tokens."""
        column = self.shards.column(self.part, name)
        count = min(len(column), most) if most else len(column)
        return [self.shards.tokenizer.decode(column[i].tolist()) for i in range(count)]

    def language(self, texts: Sequence[str]) -> str:
        """The language most of `texts` are in: `zh`, or `en` for any other."""
        from broadsheet.nlp.scripts import HAN

        han = sum(len(HAN.findall(text)) for text in texts)
        return "zh" if han * 2 > sum(map(len, texts)) else "en"

    def write(self, text: str, options: Options) -> str:
        """What the model writes: how it goes on from `text`, or what it puts in its place."""
        self.model.eval()
        if self.family == "paired":
            return put_over(self.model, self.shards.tokenizer, text, options=options)
        return go_on(self.model, self.shards.tokenizer, text, options=options)
