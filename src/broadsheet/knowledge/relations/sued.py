"""sued: one takes another to court."""

from broadsheet.knowledge.patterns import finder

PRECISION = 0.9

find = finder(
    subject="PO",
    object="PO",
    en=(
        r"{s} (?:has |have |is |are )?(?:sued|sues|suing|filed (?:a |an )?(?:[\w-]+ ){0,2}(?:lawsuit|"
        r"suit|complaint) against) (?:the )?{o}",
        r"(?:lawsuit|suit) (?:filed )?by {s} against (?:the )?{o}",
    ),
    zh=(r"{s}(?:\w{0,6})?(?:起诉|控告|状告|诉讼)(?:了)?{o}", r"{s}诉{o}(?:\w{0,8})案"),
)
