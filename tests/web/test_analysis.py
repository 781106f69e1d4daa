from datetime import UTC, datetime

import httpx
import pytest

from broadsheet import nlp
from broadsheet.core import Article
from broadsheet.serve.web._frame.analysis import analysis_values
from broadsheet.serve.web._frame.readings import Stretch, marked_paragraphs

ZH = "深圳讯，昨晚，地铁3号线发生事故，造成5人死亡，损失约3.2亿元。\n\n市长王伟中说：“我们深感悲痛。”"
EN = 'A train crash killed five people on Monday. "We are heartbroken," Mayor John Smith said. Losses reached $3.2bn.'


def read(text: str) -> Article:
    return nlp.analyse(Article(title="", text=text, published=datetime(2026, 6, 9, tzinfo=UTC)))


@pytest.mark.parametrize("text", [ZH, EN, "", "a", "🙂🙂", "<b>x</b>\n\n\n昨天"])
def test_the_stretches_of_all_paragraphs_are_the_text_without_its_line_breaks(text: str) -> None:
    paragraphs = marked_paragraphs(read(text))
    said = "".join(piece for stretches in paragraphs for stretch in stretches for piece, _ in stretch.pieces)
    assert said == text.replace("\n", "")


@pytest.mark.parametrize(("text", "name"), [(ZH, "王伟中"), (EN, "John Smith")])
def test_a_name_is_one_piece_with_its_type(text: str, name: str) -> None:
    pieces = [p for stretches in marked_paragraphs(read(text)) for s in stretches for p in s.pieces]
    assert [row["type"] for piece, row in pieces if row and piece == name] == ["person"]


@pytest.mark.parametrize(
    ("score", "tone"), [(0.9, "good2"), (0.2, "good1"), (0.05, ""), (-0.2, "bad1"), (-0.5, "bad2")]
)
def test_a_sentence_is_tinted_by_how_good_or_bad_its_news_is(score: float, tone: str) -> None:
    assert Stretch((("x", None),), {"score": score}).tone == tone


def test_what_stands_between_sentences_has_no_tone() -> None:
    assert Stretch((("x", None),)).tone == ""


@pytest.mark.parametrize(("text", "day"), [(ZH, "2026-06-08"), (EN, "2026-06-08")])
def test_days_are_shown_resolved(text: str, day: str) -> None:
    assert day in [row.get("from") for row in analysis_values(read(text), "en")["exact"]]


@pytest.mark.parametrize("text", [ZH, EN])
def test_quotations_are_listed_apart(text: str) -> None:
    values = analysis_values(read(text), "zh")
    assert len(values["quoted"]) == 1
    assert "quotation" not in values["types"]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("zh", ZH, ["王伟中", "2026-06-08", "320\u202f000\u202f000", "谁说的"]),
        ("en", EN, ["John Smith", "Who said it"]),
    ],
)
def test_a_pasted_text_is_read_on_the_page(client: httpx.Client, language: str, text: str, found: list[str]) -> None:
    page = client.post(f"/analyse?lang={language}", data={"text": text, "published": "2026-06-09"})
    assert page.status_code == 200
    for said in found:
        assert said in page.text


@pytest.mark.parametrize(
    ("text", "language"), [("これは日本語の文章です。東京で会議があった。", "en"), ("Это русский текст.", "zh")]
)
def test_a_third_language_is_read_as_far_as_possible_and_the_page_says_so(
    client: httpx.Client, text: str, language: str
) -> None:
    said = {"en": "neither Chinese nor English", "zh": "不是中文也不是英文"}[language]
    assert said in client.post(f"/analyse?lang={language}", data={"text": text}).text


@pytest.mark.parametrize(
    "text", ["一", "x", "🙂" * 200, "<p>hi</p><script>alert(1)</script>", "a\x00b\x00", "中" * 30_000, "…"]
)
def test_odd_texts_are_read_without_fault(client: httpx.Client, text: str) -> None:
    page = client.post("/analyse", data={"text": text})
    assert page.status_code == 200
    assert "<script>alert" not in page.text


def test_an_empty_text_is_refused_with_what_to_do(client: httpx.Client) -> None:
    assert client.post("/analyse", data={"text": "  "}).status_code == 422


def test_a_day_that_is_none_is_refused(client: httpx.Client) -> None:
    assert client.post("/analyse", data={"text": "x", "published": "June"}).status_code == 422


@pytest.mark.parametrize(("language", "said"), [("zh", "体育"), ("en", "sport")])
def test_a_reports_desk_is_named_in_the_language_of_the_page(client: httpx.Client, language: str, said: str) -> None:
    text = "The striker scored twice as the home team won the cup final 3-1 and the league title in the same week."
    assert said in client.post(f"/analyse?lang={language}", data={"text": text, "title": "Cup final"}).text


def test_a_text_in_two_languages_lists_its_passages(client: httpx.Client) -> None:
    text = f"{ZH}\n\nThe mayor said on Monday that every victim's family would be helped by the city from now on."
    page = client.post("/analyse?lang=en", data={"text": text}).text
    assert "Languages" in page
    assert "The mayor said on Monday" in page


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [("zh", "你们的报道有错误，第三段的日期写错了。", "指出差错"), ("en", "Great article, thank you!", "praise")],
)
def test_a_short_text_is_also_read_as_a_readers_comment(
    client: httpx.Client, language: str, text: str, kind: str
) -> None:
    assert kind in client.post(f"/analyse?lang={language}", data={"text": text}).text
