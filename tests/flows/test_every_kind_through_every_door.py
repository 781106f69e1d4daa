"""Every kind and every edit, in both languages, by three writers, through four doors: each gives the same text.

The doors are the command line, Python, HTTP and the pages; the writers are none (templates and extraction), a model
without weights, and an OpenAI-compatible server.
"""

import html
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from broadsheet import write
from broadsheet.app import Newsroom
from broadsheet.core import Article, BroadsheetError, Draft, MissingModelError, Suggestion
from broadsheet.serve.application import application
from tests.models.fake_server import FakeServer, fake_server
from tests.newsrooms import NOW, furnish
from tests.serve.command import Command

pytestmark = pytest.mark.long

LANGUAGES = ("zh", "en")
SERVER = "openai:some"
WRITERS = ("none", "stub", SERVER)
# Words looked up one by one are no translation: without a model it is refused at every door.
ONLY_MODELS = {"translation"}
TEXTS = {
    "zh": "星港消防局通报，10日清晨，旧埠一座木材仓库起火，造成5人受伤，帐户予以公布。消防局长段海说，火已扑灭。",
    "en": "A fire in a timber warehouse on the Old Quay injured five people, the Port Aster Fire Brigade said. Chief "
    "officer Duan Hai said it was commenced on Tuesday.",
}


@dataclass(frozen=True)
class House:
    """One newsroom with its doors: the pages, the server that writes for it, its articles by text."""

    room: Newsroom
    home: Path
    client: TestClient
    server: FakeServer
    ids: dict[str, int] = field(default_factory=dict)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    home = tmp_path_factory.mktemp("doors")
    with fake_server() as server:
        settings = f'base_url = "{server.url}"\nmodel = "none"\n[server]\nretries = 0\n'
        home.joinpath("broadsheet.toml").write_text(settings, encoding="utf-8")
        with Newsroom.open(home, now=lambda: NOW) as room:
            furnish(room)
            with TestClient(application(room), base_url="http://127.0.0.1") as client:
                yield House(room, home, client, server)


@pytest.fixture
def broadsheet(house: House, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    return Command(house.home, capsys, monkeypatch)


def kept(house: House, evidence: Any) -> str:
    """The id of an example's source in the archive."""
    if evidence.text not in house.ids:
        about = {"outlet": evidence.outlet, "language": evidence.language, "published": evidence.published}
        house.ids[evidence.text] = house.room.store.articles.add(
            Article(evidence.title, evidence.text, evidence.url, **about)
        )
    return str(house.ids[evidence.text])


@dataclass(frozen=True)
class Asked:
    """An example of a kind, as every door is asked for it."""

    kind: str
    language: str
    writer: str
    facts: dict[str, str]
    sources: list[str]

    @property
    def words(self) -> list[str]:
        facts = [word for name, value in self.facts.items() for word in ("--fact", f"{name}={value}")]
        sources = [word for source in self.sources for word in ("--source", source)]
        return ["--json", "--model", self.writer, "write", self.kind, "--language", self.language, *facts, *sources]

    @property
    def order(self) -> dict[str, Any]:
        named = {"kind": self.kind, "language": self.language, "model": self.writer}
        return {**named, "facts": self.facts, "sources": self.sources}

    @property
    def form(self) -> dict[str, Any]:
        named = {"kind": self.kind, "language": self.language, "model": self.writer, "source": self.sources}
        return {**named, **{f"fact.{name}": value for name, value in self.facts.items()}}


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", write.kinds())
def test_a_kind_is_the_same_text_through_every_door(
    house: House, broadsheet: Command, kind: str, language: str, writer: str
) -> None:
    example = write.kind(kind).example[language]
    facts = {name: str(value) for name, value in example.facts.items()}
    asked = Asked(kind, language, writer, facts, [kept(house, e) for e in example.evidence])
    if kind in ONLY_MODELS and writer == "none":
        assert_refused(house, broadsheet, asked)
        return
    made = [by_python(house, asked), by_http(house, asked), by_page(house, asked)]
    id, code = by_command(broadsheet, asked)
    made.append(house.room.draft(id).value)
    for draft in made:
        assert_whole(draft, asked)
    assert len({tuple(v.text for v in draft.variants) for draft in made}) == 1
    assert code == (0 if all(v.report and v.report.passed for v in made[0].variants) else 1)


def assert_whole(draft: Draft, asked: Asked) -> None:
    what = write.kind(asked.kind)
    assert (draft.kind, draft.language, draft.model) == (asked.kind, asked.language, asked.writer)
    assert draft.title
    for variant in draft.variants:
        assert variant.text.strip()
        assert variant.report is not None
        assert all(sentence.written_by in ("model", "template") for sentence in variant.sentences)
        assert what.label is None or what.label[asked.language] in variant.text
        if asked.kind not in ONLY_MODELS:  # what a model that repeats its prompt translates is rightly found wanting
            assert variant.report.passed, (variant.text, variant.report)
    if asked.writer == "none":
        assert draft.prompts == ()
        assert {s.written_by for v in draft.variants for s in v.sentences} <= {"template"}
    else:
        assert all("@" in prompt for prompt in draft.prompts)
        assert draft.prompts
        assert draft.usage.prompt_tokens > 0


def by_python(house: House, asked: Asked) -> Draft:
    pieces = list(
        house.room.write(
            asked.kind, facts=asked.facts, sources=asked.sources, language=asked.language, model=asked.writer
        )
    )
    assert pieces[-1].draft is not None
    return pieces[-1].draft


def by_http(house: House, asked: Asked) -> Draft:
    answer = house.client.post("/api/v1/drafts", json=asked.order)
    assert answer.status_code == 201, answer.text
    return house.room.draft(answer.json()["id"]).value


def by_page(house: House, asked: Asked) -> Draft:
    there = ended(house, asked)["open"]
    draft = house.room.draft(int(there.rpartition("/")[2])).value
    page = house.client.get(there, headers={"accept-language": asked.language})
    assert page.status_code == 200
    first = draft.variants[0].text.strip().splitlines()[0]
    assert " ".join(first.split()) in " ".join(html.unescape(page.text).split())
    return draft


def ended(house: House, asked: Asked) -> dict[str, str]:
    """How a writing that the form began came to its end."""
    begun = house.client.post("/drafts", data=asked.form, follow_redirects=False)
    assert begun.status_code == 303, begun.text
    events = house.client.get(begun.headers["location"] + "/events").text
    return dict(json.loads(events.rpartition("data: ")[2]))


def by_command(broadsheet: Command, asked: Asked) -> tuple[int, int]:
    told = broadsheet(*asked.words)
    assert "error" not in told.json, told.err
    return int(told.json["id"]), told.code


def assert_refused(house: House, broadsheet: Command, asked: Asked) -> None:
    before = len(house.room.drafts(limit=5000))
    with pytest.raises(MissingModelError):
        by_python(house, asked)
    told = broadsheet(*asked.words)
    assert told.code == MissingModelError.exit_code
    assert "model" in told.json["error"]["do"]
    assert "detail" in house.client.post("/api/v1/drafts", json=asked.order).json()
    assert ended(house, asked)["state"] == "failed"
    assert len(house.room.drafts(limit=5000)) == before


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edit", write.edits())
def test_an_edit_is_the_same_suggestion_through_every_door(
    house: House, broadsheet: Command, edit: str, language: str, writer: str
) -> None:
    text = TEXTS[language]
    file = house.home / f"{language}.txt"
    file.write_text(text, encoding="utf-8", newline="")
    asked = {"edit": edit, "text": text, "language": language, "start": 0, "end": len(text), "instruction": "plain"}
    made = suggested(house, asked, writer)
    answer = house.client.post("/api/v1/edits", json={**asked, "model": writer})
    told = edited(broadsheet, edit, file, writer, language)
    if isinstance(made, BroadsheetError):
        assert answer.status_code in range(400, 600)
        assert made.message in answer.text
        assert (told.code, told.json["error"]["message"]) == (made.exit_code, made.message)
        return
    assert made.before in (text, "")
    assert made.model == (writer if write.edit(edit).asks_a_model else "none")
    assert answer.status_code == 200, answer.text
    for shown in (answer.json(), told.json):
        assert (shown["after"], shown["before"], shown["model"]) == (made.after, made.before, made.model)
        assert "".join(c["text"] for c in shown["diff"] if c["op"] != "insert") in (text, "")


def suggested(house: House, asked: dict[str, Any], writer: str) -> Suggestion | BroadsheetError:
    """What Python offers, or how it refuses."""
    try:
        offers = list(house.room.suggest(**asked, model=writer))
    except BroadsheetError as refused:
        return refused
    assert offers[-1].suggestion is not None
    return offers[-1].suggestion


def edited(broadsheet: Command, edit: str, file: Path, writer: str, language: str) -> Any:
    words = ["--language", language, "--instruction", "plain"]
    return broadsheet("--json", "--model", writer, "edit", edit, str(file), *words)
