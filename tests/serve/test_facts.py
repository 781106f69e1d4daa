"""The queue and fact checks at the command line and over HTTP."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from broadsheet.app import Newsroom
from broadsheet.serve.application import application
from tests.newsrooms import NOW, furnish
from tests.serve.command import Command

CLAIM = "The warehouse fire injured five people."
REVIEW = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://check.example/fire",
    "claimReviewed": CLAIM,
    "author": {"@type": "Organization", "name": "Check Desk"},
    "reviewRating": {"@type": "Rating", "alternateName": "True"},
}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with Newsroom.open(tmp_path / "newsroom", model="none", now=lambda: NOW) as room:
        furnish(room)
        with TestClient(application(room), base_url="http://127.0.0.1") as made:
            yield made


def test_fact_checks_go_round_at_the_command_line(broadsheet: Command, tmp_path: Path) -> None:
    file = tmp_path / "checks.json"
    file.write_text(json.dumps([REVIEW, {"@type": "ClaimReview"}]), encoding="utf-8")
    taken = broadsheet("facts", "import", str(file))
    assert (taken.code, "1 new, 0 changed, 0 same, 1 left out" in taken.out) == (0, True)
    assert broadsheet("--json", "facts", "import", str(file)).json["taken"][0]["change"] == "same"
    exported = broadsheet("facts", "export").json
    assert exported["dataFeedElement"][0]["item"][0]["claimReviewed"] == CLAIM


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Five people were hurt in the fire at the warehouse.", "Check Desk"),
        ("仓库火灾造成五人受伤。", "Check Desk"),
        ("The warehouse fire injured nine people.", "similar, other figure"),
        ("The harbour will close in May.", "not checked before"),
    ],
)
def test_a_claim_is_found_again_at_the_command_line(broadsheet: Command, sentence: str, said: str) -> None:
    broadsheet("facts", "import", "-", stdin=json.dumps(REVIEW).encode())
    assert said in broadsheet("facts", "find", sentence).out


def test_a_verdict_is_given_listed_and_removed_at_the_command_line(broadsheet: Command) -> None:
    kept = broadsheet("--json", "facts", "add", "港口将于五月关闭。", "--ruling", "false").json
    assert "港口将于五月关闭" in broadsheet("facts", "list", "--ours").out
    assert broadsheet("facts", "remove", str(kept["id"])).code == 0
    assert "no fact checks" in broadsheet("facts", "list").out


def test_a_ruling_there_is_not_is_refused_with_those_there_are(broadsheet: Command) -> None:
    refused = broadsheet("facts", "add", CLAIM, "--ruling", "maybe")
    assert refused.code == 2
    assert "mostly_true" in refused.err


def test_a_file_with_nothing_in_it_that_can_be_read_fell_short(broadsheet: Command) -> None:
    assert broadsheet("facts", "import", "-", stdin=b'[{"@type": "ClaimReview"}]').code == 1
    assert broadsheet("facts", "import", "-", stdin=b"no json").code == 2


def test_the_queue_is_shown_and_marked_at_the_command_line(with_reports: Command) -> None:
    first = with_reports("--json", "queue", "--hours", "300").json["queue"][0]
    assert first["place"]["text"] in with_reports("queue", "--hours", "300").out
    assert with_reports("queue", "mark", "dismissed", first["place"]["text"], "--by", "lin").code == 0
    left = with_reports("--json", "queue", "--hours", "300").json["queue"]
    assert first["key"] not in {item["key"] for item in left}
    gone = with_reports("--json", "queue", "--hours", "300", "--state", "dismissed").json["queue"]
    assert [(item["key"], item["by"]) for item in gone] == [(first["key"], "lin")]


def test_the_queue_is_the_same_over_http(client: TestClient) -> None:
    (first, *_) = client.get("/api/v1/queue", params={"hours": 72, "told": "zh"}).json()["queue"]
    assert abs(sum(p["weight"] for p in first["parts"])) < 20
    mark = {"sentence": first["place"]["text"], "state": "taken", "by": "lin", "article": first["place"]["article"]}
    assert client.post("/api/v1/queue/marks", json=mark).status_code == 201
    taken = client.get("/api/v1/queue", params={"hours": 72, "state": "taken"}).json()["queue"]
    assert [(i["key"], i["by"]) for i in taken] == [(first["key"], "lin")]


def test_a_verdict_is_kept_found_and_forgotten_over_http(client: TestClient) -> None:
    body = {
        "claim": CLAIM,
        "ruling": "true",
        "appearances": [{"url": "https://a.example/1"}],
        "claimed": "2026-11-10T00:00",
    }
    kept = client.post("/api/v1/facts", json=body)
    assert kept.status_code == 201
    id = kept.json()["id"]
    shown = client.get(f"/api/v1/facts/{id}").json()
    assert shown["claim_review"]["reviewRating"]["alternateName"] == "True"
    (found,) = client.get("/api/v1/facts/find", params={"q": "The warehouse fire injured nine people."}).json()[
        "checks"
    ]
    assert (found["id"], found["match"]["differs"], found["match"]["theirs"]) == (id, "figure", "five people")
    assert client.get("/api/v1/facts/feed").json()["@type"] == "DataFeed"
    assert client.delete(f"/api/v1/facts/{id}").status_code == 204
    assert client.get(f"/api/v1/facts/{id}").status_code == 404


def test_reviews_are_taken_in_over_http_and_bad_ones_told(client: TestClient) -> None:
    answer = client.post("/api/v1/facts/import", json={"text": json.dumps([REVIEW, {"@type": "MediaReview"}])})
    assert [t["change"] for t in answer.json()["taken"]] == ["new", None]
    assert client.get("/api/v1/facts", params={"ours": False}).json()["next"] is None
    assert client.post("/api/v1/facts/import", json={"text": "no json"}).status_code == 422


@pytest.mark.parametrize(
    ("path", "status"),
    [("/api/v1/queue?day=x", 422), ("/api/v1/queue?state=x", 422), ("/api/v1/facts/find?q=…", 422)],
)
def test_bad_asking_is_answered_with_what_to_do(client: TestClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status
