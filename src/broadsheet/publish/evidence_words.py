"""The words of a check's report and badge in Chinese and English."""

from collections.abc import Mapping
from types import MappingProxyType

_EN = {
    "title": "Evidence report",
    "supported": "Supported",
    "contradicted": "Contradicted",
    "unsupported": "Not in the evidence",
    "opinion": "Opinion",
    "kind.factual": "statement of fact",
    "kind.opinion": "opinion",
    "kind.question": "question",
    "kind.attribution": "somebody's words or view",
    "by.rules": "decided by rules",
    "by.learnt": "decided by a learnt model",
    "by.model": "decided with a language model",
    "supports": "supports it",
    "silent": "{n} more say nothing of it",
    "contradicts": "contradicts it",
    "copies": "took it from {source}",
    "error": "Error",
    "warning": "Warning",
    "advice": "Advice",
    "fix": "Better: {fix}",
    "chance": "chance that the evidence supports it: {chance}",
    "standing.passed": "Every sentence stands on the evidence or claims no fact.",
    "standing.cleared": "Some sentences fell short; a person let each of them stand, by name.",
    "standing.doubtful": "Some sentences have nothing under them, or something in them needs a look.",
    "standing.contradicted": "The evidence contradicts something in this text.",
    "standing.nothing": "There is nothing in this text that can be checked.",
    "made": "Checked {when}",
    "made_by": " for {who}",
    "dateline": "Its dates are read from {when}.",
    "sentences": "Sentence by sentence",
    "text": "The text",
    "notes": "About the text as a whole",
    "findings": "To look at",
    "sources": "The evidence",
    "own_source": "Text {n}",
    "no_span": "Nothing in the evidence comes close.",
    "cleared": "Let stand by {who}, {when}: a person answers for this sentence, the evidence does not.",
    "how": "How this was checked",
    "method": (
        "A program compared the text with the evidence above, and nothing else: {checks}. Broadsheet {version}. {model}"
    ),
    "no_model": "No language model took part.",
    "model": "The language model {model} was asked about what the rules left open.",
    "limits": (
        "This is a machine's check. “Supported” means that the named evidence says so, not that it is true: a wrong"
        " source makes a wrong sentence look right. It does not know what the evidence leaves out, it can miss irony,"
        " implication and a fact said in wholly different words, and it can take a right sentence for a doubtful one."
        " A person answers for the piece."
    ),
    "badge": "evidence",
    "badge.passed": "all {n} factual sentences supported",
    "badge.cleared": "checked, {n} let stand by an editor",
    "badge.doubtful": "{n} of {all} not in the evidence",
    "badge.look": "something to look at",
    "badge.contradicted": "{n} of {all} contradicted",
    "badge.nothing": "nothing to check",
    "page": "Page {n}",
}
_ZH = {
    "title": "证据核对报告",
    "supported": "有依据",
    "contradicted": "与依据矛盾",
    "unsupported": "缺少依据",
    "opinion": "观点",
    "kind.factual": "事实陈述",
    "kind.opinion": "观点",
    "kind.question": "问句",
    "kind.attribution": "转述他人的话或看法",
    "by.rules": "由规则判定",
    "by.learnt": "由训练模型判定",
    "by.model": "经语言模型判定",
    "supports": "支持",
    "silent": "另有{n}个来源未提及",
    "contradicts": "与之矛盾",
    "copies": "转自{source}",
    "error": "错误",
    "warning": "警告",
    "advice": "建议",
    "fix": "可改为：{fix}",
    "chance": "证据支持此句的概率：{chance}",
    "standing.passed": "每句话都有依据，或不涉及事实。",
    "standing.cleared": "缺少依据之处已由编辑逐句署名放行。",
    "standing.doubtful": "有句子缺少依据，或有需要留意之处。",
    "standing.contradicted": "文中有内容与证据矛盾。",
    "standing.nothing": "文中没有可以核对的内容。",
    "made": "核对于{when}",
    "made_by": "，送核人{who}",
    "dateline": "文中日期以{when}为准推算。",
    "sentences": "逐句核对",
    "text": "原文",
    "notes": "关于全文",
    "findings": "需要留意",
    "sources": "所用证据",
    "own_source": "文本{n}",
    "no_span": "证据中没有相近的内容。",
    "cleared": "{who}于{when}放行：此句由人负责，并非有证据支持。",
    "how": "核对方法",
    "method": "由程序将原文与上列证据逐项比对，未使用其他资料：{checks}。Broadsheet {version}。{model}",
    "no_model": "未使用语言模型。",
    "model": "规则未能判定之处，询问了语言模型{model}。",
    "limits": (
        "本报告由机器核对。“有依据”是指所列证据这样说，并不等于事实如此：来源有误，句子也会显得有依据。"
        "程序不知道证据之外的情况，可能看不出反语、言外之意和换了说法的事实，也可能把正确的句子当作可疑。"
        "稿件由人负责。"
    ),
    "badge": "证据核对",
    "badge.passed": "{n}句事实陈述均有依据",
    "badge.cleared": "已核对，{n}句由编辑放行",
    "badge.doubtful": "{all}句中{n}句缺少依据",
    "badge.look": "有需要留意之处",
    "badge.contradicted": "{all}句中{n}句与依据矛盾",
    "badge.nothing": "没有可核对的内容",
    "page": "第{n}页",
}
# What a check compares, as a reader would say it; one that came since is told by its own name.
_CHECKS_EN = {
    "numbers": "numbers and units",
    "dates": "dates and times",
    "names": "names",
    "quotations": "quotations",
    "support": "the wording of each sentence",
    "injection": "hidden instructions",
    "personal_data": "personal data",
    "agents": "who did what to whom",
    "attribution": "who said it",
    "cause": "causes",
    "certainty": "how sure it is",
    "codes": "telephone, version and model numbers",
    "comparison": "comparisons",
    "events": "what happened",
    "offices": "titles and offices",
    "opposites": "words that turn the sense",
    "overlap": "words taken over",
    "owners": "whose deed it is",
    "scope": "how many and how often",
    "table": "tables",
}
_CHECKS_ZH = {
    "numbers": "数字与单位",
    "dates": "日期时间",
    "names": "名称",
    "quotations": "引语",
    "support": "各句措辞",
    "injection": "夹带的指令",
    "personal_data": "个人信息",
    "agents": "施事与受事",
    "attribution": "出处",
    "cause": "因果",
    "certainty": "语气",
    "codes": "电话、版本与型号",
    "comparison": "比较",
    "events": "事件",
    "offices": "职务与头衔",
    "opposites": "反义措辞",
    "overlap": "照搬文字",
    "owners": "行为归属",
    "scope": "范围",
    "table": "表格",
}
WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType({"en": _EN, "zh": _ZH})
SIGNS = MappingProxyType({"supported": "✓", "unsupported": "?", "contradicted": "✕", "opinion": "“"})


def say(language: str, key: str, **values: object) -> str:
    """The words under `key` in `language` (English where that is neither), its blanks filled."""
    return WORDS["zh" if language.startswith("zh") else "en"][key].format(**values)


def checks_named(names: tuple[str, ...], language: str) -> str:
    """What was compared, as a list in a sentence."""
    is_zh = language.startswith("zh")
    told = _CHECKS_ZH if is_zh else _CHECKS_EN
    return ("、" if is_zh else ", ").join(told.get(name, name.replace("_", " ")) for name in names)
