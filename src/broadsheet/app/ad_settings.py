"""The table `[ads]` of a newsroom's settings: what the publisher asks of advertisements."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AdSettings:
    """`currency` is that of every campaign here, three letters of ISO 4217: an auction compares like with like.

    `reserve` is in its minor units for a thousand impressions: nothing is shown for less. `most` advertisements stand
    on a page; 0 shows none anywhere.
    """

    currency: str = "CNY"
    reserve: int = 100
    most: int = 3
