"""acquired: one organisation has bought another."""

from broadsheet.knowledge.patterns import finder

PRECISION = 0.6

find = finder(
    subject="OP",
    object="O",
    en=(
        r"{s} (?:has |have )?(?:acquired|bought|purchased|took over|taken over) (?:the )?(?:[\w-]+ ){0,3}{o}",
        r"{s}['’]s? (?:[\w$.-]+ ){0,3}(?:acquisition|purchase) of (?:the )?{o}",
        r"{o} (?:was |has been )?(?:acquired|bought|taken over) by (?:the )?{s}",
    ),
    zh=(
        r"{s}(?:\w{0,10})?(?:收购|并购|买下|入主)(?:了)?(?:\w{0,6})?{o}(?!的?\w{0,3}(?:{any}|\w{0,6}股))",
        r"{o}(?:\w{0,4})?被{s}(?:\w{0,6})?(?:收购|并购|买下)",
    ),
)
