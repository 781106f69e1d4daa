"""What a card keeps of an article: the names a reader may follow it by, and not everything that was found in it."""

import pytest

from broadsheet.recommend.catalogue import card_of

FOUND = {
    "en": [("person", "Ada Thornbury"), ("quotation", "We will be open on Monday"), ("amount", "4.7 km")],
    "zh": [("person", "段海"), ("quotation", "周一起全天开放"), ("amount", "4.7公里")],
}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_names_are_tags_and_what_was_said_or_counted_is_none(language: str) -> None:
    told = {
        "title": "",
        "language": language,
        "outlet": "",
        "length": 0,
        "said": [],
        "entities": [{"type": kind, "text": text} for kind, text in (*FOUND[language], ("date", "2026-11-20"))],
        "keywords": [{"text": "Harbour"}],
    }
    made = card_of(1, hour=0.0, told=told, parents={})
    assert set(made.tags) == {FOUND[language][0][1].casefold(), "harbour"}
