"""The kinds of text as they are listed: every one, with the facts and the choices it takes."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from broadsheet import write
from broadsheet.app import Newsroom
from broadsheet.serve.application import application
from tests.serve.command import Command


@pytest.fixture
def client(room: Newsroom) -> Iterator[TestClient]:
    with TestClient(application(room), base_url="http://127.0.0.1") as made:
        yield made


def test_the_command_line_lists_every_kind_with_its_facts_and_choices(broadsheet: Command) -> None:
    told = broadsheet("write", "list")
    assert told.code == 0
    assert {line.split()[0] for line in told.out.splitlines() if line[0] != " "} == set(write.kinds())
    assert "home, away, score" in told.out
    assert "form=brief|story|report" in told.out


def test_the_command_line_lists_them_as_json(broadsheet: Command) -> None:
    rows = {row["kind"]: row for row in broadsheet("write", "list", "--json").json["kinds"]}
    assert set(rows) == set(write.kinds())
    assert rows["match"]["name"] == {"en": "Match report", "zh": "赛事战报"}
    platform = next(fact for fact in rows["social"]["facts"] if fact["name"] == "platform")
    assert platform["setting"]
    assert platform["default"] == "x"
    assert set(platform["choices"]) == set(write.platforms())


def test_http_describes_every_kind(client: TestClient) -> None:
    body = client.get("/api/v1/kinds").json()
    assert body["kinds"] == write.kinds() == [row["kind"] for row in body["described"]]
    assert client.get("/api/v1/kinds/earnings").json() in body["described"]
    described = client.get("/api/v1/openapi.json").json()
    assert set(described["components"]["schemas"]["FactOut"]["properties"]) >= {"name", "choices", "setting"}


def test_a_kind_there_is_not_is_a_problem_that_lists_the_others(client: TestClient) -> None:
    answer = client.get("/api/v1/kinds/elegy")
    assert answer.status_code == 422
    assert "poem" in answer.json()["choices"]


@pytest.mark.parametrize("name", write.kinds())
def test_a_kind_says_what_it_writes_and_takes(name: str) -> None:
    shape = write.describe(name)
    assert shape.about
    assert shape.told
    assert shape.facts
    for fact in shape.facts:
        assert not fact.choices or not fact.default or fact.default in fact.choices


@pytest.mark.parametrize(
    ("name", "fact"),
    [(name, fact) for name in write.kinds() for fact in write.describe(name).facts if fact.choices],
    ids=lambda value: getattr(value, "name", value),
)
def test_every_choice_that_is_offered_is_taken(name: str, fact: write.FactShape) -> None:
    for value in fact.choices:
        language = "zh" if value in ("七绝", "五绝", "七律", "五律") or fact.name == "book" else "en"
        example = write.kind(name).example[language]
        facts = {**example.facts, fact.name: value}
        pieces = list(write.draft(name, facts=facts, evidence=example.evidence, language=language))
        assert pieces[-1].draft is not None
        assert pieces[-1].draft.variants[0].text.strip()
