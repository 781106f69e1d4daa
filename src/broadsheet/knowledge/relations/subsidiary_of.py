"""subsidiary_of: an organisation belongs to another."""

from broadsheet.knowledge.patterns import finder

PRECISION = 0.75

find = finder(
    subject="O",
    object="O",
    en=(
        r"{s}, (?:a |an |the )?(?:[\w-]+ ){0,4}(?:subsidiary|unit|division|arm|branch) of (?:the )?{o}",
        r"{o}['’]s? (?:[\w-]+ ){0,2}(?:subsidiary|unit|arm),? {s}",
        r"{s},? (?:which is )?owned by (?:the )?{o}",
    ),
    zh=(
        r"{o}(?:旗下|下属|所属)(?:的)?{s}",
        r"{s}(?:是|系|为|隶属于|隶属){o}(?:的)?(?:子公司|下属|旗下|分公司)?",
    ),
)
