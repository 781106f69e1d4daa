"""works_for: a person works, plays or has joined to work for an organisation."""

from broadsheet.knowledge.patterns import finder

PRECISION = 0.95

find = finder(
    subject="P",
    object="O",
    en=(
        r"{s},? (?:who )?(?:works|worked|has worked|plays|played) (?:for|at) (?:the )?{o}",
        r"{s} (?:has )?(?:joined|joins|signed for|signed with) (?:the )?{o}",
        r"{s}, (?:a |an )(?:[\w-]+ ){0,3}(?:player|striker|midfielder|defender|reporter|researcher|"
        r"lawyer|scientist|employee|"
        r"engineer|fellow|member) (?:of|at|with|for|from) (?:the )?{o}",
    ),
    zh=(
        r"{s}(?:\w{0,6})?(?:加盟|加入|效力于|效力|就职于|供职于|任职于|服务于|签约)(?:了)?{o}",
        r"{o}(?:球员|队员|前锋|后卫|中场|门将|记者|员工|研究员|律师|工程师|外援){s}",
    ),
)
