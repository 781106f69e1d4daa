"""The answers about the front page's desks have the described fields, all of them and no others."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from fastapi.testclient import TestClient

from broadsheet.app import Newsroom
from broadsheet.core import Event
from broadsheet.serve.application import application
from tests.app.test_advertising import CAMPAIGN, PAGE, selling
from tests.newsrooms import NOW, furnish

_BASE = "/api/v1"
_NOUNS = ("ads", "audience", "headlines", "recommender", "steering")


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with Newsroom.open(tmp_path / "newsroom", model="none", now=lambda: NOW) as room:
        furnish(room)
        selling(room, replace(CAMPAIGN, budget=10**9))
        (slot,) = room.ads.slots(PAGE, reader="若川")
        room.ads.happened(slot.key, "impression")
        page = room.front_page("ann", n=5)
        room.recommender.flush()
        room.observe([Event("k", "ann", "click", NOW, page.items[0].article, page=page.id, position=1)])
        room.set_dials(freshness=0.8, reason="早报", by="Ada")
        room.pin(page.items[1].article, reason="Election day", by="Ada")
        article = page.items[0].article
        room.start_headlines(article, [f"{room.article(article).value.title}!", "Ten thousand dead"], by="Ada")
        with TestClient(application(room), base_url="http://127.0.0.1") as made:
            yield made


@pytest.fixture
def description(client: TestClient) -> dict[str, Any]:
    told: dict[str, Any] = client.get(f"{_BASE}/openapi.json").json()
    return told


@pytest.mark.parametrize(
    ("method", "route", "body"),
    [
        ("get", "/steering", None),
        ("put", "/steering/dials", {"depth": 0.7, "reason": "周末"}),
        ("post", "/steering/preview", {"freshness": 0.9, "readers": ["ann"], "n": 5}),
        ("post", "/steering/boosts", {"kind": "tag", "name": "茶", "amount": 1, "reason": "spring"}),
        ("get", "/steering/history", None),
        ("get", "/recommender", None),
        ("post", "/recommender/rollback", {"to": "linear"}),
        ("get", "/recommender/evaluation", None),
        ("get", "/audience", None),
        ("get", "/headlines", None),
        ("get", "/headlines/1", None),
        ("post", "/headlines/1/stop", {"by": "Ada"}),
        ("post", "/headlines/candidates", {"article": 1, "titles": ["茶"]}),
        ("post", "/ads/slots", {"page": {"language": "en", "words": "Mariners beat Herons"}}),
        ("post", "/ads/events", {"events": [{"key": "k", "slot": "none", "action": "click"}]}),
        ("get", "/ads/advertisers", None),
        ("post", "/ads/advertisers", {"name": "若川茶庄"}),
        ("get", "/ads/campaigns", None),
        ("get", "/ads/campaigns/1", None),
        ("post", "/ads/campaigns/1/state", {"state": "paused"}),
        ("get", "/ads/report", None),
        ("get", "/ads/campaigns/1/report", None),
        ("get", "/ads/readers/若川", None),
        ("put", "/ads/readers/若川", {"interests": True}),
    ],
)
def test_an_answer_is_as_described(
    client: TestClient, description: dict[str, Any], method: str, route: str, body: dict[str, Any] | None
) -> None:
    answer = client.request(method, f"{_BASE}{route}", json=body)
    assert answer.status_code < 300, answer.text
    shape = _shape(description, method, route, status=str(answer.status_code))
    whole = {**shape, "components": description["components"]}
    jsonschema.validate(answer.json(), whole)
    assert list(_undescribed(answer.json(), shape, description)) == []


def test_no_answer_of_these_nouns_is_without_a_shape(description: dict[str, Any]) -> None:
    bare = [
        (method, path)
        for path, methods in description["paths"].items()
        for method, route in methods.items()
        if path.startswith(tuple(f"{_BASE}/{noun}" for noun in _NOUNS)) and "." not in path
        for status, told in route["responses"].items()
        if status.startswith("2") and status != "204" and not told["content"]["application/json"]["schema"]
    ]
    assert not bare


def _shape(description: Mapping[str, Any], method: str, route: str, *, status: str) -> dict[str, Any]:
    wanted = f"{_BASE}{route}".split("/")
    for path, methods in description["paths"].items():
        parts = path.split("/")
        fits = len(parts) == len(wanted) and all(
            p == w or p.startswith("{") for p, w in zip(parts, wanted, strict=True)
        )
        if fits and method in methods and (path == f"{_BASE}{route}" or "{" in path):
            found: dict[str, Any] = methods[method]["responses"][status]["content"]["application/json"]["schema"]
            return found
    raise AssertionError(f"{method} {route} is not described")


def _undescribed(value: Any, shape: Mapping[str, Any], whole: Mapping[str, Any], at: str = "") -> Iterator[str]:
    """The fields of `value` that its shape does not name; a shape that is any object names none."""
    if "$ref" in shape:
        shape = whole["components"]["schemas"][shape["$ref"].rsplit("/", 1)[1]]
    if "anyOf" in shape and value is not None:
        shape = next(one for one in shape["anyOf"] if one.get("type") != "null")
        yield from _undescribed(value, shape, whole, at)
    elif isinstance(value, list) and isinstance(shape.get("items"), dict):
        for one in value:
            yield from _undescribed(one, shape["items"], whole, f"{at}[]")
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from _inside(f"{at}.{name}", one, _of(shape, name), whole)


def _of(shape: Mapping[str, Any], name: str) -> Any:
    """The shape of the field `name`; True for anything, None for one that is not described."""
    return shape.get("properties", {}).get(name, shape.get("additionalProperties"))


def _inside(at: str, value: Any, shape: Any, whole: Mapping[str, Any]) -> Iterator[str]:
    if isinstance(shape, dict):
        yield from _undescribed(value, shape, whole, at)
    elif shape is not True:
        yield at
