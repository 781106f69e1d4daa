"""located_in: where an organisation or a place lies or has its seat."""

from broadsheet.knowledge.patterns import finder

PRECISION = 0.9

find = finder(
    subject="OL",
    object="L",
    en=(
        r"{s}, (?:which is )?(?:based|headquartered|located) in (?:the )?(?:[\w-]+ ){0,3}{o}",
        r"{s} is (?:based|headquartered|located) in (?:the )?(?:[\w-]+ ){0,3}{o}",
        r"{o}-based (?:(?!the )[\w-]+ ){0,3}{s}",
        r"(?:city|town|village|province|district|capital|port) of {s} in (?:[\w-]+ ){0,2}{o}",
        r"{s}, (?:the )?capital of {o}",
    ),
    zh=(
        r"位于{o}(?:\w{0,5})?的{s}",
        r"{s}(?:\w{0,3})?(?:位于|坐落于|坐落在|地处|总部设在|总部位于){o}",
        r"{o}首都{s}",
    ),
)
