"""The fixed words of drafts and notices in Chinese and English, and the languages there are."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from broadsheet.core import RequestError

LANGUAGES = ("en", "zh")

_NOTICES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "also_reported": {
            "zh": "未采用其他语言的稿源，但它们也报道了此事：{names}。",
            "en": "Also reported, in other languages and not used: {names}.",
        },
        "instruction_left_out": {
            "zh": "{name}的稿件中有{n}句话像是写给人工智能的指令，已略去。",
            "en": "{name}: {n} sentence(s) that read like orders to an AI were left out.",
        },
        "long_prompt": {
            "zh": "要点太长，模型一次读不下，其中{n}条直接采用稿源原句。",
            "en": "The points are too long for the model to read at once; {n} of them are in the sources' own words.",
        },
        "long_source": {
            "zh": "{name}较长（{n}句），已分成{sections}段通读，每段取最要紧的句子，再从中选材。",
            "en": "{name} is long ({n} sentences): it was read in {sections} sections, and the text is planned from "
            "the sentences that matter most in each.",
        },
        "reports_differ": {
            "zh": "报道不一致：{newer}为“{new}”（{now}），{older}为“{old}”（{was}）。请核实。",
            "en": "Reports differ: {newer} has “{new}” ({now}); {older} has “{old}” ({was}). Please check.",
        },
        "corrected": {
            "zh": "{newer}已更正为“{new}”，未采用{older}的“{old}”。",
            "en": "{newer} corrected this to “{new}”; {older}'s “{old}” was not used.",
        },
        "took_back": {
            "zh": "{name}已更正自己的报道《{title}》，其中被更正的内容未采用。",
            "en": "{name} has corrected its own report “{title}”; what it took back was not used.",
        },
        "overtaken": {
            "zh": "导语取自{name} {day}的稿件，而所选稿源中最新的一篇发于{newest}。事情可能已有进展，请核实。",
            "en": "The lead is from {name}, {day}; the newest of these reports is from {newest}. The story may have "
            "moved on: please check.",
        },
        "thin": {
            "zh": "这些稿源中能独立成句、可直接采用的内容不多，稿件因此较短。",
            "en": "Little in these reports can be printed as it stands, so the text is short.",
        },
        "rewriting": {
            "zh": "这句话缺乏依据，正在改写：{text}（{why}）",
            "en": "Not borne out by the evidence, being rewritten: {text} ({why})",
        },
        "replaced": {
            "zh": "改写后仍缺乏依据，已换成稿源原句：{text}",
            "en": "Still not borne out, so replaced by the source's own sentence: {text}",
        },
        "dropped": {"zh": "缺乏依据，已删去：{text}", "en": "Not borne out by the evidence, so dropped: {text}"},
        "settled": {
            "zh": "放进全文后缺乏依据，已换成稿源原句或删去：{text}",
            "en": "Not borne out in its place, so replaced by the source's own sentence or left out: {text}",
        },
        "repeated": {"zh": "重复，已删去：{text}", "en": "Repeats what was said, so dropped: {text}"},
        "model_failed": {
            "zh": "模型中途出错（{why}）。已写的内容保留，其余由稿源摘录补齐。",
            "en": "The model failed ({why}). What it wrote is kept; the rest is taken from the sources.",
        },
        "nothing_kept": {
            "zh": "模型写的内容没有一句有依据，改用稿源摘录。",
            "en": "Nothing that the model wrote was borne out; the text is taken from the sources instead.",
        },
        "too_long": {
            "zh": "超出{most}的长度限制，正在重写一次。",
            "en": "Over the limit of {most}; asking once more.",
        },
        "cut": {"zh": "已按{most}的长度限制截短。", "en": "Cut to the limit of {most}."},
        "stopped": {
            "zh": "模型写得远超所需长度，已停止。",
            "en": "The model ran far past the length asked for and was stopped.",
        },
        "circled": {
            "zh": "模型反复写同一句话，已停止；没写到的要点取自稿源。",
            "en": "The model said the same over and over and was stopped; what it left out is taken from the sources.",
        },
        "sampled": {
            "zh": "贪心解码每次结果相同，从第二个版本起改用随机采样。",
            "en": "Greedy decoding gives the same text each time; variants after the first are sampled.",
        },
        "rule_rewriting": {
            "zh": "这句话不合要求，正在改写：{text}（{why}）",
            "en": "Against the rules that were asked for, being said again: {text} ({why})",
        },
        "rule_dropped": {
            "zh": "不合要求，已删去：{text}（{why}）",
            "en": "Against the rules that were asked for, so left out: {text} ({why})",
        },
        "form_by_code": {
            "zh": "模型填的表格不符合模式或缺乏依据，改由稿源摘录填写。",
            "en": "What the model filled in did not fit the form or the evidence; it is filled in from the sources.",
        },
        "rules_not_kept": {
            "zh": "有一个版本无法满足全部要求，未采用。",
            "en": "One variant could not keep all the rules that were asked for and is not given.",
        },
        "keywords": {"zh": "关键词：{words}", "en": "Keywords: {words}"},
        "days_differ": {
            "zh": "日期不一致：{first}（{this}），{second}（{that}）。请核实。",
            "en": "Reports give different days: {first} ({this}); {second} ({that}). Please check.",
        },
        "fact_differs": {
            "zh": "所给事实“{fact}”为“{mine}”，{who}为“{theirs}”（{text}）。两者均已列出，请核实。",
            "en": "The given fact “{fact}” has “{mine}”; {who} has “{theirs}” ({text}). Both are shown: please check.",
        },
        "needs_model": {
            "zh": "没有模型可用，摘要用稿源原句。",
            "en": "Without a model the summary is in the sources' own sentences.",
        },
        "praise_left_out": {
            "zh": "有{n}句只是赞美或表态，已略去。",
            "en": "{n} sentence(s) that only praised were left out.",
        },
        "fewer": {
            "zh": "稿源只够写出{found}个不同的版本（要求{asked}个）。",
            "en": "The sources bear only {found} different variants ({asked} were asked for).",
        },
    }
)


class _Say:
    """Notices by key, filled in."""

    def __call__(self, key: str, language: str, **values: str) -> str:
        """The notice `key` in a language."""
        return _NOTICES[key][language].format(**values)

    @staticmethod
    def names(values: Sequence[str], language: str) -> str:
        """Names as a list in running text, each once."""
        distinct = list(dict.fromkeys(values))
        return ("、" if language == "zh" else ", ").join(distinct)


say = _Say()


def require_language(language: str) -> str:
    """The language as this room names it; raises `RequestError` listing those there are."""
    tag = language.lower().split("-")[0]
    if tag not in LANGUAGES:
        raise RequestError(
            f"there are no templates for the language {language!r}",
            asked=language,
            choices=LANGUAGES,
            do="write in one of these, then translate",
        )
    return tag


_MONTHS = ("Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec.")


def month_and_day(day: tuple[int, int], language: str) -> str:
    """A day of the year (month, day) as the language's papers write it."""
    month, number = day
    return f"{month}月{number}日" if language == "zh" else f"{_MONTHS[month - 1]} {number}"


def dateline(place: str, day: tuple[int, int] | None, language: str) -> str:
    """A dateline for a place and a day (month, day); empty without a day."""
    if day is None:
        return ""
    when, place = month_and_day(day, language), place.strip()
    if language == "zh":
        return f"【{place}{when}综合】"
    return f"{place}, {when} —" if place else f"{when} —"
