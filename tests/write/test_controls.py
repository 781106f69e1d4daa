"""Rules that are asked for hold in what is given, with and without a model, in both languages."""

import json
import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet import write
from broadsheet.core import Draft, InvalidInputError, RequestError
from broadsheet.models import LanguageModel
from broadsheet.write import Controls
from broadsheet.write.controls import Style
from broadsheet.write.measures import length
from broadsheet.write.wordmatch import has, places
from tests.write.fakes import Fake, faithful
from tests.write.reports import whole

TEXT_KINDS = ("brief", "summary")


def written(kind: str, language: str, controls: Controls, *, model: LanguageModel | None = None, n: int = 1) -> Draft:
    example = write.kind(kind).example[language]
    pieces = write.draft(
        kind,
        facts=example.facts,
        evidence=example.evidence,
        language=language,
        controls=controls,
        model=model,
        n=n,
    )
    return whole(list(pieces))


@pytest.mark.parametrize("writer", [lambda: None, faithful], ids=["without a model", "with a model"])
@pytest.mark.parametrize("kind", TEXT_KINDS)
@pytest.mark.parametrize(("language", "word"), [("en", "council"), ("zh", "市长")])
def test_a_forbidden_word_never_stands(
    kind: str, language: str, word: str, writer: Callable[[], LanguageModel | None]
) -> None:
    plainly = written(kind, language, Controls()).variants[0].text
    assert has(plainly, word), "the word would have stood there"
    made = written(kind, language, Controls(avoid=(word,)), model=writer())
    assert not has(made.variants[0].text, word)
    assert not has(made.title, word)


@pytest.mark.parametrize("kind", TEXT_KINDS)
@pytest.mark.parametrize(("language", "word"), [("en", "takings"), ("zh", "商户")])
def test_a_required_word_brings_the_sentence_of_the_sources_that_has_it(kind: str, language: str, word: str) -> None:
    example = write.kind("brief").example[language]
    pieces = write.draft(kind, evidence=example.evidence, language=language, controls=Controls(must=(word,), most=90))
    variant = whole(list(pieces)).variants[0]
    assert has(variant.text, word)
    assert any(has(s.text, word) and s.evidence for s in variant.sentences)


@pytest.mark.parametrize(("language", "word"), [("en", "zeppelin"), ("zh", "飞艇")])
def test_a_required_word_that_no_source_has_is_a_keyword_that_the_check_marks(language: str, word: str) -> None:
    variant = written("brief", language, Controls(must=(word,))).variants[0]
    assert variant.text.splitlines()[-1].endswith(word)
    assert variant.report is not None
    assert not variant.report.passed


@pytest.mark.parametrize(("language", "word"), [("en", "Harbour"), ("zh", "海港")])
def test_a_headline_takes_a_required_word_before_its_colon(language: str, word: str) -> None:
    made = written("headlines", language, Controls(must=(word,)))
    assert all(has(v.text, word) for v in made.variants)


@pytest.mark.parametrize("writer", [lambda: None, faithful], ids=["without a model", "with a model"])
@pytest.mark.parametrize(
    ("language", "least", "most"), [("en", 30, 34), ("en", 80, 83), ("zh", 60, 63), ("zh", 120, 122)]
)
def test_lengths_hold_to_the_word(
    language: str, least: int, most: int, writer: Callable[[], LanguageModel | None]
) -> None:
    controls = Controls(least=least, most=most)
    made = written("brief", language, controls, model=writer())
    assert least <= length(made.variants[0].text, language) <= most


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_the_sources_are_too_short_for_is_refused_and_not_padded(language: str) -> None:
    with pytest.raises(RequestError, match="keeps all the rules"):
        written("brief", language, Controls(least=5000))


@pytest.mark.parametrize(
    ("language", "said", "quoted"),
    [
        ("en", "We closed the footbridge on Wednesday.", '"We would rather'),
        ("zh", "我们18日封闭了澄江人行索桥。", "“宁可"),
    ],
)
def test_the_third_person_leaves_quotations_as_they_are(language: str, said: str, quoted: str) -> None:
    made = written("brief", language, Controls(person="third"), model=Fake(lambda _: said))
    text = made.variants[0].text
    assert said not in text
    assert quoted in written("brief", language, Controls(person="third")).variants[0].text


def test_the_house_style_is_written_everywhere_but_in_quotations() -> None:
    style = Style("ours", replace={"footbridge": "foot-bridge", "queue": "line"})
    text = written("brief", "en", Controls(style=style)).variants[0].text
    assert "foot-bridge" in text.lower()
    assert not has(text, "footbridge")
    assert "a long queue for the ferry" in text


def test_a_chinese_house_style_is_kept() -> None:
    style = Style("本报", replace={"人行索桥": "步行索桥"})
    text = written("brief", "zh", Controls(style=style)).variants[0].text
    assert "步行索桥" in text
    assert "人行索桥" not in text


def test_a_soft_rule_is_measured_and_fails_nothing() -> None:
    variant = written("brief", "en", Controls(level="simple", person="second")).variants[0]
    assert variant.report is not None
    assert {f.rule for f in variant.report.findings if f.check == "control"} >= {"person"}
    assert all(f.severity == "advice" for f in variant.report.findings if f.check == "control")


@pytest.mark.parametrize(
    "controls",
    [
        Controls(must=("ferry",), avoid=("ferry",)),
        Controls(least=5, most=4),
        Controls(most=0),
        Controls(must=("",)),
        Controls(must=("a word\nwith a line",)),
        Controls(avoid=tuple("abcdefghijklmnopqrstuvwxyz" * 2)),
        Controls(must=("a very long required phrase of eight words",), most=5),
        Controls(level="hard"),  # type: ignore[arg-type]
        Controls(person="fourth"),  # type: ignore[arg-type]
    ],
)
def test_rules_that_no_text_can_keep_are_refused_at_once(controls: Controls) -> None:
    with pytest.raises(InvalidInputError):
        written("brief", "en", controls)


def test_what_was_asked_is_kept_with_the_draft_and_holds_when_a_person_edits() -> None:
    made = written("brief", "en", Controls(avoid=("zeppelin",), person="third", style=Style("s", avoid=("airship",))))
    again = Controls.of(json.loads(json.dumps(dict(made.controls))))
    assert again == Controls(avoid=("zeppelin",), person="third", style=Style("s", avoid=("airship",)))
    report = write.report_of(made, made.variants[0].text + "\n\nA zeppelin came.")
    assert any(f.check == "control" and f.rule == "avoid" and f.severity == "error" for f in report.findings)


def test_a_draft_without_rules_has_none() -> None:
    assert written("brief", "en", Controls()).controls == {}


@pytest.mark.parametrize(
    ("text", "word", "found"),
    [
        ("The ferry, the FERRY and ferries", "ferry", 2),
        ("killed, kills, overkill", "kill*", 2),
        ("New  York and new york", "New York", 2),
        ("轮渡和免费轮渡", "轮渡", 2),
        ("ＡＢＣ公司", "ABC公司", 1),
        ("the cat sat", "at", 0),
    ],
)
def test_a_word_is_found_as_its_language_writes_it(text: str, word: str, found: int) -> None:
    assert len(places(text, word)) == found


@given(
    st.text(alphabet="abc 轮渡中文，。XYZ-'\"“”", max_size=60), st.text(alphabet="abc轮渡中", min_size=1, max_size=3)
)
def test_places_are_of_the_word(text: str, word: str) -> None:
    for start, end in places(text, word):
        assert text[start:end].casefold() == word.casefold()
    if re.search("[轮渡中]", word):
        assert len(places(text, word)) == len(re.findall(re.escape(word), text))


SENTENCES = ["We said so.", "The ferry is free.", "A footbridge was closed on Wednesday.", "Zeppelins came.", "", "…"]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(SENTENCES), max_size=6),
    st.integers(20, 120),
    st.integers(0, 20),
    st.lists(st.sampled_from(["ferry", "council", "cables", "nine weeks"]), max_size=2, unique=True),
    st.lists(st.sampled_from(["shopkeepers", "crowns", "Larkford", "free"]), max_size=2, unique=True),
)
def test_whatever_a_model_says_the_rules_hold_or_nothing_is_given(
    said: list[str], most: int, slack: int, must: list[str], avoid: list[str]
) -> None:
    controls = Controls(
        must=tuple(must), avoid=tuple(avoid), most=most, least=max(1, most - 20 - slack), person="third"
    )
    try:
        made = written("brief", "en", controls, model=Fake(lambda _: "\n".join(said)))
    except RequestError:
        return
    text = made.variants[0].text
    assert all(has(text, w) for w in must)
    assert not any(has(text, w) for w in avoid)
    assert (controls.least or 0) <= length(text, "en") <= most


def test_controls_tell_a_model_what_is_asked() -> None:
    model = faithful()
    controls = Controls(audience="pensioners", level="simple", must=("ferry",), avoid=("chaos",), most=90)
    written("summary", "en", controls, model=model)
    told = model.asked[0][0][-1].content
    for words in ("pensioners", "twelve-year-old", "ferry", "chaos", "at most 90 words"):
        assert words in told
