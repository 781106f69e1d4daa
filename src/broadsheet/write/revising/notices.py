"""The fixed words that edits say to the editor, in Chinese and English."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

# Notices beyond these are seen in the word diff.
_SHOWN = 12
_NOTICES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "unchanged": {"en": "Nothing to change was found.", "zh": "没有发现需要改动之处。"},
        "undone": {
            "en": "Taken back, since the text and its sources do not say it: {text} ({why})",
            "zh": "原文和来源都没有这样说，已撤回：{text}（{why}）",
        },
        "again": {
            "en": "Asked once more: {text} ({why})",
            "zh": "再改一次：{text}（{why}）",
        },
        "lost": {
            "en": "The revision lost {what}; the sentence stands as it was: {text}",
            "zh": "改写丢了{what}，这句话保留原样：{text}",
        },
        "model_failed": {
            "en": "The model failed ({why}); what it had not come to stands as it was.",
            "zh": "模型中途出错（{why}），其余部分保留原样。",
        },
        "by_rule": {
            "en": "The model left the text as it was; it was done by rule instead.",
            "zh": "模型没有改动文字，改由规则处理。",
        },
        "dropped": {"en": "Left out: {text}", "zh": "删去：{text}"},
        "replaced": {"en": "“{old}” became “{new}”", "zh": "“{old}”改为“{new}”"},
        "removed": {"en": "“{old}” was left out", "zh": "删去“{old}”"},
        "pieces": {
            "en": "The selection is long, so it was done in {n} pieces.",
            "zh": "选中的文字较长，分{n}段处理。",
        },
        "fiction": {
            "en": "The text is marked as invented: nothing here was checked against any source.",
            "zh": "这是虚构作品，没有对照任何来源核对。",
        },
        "other_tone": {
            "en": "Without a model only loaded words are made neutral; for “{tone}” choose a model.",
            "zh": "没有模型时只能把带倾向的词改为中性词；要改成“{tone}”，请选择模型。",
        },
        "third_language": {
            "en": "Not used: {n} source(s) in a language other than the text's: {names}.",
            "zh": "有{n}篇来源不是本文语言，未采用：{names}。",
        },
        "nothing_more": {
            "en": "The sources say nothing about this that the text does not.",
            "zh": "关于这一点，来源里没有文中未写的内容。",
        },
        "no_support": {"en": "Nothing was found that bears on: {text}", "zh": "没有找到与此有关的内容：{text}"},
        "short_support": {"en": "Not borne out as it stands: {text} ({why})", "zh": "依据不足：{text}（{why}）"},
        "repair_corrected": {
            "en": "Put right by the sources: “{old}” became “{new}” ({why})",
            "zh": "按来源改正：“{old}”改为“{new}”（{why}）",
        },
        "repair_rewritten": {
            "en": "Said anew from the sources: “{old}” became “{new}” ({why})",
            "zh": "据来源重写：“{old}”改为“{new}”（{why}）",
        },
        "repair_sourced": {
            "en": "In the source's own words: “{old}” became “{new}” ({why})",
            "zh": "改用来源原句：“{old}”改为“{new}”（{why}）",
        },
        "repair_left_out": {
            "en": "Left out, since nothing in the sources says it: “{old}” ({why})",
            "zh": "来源没有依据，已删去：“{old}”（{why}）",
        },
        "repair_other_matter": {
            "en": "The sources are about something else, so nothing was touched.",
            "zh": "来源说的是另一回事，文字未作改动。",
        },
        "repair_nothing": {
            "en": "Every sentence stands on the sources; nothing was changed.",
            "zh": "每句话都有来源依据，无需改动。",
        },
        "about": {"en": "{name}: {text} ({source})", "zh": "{name}：{text}（{source}）"},
        "term": {"en": "{name}: {text}", "zh": "{name}：{text}"},
        "nobody_known": {
            "en": "The archive and the list of terms know nobody and nothing that is named here.",
            "zh": "档案和术语表里没有这里提到的人或事。",
        },
    }
)


def say(key: str, language: str, **values: str) -> str:
    """The notice `key` in a language, filled in."""
    return _NOTICES[key][language].format(**values)


def changes(pairs: Sequence[tuple[str, str]], language: str) -> list[str]:
    """A notice for each word put in the place of another or left out; blanks and bare marks are seen in the diff."""
    told = [
        say("replaced" if new else "removed", language, old=old, new=new)
        for old, new in pairs
        if _letters(old) != _letters(new)
    ]
    return told[:_SHOWN]


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())
