"""Every kind of text there is: its shape, and its examples written with and without a model."""

from dataclasses import is_dataclass

import pytest

from broadsheet import write
from broadsheet.core import Draft, UnknownNameError
from tests.write.fakes import writer_of
from tests.write.reports import whole

LANGUAGES = ("zh", "en")


@pytest.mark.parametrize("name", write.kinds())
def test_a_kind_has_its_shape(name: str) -> None:
    kind = write.kind(name)
    assert is_dataclass(kind.facts)
    assert kind.facts.__dataclass_params__.frozen  # type: ignore[attr-defined]
    for table in (kind.example, kind.brief.text, kind.length):
        assert set(table) >= set(LANGUAGES)


# Words looked up one by one are no translation: without a model it is refused.
ALONE = [name for name in write.kinds() if name != "translation"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ALONE)
def test_its_example_is_written_without_a_model_and_passes_its_check(name: str, language: str) -> None:
    example = write.kind(name).example[language]
    draft = whole(list(write.draft(name, facts=example.facts, evidence=example.evidence, language=language)))
    assert_is_good(draft, name, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", write.kinds())
def test_its_example_is_written_with_a_model_and_passes_its_check(name: str, language: str) -> None:
    example = write.kind(name).example[language]
    pieces = write.draft(name, facts=example.facts, evidence=example.evidence, language=language, model=writer_of(name))
    assert_is_good(whole(list(pieces)), name, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ALONE)
def test_the_same_request_gives_the_same_text(name: str, language: str) -> None:
    example = write.kind(name).example[language]
    request = {"facts": example.facts, "evidence": example.evidence, "language": language}
    first, second = (whole(list(write.draft(name, **request))).variants for _ in range(2))  # type: ignore[arg-type]
    assert first == second


def assert_is_good(draft: Draft, name: str, language: str) -> None:
    assert (draft.kind, draft.language) == (name, language)
    assert draft.title
    for variant in draft.variants:
        assert variant.text.strip()
        assert variant.report is not None
        assert variant.report.passed, [c for c in variant.report.claims if c.verdict != "supported"]


def test_an_unknown_kind_lists_those_there_are() -> None:
    with pytest.raises(UnknownNameError) as refused:
        write.kind("sonnet")
    assert refused.value.choices == tuple(write.kinds())
