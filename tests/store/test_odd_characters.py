"""NULs go into the store and come back; half a character is refused with a reason, and takes nothing else with it."""

import json

import pytest

from broadsheet.core import Article, InvalidInputError
from broadsheet.store import Store


def test_a_text_with_nuls_comes_back_as_it_was_and_is_json(kept: Store) -> None:
    given_in = Article(title="港口\x00隧道", text="tunnel\x00 opened. 通车。")
    back = kept.articles.get(kept.articles.add(given_in)).value
    assert back == given_in
    assert json.loads(json.dumps({"text": back.text}))["text"] == given_in.text


@pytest.mark.parametrize("text", ["港口\ud83d隧道", "\udc00tunnel"], ids=["high", "low"])
def test_a_lone_surrogate_is_refused_and_the_next_article_is_kept(kept: Store, text: str) -> None:
    with pytest.raises(InvalidInputError, match="half a character"):
        kept.articles.add(Article(title="t", text=text))
    whole = Article(title="港口", text="tunnel 🚢")
    assert kept.articles.get(kept.articles.add(whole)).value == whole
