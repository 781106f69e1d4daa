"""Which source mattered for a sentence: from Python, over HTTP and from the command line."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from broadsheet.app import Newsroom
from broadsheet.core import Evidence, NotFoundError
from broadsheet.serve.application import application
from broadsheet.verify import Weighing
from tests.serve.command import Command

SENTENCE = {"en": "Port Meridian's council voted to rebuild the bridge.", "zh": "明港市议会同意重建港口大桥。"}
SOURCES = {
    "en": [
        "Penguins were counted on the southern islands by students.",
        "The council of Port Meridian voted on Tuesday to rebuild the harbour bridge.",
    ],
    "zh": ["大学生在南方群岛清点企鹅的数量。", "明港市议会周二表决同意重建老港口大桥。"],
}
BOTH = pytest.mark.parametrize("language", ["en", "zh"])
WAYS = pytest.mark.parametrize(
    ("model", "method"), [(None, "extraction"), ("none", "extraction"), ("stub", "likelihood")]
)


@pytest.fixture
def client(room: Newsroom) -> TestClient:
    return TestClient(application(room), headers={"Host": "127.0.0.1"})


@BOTH
@WAYS
def test_the_source_that_says_it_is_told_over_http(
    client: TestClient, language: str, model: str | None, method: str
) -> None:
    body = {"sentence": SENTENCE[language], "evidence": SOURCES[language], "model": model}
    told = client.post("/api/v1/influence", json=body).json()["influence"]
    assert (told[0]["source"], told[0]["method"]) == ("evidence:2", method)
    assert told[0]["share"] > 0.6
    assert told[0]["drop"] > told[1]["drop"]


@pytest.mark.parametrize(
    "body",
    [
        {"sentence": "The council voted.", "evidence": []},
        {"sentence": " ", "evidence": ["The council voted."]},
        {"sentence": "The council voted.", "evidence": ["x"], "model": "file:/etc/passwd"},
        {"sentence": "The council voted.", "sources": ["/etc/passwd"]},
        {"sentence": "The council voted.", "evidence": ["x"], "by": "letter"},
    ],
)
def test_a_wrong_request_is_a_problem(client: TestClient, body: dict[str, object]) -> None:
    answer = client.post("/api/v1/influence", json=body)
    assert answer.status_code == 422
    assert "problem+json" in answer.headers["content-type"]


@BOTH
def test_a_drafts_sentence_is_traced_to_the_drafts_own_sources(
    room: Newsroom, client: TestClient, language: str
) -> None:
    given = tuple(Evidence(f"s{n}", text, language=language) for n, text in enumerate(SOURCES[language]))
    piece = list(room.write("brief", evidence=given, language=language, model="none"))[-1]
    assert piece.draft is not None
    assert piece.draft_id is not None
    sentences = piece.draft.variants[0].sentences
    number = next(n for n, s in enumerate(sentences, 1) if ("bridge" in s.text or "大桥" in s.text))
    assert room.influence_of_draft(piece.draft_id, number)[0].source == "s1"
    path = f"/api/v1/drafts/{piece.draft_id}/sentences/{number}/influence"
    assert client.get(path).json()["influence"][0]["source"] == "s1"
    assert client.get(path.replace(f"/{number}/", "/999/")).status_code == 404
    with pytest.raises(NotFoundError, match="no such sentence"):
        room.influence_of_draft(piece.draft_id, 0)


@BOTH
def test_the_command_line_tells_each_sentence_its_source(broadsheet: Command, tmp_path: Path, language: str) -> None:
    files = []
    for number, text in enumerate(SOURCES[language]):
        files.append(tmp_path / f"{number}.txt")
        files[-1].write_text(text, encoding="utf-8")
    draft = tmp_path / "draft.txt"
    draft.write_text(SENTENCE[language] + " " + SOURCES[language][0], encoding="utf-8")
    asked = ["trace", str(draft), *(part for f in files for part in ("--evidence", str(f)))]
    told = broadsheet("--json", *asked).json["sentences"]
    assert [row["text"] for row in told] == [SENTENCE[language], SOURCES[language][0]]
    assert [row["influence"][0]["source"].endswith(f"{n}.txt") for row, n in zip(told, (1, 0), strict=True)] == [
        True
    ] * 2
    shown = broadsheet("--model", "stub", *asked, "--by", "sentence").out
    assert "by likelihood" in shown
    assert "nats" in shown


def test_leaving_out_letters_is_a_wrong_request(broadsheet: Command, tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("The council voted.", encoding="utf-8")
    file = str(tmp_path / "t.txt")
    done = broadsheet("trace", file, "--evidence", file, "--by", "letter")
    assert done.code == 2
    assert "sentence" in done.err


@BOTH
def test_it_has_the_same_name_from_python(room: Newsroom, language: str) -> None:
    given = [Evidence(f"s{n}", text) for n, text in enumerate(SOURCES[language])]
    found = room.influence(SENTENCE[language], given, weighing=Weighing(by="sentence"))
    assert found[0].source == "s1"
    assert found[0].span is not None
