"""died: a person died; the value is the day, the object the place."""

from broadsheet.knowledge.patterns import finder

PRECISION = 0.93

find = finder(
    subject="P",
    object="L",
    en=(
        r"{s},? (?:who )?(?:has )?(?:died|passed away|was killed|was assassinated)(?: (?:on|in|at))? "
        r"(?:{d}|{o})(?: in (?:the )?{any})?",
        r"{s},? (?:who )?(?:has )?(?:died|passed away)\b(?! out)",
        r"(?:death|murder|assassination|killing) of {s}",
    ),
    zh=(
        r"{s}(?:\w{0,6})?(?:{d})?(?:\w{0,4})?(?:在(?:{o}))?(?:\w{0,4})?(?:逝世|去世|病逝|辞世|离世|遇害|身亡|殉职|牺牲)",
    ),
)
