"""Short stories: invented and marked so, long ones passage by passage, news never continued by inventing."""

from collections.abc import Mapping

import pytest

from broadsheet import write
from broadsheet.core import Draft, InvalidInputError
from broadsheet.models import Options
from broadsheet.write.invention.labels import FICTION
from broadsheet.write.invention.plots import genres
from tests.write.fakes import Fake
from tests.write.reports import whole


def story(
    language: str, facts: Mapping[str, str], *, model: Fake | None = None, length: int | None = None, **controls: str
) -> Draft:
    rules = write.Controls(**controls)  # type: ignore[arg-type]
    pieces = write.draft(
        "fiction", facts=facts, language=language, model=model, length=length, controls=rules, options=Options(seed=3)
    )
    return whole(list(pieces))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_genre_of_the_house_is_told_whole_and_marked(language: str) -> None:
    for genre in genres(language):
        text = story(language, {"genre": genre}).variants[0].text
        assert text.endswith(FICTION[language])
        assert text.count("\n\n") == 8
        assert "{" not in text


def test_people_and_places_that_are_given_are_used() -> None:
    text = story("zh", {"genre": "现实", "characters": "石青、老魏", "setting": "北桥车站"}).variants[0].text
    assert "石青" in text
    assert "老魏" in text
    assert "北桥车站" in text


def test_the_first_person_is_kept() -> None:
    text = story("en", {"genre": "drama"}, person="first").variants[0].text
    assert " she " not in text
    assert " I " in text


def test_a_shorter_story_keeps_its_beginning_and_its_end() -> None:
    text = story("zh", {"genre": "科幻"}, length=200).variants[0].text
    assert "监听站" in text.split("\n\n")[0]
    assert "有人在" in text
    assert len(text) < 320


def test_each_passage_is_asked_for_with_what_stands_before_it() -> None:
    count = iter(range(100))
    model = Fake(lambda _: f"第{next(count)}盏灯灭了，渡口只剩下水声。他往前走了{next(count)}步。")
    draft = story("zh", {"theme": "停运的渡轮"}, model=model, length=400)
    assert len(model.asked) == 4
    assert "第0盏灯灭了" in model.asked[1][0][1].content
    assert draft.variants[0].sentences[0].written_by == "model"
    assert draft.prompts == ("fiction@1", "invention@1")


def test_a_model_that_says_the_same_again_is_cut() -> None:
    said = "The ferry did not come that morning and nobody on the quay knew why."
    text = story("en", {"theme": "a ferry"}, model=Fake(lambda _: f"{said} {said}")).variants[0].text
    assert text.count(said) == 1


def test_a_model_that_dies_leaves_a_whole_story() -> None:
    text = story("zh", {"genre": "现实"}, model=Fake(lambda _: "他把灯关了。" * 20, dies_after=3)).variants[0].text
    assert text.count("\n\n") == 8


def test_an_invented_text_is_continued_by_a_model_and_not_repeated() -> None:
    before = "雨下到第三天，周伯把渡船拴在柳树上。"
    model = Fake(lambda _: f"{before}他进屋烧了一壶水。")
    draft = story("zh", {"before": before}, model=model, length=100)
    assert draft.variants[0].text.startswith("他进屋烧了一壶水。")
    assert "渡船拴在柳树上" in model.asked[0][0][1].content


@pytest.mark.parametrize(
    ("language", "before"),
    [
        ("zh", "北川社澄江11月18日电（记者许乔）澄江市交通局宣布索桥封闭。"),
        ("zh", "据澄江晚报报道，渡轮停航。"),
        ("en", "LARKFORD, Nov 18 (Northline) - A footbridge was closed."),
        ("en", "The mayor told reporters the bridge was safe."),
    ],
)
def test_news_is_not_continued_by_inventing(language: str, before: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        story(language, {"before": before}, model=Fake(lambda _: "x"))
    assert "continuation" in str(refused.value)


def test_without_a_model_nothing_is_continued() -> None:
    with pytest.raises(InvalidInputError):
        story("zh", {"before": "雨停了。"})


def test_a_theme_without_a_model_is_said_not_to_be_followed() -> None:
    pieces = list(write.draft("fiction", facts={"theme": "桥"}, language="zh"))
    assert any("不会写到所给的主题" in p.text for p in pieces if p.event == "notice")


def test_a_prompt_said_back_is_no_story() -> None:
    model = Fake(lambda prompt: f"{prompt[1].content} The last ferry left without its lights.")
    text = story("en", {"theme": "a ferry"}, model=model).variants[0].text
    assert text.startswith("The last ferry left without its lights.")
    assert "=====" not in text


def test_with_a_model_nothing_is_said_of_a_fixed_plot() -> None:
    model = Fake(lambda _: "The last ferry left without its lights.")
    pieces = list(write.draft("fiction", facts={"theme": "a ferry"}, language="en", model=model))
    assert not [p for p in pieces if p.event == "notice"]


def test_a_story_too_long_is_refused() -> None:
    with pytest.raises(InvalidInputError):
        story("en", {}, length=100_000)
