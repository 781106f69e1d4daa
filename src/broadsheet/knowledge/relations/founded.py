"""founded: a person or an organisation set up an organisation."""

from broadsheet.knowledge.patterns import finder

PRECISION = 0.9

find = finder(
    subject="PO",
    object="O",
    en=(
        r"{s},? (?:who )?(?:co-?)?founded (?:the )?{o}",
        r"{s}, (?:the )?(?:co-?)?founder (?:and [\w ]{2,30} )?of (?:the )?{o}",
        r"{o}(?:,)? (?:which )?(?:was )?(?:co-?)?founded (?:in \S+ )?by {s}",
        r"{o} (?:co-?)?founder {s}",
    ),
    zh=(
        r"{s}(?:\w{0,6})?(?:创立|创办|创建|成立)(?:了)?{o}",
        r"{o}(?:由|是由){s}(?:\w{0,6})?(?:创立|创办|创建)",
        r"{o}(?:的)?(?:联合)?(?:创始人|创办人)(?:兼\w{1,8})?{s}",
    ),
)
