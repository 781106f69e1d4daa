"""kin_of: two people are of one family, as parent and child or as brothers and sisters; the value says how."""

from broadsheet.knowledge.patterns import finder

PRECISION = 0.95

find = finder(
    subject="P",
    object="P",
    en=(
        r"{o}(?:['’]s)? (?:[\w-]+ )?(?P<title>son-in-law|daughter-in-law|son|daughter|brother|sister|"
        r"father|mother|half-brother|nephew|niece),? {s}",
        r"{s}, (?:the )?(?:[\w-]+ )?(?P<title>son-in-law|son|daughter|brother|sister|father|mother|"
        r"nephew|niece) of {o}",
    ),
    zh=(
        r"{o}(?:的)?(?:\w{0,2}?)(?P<title>儿子|女儿|长子|次子|长女|哥哥|弟弟|姐姐|妹妹|父亲|母亲|女婿|侄子|孙子|之子|之女){s}",
    ),
)
