"""married: two people are or were husband and wife."""

from broadsheet.knowledge.patterns import finder

PRECISION = 0.95

find = finder(
    subject="P",
    object="P",
    both_ways=True,
    en=(
        r"{s} (?:has |had )?married {o}",
        r"{s} (?:is|was) married to {o}",
        r"{s}(?:['’]s)? (?:[\w-]+ )?(?:wife|husband),? {o}",
        r"{s}, (?:the )?(?:[\w-]+ )?(?:wife|husband|widow|widower) of {o}",
        r"{s} and (?:his|her) (?:wife|husband),? {o}",
    ),
    zh=(
        r"{s}(?:的)?(?:妻子|丈夫|夫人|太太|前妻|前夫|遗孀){o}",
        r"{s}(?:与|和|同){o}(?:\w{0,4})?(?:结婚|完婚|成婚|大婚|登记)",
        r"{s}(?:和|与|及|偕)(?:妻子|丈夫|夫人){o}",
    ),
)
