"""Every prompt there is: both languages, the same blanks, examples that hold, and a version for each wording."""

import pytest

from broadsheet import write
from broadsheet.write.registry import digest

LANGUAGES = ("en", "zh")


@pytest.mark.parametrize("name", write.prompts())
def test_a_prompt_stands_in_both_languages_with_the_same_blanks(name: str) -> None:
    prompt = write.prompt(name)
    assert set(prompt.text) == set(LANGUAGES)
    assert prompt.values("en") == prompt.values("zh")


@pytest.mark.parametrize("name", write.prompts())
def test_a_changed_wording_has_a_new_version(name: str) -> None:
    prompt = write.prompt(name)
    assert prompt.version >= 1
    assert prompt.digest == digest(prompt.text), f"raise the version and set digest = {digest(prompt.text)!r}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", write.prompts())
def test_its_examples_hold(name: str, language: str) -> None:
    prompt = write.prompt(name)
    examples = [e for e in prompt.examples if e.language == language]
    assert examples
    for example in examples:
        filled = prompt.text[language].format(**example.values)
        assert all(words in filled for words in example.holds)


@pytest.mark.parametrize("name", write.kinds())
def test_every_kind_has_a_prompt_of_its_name(name: str) -> None:
    assert name in write.prompts()
