"""Translations over HTTP and on the page: made with a model, compared without one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from broadsheet.app import Newsroom
from broadsheet.serve.application import application
from tests.newsrooms import NOW
from tests.write.fakes import Fake

ZH = "隧道全长6公里。市长段海说渡轮不会停航。"
EN = "The tunnel is 6 km long. Mayor Duan Hai said the ferry would not stop."
RENDERED = {"隧道全长6公里。": "The tunnel is 6 km long.", "渡轮": "Mayor Duan Hai said the ferry would not stop."}


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path / "abroad", model="none", now=lambda: NOW) as opened:
        yield opened


@pytest.fixture
def client(room: Newsroom) -> Iterator[TestClient]:
    with TestClient(application(room), base_url="http://127.0.0.1") as made:
        yield made


@pytest.mark.parametrize(("text", "translation", "to"), [(ZH, EN, "en"), (EN, ZH, "zh")])
def test_a_true_pair_passes_both_ways(client: TestClient, text: str, translation: str, to: str) -> None:
    made = client.post("/api/v1/parity", json={"text": text, "translation": translation, "to": to}).json()
    assert made["pass"] is True
    assert {m["matter"] for p in made["pairs"] for m in p["marks"]} >= {"number", "negation"}


def test_a_text_is_translated_by_the_model_that_is_asked(
    client: TestClient, room: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = Fake(lambda p: next(en for zh, en in RENDERED.items() if zh in p[-1].content.split("\n")[-1]))
    monkeypatch.setattr(room, "language_model", lambda _name, task: model if task == "translation" else None)
    made = client.post("/api/v1/translations", json={"text": ZH, "to": "en"}).json()
    assert (made["text"], made["parity"]["pass"], made["model"]) == (EN, True, "fake")
    assert ["段海", "Duan Hai"] in made["names"]
    asked = {"json": {"text": ZH, "to": "en"}, "headers": {"Accept": "text/event-stream"}}
    streamed = client.post("/api/v1/translations", **asked).text  # type: ignore[arg-type]
    assert streamed.count("event: pair") == 2
    assert streamed.rstrip().split("event: ")[-1].startswith("translation")


def test_without_a_model_a_problem_says_what_can_be_done(client: TestClient) -> None:
    said = client.post("/api/v1/translations", json={"text": ZH, "to": "en"})
    assert said.status_code == 503
    assert "--check" in said.json()["do"]


@pytest.mark.parametrize(("to", "status"), [("zh", 422), ("fr", 422)])
def test_a_wrong_language_is_refused(client: TestClient, to: str, status: int) -> None:
    assert client.post("/api/v1/translations", json={"text": ZH, "to": to}).status_code == status


@pytest.mark.parametrize(("tongue", "verdict"), [("en", "Something is lost or changed"), ("zh", "有遗漏或改动")])
def test_the_page_shows_both_sides_with_what_was_lost(client: TestClient, tongue: str, verdict: str) -> None:
    client.cookies.set("lang", tongue)
    form = {"text": ZH, "translation": EN.replace("not ", ""), "to": "en"}
    page = client.post("/translate", data=form, headers={"Origin": "http://127.0.0.1"}).text
    assert verdict in page
    assert "kept-missing" in page
    assert 'lang="zh"' in page
