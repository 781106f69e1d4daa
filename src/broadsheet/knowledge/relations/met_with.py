"""met_with: two people met or spoke with each other."""

from broadsheet.knowledge.patterns import finder

PRECISION = 0.95

find = finder(
    subject="P",
    object="P",
    both_ways=True,
    en=(
        r"{s} (?:has |had )?(?:met|meets|held talks|had talks|spoke|shook hands|had a phone call|"
        r"held a meeting)(?: by (?:tele)?phone)?"
        r"(?: on {any})?(?: with)? (?:(?:[A-Z\ue000][\w\ue001-]*(?:['’]s)?|his|her|the|counterpart|"
        r"president|foreign|prime|minister) ){0,5}{o}",
        r"(?:meeting|talks|summit|phone call|"
        r"telephone conversation) between (?:(?:[A-Z\ue000][\w\ue001-]*|"
        r"the) ){0,4}{s} and (?:(?:[A-Z\ue000][\w\ue001-]*|the) ){0,4}{o}",
    ),
    zh=(
        r"{s}(?:\w{0,8}{any})?(?:\w{0,8})?(?:会见|会晤|接见|会谈|拜会)(?:了)?(?:\w{0,6}{any}){0,2}(?:\w{0,8})?{o}",
        r"{s}(?:同|与|和)(?:\w{0,4}{any}){0,2}(?:\w{0,6})?{o}(?:\w{0,8})?(?:会谈|会晤|会面|通电话|通话|见面|举行了?会)",
    ),
)
