"""What an editor is told of the models: which was passed over, why, and who wrote instead."""

from collections.abc import Iterator

from broadsheet.core import Piece
from broadsheet.models import Chain, LanguageModel, Passed

_PASSED = {
    "en": "The model {name} could not answer ({why}); {next} was asked instead.",
    "zh": "模型 {name} 未能作答（{why}），改由 {next} 执笔。",
}
_NOBODY = {
    "en": "None of the models {names} can be had; the text is from templates and extraction.",
    "zh": "{names} 均无法使用；本稿由模板和摘录写成。",
}


def noted(pieces: Iterator[Piece], model: LanguageModel | None, *, language: str) -> Iterator[Piece]:
    """The pieces, each preceded by a notice for every model that was passed over since the piece before."""
    told = 0
    for piece in pieces:
        passed = model.passed if isinstance(model, Chain) else []
        for one in passed[told:]:
            yield Piece("notice", said(one, language=language))
        told = len(passed)
        yield piece


def said(passed: Passed, *, language: str) -> str:
    """One model passed over, in words."""
    return _PASSED[_known(language)].format(name=passed.name, why=passed.why, next=passed.next)


def nobody(names: tuple[str, ...], *, language: str) -> str:
    """That no model of those named can be had; empty where none was wanted."""
    wanted = [name for name in names if name != "none"]
    between = "、" if language == "zh" else ", "
    return _NOBODY[_known(language)].format(names=between.join(wanted)) if wanted else ""


def _known(language: str) -> str:
    return "zh" if language == "zh" else "en"
