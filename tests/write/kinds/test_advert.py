"""Advertising copy claims what the facts say, less what the law forbids, and carries its label."""

from typing import Any

import pytest

from broadsheet import write
from broadsheet.core import Draft, InvalidInputError, UnknownNameError
from tests.write.fakes import Fake, headline_and_points
from tests.write.reports import notices, whole


def advert(kind: str = "advert", language: str = "zh", **request: Any) -> Draft:
    facts = {**write.kind(kind).example[language].facts, **request.pop("facts", {})}
    return whole(list(write.draft(kind, facts=facts, language=language, **request)))


@pytest.mark.parametrize(("language", "label"), [("zh", "广告"), ("en", "Advertisement")])
def test_it_carries_its_label(language: str, label: str) -> None:
    assert advert(language=language).variants[0].text.endswith(f"\n\n{label}")


@pytest.mark.parametrize("kind", ["advert", "slogan"])
@pytest.mark.parametrize(
    ("language", "features", "kept", "gone"),
    [
        ("zh", "国家级品质；三分钟烧开一升水；无任何副作用", "三分钟", "国家级"),
        ("en", "boils a litre in three minutes; cures diabetes", "three minutes", "diabetes"),
    ],
)
def test_a_claim_that_the_law_forbids_is_left_out_and_said(
    kind: str, language: str, features: str, kept: str, gone: str
) -> None:
    facts = {"product": "电水壶" if language == "zh" else "kettle", "features": features}
    pieces = list(write.draft(kind, facts=facts, language=language))
    text = "\n".join(v.text for v in whole(pieces).variants)
    assert kept in text
    assert gone not in text
    assert gone in notices(pieces)


def test_an_absolute_word_that_an_editor_adds_fails() -> None:
    draft = advert()
    report = write.report_of(draft, draft.variants[0].text + "\n最佳选择。")
    assert ("absolute", "error") in [(f.rule, f.severity) for f in report.findings]
    assert not report.passed


def test_a_model_that_boasts_is_not_believed() -> None:
    boaster = Fake(lambda prompt: headline_and_points(prompt) + "\n澄江电水壶是全国最好的电水壶，销量第一。")
    text = advert(model=boaster).variants[0].text
    assert "最好" not in text
    assert "第一" not in text


def test_each_variant_leads_with_another_claim() -> None:
    titles = [v.text.split("\n")[0] for v in advert(n=3).variants]
    assert len(set(titles)) == 3


def test_the_same_seed_gives_the_same_slogans_and_another_another_order() -> None:
    from broadsheet.models import Options

    first, again, other = (
        [v.text for v in advert("slogan", options=Options(seed=seed)).variants] for seed in (1, 1, 2)
    )
    assert first == again != other


def test_a_name_that_breaks_the_law_fails_the_draft() -> None:
    for kind in ("advert", "slogan"):
        draft = advert(kind, facts={"product": "极品茶", "features": "三分钟泡好"})
        assert draft.variants[0].report is not None
        assert not draft.variants[0].report.passed


def test_a_fact_that_runs_over_lines_is_told_in_one() -> None:
    text = advert(facts={"product": "电水壶\n（新款）"}).variants[0].text
    assert "电水壶 （新款）：三分钟烧开一升水" in text


def test_a_slogan_with_nothing_true_to_say_is_refused() -> None:
    with pytest.raises(InvalidInputError):
        advert("slogan", facts={"features": "国家级品质"})


def test_an_unknown_channel_lists_those_there_are() -> None:
    with pytest.raises(UnknownNameError) as refused:
        advert(facts={"channel": "skywriting"})
    assert "radio" in refused.value.choices
