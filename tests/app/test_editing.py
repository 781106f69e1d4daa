from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet.app import Newsroom
from broadsheet.core import Article, ConflictError, EmptyEvidenceError, Offer, Suggestion
from tests.newsrooms import NOW

REPORTS = {
    "en": Article(
        "Tunnel opens",
        "The harbour tunnel opened on Monday. Gull Island is a small island in the harbour. "
        "Two ventilation towers stand on Gull Island. Cyclists may not use the harbour tunnel.",
        outlet="Meridian",
        language="en",
        published=NOW,
    ),
    "zh": Article(
        "隧道通车",
        "港口隧道周一正式通车。隧道全长6.2公里，设有两座通风塔。交通部门说，自行车不得驶入港口隧道。",
        outlet="维澜社",
        language="zh",
        published=NOW,
    ),
}
TEXTS = {"en": "The harbour tunnel opened on Monday.", "zh": "港口隧道周一正式通车。"}


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path / "edited", model="none", now=lambda: NOW) as opened:
        yield opened


@pytest.fixture
def archive(room: Newsroom) -> Newsroom:
    for article in REPORTS.values():
        room.store.articles.add(article)
    for _ in room.refresh():
        pass
    return room


def whole(offers: Iterator[Offer]) -> tuple[Suggestion, int | None]:
    last = list(offers)[-1]
    assert last.suggestion is not None
    return last.suggestion, last.id


@pytest.mark.parametrize("language", ["en", "zh"])
def test_evidence_is_found_in_the_archive(archive: Newsroom, language: str) -> None:
    made, _ = whole(archive.suggest("evidence", TEXTS[language]))
    assert [(c.says, c.outlet) for c in made.citations][:1] == [("supports", REPORTS[language].outlet)]
    assert made.after == made.before == TEXTS[language]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_text_is_expanded_from_the_archive_when_no_source_is_given(archive: Newsroom, language: str) -> None:
    made, _ = whole(archive.suggest("expand", TEXTS[language]))
    assert made.after.startswith(TEXTS[language])
    assert REPORTS[language].outlet in made.after


def test_who_is_named_is_explained_from_the_archive(archive: Newsroom) -> None:
    made, _ = whole(archive.suggest("explain", "The towers stand on Gull Island."))
    assert any("small island" in c.text for c in made.citations)


def test_nothing_is_added_from_an_empty_archive(room: Newsroom) -> None:
    with pytest.raises(EmptyEvidenceError):
        room.suggest("expand", TEXTS["en"])


def test_a_suggestion_is_kept_only_where_that_is_asked(room: Newsroom) -> None:
    assert whole(room.suggest("fix", "He recieved it.", save=False))[1] is None
    made, id = whole(room.suggest("fix", "He recieved it."))
    assert id is not None
    assert room.suggestion(id).value == made


def test_a_fate_says_what_stands_in_the_text(room: Newsroom) -> None:
    fates = {"accepted": "He received it.", "refused": "He recieved it."}
    for fate, stands in fates.items():
        _, id = whole(room.suggest("fix", "He recieved it."))
        assert id is not None
        assert room.settle(id, fate, by="lin").value.final == stands  # type: ignore[arg-type]
        with pytest.raises(ConflictError):
            room.settle(id, "edited", text="Other.")
    assert len(list(room.suggestions_export())) == 2


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_a_model_cost_is_booked_under_the_suggestion_it_made(room: Newsroom, language: str) -> None:
    _, id = whole(room.suggest("rewrite", TEXTS[language], language=language, model="stub"))
    assert {one.what for one in room.usage()} == {f"suggestion:{id}"}
    room.suggest("rewrite", TEXTS[language], language=language, model="stub", save=False)
    assert len(room.usage()) == 1
