from datetime import UTC, datetime

import pytest

from broadsheet import nlp
from broadsheet.core import Article
from broadsheet.knowledge import read


def offices(text: str) -> list[str]:
    at = datetime(2026, 6, 9, tzinfo=UTC)
    article = nlp.analyse(Article(title="", text=text, language="en", published=at))
    return [said.value for said in read(article).statements if said.kind == "office"]


@pytest.mark.parametrize("word", ["During", "Unlike", "Though", "From", "All", "Under", "Because"])
def test_the_first_word_of_a_sentence_is_no_part_of_an_office(word: str) -> None:
    assert offices(f"{word} President Donald Trump, the talks went on for two days.") == ["President"]


def test_an_office_keeps_its_own_first_words() -> None:
    assert offices("The state was won by former Vice President Joe Biden.") == ["former Vice President"]
