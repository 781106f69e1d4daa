"""A newsroom whose model's server is sick: the draft comes all the same, and says what happened."""

from pathlib import Path

import pytest

from broadsheet.app import Newsroom
from broadsheet.core import Piece
from tests.models import sick_server as ill
from tests.models.sick_server import Behaviour, sick_server
from tests.newsrooms import NOW, REPORTS

SETTINGS = """
base_url = "{url}"
[models]
prose = ["openai:some"]
{more}
[server]
timeout = {timeout}
deadline = 60
retries = 0
"""


def written(
    tmp_path: Path, url: str, language: str, *, more: str = "", timeout: float = 20
) -> tuple[list[Piece], Newsroom]:
    settings = SETTINGS.format(url=url, more=more, timeout=timeout)
    tmp_path.joinpath("broadsheet.toml").write_text(settings, encoding="utf-8")
    room = Newsroom.open(tmp_path, now=lambda: NOW)
    report = next(r for r in REPORTS if r.language == language)
    id = room.store.articles.add(report)
    return list(room.write("brief", sources=[str(id)], language=language)), room


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("behaviour", [ill.hangs, ill.answers_500, ill.breaks_its_json, ill.sends_a_page])
def test_the_draft_comes_from_templates_with_a_notice(tmp_path: Path, behaviour: Behaviour, language: str) -> None:
    with sick_server(behaviour) as server:
        pieces, room = written(tmp_path, server.url, language, timeout=0.3 if behaviour is ill.hangs else 20)
        with room:
            draft = pieces[-1].draft
            assert draft is not None
            assert {s.written_by for s in draft.variants[0].sentences} == {"template"}
            assert draft.variants[0].report is not None
            assert draft.variants[0].report.passed
            assert any(piece.event == "notice" for piece in pieces)


def test_the_next_model_writes_and_the_editor_is_told(tmp_path: Path) -> None:
    with sick_server(ill.answers_500) as server:
        pieces, room = written(tmp_path, server.url, "zh", more='fallback = ["stub", "none"]')
        with room:
            draft = pieces[-1].draft
            assert draft is not None
            assert draft.model == "stub"
            assert any("改由 stub 执笔" in piece.text for piece in pieces if piece.event == "notice")
            kept = room.usage()
            assert {one.model: one.what for one in kept}["stub"] == f"draft:{pieces[-1].draft_id}"
            assert draft.usage.method


def test_what_was_spent_is_refused_before_the_server_is_asked(tmp_path: Path) -> None:
    with sick_server(ill.well) as server:
        _, room = written(tmp_path, server.url, "en", more='fallback = ["stub"]')
        room.close()
        text = tmp_path.joinpath("broadsheet.toml").read_text(encoding="utf-8") + "budget_tokens_day = 1\n"
        tmp_path.joinpath("broadsheet.toml").write_text(text, encoding="utf-8")
        asked = len(server.requests)
        with Newsroom.open(tmp_path, now=lambda: NOW) as again:
            assert again.spent_today()[0] > 1
            pieces = list(again.write("brief", sources=["1"], language="en"))
            assert pieces[-1].draft is not None
            assert pieces[-1].draft.model == "stub"
            assert any("is spent" in piece.text for piece in pieces)
        assert len(server.requests) == asked
