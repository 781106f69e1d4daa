"""An edit as the rest of the room sees it, and the folder the edits are found in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from broadsheet.core import Plugins
from broadsheet.core.suggestion import Effect
from broadsheet.write.registry import Prompt, prompt, prompts
from broadsheet.write.revising.making import Reviser
from broadsheet.write.revising.selection import Proposal, Selection

_EDITS = Plugins("broadsheet.write.edits", "edit")


@dataclass(frozen=True, slots=True)
class Edit:
    """A plugin of `write/edits/`, read once.

    `label` names it by language; `effect` is what accepting it does. `plain` makes a proposal without a model, None
    where nothing honest can be done. `needs` is what the newsroom looks up where none was given: `reports` that tell of
    the same, `background` on who and what is named. With a model the selection is said anew by the prompt
    `edit_<name>`, or in the edit's own way by `revise`; an edit with neither asks no model. `keeps`: every number,
    date, name and quotation stays. `least_alike` is how alike (0..1) a sentence and its revision must be. `on_sources`:
    what it makes is judged by the sources alone, and not by what the text said before.
    """

    name: str
    label: Mapping[str, str]
    plain: Callable[[Selection], Proposal | None]
    effect: Effect = "replace"
    needs: str = ""
    brief: Prompt | None = None
    revise: Reviser | None = None
    keeps: bool = True
    least_alike: float = 0.0
    on_sources: bool = False

    @property
    def asks_a_model(self) -> bool:
        """Whether a model has a part in it."""
        return self.brief is not None or self.revise is not None


def edits() -> list[str]:
    """The names of the edits there are."""
    return _EDITS.names()


def edit(name: str) -> Edit:
    """The edit called `name`; raises `UnknownNameError` with the names there are."""
    module = _EDITS.load(name)
    told = f"edit_{name}"
    return Edit(
        name=name,
        label=module.NAME,
        plain=module.plain,
        effect=getattr(module, "EFFECT", "replace"),
        needs=getattr(module, "NEEDS", ""),
        brief=prompt(told) if told in prompts() else None,
        revise=getattr(module, "revise", None),
        keeps=getattr(module, "KEEPS", True),
        least_alike=getattr(module, "LEAST_ALIKE", 0.0),
        on_sources=getattr(module, "ON_SOURCES", False),
    )
