"""Checks over HTTP: any text against any evidence, kept with its report and badge."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pypdf import PdfReader

from broadsheet.app import Newsroom
from broadsheet.serve.application import application
from tests.newsrooms import NOW, furnish

TEXTS = {
    "en": ("The blaze injured five people. Chief officer Duan Hai said 72 firefighters came.", "72 firefighters"),
    "zh": ("火灾造成5人受伤。消防局长段海说，出动了72名消防员。", "72名消防员"),
}
SOURCES = {
    "en": "The blaze injured five people. Chief officer Duan Hai said 62 firefighters came.",
    "zh": "火灾造成5人受伤。消防局长段海说，出动了62名消防员。",
}
CHECKS = "/api/v1/checks"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with (
        Newsroom.open(tmp_path / "checked", model="none", now=lambda: NOW) as room,
        TestClient(application(room), base_url="http://127.0.0.1") as made,
    ):
        furnish(room)
        yield made


def kept(client: TestClient, language: str, **more: Any) -> dict[str, Any]:
    body = {"text": TEXTS[language][0], "evidence": [SOURCES[language]], "keep": True, **more}
    answer = client.post(CHECKS, json=body)
    assert answer.status_code == 201
    made: dict[str, Any] = answer.json()
    return made


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_report_has_the_shape_that_scripts_rely_on_and_nothing_is_kept(client: TestClient, language: str) -> None:
    text = TEXTS[language][0]
    report = client.post(CHECKS, json={"draft": text, "evidence": [SOURCES[language]]}).json()
    assert report["pass"] is False
    assert [c["verdict"] for c in report["claims"]] == ["supported", "contradicted"]
    for claim in report["claims"]:
        assert text[claim["start"] : claim["end"]] == claim["text"]
        assert {"kind", "decided_by", "parts", "witnesses", "score", "reason"} <= claim.keys()
        for span in claim["evidence"]:
            assert SOURCES[language][span["start"] : span["end"]] == span["text"]
    assert any("72" in f["text"] for f in report["findings"] if f["severity"] == "error")
    assert client.get(CHECKS).json() == {"checks": [], "next": None}


def test_the_archive_is_named_by_id_and_a_story_stands_for_all_its_reports(client: TestClient) -> None:
    asked = {"text": "Mariners beat Herons 2-1 before a crowd of 18,400.", "sources": ["3", "article:1"]}
    assert client.post(CHECKS, json=asked).json()["claims"][0]["evidence"][0]["source"] == "article:3"
    story = client.get("/api/v1/articles/3").json()["story"]
    by_story = client.post(CHECKS, json={**asked, "sources": [f"story:{story}"]}).json()
    sources = {w["source"] for w in by_story["claims"][0]["witnesses"]}
    assert sources == {"article:3", "article:4"}


def test_evidence_says_when_it_is_from_and_the_text_when_it_was_written(client: TestClient) -> None:
    evidence = [{"text": "The bridge opened yesterday.", "published": "2026-11-11T09:00:00+00:00", "outlet": "Wire"}]
    right = {"text": "The bridge opened two days ago.", "evidence": evidence, "dateline": "2026-11-12"}
    wrong = {**right, "text": "The bridge opened on 3 November 2026."}
    assert client.post(CHECKS, json=wrong).json()["pass"] is False
    assert not [f for f in client.post(CHECKS, json=right).json()["findings"] if f["severity"] == "error"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"text": "Five.", "evidence": []}, "empty_evidence"),
        ({"text": "Five.", "evidence": [" "]}, "empty_evidence"),
        ({"text": " ", "evidence": ["Five."]}, "invalid_input"),
        ({"text": "Five.", "sources": ["/etc/passwd"]}, "invalid_input"),
        ({"text": "Five.", "sources": ["999"]}, "not_found"),
        ({"text": "Five.", "evidence": ["Five."], "dateline": "0001-01-01"}, "invalid_input"),
        ({"text": "Five.", "evidence": ["Five."], "model": "no-such"}, "unknown_name"),
    ],
)
def test_what_cannot_be_checked_is_refused_with_the_reason(client: TestClient, body: Any, code: str) -> None:
    answer = client.post(CHECKS, json=body)
    assert answer.status_code in (404, 422)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] == code


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_kept_check_is_told_whole_and_as_every_kind_of_file(client: TestClient, language: str) -> None:
    id = kept(client, language, title="Fire 火灾")["id"]
    whole = client.get(f"{CHECKS}/{id}").json()
    assert (whole["text"], whole["evidence"][0]["text"]) == (TEXTS[language][0], SOURCES[language])
    page = client.get(f"{CHECKS}/{id}", params={"format": "html"})
    assert page.headers["content-type"].startswith("text/html")
    assert "Fire 火灾" in page.text
    pdf = client.get(f"{CHECKS}/{id}", params={"format": "pdf"})
    said = "".join(part.extract_text() for part in PdfReader(BytesIO(pdf.content)).pages).replace("\n", "")
    assert TEXTS[language][1] in said
    badge = client.get(f"{CHECKS}/{id}", params={"format": "badge", "language": language})
    assert badge.headers["content-type"] == "image/svg+xml"
    assert {"en": "1 of 2 contradicted", "zh": "2句中1句与依据矛盾"}[language] in badge.text
    refused = client.get(f"{CHECKS}/{id}", params={"format": "docx"})
    assert (refused.status_code, refused.json()["choices"]) == (422, ["badge", "html", "pdf"])


def test_checks_are_listed_a_page_at_a_time_and_forgotten(client: TestClient) -> None:
    ids = [kept(client, "en")["id"] for _ in range(3)]
    first = client.get(CHECKS, params={"limit": 2}).json()
    assert [line["id"] for line in first["checks"]] == ids[:0:-1]
    rest = client.get(CHECKS, params={"limit": 2, "before": first["next"]}).json()
    assert ([line["id"] for line in rest["checks"]], rest["next"]) == (ids[:1], None)
    assert client.delete(f"{CHECKS}/{ids[0]}").status_code == 204
    assert client.get(f"{CHECKS}/{ids[0]}").status_code == 404


def test_a_sentence_is_let_stand_by_name_and_the_verdict_stays(client: TestClient) -> None:
    made = kept(client, "en")
    sentence = made["claims"][1]["text"]
    done = client.post(f"{CHECKS}/{made['id']}/clear", json={"sentence": sentence, "by": "Lin"}).json()
    assert [(d["note"], d["by"]) for d in done["cleared"]] == [(sentence, "Lin")]
    assert done["report"]["claims"][1]["verdict"] == "contradicted"
    badge = client.get(f"{CHECKS}/{made['id']}", params={"format": "badge"}).text
    assert "1 let stand by an editor" in badge
    unsigned = client.post(f"{CHECKS}/{made['id']}/clear", json={"sentence": sentence, "by": " "})
    assert unsigned.status_code == 422


def test_with_a_model_the_report_comes_at_once_and_then_the_final_one(client: TestClient) -> None:
    body = {"text": TEXTS["en"][0], "evidence": [SOURCES["en"]], "model": "stub", "keep": True}
    answer = client.post(CHECKS, json=body, headers={"accept": "text/event-stream"})
    events = [part.split("\n") for part in answer.text.strip().split("\n\n")]
    assert [e[0] for e in events[:1]] == ["event: report"]
    assert events[-1][0] == "event: done"
    last = json.loads(events[-1][1].removeprefix("data: "))
    assert last["claims"][1]["verdict"] == "contradicted"
    assert client.get(f"{CHECKS}/{last['id']}").json()["model"] == "stub"


def test_a_key_that_is_sent_twice_keeps_one_check(client: TestClient) -> None:
    body = {"text": TEXTS["en"][0], "evidence": [SOURCES["en"]], "keep": True}
    ids = {client.post(CHECKS, json=body, headers={"Idempotency-Key": "one"}).json()["id"] for _ in range(2)}
    assert len(ids) == 1
