"""What the parts of a learnt score say, in the language of the checked text: a template for each part and its side."""

from collections.abc import Mapping

MESSAGES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "base": "where sentences like these stand before anything is looked at",
        "words.for": "{share} of its words are in the evidence; not found: {what}",
        "words.against": "only {share} of its words are in the evidence; not found: {what}",
        "words.all": "all of its telling words are in the evidence",
        "passage.verbatim": "the evidence has it word for word",
        "passage.for": "one place in the evidence has much of it ({share})",
        "passage.against": "no one place in the evidence has much of it ({share} at most)",
        "together.for": "what it says together stands together in the evidence",
        "together.against": "it joins words that the evidence has in different places",
        "order.for": "it tells things in the evidence's order",
        "order.against": "the evidence has these words in another order: who did what may be turned round",
        "certainty.for": "it is as sure of it as the evidence, and no more",
        "certainty.against": "it may be surer or less sure than the evidence: a plan or a hedge differs",
        "scope.for": "it speaks of as many as the evidence does",
        "scope.against": "it may speak of more or fewer than the evidence does",
        "cause.for": "it gives no cause or condition of its own",
        "cause.against": "it may give a cause or condition that the evidence does not",
        "denial.for": "it denies what the evidence denies, and no more",
        "denial.against": "one of the two denies something that the other does not",
        "speaker.for": "who says it is told as in the evidence",
        "speaker.against": "who says it may not be told as in the evidence",
        "findings.for": "the rules found no fault in it",
        "findings.against": "the rules found a fault in it",
        "length.for": "a sentence of its length and kind is seldom wrong",
        "length.against": "a sentence of its length and kind is wrong more often",
        "refuted": "the rules found an error: no wording can make up for it",
        "bound": "nothing is certain: the score is kept from the very ends",
    },
    "zh": {
        "base": "未看任何线索之前，这类句子的一般情形",
        "words.for": "句中{share}的词语见于证据；未见：{what}",
        "words.against": "句中只有{share}的词语见于证据；未见：{what}",
        "words.all": "句中的实词都见于证据",
        "passage.verbatim": "证据中有一字不差的原句",
        "passage.for": "证据中有一处与它大部分相合（{share}）",
        "passage.against": "证据中没有一处与它大部分相合（最多{share}）",
        "together.for": "句中放在一起说的，证据中也在一起",
        "together.against": "句中把证据里分在不同地方的词语连到了一起",
        "order.for": "叙述次序与证据一致",
        "order.against": "同样的词语在证据中次序不同，谁对谁做了什么可能颠倒",
        "certainty.for": "语气的肯定程度与证据一致",
        "certainty.against": "语气可能比证据更肯定或更不肯定：计划、推测与已成之事有出入",
        "scope.for": "所说的范围与证据一致",
        "scope.against": "所说的范围可能比证据更大或更小",
        "cause.for": "没有自添因果或条件",
        "cause.against": "可能添了证据没有的因果或条件",
        "denial.for": "否定之处与证据一致",
        "denial.against": "稿件与证据有一方否定、另一方没有",
        "speaker.for": "出自谁口，与证据一致",
        "speaker.against": "出自谁口，可能与证据不同",
        "findings.for": "规则没有发现差错",
        "findings.against": "规则发现了差错",
        "length.for": "这样长短的句子较少出错",
        "length.against": "这样长短的句子较常出错",
        "refuted": "规则发现了错误，措辞再像也不能算有据",
        "bound": "没有绝对的把握，分数不取到头",
    },
}


def say(language: str, key: str, **values: object) -> str:
    """The message `key` (part.side) in `language`, English when that is neither zh nor en, with its blanks filled."""
    return MESSAGES.get(language, MESSAGES["en"])[key].format(**values)
