"""Who it is written for, in the editor's words: told to a model, and nothing that a machine could check."""

from broadsheet.write.controls import Controls
from broadsheet.write.injection import as_data
from broadsheet.write.rule import Fault

_BRIEF = {"en": "Write for these readers: {audience}.", "zh": "写给这些读者看：{audience}。"}
# An audience is a few words; a longer one would be a prompt.
_LONGEST = 80


def brief(controls: Controls, language: str) -> str:
    """The audience, as an order."""
    audience = as_data(controls.audience)[:_LONGEST].strip()
    return _BRIEF[language].format(audience=audience) if audience else ""


def faults(text: str, controls: Controls, language: str) -> list[Fault]:  # noqa: ARG001  the shape of a rule
    """None: whom a text suits is for a person to say."""
    return []
