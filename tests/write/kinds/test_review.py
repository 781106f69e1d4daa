"""A review says what it stands on, what nobody tested, and never that anybody did."""

from typing import Any

import pytest

from broadsheet import write
from broadsheet.core import Draft, InvalidInputError
from tests.write.fakes import Fake, faithful, headline_and_points
from tests.write.reports import whole


def review(language: str = "en", **request: Any) -> Draft:
    facts = {**write.kind("review").example[language].facts, **request.pop("facts", {})}
    return whole(list(write.draft("review", facts=facts, language=language, **request)))


@pytest.mark.parametrize("form", ["review", "comment"])
@pytest.mark.parametrize(
    ("language", "untested"), [("en", "Nobody tested Larke Kettle"), ("zh", "没有人试用过澄江电水壶")]
)
def test_every_form_says_what_was_not_tested_and_carries_the_label(language: str, untested: str, form: str) -> None:
    for model in (None, faithful()):
        text = review(language, facts={"form": form}, model=model).variants[0].text
        assert untested in text
        assert text.endswith((write.kind("review").label or {})[language])


def test_comments_see_with_other_eyes() -> None:
    draft = review(facts={"form": "comment"}, n=3)
    assert len({v.text for v in draft.variants}) == 3
    assert all(v.report and v.report.passed for v in draft.variants)


@pytest.mark.parametrize(
    ("language", "claim"), [("en", "We tried it for a week and loved it."), ("zh", "亲测用了一周，非常好用。")]
)
def test_a_model_that_claims_to_have_used_it_is_not_believed(language: str, claim: str) -> None:
    boaster = Fake(lambda prompt: f"{headline_and_points(prompt)}\n{claim}")
    draft = review(language, model=boaster)
    assert claim[:6] not in draft.variants[0].text
    assert draft.variants[0].report is not None
    assert draft.variants[0].report.passed


@pytest.mark.parametrize(("language", "claim"), [("en", "I used it for a week."), ("zh", "亲测一周很好。")])
def test_an_edit_that_claims_to_have_used_it_fails(language: str, claim: str) -> None:
    draft = review(language)
    report = write.report_of(draft, f"{draft.variants[0].text}\n{claim}")
    assert not report.passed
    assert "first_hand" in [f.rule for f in report.findings]


def test_what_the_information_leaves_out_is_named() -> None:
    text = review().variants[0].text
    assert "does not give: the weight; the warranty" in text


def test_the_price_difference_is_worked_out_only_in_one_currency() -> None:
    assert "$6 less than Brack Kettle" in review().variants[0].text
    assert "less than" not in review(facts={"other_price": "€45"}).variants[0].text


@pytest.mark.parametrize("facts", [{"rating": "9/5"}, {"rating": "good"}, {"price": "cheap"}, {"product": ""}])
def test_unreadable_facts_are_refused(facts: dict[str, str]) -> None:
    with pytest.raises(InvalidInputError):
        review(facts=facts)
