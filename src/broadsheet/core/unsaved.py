"""A text that an editor typed into a draft and has not saved by name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unsaved:
    """`text` as `editor` left it, typed over revision `base` of the draft.

    `seat` tells an editor's windows apart, so that saving in one never takes away what stands in another.
    """

    draft: int
    text: str
    base: int
    editor: str = ""
    seat: str = ""
