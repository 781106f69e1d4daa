"""The page of models: which task has which, and what they cost."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from broadsheet.app import Newsroom
from broadsheet.core import Spending, Usage
from broadsheet.serve.application import application
from tests.newsrooms import NOW, REPORTS

SETTINGS = '[models]\nprose = ["openai:some", "stub"]\nlabels = ["qwen2.5-0.5b", "none"]\n'


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    tmp_path.joinpath("broadsheet.toml").write_text(f"models_folder = '{tmp_path / 'models'}'\n{SETTINGS}")
    with Newsroom.open(tmp_path, now=lambda: NOW) as opened:
        opened.store.articles.add(REPORTS[0])
        yield opened


@pytest.fixture
def client(room: Newsroom) -> Iterator[TestClient]:
    with TestClient(application(room), base_url="http://127.0.0.1") as made:
        yield made


def spend(room: Newsroom, model: str, *, method: str) -> None:
    usage = Usage(1000, 200, 60.0, cpu_seconds=100.0, joules=1200.0 if method else 0.0, method=method, model=model)
    room.store.usage.add(Spending(model, model, "translation", NOW, usage=usage))


@pytest.mark.parametrize(("language", "said"), [("en", "not on this machine"), ("zh", "本机没有")])
def test_each_task_shows_its_models_in_order_and_which_is_missing(client: TestClient, language: str, said: str) -> None:
    page = client.get(f"/models?lang={language}").text
    tasks = page[page.index('class="tasks"') : page.index("</dl>")]
    assert tasks.index("openai:some") < tasks.index("stub")
    missing = tasks[tasks.index("qwen2.5-0.5b") :]
    assert missing.index(said) < missing.index("</li>")
    assert tasks.count("visually-hidden") == 1


@pytest.mark.parametrize(
    ("language", "reckoned", "unknown"),
    [("en", "Energy is reckoned", "not known here"), ("zh", "能耗系估算", "无从得知")],
)
def test_the_cost_is_shown_with_how_its_energy_is_known(
    client: TestClient, room: Newsroom, language: str, reckoned: str, unknown: str
) -> None:
    assert reckoned not in client.get(f"/models?lang={language}").text
    spend(room, "local", method="model")
    spend(room, "openai:some", method="")
    page = client.get(f"/models?lang={language}").text
    assert "1,200 J" in page
    assert reckoned in page
    assert unknown in page


def test_the_api_tells_what_models_cost(client: TestClient, room: Newsroom) -> None:
    spend(room, "local", method="rapl")
    told = client.get("/api/v1/usage?days=7").json()
    assert [(row["name"], row["joules"], row["methods"]) for row in told["models"]] == [("local", 1200.0, ["rapl"])]
    assert told["tasks"][0]["name"] == "translation"
    assert told["joules_a_sentence"] is None
    assert client.get("/api/v1/usage?days=0").status_code == 422


def test_what_a_page_asks_for_keeps_the_fall_back(client: TestClient) -> None:
    page = client.get("/drafts/new").text
    assert re.search(r'value="openai:some"[^>]*selected', page)
