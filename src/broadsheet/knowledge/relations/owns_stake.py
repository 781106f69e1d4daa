"""owns_stake: a person or an organisation holds a share of an organisation; the value is how much."""

from broadsheet.knowledge.patterns import finder

PRECISION = 0.7  # none was met among the judged ones: a cautious guess

find = finder(
    subject="PO",
    object="O",
    en=(
        r"{s},? (?:which |who )?(?:owns|holds|has|controls|bought|acquired|took) (?:a |an |about |"
        r"some |nearly )?(?:{a} )?(?:[\w-]+ ){0,2}"
        r"(?:stake|share|shares) (?:in|of) (?:the )?{o}",
        r"{s},? (?:which )?owns {a} of (?:the )?{o}",
    ),
    zh=(
        r"{s}(?:\w{0,6})?(?:持有|拥有|控股|入股|增持|减持|认购)(?:了)?{o}(?:\w{0,4})?(?:{a})?",
        r"{s}(?:持有|占)(?:\w{0,4}){o}(?:约)?{a}",
    ),
)
