"""The short way to a front page: the same document as the route's, and nothing that the route would refuse."""

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from broadsheet.app import Newsroom
from broadsheet.core import Context, FrontPage, InvalidInputError, Item
from broadsheet.serve.api.context import answer
from broadsheet.serve.application import application
from broadsheet.serve.page_lane import body_of
from tests.newsrooms import NOW, furnish

ITEM = Item(
    7, 1, 0.5, {"fresh": 0.25, "taste": 0.25}, "Because you follow fires 因为你关注火灾", "fresh", 3, 2, 0.125, True
)
PAGE = FrontPage("若川", (ITEM, replace(ITEM, rank=2)), "zh", "linear", "p1", datetime(2026, 11, 22, 8, 30, tzinfo=UTC))


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path / "served", model="none", now=lambda: NOW) as opened:
        furnish(opened)
        yield opened


@pytest.fixture
def client(room: Newsroom) -> Iterator[TestClient]:
    with TestClient(application(room), base_url="http://127.0.0.1") as opened:
        yield opened


@pytest.mark.parametrize(
    "page",
    [
        PAGE,
        FrontPage("ada"),
        replace(PAGE, items=(replace(ITEM, title="half a character: \ud83d"),)),
        replace(PAGE, items=(replace(ITEM, score=float("nan"), parts={"fresh": float("inf"), "taste": 5.1e-05}),)),
        replace(PAGE, items=(replace(ITEM, title='"quoted" \\ and\nbroken\u2028\x00'),)),
    ],
    ids=["full", "empty", "half a character", "no number", "odd characters"],
)
def test_a_page_is_the_document_that_the_api_gives(page: FrontPage) -> None:
    told = json.loads(body_of(page))
    assert told == json.loads(bytes(answer(page).body))
    assert list(told) == list(json.loads(bytes(answer(page).body)))


def _without_its_serving(told: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in told.items() if key not in ("id", "at")}


@pytest.mark.parametrize(
    "asked", ["n=2&language=zh&device=phone&place=Lantau", "n=3&language=en&language=zh", "n=1&other=1"]
)
@pytest.mark.parametrize("name", ["ada", "若川", "a%20b"])
def test_the_lane_answers_as_the_route_does(client: TestClient, name: str, asked: str) -> None:
    lane = client.get(f"/api/v1/readers/{name}/front-page?{asked}")
    route = client.get(
        f"/api/v1/readers/{name}/front-page?{asked.replace('n=', 'n=0')}"
    )  # the lane takes no such number
    assert lane.status_code == route.status_code == 200
    assert lane.headers["content-type"] == route.headers["content-type"]
    assert _without_its_serving(lane.json()) == _without_its_serving(route.json())
    assert lane.json()["items"]


@pytest.mark.parametrize("asked", ["n=0", "n=201", "n=x", "n=", "n=1&n=0", "device=car", f"place={'x' * 201}"])
def test_what_the_route_refuses_the_lane_does_not_take(client: TestClient, asked: str) -> None:
    refused = client.get(f"/api/v1/readers/ada/front-page?{asked}")
    assert refused.status_code == 422
    assert refused.headers["content-type"] == "application/problem+json"


def test_an_unusable_name_is_the_same_problem(client: TestClient) -> None:
    lane = client.get("/api/v1/readers/%20/front-page")
    route = client.get("/api/v1/readers/%20/front-page?n=030")
    assert lane.status_code == route.status_code
    assert lane.json() == route.json()


def test_the_lane_carries_what_every_answer_carries(client: TestClient) -> None:
    assert client.get("/api/v1/readers/ada/front-page").headers["x-frame-options"] == "DENY"


def test_another_method_is_refused_as_before(client: TestClient) -> None:
    assert client.delete("/api/v1/readers/ada/front-page").status_code == 405


def test_pages_are_made_one_at_a_time(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    inside: list[int] = []
    most: list[int] = []

    def slow(*_: object, **__: object) -> FrontPage:
        inside.append(1)
        most.append(len(inside))
        threading.Event().wait(0.005)
        inside.pop()
        return PAGE

    monkeypatch.setattr(room.recommender, "front_page", slow)
    threads = [threading.Thread(target=room.front_page, args=("ada",)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(most), max(most)) == (8, 1)


def test_a_page_that_fails_lets_the_next_one_be_made(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> FrontPage:
        raise InvalidInputError("no page")

    with monkeypatch.context() as broken:
        broken.setattr(room.recommender, "front_page", fail)
        with pytest.raises(InvalidInputError):
            room.front_page("ada")
    assert room.front_page("ada", n=1, context=Context()).items
