"""Advertisements at the command line, over HTTP and as pages for a plain client."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from broadsheet.app import Newsroom
from broadsheet.serve.application import application
from tests.newsrooms import NOW, furnish
from tests.serve.command import Command

API = "/api/v1/ads"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Newsroom]:
    with Newsroom.open(tmp_path / "newsroom", model="none", now=lambda: NOW) as opened:
        furnish(opened)
        yield opened


@pytest.fixture
def client(room: Newsroom) -> Iterator[TestClient]:
    with TestClient(application(room), base_url="http://127.0.0.1") as made:
        yield made


def sell(client: TestClient, *, language: str = "en") -> int:
    payer = client.post(f"{API}/advertisers", json={"name": "Larke 云雀"}).json()["id"]
    asked = {"advertiser": payer, "name": "Kettles", "bid": 2000, "budget": 100_000}
    id = int(client.post(f"{API}/campaigns", json=asked).json()["id"])
    words = {"en": ("Larke Kettle", "Boils fast."), "zh": ("云雀电水壶", "三分钟烧开一升水。")}[language]
    told = {"headline": words[0], "text": words[1], "link": "https://larke.example/k?a=1", "language": language}
    made = client.post(f"{API}/campaigns/{id}/creatives", json=told).json()
    assert client.post(f"{API}/creatives/{made['id']}/approve", json={"by": "Ada"}).json()["state"] == "approved"
    assert client.post(f"{API}/campaigns/{id}/state", json={"state": "running"}).json()["state"] == "running"
    return id


def test_a_slot_is_asked_for_seen_and_clicked_over_http(client: TestClient) -> None:
    id = sell(client)
    slot = client.post(f"{API}/slots", json={"page": {"language": "en"}}).json()["slots"][0]
    assert slot["label"] == "Advertisement"
    assert "price" not in slot
    events = [{"key": a, "slot": slot["key"], "action": a} for a in ("impression", "click", "impression")]
    assert client.post(f"{API}/events", json={"events": events}).json()["verdicts"] == ["", "", "repeated"]
    report = client.get(f"{API}/campaigns/{id}/report").json()
    assert (report["total"]["impressions"], report["total"]["clicks"]) == (1, 1)
    assert "impressions" in client.get(f"{API}/campaigns/{id}/report.csv").text


@pytest.mark.parametrize("kind", ["svg", "csv"])
@pytest.mark.parametrize("name", ["pacing", "daily", "topics", "places", "calibration"])
def test_every_chart_can_be_kept_in_both_languages(client: TestClient, name: str, kind: str) -> None:
    id = sell(client)
    told = [
        client.get(f"{API}/campaigns/{id}/charts/{name}.{kind}", params={"labels": tongue}) for tongue in ("en", "zh")
    ]
    assert [answer.status_code for answer in told] == [200, 200]
    assert kind == "csv" or told[0].text != told[1].text


@pytest.mark.parametrize(
    ("address", "body", "status"),
    [
        ("campaigns", {"advertiser": 99, "name": "x", "bid": 1, "budget": 1}, 404),
        ("campaigns/1/state", {"state": "running"}, 404),
        ("slots", {"page": {"article": 10**9}}, 404),
        ("slots", {"page": {}, "n": 11}, 422),
        ("events", {"events": [{"key": "a", "slot": "b", "action": "bought"}]}, 422),
    ],
)
def test_a_wrong_request_is_answered_with_a_problem(
    client: TestClient, address: str, body: dict[str, object], status: int
) -> None:
    assert client.post(f"{API}/{address}", json=body).status_code == status


def test_consent_is_off_until_given_and_can_be_taken_back(client: TestClient) -> None:
    assert client.get(f"{API}/readers/li").json()["choices"]["interests"] is False
    assert client.put(f"{API}/readers/li", json={"interests": True}).json()["interests"] is True
    assert client.put(f"{API}/readers/li", json={"interests": False}).json()["interests"] is False


@pytest.mark.parametrize(
    ("language", "label", "why"), [("en", "Advertisement", "Why this"), ("zh", "广告", "为什么看到")]
)
def test_a_readers_article_carries_a_labelled_slot_that_needs_no_script(
    client: TestClient, room: Newsroom, language: str, label: str, why: str
) -> None:
    id = sell(client, language=language)
    match = next(
        a.id for a in room.articles(language=language) if "水手" in a.value.title or "Mariners" in a.value.title
    )
    page = client.get(f"/readers/li/read/{match}", params={"lang": language}).text
    assert label in page
    assert why in page
    assert 'rel="sponsored nofollow noopener"' in page
    key = re.findall(r'data-ad="([^"]+)"', page)[0]
    assert client.get(f"/ads/seen/{key}").headers["content-type"] == "image/svg+xml"
    went = client.get(f"/ads/go/{key}", follow_redirects=False)
    assert (went.status_code, went.headers["location"]) == (303, "https://larke.example/k?a=1")
    assert room.ads.report(id).total.clicks == 1
    hidden = client.post("/ads/hide", data={"slot": key, "reader": "li", "here": f"/readers/li/read/{match}"})
    assert "data-ad" not in hidden.text


def test_the_desk_and_reports_of_a_fire_carry_none(client: TestClient, room: Newsroom) -> None:
    sell(client)
    fire = next(a.id for a in room.articles(language="en") if "fire" in a.value.title)
    assert "data-ad" not in client.get(f"/readers/li/read/{fire}").text
    assert "data-ad" not in client.get(f"/articles/{fire}").text


@pytest.mark.parametrize(("language", "word"), [("en", "topics I follow"), ("zh", "我关注的主题")])
def test_a_reader_consents_on_a_page_of_their_own(client: TestClient, language: str, word: str) -> None:
    asked = {"reader": "li", "lang": language}
    assert word in client.get("/ads/choices", params=asked).text
    page = client.post("/ads/consent", data={"reader": "li", "interests": "yes", "here": "/ads/choices?reader=li"})
    assert 'value="yes" checked' in page.text


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_campaign_is_made_drafted_approved_and_run_by_forms(client: TestClient, language: str) -> None:
    client.post("/ads/advertisers", data={"name": "云雀", "blocked": "股市，债务"})
    asked = {"advertiser": "1", "name": "冬季", "bid": "20.00", "budget": "1,000", "until": "2026-12-31"}
    page = client.post("/ads/campaigns", data=asked, params={"lang": language})
    assert page.url.path == "/ads/campaigns/1"
    told = {"product": "电水壶", "features": "三分钟烧开一升水", "link": "https://y.example/", "language": "zh"}
    assert "三分钟烧开一升水" in client.post("/ads/campaigns/1/drafts", data=told).text
    client.post("/ads/creatives/1", data={"decision": "approve", "by": "Ada"})
    assert "ad-state-running" in client.post("/ads/campaigns/1/state", data={"state": "running"}).text
    assert client.get("/ads", params={"lang": language}).status_code == 200


def test_the_command_line_goes_from_an_advertiser_to_a_report(broadsheet: Command) -> None:
    assert broadsheet("--json", "ads", "advertiser", "Larke", "--block", "medtop:04000000").json["id"] == 1
    money = ("--bid", "2000", "--budget", "100000", "--daily", "5000")
    assert broadsheet("ads", "campaign", "1", "Kettles", *money, "--topic", "medtop:15000000").code == 0
    words = ("--link", "https://larke.example/", "--headline", "Guaranteed returns of 12% a year", "--language", "en")
    refused = broadsheet("ads", "creative", "1", *words)
    assert (refused.code, "refused" in refused.out) == (1, True)
    facts = ("--kind", "slogan", "--fact", "product=Larke Kettle", "--fact", "features=boils a litre in three minutes")
    assert broadsheet("ads", "creative", "1", "--link", "https://larke.example/", *facts).code == 0
    assert broadsheet("ads", "run", "1").code == 2
    assert broadsheet("ads", "approve", "2", "--by", "Ada").code == 0
    assert "running" in broadsheet("ads", "run", "1").out
    assert "Kettles" in broadsheet("ads", "list").out
    assert broadsheet("--json", "ads", "report", "1").json["total"]["impressions"] == 0
    assert "paused" in broadsheet("ads", "pause", "1").out


def test_the_command_line_previews_a_page_without_serving_it(with_reports: Command) -> None:
    titles = with_reports("--json", "search", "Mariners").json
    article = str(titles["hits"][0]["article"]) if "hits" in titles else "3"
    found = with_reports("--json", "ads", "preview", article).json
    assert found["campaigns"] == []


def test_an_interest_that_is_sensitive_is_refused_at_the_command_line(broadsheet: Command) -> None:
    broadsheet("ads", "advertiser", "Larke")
    told = broadsheet("ads", "campaign", "1", "X", "--bid", "1", "--budget", "1", "--interest", "糖尿病")
    assert (told.code, "sensitive" in told.err, "health" in told.err) == (2, True, True)
