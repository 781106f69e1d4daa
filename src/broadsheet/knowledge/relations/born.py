"""born: when or where a person was born; the value is the day or year."""

from broadsheet.knowledge.patterns import finder

PRECISION = 0.95

find = finder(
    subject="P",
    object="L",
    en=(
        r"{s}(?:,)? (?:who )?was born (?:(?:on|in) )?{d}(?:,? in (?:the )?{o})?",
        r"{s}(?:,)? (?:who )?(?:was )?born in (?:the )?{o}(?:,? in {d})?",
        r"{o}-born (?:[\w-]+ ){0,3}{s}",
    ),
    zh=(
        r"{s}，?(?:[男女]，)?(?:于)?{d}(?:\w{0,3})?(?:出生|生)(?:于|在)?(?:{o})?",
        r"{s}，?(?:[男女]，)?(?:出生于|生于|出生在){o}",
        r"{s}，?(?:出生于|生于){d}",
    ),
)
