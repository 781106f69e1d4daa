"""opposed: two sides of a match or a contest, the winner first where there is one."""

from broadsheet.knowledge.patterns import finder

PRECISION = 0.8

find = finder(
    subject="POLX",
    object="POLX",
    en=(
        r"{s} (?:have |has )?(?:beat|beats|defeated|thrashed|edged|overcame|drew with|"
        r"knocked out) (?:the )?{o}(?<!['’]s)(?<!['’])(?!['’])",
        r"{o} (?:have |has )?(?:lost to|were beaten by|was beaten by|were defeated by|was defeated by) (?:the )?{s}",
    ),
    zh=(
        r"(?<!在){s}(?:队)?(?:\w{0,10}(?<![上中里])|以?\d+[:：比-]\d+)(?:击败|战胜|力克|逆转|横扫|淘汰|轻取|完胜|险胜|"
        r"大胜)(?:了)?(?:\w{0,8}{any})?(?:\w{0,6})?{o}",
        r"{o}(?:队)?(?:\w{0,10}|\d+[:：比-]\d+)(?:负于|不敌|输给|惜败于|惜败|败给)(?:了)?{s}",
    ),
)
