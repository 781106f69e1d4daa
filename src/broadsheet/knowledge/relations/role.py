"""role: a person holds an office of an organisation or a place: 外交部发言人毛宁, Apple chief executive Tim Cook."""

from broadsheet.knowledge.patterns import finder

PRECISION = 0.88

find = finder(
    subject="P",
    object="OL",
    en=(
        r"{o} {title},? {s}",
        r"{s}, (?:the |a |an |its )?{title} (?:of|at|for) (?:the )?{o}",
        r"{s}, (?:the )?{o} {title}\b",
        r"\b{title} (?:of|at|for) (?:the )?{o},? {s}",
        r"{s} (?:is|was|became|has become|was (?:named|appointed|elected)) (?:the |a |"
        r"an )?{title} (?:of|at|for) (?:the )?{o}",
    ),
    zh=(
        r"{o}(?:(?!的)\w){0,6}?{title}(?:兼\w{1,8})?{s}",
        r"{o}(?P<title>长){s}",
        r"{s}(?:，|（)?(?:现任|担任|时任|出任|就任|任|是|系|为)(?:了)?{o}(?:的)?{title}",
        r"{s}当选(?:为)?{o}{title}",
    ),
)
