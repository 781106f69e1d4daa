"""A batch answers every line, whatever is on it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.serve.command import Command

SAID = "星港消防局通报，火灾造成5人受伤。"


def _answers(done: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.out.splitlines()]


def _file(folder: Path, *lines: bytes | dict[str, Any]) -> str:
    path = folder / "rows.jsonl"
    path.write_bytes(b"\n".join(x if isinstance(x, bytes) else json.dumps(x).encode() for x in lines))
    return str(path)


def test_lines_that_are_no_rows_are_answered_and_blank_ones_passed_over(broadsheet: Command, tmp_path: Path) -> None:
    good = {"id": "last", "text": SAID}
    rows = _file(
        tmp_path, b"", b"  ", b"\xff\xfe", b"[" * 100_000, b"[1]", b'"x"', b'{"id": "u", "text": "\xff"}', good
    )
    done = broadsheet("analyse", "--batch", rows)
    answers = _answers(done)
    assert done.code == 1
    assert [a["id"] for a in answers] == [None] * 5 + ["last"]
    assert ["error" in a for a in answers] == [True] * 5 + [False]


@pytest.mark.parametrize(
    ("command", "bad", "good"),
    [
        (
            ("analyse",),
            [{"text": 5}, {"text": ["a"]}, {"text": SAID, "language": 5}, {"text": SAID, "title": {}}, {}],
            {"text": SAID, "title": None},
        ),
        (
            ("check",),
            [
                {"draft": SAID, "evidence": "text"},
                {"draft": SAID, "evidence": [1]},
                {"draft": 5, "evidence": [SAID]},
                {"draft": SAID, "evidence": [SAID], "language": ["zh"]},
            ],
            {"draft": SAID, "evidence": [SAID]},
        ),
        (
            ("write", "brief", "--language", "zh"),
            [
                {"kind": 5, "evidence": [SAID]},
                {"n": "x", "evidence": [SAID]},
                {"n": 10_000, "evidence": [SAID]},
                {"length": "many", "evidence": [SAID]},
                {"sources": "1"},
                {"facts": []},
                {"evidence": [SAID], "topic": 3},
            ],
            {"evidence": [SAID]},
        ),
        (("front-page",), [{"reader": 5}, {"reader": "b", "n": "x"}, {"reader": "b", "n": 1e400}], {"reader": "b"}),
    ],
)
def test_a_field_of_the_wrong_type_costs_its_own_row_alone(
    with_reports: Command, tmp_path: Path, command: tuple[str, ...], bad: list[dict[str, Any]], good: dict[str, Any]
) -> None:
    rows = [{**row, "id": n} for n, row in enumerate([*bad, good])]
    done = with_reports(*command, "--batch", _file(tmp_path, *rows))
    answers = _answers(done)
    assert done.code == 1
    assert [a["id"] for a in answers] == list(range(len(rows)))
    assert [a.get("error", {}).get("code") for a in answers] == ["invalid_input"] * len(bad) + [None]
