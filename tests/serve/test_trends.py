"""Trends at the command line and over HTTP."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from broadsheet.app import Newsroom
from broadsheet.serve.application import application
from tests.serve.command import Command


@pytest.fixture
def client(furnished: Newsroom) -> Iterator[TestClient]:
    with TestClient(application(furnished), base_url="http://127.0.0.1") as made:
        yield made


def test_the_command_tells_its_window_and_what_is_in_it(with_reports: Command) -> None:
    done = with_reports("--json", "trends", "--subject", "topics", "--since", "2026-11-01")
    assert done.code == 0
    assert set(done.json) == {"window", "rising", "bursts", "anomalies", "silences"}


@pytest.mark.parametrize(("name", "count"), [("段海", 2), ("Duan Hai", 2), ("nobody", 0)])
def test_the_command_follows_one_subject_under_all_its_spellings(with_reports: Command, name: str, count: int) -> None:
    done = with_reports("--json", "trends", "--subject", "entities", "--about", name)
    assert sum(point["count"] for point in done.json["series"]) == count


@pytest.mark.parametrize(("labels", "said"), [("en", "Articles an hour"), ("zh", "每小时报道数")])
def test_the_command_draws(with_reports: Command, tmp_path: Path, labels: str, said: str) -> None:
    for suffix in ("svg", "png", "csv"):
        file = tmp_path / f"chart.{suffix}"
        assert with_reports("trends", "--chart", "time_line", "--out", str(file), "--labels", labels).code == 0
        assert file.stat().st_size > 100
    assert said in (tmp_path / "chart.svg").read_text("utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ["--subject", "feelings"],
        ["--since", "soon"],
        ["--since", "2026-11-09", "--until", "2026-11-08"],
        ["--chart", "pie", "--out", "x.svg"],
        ["--chart", "time_line", "--out", "x.gif"],
        ["--chart", "time_line"],
        ["--zone", "Beijing"],
    ],
)
def test_a_wrong_request_is_told_with_the_way_out(with_reports: Command, words: list[str]) -> None:
    done = with_reports("trends", *words)
    assert done.code == 2
    assert "asked:" in done.err or "choices:" in done.err


def test_a_window_with_nothing_in_it_is_an_answer(with_reports: Command) -> None:
    done = with_reports("trends", "--since", "1999-01-01", "--until", "1999-02-01")
    assert (done.code, done.out) == (0, "nothing rises in this window\n")


def test_two_periods_are_compared(with_reports: Command, client: TestClient) -> None:
    done = with_reports("--json", "trends", "--since", "2026-11-11", "--compare-since", "2026-11-10")
    assert done.json == {"differences": []}
    found = client.get("/api/v1/trends/compare", params={"since": "2026-11-11", "compare_since": "2026-11-10"})
    assert found.json()["differences"] == []
    assert found.json()["then"]["since"].startswith("2026-11-10")


def test_the_api_counts(client: TestClient) -> None:
    told = client.get("/api/v1/trends/series", params={"kind": "entities", "subject": "段海", "zone": "+08:00"}).json()
    assert sum(point["count"] for point in told["series"]) == 2  # 段海, and Duan Hai in the English report
    assert told["series"][0]["start"].endswith("+08:00")
    for path in ("", "/bursts", "/anomalies"):
        assert client.get(f"/api/v1/trends{path}").status_code == 200


@pytest.mark.parametrize(("format", "media"), [("svg", "image/svg+xml"), ("png", "image/png"), ("csv", "text/csv")])
def test_the_api_gives_charts_as_files(client: TestClient, format: str, media: str) -> None:
    found = client.get(f"/api/v1/trends/charts/coverage.{format}", params={"labels": "zh", "theme": "dark"})
    assert found.headers["content-type"].startswith(media)
    assert found.content


@pytest.mark.parametrize(
    ("path", "status"), [("charts/pie.svg", 422), ("charts/coverage.gif", 422), ("series?since=soon", 422)]
)
def test_the_api_refuses_with_a_problem(client: TestClient, path: str, status: int) -> None:
    found = client.get(f"/api/v1/trends/{path}")
    assert found.status_code == status
    assert found.headers["content-type"] == "application/problem+json"
