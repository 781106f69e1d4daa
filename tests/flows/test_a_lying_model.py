"""A model that makes something up in every sentence: nothing of it leaves without a mark, whatever is asked of it."""

import html
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from broadsheet import write
from broadsheet.app import Newsroom
from broadsheet.core import Draft, Evidence
from broadsheet.models import Message
from broadsheet.serve.application import application
from tests.flows.lies import LIES, lying, unmarked
from tests.models.fake_server import FakeServer, fake_server
from tests.newsrooms import NOW, furnish
from tests.serve.command import Command
from tests.write.fakes import SAID, Fake, writer_of
from tests.write.reports import whole

pytestmark = pytest.mark.long

LANGUAGES = ("zh", "en")
# Invented texts say so in every line of theirs, and are checked against nothing.
TRUE_KINDS = [name for name in write.kinds() if not write.kind(name).fiction]
TOLD = {
    "zh": "澄江人行索桥封闭检修九周。检修预算为140万元。渡轮免费。",
    "en": "The footbridge in Chengjiang is closed for nine weeks. The repairs will cost 1.4 million yuan. The ferry is "
    "free.",
}


def liar(kind: str, lie: str, language: str) -> Fake:
    """The kind's good model with a lie in every line."""
    good = writer_of(kind)

    def answer(prompt: Sequence[Message]) -> str:
        return lying(good.answer(prompt), LIES[lie], language)

    return Fake(answer)


@pytest.mark.parametrize("lie", LIES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", TRUE_KINDS)
def test_no_kind_lets_an_invention_through_without_a_mark(kind: str, language: str, lie: str) -> None:
    example = write.kind(kind).example[language]
    model = liar(kind, lie, language)
    draft = whole(
        list(write.draft(kind, facts=example.facts, evidence=example.evidence, language=language, model=model))
    )
    assert_no_lie_is_hidden(draft, lie, language)
    if lie in ("number", "date", "quotation") and kind != "translation":
        assert_it_is_gone(draft, lie, language)


def assert_no_lie_is_hidden(draft: Draft, lie: str, language: str) -> None:
    known = "\n".join([*map(printed, draft.sources), *map(str, draft.facts.values()), *SAID.values()])
    for variant in draft.variants:
        doubts = draft.kind == "translation" and lie == "name"
        hidden = unmarked(variant.text, variant.report, LIES[lie], language=language, known=known, doubts=doubts)
        assert hidden == [], variant.text


def printed(evidence: Evidence) -> str:
    """All that a draft may take figures from: a report's words, and the day it came out."""
    day = f"{evidence.published:%Y %m %d %-d}" if evidence.published else ""
    return "\n".join((evidence.text, evidence.title, day))


def assert_it_is_gone(draft: Draft, lie: str, language: str) -> None:
    """What the model added is not only marked: the sentence gave way to its source."""
    for variant in draft.variants:
        assert not LIES[lie].mark[language].search(variant.text), variant.text


@pytest.mark.parametrize("lie", [name for name in LIES if name != "figures"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edit", write.edits())
def test_no_edit_offers_an_invention_without_a_mark(edit: str, language: str, lie: str) -> None:
    text = TOLD[language]
    selection = replace(
        write.select(text, 0, None, language=language),
        evidence=(Evidence("article:1", text, outlet="Tern", language=language),),
    )
    model = Fake(lambda _prompt: lying(text, LIES[lie], language))
    made = list(write.suggest(edit, selection, model=model))[-1].suggestion
    assert made is not None
    for offered in (made.after, *made.alternatives):
        assert unmarked(offered, made.report, LIES[lie], language=language, known=text) == []


@pytest.fixture(scope="module")
def server() -> Iterator[FakeServer]:
    with fake_server() as running:
        yield running


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory, server: FakeServer) -> Iterator[Newsroom]:
    home = tmp_path_factory.mktemp("lies")
    settings = f'base_url = "{server.url}"\nmodel = "openai:liar"\n[server]\nretries = 0\n'
    home.joinpath("broadsheet.toml").write_text(settings, encoding="utf-8")
    with Newsroom.open(home, now=lambda: NOW) as opened:
        furnish(opened)
        yield opened


@pytest.fixture(scope="module")
def client(room: Newsroom) -> Iterator[TestClient]:
    with TestClient(application(room), base_url="http://127.0.0.1") as opened:
        yield opened


@pytest.mark.parametrize("lie", [name for name in LIES if name != "figures"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_door_lets_an_invention_out_without_a_mark(
    *,
    room: Newsroom,
    server: FakeServer,
    client: TestClient,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    lie: str,
) -> None:
    """The command line, HTTP and the form of the page, each with a server that lies."""
    server.answer = lying(TOLD[language], LIES[lie], language)
    file = Path(room.home) / f"report-{language}.txt"
    file.write_text(TOLD[language], encoding="utf-8")
    told = Command(room.home, capsys, monkeypatch)(
        "--json", "--model", "openai:liar", "write", "brief", "--language", language, "--source", str(file)
    )
    drafts = [room.draft(told.json["id"]).value]
    order = {"kind": "brief", "language": language, "model": "openai:liar", "evidence": [{"text": TOLD[language]}]}
    answer = client.post("/api/v1/drafts", json={**order, "sources": [str(file)]})
    if answer.status_code == 201:
        drafts.append(room.draft(answer.json()["id"]).value)
    page = client.get(f"/drafts/{told.json['id']}", headers={"accept-language": language}).text
    assert " ".join(drafts[0].variants[0].text.split())[:8] in " ".join(html.unescape(page).split())
    for draft in drafts:
        assert json.dumps(draft.model)
        assert_no_lie_is_hidden(draft, lie, language)
