"""office: a person holds an office, of what the sentence leaves open: President Donald Trump, 总理李克强."""

from broadsheet.knowledge.patterns import finder

PRECISION = 0.95

find = finder(
    subject="P",
    en=(r"(?<!\ue001 )(?<!\ue001['’]s )(?<!-)\b{title} {s}",),
    zh=(r"(?<![\ue001\w]){title}{s}", r"(?<=[，。、的]){title}{s}"),
)
