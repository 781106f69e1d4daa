"""One thing the newsroom found when it looked at itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that was looked at: whether it is well, what was found, and what to do if not."""

    name: str
    found: str
    ok: bool = True
    do: str = ""
