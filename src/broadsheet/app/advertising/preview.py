"""What advertisements would do with a page: whether it is safe, and who wants it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wanting:
    """A campaign that wants a page: what it gives at most for a thousand shown (mils), and what of its targets fits."""

    id: int
    name: str
    worth: float
    matched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """Whether a page is `unsafe` (and why), and the campaigns that want it."""

    article: int
    unsafe: str
    currency: str
    campaigns: tuple[Wanting, ...]
