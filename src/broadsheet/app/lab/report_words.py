"""The words of a training's report, in Chinese and English."""

from collections.abc import Mapping

from broadsheet.app.lab.report_names import FIGURES
from broadsheet.app.lab.report_texts import TEXTS
from broadsheet.app.lab.verdicts import Verdict


def say(language: str, key: str, **given: str) -> str:
    """The words under `key` in `language`; nothing for a key without any."""
    return TEXTS[language].get(key, "").format(**given)


def figure_name(language: str, key: str) -> str:
    """A figure's name: `likelihood.bits_per_byte` in words; of one that has none, its own."""
    names: Mapping[str, str] = FIGURES[language]
    first, _, rest = key.partition(".")
    if first == "bytes" and rest:
        return f"{names['size']} · {rest}"
    return " · ".join(names.get(part, part.replace("_", " ")) for part in key.split("."))


def told(one: Verdict, language: str) -> str:
    """A verdict in a sentence: who wins, by which figures."""
    rival = say(language, f"rival_{one.rival}", order=str(one.order))
    key = "told_tie" if one.mine == one.theirs else "told_wins" if one.wins else "told_loses"
    figure, way = say(language, f"figure_{one.figure}"), say(language, "lower" if one.is_lower_better else "higher")
    mine, theirs = f"{one.mine:.3f}", f"{one.theirs:.3f}"
    return say(language, key, rival=rival, figure=figure, mine=mine, theirs=theirs, way=way)
