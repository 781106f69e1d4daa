"""visited: a person was in a place on a visit."""

from broadsheet.knowledge.patterns import finder

PRECISION = 0.7

find = finder(
    subject="P",
    object="L",
    en=(
        r"{s} (?:has )?(?:visited|arrived in|travell?ed to|flew to|toured) (?:the )?{o}",
        r"{s}['’]s? (?:[\w-]+ ){0,2}(?:visit|trip) to (?:the )?{o}",
    ),
    zh=(
        r"{s}(?:\w{0,6}{any})?(?:\w{0,4})?(?:访问|抵达|到访|出访|造访|到达|赴)(?:了)?{o}",
        r"{s}(?:\w{0,4})?对{o}(?:\w{0,8})?访问",
    ),
)
