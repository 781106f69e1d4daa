"""`edit` and `translate` at the command line, without a model."""

import json
from pathlib import Path

import pytest

from tests.serve.command import Command

ZH = "港口隧道8日通车，全长6公里。渡轮不会停航。"
EN = "The harbour tunnel opened on the 8th, 6 km long. The ferry will not stop."


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    (tmp_path / "slips.txt").write_text("He recieved it. Fine.", encoding="utf-8")
    (tmp_path / "zh.txt").write_text(ZH, encoding="utf-8")
    (tmp_path / "en.txt").write_text(EN, encoding="utf-8")
    (tmp_path / "wrong.txt").write_text(EN.replace("not ", "").replace("6 km", "9 km"), encoding="utf-8")
    return tmp_path


def test_an_edit_is_told_as_a_text_or_as_a_diff(broadsheet: Command, texts: Path) -> None:
    assert broadsheet("--model", "none", "edit", "fix", str(texts / "slips.txt")).out == "He received it. Fine.\n"
    told = broadsheet("--model", "none", "edit", "fix", str(texts / "slips.txt"), "--diff")
    assert told.out == "He [-recieved-]{+received+} it. Fine.\n"


def test_an_edit_of_a_selection_is_json(broadsheet: Command, texts: Path) -> None:
    told = broadsheet(
        "--json", "--model", "none", "edit", "fix", str(texts / "slips.txt"), "--start", "3", "--end", "11"
    )
    made = json.loads(told.out)
    assert (made["before"], made["after"], made["start"], made["end"]) == ("recieved", "received", 3, 11)


def test_a_selection_beyond_the_text_is_refused(broadsheet: Command, texts: Path) -> None:
    told = broadsheet("--model", "none", "edit", "fix", str(texts / "slips.txt"), "--end", "999")
    assert told.code == 2
    assert "not within the text" in told.err


def test_the_edits_are_listed(broadsheet: Command) -> None:
    assert "Shorten · 缩短" in broadsheet("edit", "list").out


def test_a_translation_made_elsewhere_is_compared_without_a_model(broadsheet: Command, texts: Path) -> None:
    right = broadsheet("translate", str(texts / "zh.txt"), "--to", "en", "--check", str(texts / "en.txt"))
    assert (right.code, right.out.splitlines()[-1]) == (0, "passed")
    wrong = broadsheet("--json", "translate", str(texts / "zh.txt"), "--to", "en", "--check", str(texts / "wrong.txt"))
    assert wrong.code == 1
    marks = [(m["matter"], m["bearing"]) for p in json.loads(wrong.out)["pairs"] for m in p["marks"]]
    assert {("number", "changed"), ("negation", "missing")} <= set(marks)


def test_translating_without_a_model_says_what_to_do(broadsheet: Command, texts: Path) -> None:
    told = broadsheet("--model", "none", "translate", str(texts / "zh.txt"), "--to", "en")
    assert told.code == 3
    assert "--check" in told.err


def test_a_batch_of_pairs_is_compared_row_by_row(broadsheet: Command, tmp_path: Path) -> None:
    rows = [{"id": 1, "text": ZH, "translation": EN, "to": "en"}, {"id": 2, "text": " "}]
    (tmp_path / "rows.jsonl").write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    told = broadsheet("--model", "none", "translate", "--batch", str(tmp_path / "rows.jsonl"), "--to", "en")
    first, second = (json.loads(line) for line in told.out.splitlines())
    assert (first["id"], first["pass"]) == (1, True)
    assert (second["id"], "error" in second) == (2, True)


def test_a_suggestion_is_accepted_edited_or_refused_by_its_number(broadsheet: Command, texts: Path) -> None:
    slips = str(texts / "slips.txt")
    ids = [str(broadsheet("--json", "--model", "none", "edit", "fix", slips).json["id"]) for _ in range(3)]
    named = broadsheet("--model", "none", "edit", "fix", slips)
    assert "broadsheet edit accept 4, or refuse" in named.err
    (texts / "mine.txt").write_text("He got it. Fine.", encoding="utf-8")
    assert broadsheet("edit", "accept", ids[0], "--by", "lin").out == f"suggestion {ids[0]}: accepted\n"
    edited = broadsheet("--json", "edit", "accept", ids[1], "--text", str(texts / "mine.txt")).json
    assert (edited["fate"], edited["final"]) == ("edited", "He got it. Fine.")
    assert broadsheet("edit", "refuse", ids[2]).code == 0
    rows = [json.loads(line) for line in broadsheet("edit", "export").out.splitlines()]
    assert [(row["fate"], row["by"]) for row in rows] == [("accepted", "lin"), ("edited", ""), ("refused", "")]


def test_a_suggestion_is_not_settled_in_two_ways_nor_without_a_number(broadsheet: Command, texts: Path) -> None:
    id = str(broadsheet("--json", "--model", "none", "edit", "fix", str(texts / "slips.txt")).json["id"])
    assert broadsheet("edit", "refuse", id).code == 0
    assert broadsheet("edit", "accept", id).code != 0
    assert "by its number" in broadsheet("edit", "accept", "first").err
    assert "no text of your own" in broadsheet("edit", "refuse", id, "--text", str(texts / "zh.txt")).err
    assert broadsheet("edit", "accept", "99").code != 0
