"""Languages: by script where it settles, by letters and words elsewhere, unknown where it can't be told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet import nlp
from broadsheet.core import Article


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("四川发生地震", "zh"),
        ("臺灣發生地震", "zh"),
        ("iPhone 15 Pro Max 发布", "zh"),
        ("特朗普说：“Make America great again”，支持者欢呼", "zh"),
        ("東京で地震がありました", "ja"),
        ("한국 대통령이 말했다", "ko"),
        ("Президент России заявил", "ru"),
        ("Президент України заявив, що це його позиція", "uk"),
        ("قال الرئيس إن", "ar"),
        ("رئیس جمهور گفت که پس از این", "fa"),
        ("The president said on Monday that the talks would go on.", "en"),
        ("Bank of Ireland's profits down as dividend payment is delayed", "en"),
        ("Le président a dit que les pourparlers continueraient", "fr"),
        ("Die Bundesregierung hat beschlossen, dass", "de"),
        ("El presidente de México habló con los periodistas", "es"),
        ("", ""),
        ("123 456", ""),
        ("😀", ""),
        ("https://example.com/a", ""),
        ("Apple", ""),
    ],
)
def test_a_text_is_told_by_its_script_and_words(text: str, tag: str) -> None:
    assert nlp.detect(text) == tag


@settings(deadline=None)
@given(st.text(max_size=100))
def test_no_text_raises(text: str) -> None:
    assert isinstance(nlp.detect(text), str)


def test_what_the_source_declares_counts_only_when_the_words_say_nothing() -> None:
    wrong = Article(title="", text="四川雅安发生地震，救援人员已到现场。", language="en")
    silent = Article(title="", text="123", language="en")
    assert nlp.analyse(wrong, only=["language"]).annotations["language"] == "zh"
    assert nlp.analyse(silent, only=["language"]).annotations["language"] == "en"
