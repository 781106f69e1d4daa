"""What one variant is made with: the plan, what was asked, and the model that phrases it."""

from collections.abc import Generator
from dataclasses import dataclass, field

from broadsheet.core import Piece, Usage
from broadsheet.models import LanguageModel, Options
from broadsheet.write.shapes import Ask, Part, Plan
from broadsheet.write.telling import Clock
from broadsheet.write.wording import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """Everything one variant is written with; `number` is the variant's."""

    plan: Plan
    ask: Ask
    model: LanguageModel
    options: Options
    clock: Clock
    number: int = 0

    def sentence(self, part: Part) -> Piece:
        """The event of a finished sentence."""
        return Piece("sentence", part.text, self.number, part.sentence)

    def notice(self, key: str, **values: str) -> Piece:
        """The event of something that the editor should know, in the fixed words called `key`."""
        return self.note(say(key, self.ask.language, **values))

    def note(self, text: str) -> Piece:
        """The event of something that the editor should know, in these words."""
        return Piece("notice", text, self.number)


@dataclass(frozen=True, slots=True)
class Made:
    """A variant as a kind made it by itself: its parts, what the model's answers cost, which prompts were used."""

    parts: list[Part]
    usages: list[Usage] = field(default_factory=list)
    prompts: tuple[str, ...] = ()


# A kind's own way to a variant: streams pieces and returns what was made.
Maker = Generator[Piece, None, Made]
