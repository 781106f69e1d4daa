import tomllib
from importlib.resources import files
from string import Formatter

import pytest

from broadsheet.verify.asking.wording import version, worded

FILES = ("verify/asking", "verify/tracing")


def wordings(folder: str) -> dict[str, dict[str, str]]:
    """Every wording of a folder's file by its path, each with its languages."""
    found: dict[str, dict[str, str]] = {}

    def walk(value: object, path: str) -> None:
        if isinstance(value, dict) and "en" in value:
            found[path] = value
        elif isinstance(value, dict):
            for name, inner in value.items():
                walk(inner, f"{path}.{name}")

    text = (files("broadsheet") / folder / "wording.toml").read_text(encoding="utf-8")
    walk(tomllib.loads(text), folder)
    return found


@pytest.mark.parametrize(
    ("path", "texts"), [(path, texts) for folder in FILES for path, texts in wordings(folder).items()]
)
def test_each_wording_is_there_in_both_languages_with_the_same_blanks(path: str, texts: dict[str, str]) -> None:
    blanks = {language: {name for _, name, _, _ in Formatter().parse(text) if name} for language, text in texts.items()}
    assert set(texts) == {"en", "zh"}, path
    assert blanks["en"] == blanks["zh"], path


def test_another_language_is_answered_in_english_and_the_version_is_told() -> None:
    assert worded("rules", "fr") == worded("rules", "en")
    assert version() >= 1
