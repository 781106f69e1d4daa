"""What each kind of news text promises beyond its example: what it refuses, what it orders, what it flags."""

from dataclasses import replace
from typing import Any

import pytest

from broadsheet import write
from broadsheet.core import Draft, EmptyEvidenceError, RequestError, UnknownNameError
from broadsheet.write.grouping import stories_of
from broadsheet.write.kinds._samples import EN_DEATH, EN_OTHER, EN_REPORTS, ZH_DEATH, ZH_OTHER, ZH_REPORTS
from broadsheet.write.measures import code_units, halves, shortened_addresses, weighted
from broadsheet.write.puffery import plainly
from tests.write.fakes import Fake
from tests.write.reports import EN, ZH, report, whole


def made(kind: str, language: str, **order: Any) -> Draft:
    return whole(list(write.draft(kind, language=language, **order)))


def text_of(kind: str, language: str, **order: Any) -> str:
    return made(kind, language, **order).variants[0].text


@pytest.mark.parametrize(("evidence", "language"), [(EN, "en"), (ZH, "zh")])
def test_nobody_is_declared_dead_without_a_source(evidence: tuple[Any, ...], language: str) -> None:
    with pytest.raises(EmptyEvidenceError, match="no obituary"):
        write.draft("obituary", evidence=evidence, language=language)


@pytest.mark.parametrize(
    ("text", "name", "language"),
    [
        ("The agent of Ada Thornbury denied on Friday that she died and called it a hoax.", "Ada Thornbury", "en"),
        ("顾长汀的家人19日辟谣，称顾长汀去世的消息不实。", "顾长汀", "zh"),
    ],
)
def test_a_denied_death_is_refused(text: str, name: str, language: str) -> None:
    known = EN_DEATH if language == "en" else ZH_DEATH
    denial = report(99, text, outlet="Echo", language=language)
    with pytest.raises(RequestError, match="denies"):
        write.draft("obituary", facts={"name": name}, evidence=(known, denial), language=language)


@pytest.mark.parametrize(
    ("facts", "language", "opening"),
    [
        (
            {"name": "Ada Thornbury", "died": "Nov. 17", "age": "91", "known_for": "an engineer"},
            "en",
            "Ada Thornbury, an engineer, died on Nov. 17 at the age of 91.",
        ),
        (
            {"name": "顾长汀", "died": "11月17日", "age": "91", "known_for": "工程师"},
            "zh",
            "工程师顾长汀，11月17日去世，享年91岁。",
        ),
    ],
)
def test_the_desk_may_confirm_a_death_itself(facts: dict[str, str], language: str, opening: str) -> None:
    draft = made("obituary", language, facts=facts)
    assert opening in draft.variants[0].text
    assert draft.variants[0].report is not None
    assert draft.variants[0].report.passed


@pytest.mark.parametrize(("evidence", "language"), [(EN_REPORTS, "en"), (ZH_REPORTS, "zh")])
def test_a_timeline_is_in_the_order_of_its_days(evidence: tuple[Any, ...], language: str) -> None:
    lines = text_of("timeline", language, evidence=evidence).split("\n")
    assert "1931" in lines[0].split("**")[1]
    assert "18" in lines[1].split("**")[1]
    assert "19" in lines[-1].split("**")[1]
    assert all(any(e.outlet in line for e in evidence) for line in lines)


def test_what_tells_no_day_is_no_timeline() -> None:
    undated = report(5, "The harbour smells of tar and old rope in every season.", outlet="Echo")
    with pytest.raises(RequestError, match="no timeline"):
        write.draft("timeline", evidence=[undated], language="en")


@pytest.mark.parametrize(("evidence", "language"), [(EN_REPORTS, "en"), (ZH_REPORTS, "zh")])
def test_a_live_page_has_the_newest_first_and_only_what_is_new_since(evidence: tuple[Any, ...], language: str) -> None:
    both = text_of("live", language, evidence=evidence)
    assert both.index("07:30") < both.index("20:00")
    late = text_of("live", language, evidence=evidence, facts={"since": "2026-11-18T21:00+00:00"})
    assert "20:00" not in late
    with pytest.raises(RequestError, match="nothing new"):
        write.draft("live", evidence=evidence, language=language, facts={"since": "2026-11-20"})


def test_a_live_page_prints_the_clock_it_is_asked_for() -> None:
    text = text_of("live", "zh", evidence=ZH_REPORTS, facts={"zone": "Asia/Shanghai"})
    assert "11月19日15:30（UTC+8）" in text


@pytest.mark.parametrize(
    ("evidence", "language", "opening"),
    [
        ((*EN_REPORTS, EN_OTHER), "en", "2 stories from 2 outlets, Nov. 18 to Nov. 19."),
        ((*ZH_REPORTS, ZH_OTHER), "zh", "本期共2则新闻，来自2家媒体（11月18日至11月19日）。"),
    ],
)
def test_a_newsletter_counts_its_stories_and_links_them(evidence: tuple[Any, ...], language: str, opening: str) -> None:
    text = text_of("newsletter", language, evidence=evidence)
    assert text.startswith(opening)
    assert text.count("\n## ") == 2
    assert all(e.url in text for e in evidence)


def test_reports_are_gathered_by_event() -> None:
    groups = stories_of([EN_OTHER, *EN_REPORTS], language="en")
    assert [len(g) for g in groups] == [2, 1]


@pytest.mark.parametrize("style", ["extractive", "abstractive", "points"])
def test_a_summary_has_its_style(style: str) -> None:
    text = text_of("summary", "en", evidence=EN_REPORTS, facts={"style": style})
    assert text.startswith("- ") == (style == "points")


def test_an_extractive_summary_needs_no_model_though_there_is_one() -> None:
    model = Fake(lambda _prompt: "Something else.")
    draft = made("summary", "en", evidence=EN_REPORTS, facts={"style": "extractive"}, model=model)
    assert not model.asked
    assert {s.written_by for s in draft.variants[0].sentences} == {"template"}


def test_unknown_styles_and_forms_list_what_there_is() -> None:
    with pytest.raises(UnknownNameError) as refused:
        write.draft("summary", evidence=EN, language="en", facts={"style": "haiku"})
    assert "points" in refused.value.choices
    with pytest.raises(UnknownNameError) as refused:
        write.draft("news", evidence=EN, language="en", facts={"form": "novel"})
    assert refused.value.choices == ("brief", "report", "story")


def test_questions_are_questions_and_a_models_presuming_ones_are_left_out() -> None:
    answer = "1. Why did Mayor Karl Voss resign?\n2. Who inspects the cables of the bridge?\nThank you."
    draft = made("questions", "en", evidence=EN_REPORTS, model=Fake(lambda _prompt: answer))
    lines = draft.variants[0].text.split("\n")
    assert all(line.endswith("?") for line in lines)
    assert any("Who inspects the cables" in line for line in lines)
    assert "Voss" not in draft.variants[0].text


@pytest.mark.parametrize(
    ("text", "language", "plain"),
    [
        ("The firm showed an innovative pump.", "en", "The firm showed a pump."),
        ("Acme, the world's leading maker of pumps, opened a plant.", "en", "Acme opened a plant."),
        ("We are thrilled to share this.", "en", ""),
        ("公司隆重推出革命性新品。", "zh", "公司推出新品。"),
        ("我们倍感自豪。", "zh", ""),
    ],
)
def test_praise_is_taken_out(text: str, language: str, plain: str) -> None:
    assert plainly(text, language=language) == plain


@pytest.mark.parametrize(("language", "word"), [("en", "quietest"), ("zh", "最安静")])
def test_a_digest_carries_its_label_and_flags_superlatives(language: str, word: str) -> None:
    example = write.kind("digest").example[language]
    draft = made("digest", language, facts=example.facts, evidence=example.evidence)
    variant = draft.variants[0]
    label = write.kind("digest").label
    assert label is not None
    assert variant.text.endswith(label[language])
    assert variant.report is not None
    assert any(f.rule == "superlative" and word in f.text for f in variant.report.findings)


@pytest.mark.parametrize(("evidence", "language"), [(EN_REPORTS, "en"), (ZH_REPORTS, "zh")])
def test_what_is_too_long_for_one_post_is_a_thread_of_posts_that_fit(evidence: tuple[Any, ...], language: str) -> None:
    posts = text_of("social", language, evidence=evidence, facts={"platform": "x", "posts": 4}).split("\n\n")
    assert len(posts) > 1
    assert [p[:4] for p in posts] == [f"{n}/{len(posts)} " for n in range(1, len(posts) + 1)]
    assert all(weighted(post) <= 280 for post in posts)


def test_a_post_that_a_person_made_too_long_is_an_error() -> None:
    draft = made("social", "en", evidence=EN_REPORTS, facts={"platform": "x"})
    text = draft.variants[0].text + " The ferry is free." * 20
    found = write.report_of(replace(draft), text).findings
    assert any(f.rule == "too_long" and f.severity == "error" for f in found)


def test_platforms_count_in_their_own_ways() -> None:
    assert weighted("bbc.com") == 23
    assert weighted("见https://example.com/a。好") == 2 + 23 + 4
    assert shortened_addresses("hi @ada@example.social") == len("hi @ada")
    assert shortened_addresses("cafe\u0301") == 4
    assert halves("ab") == 1
    assert halves("abc大桥") == 4
    assert code_units("👍") == 2


@pytest.mark.parametrize(("evidence", "language", "still"), [(EN_REPORTS, "en", ""), (ZH_REPORTS, "zh", "尚无答案")])
def test_an_explainer_asks_what_its_facts_answer_and_leaves_the_rest_open(
    evidence: tuple[Any, ...], language: str, still: str
) -> None:
    text = text_of("explainer", language, evidence=evidence)
    assert text.startswith("**What happened?**" if language == "en" else "**发生了什么？**")
    assert still in text
