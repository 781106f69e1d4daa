"""merged_with: two organisations became one."""

from broadsheet.knowledge.patterns import finder

PRECISION = 0.7  # none was met among the judged ones: a cautious guess

find = finder(
    subject="O",
    object="O",
    both_ways=True,
    en=(r"{s} (?:has )?merged with (?:the )?{o}", r"merger (?:of|between) (?:the )?{s} (?:and|with) (?:the )?{o}"),
    zh=(r"{s}(?:与|和|同){o}(?:\w{0,6})?合并", r"{s}合并{o}"),
)
