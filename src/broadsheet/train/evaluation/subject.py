"""A trained model with what was held out from it: what every measure looks at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from broadsheet.models import Options
from broadsheet.train.evaluation.writing import go_on, put_over

if TYPE_CHECKING:
    from broadsheet.train.corpus import Shards
    from broadsheet.train.objectives import Objective

TEST = "test"
MODEL, BASE = "model", "base"


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """`settings` are the recipe's `[evaluation]` table; `part` is the part of the shards that is measured on.

    `base` gives the model that a tuned one started from, as it was. What was written once is not written again.
    """

    model: Any
    shards: "Shards"
    objective: "Objective"
    seed: int = 0
    settings: Mapping[str, Any] = field(default_factory=dict)
    part: str = TEST
    base: Callable[[], Any] | None = None
    who: str = MODEL
    written: dict[tuple[str, str, Options], str] = field(default_factory=dict, repr=False)

    @property
    def family(self) -> str:
        """Causal, masked or paired."""
        return str(self.model.family)

    @property
    def answers(self) -> bool:
        """Whether the model writes one text for another: a paired one does, and a causal one that learnt answers."""
        return self.family == "paired" or self.objective.name in ("instruct", "prefer")

    def texts(self, name: str = "text", *, part: str = "", most: int = 0) -> list[str]:
        """The first `most` texts held out, or of another `part` (0: all), read back from their tokens."""
        column = self.shards.column(part or self.part, name)
        count = min(len(column), most) if most else len(column)
        return [self.shards.tokenizer.decode(column[i].tolist()) for i in range(count)]

    def language(self, texts: Sequence[str]) -> str:
        """The language most of `texts` are in: `zh`, or `en` for any other."""
        from broadsheet.nlp.scripts import HAN

        han = sum(len(HAN.findall(text)) for text in texts)
        return "zh" if han * 2 > sum(map(len, texts)) else "en"

    def write(self, text: str, options: Options) -> str:
        """What the model writes: how it goes on from `text`, or what it puts in its place."""
        known = (self.who, text, options)
        if known not in self.written:
            self.model.eval()
            begins = self.objective.settings.get("start")
            put = partial(put_over, begins=begins) if self.family == "paired" else go_on
            asked = text + str(self.objective.settings.get("between", "")) if self.answers else text
            self.written[known] = put(self.model, self.shards.tokenizer, asked, options=options)
        return self.written[known]

    def untuned(self) -> "Subject | None":
        """The same with the model it started from, as it was; None for one that started from nothing."""
        return replace(self, model=self.base(), base=None, who=BASE) if self.base else None
