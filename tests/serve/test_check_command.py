"""`check` at the command line: what is told, written, kept, and gone on with."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.serve.command import Command
from tests.serve.test_checks import SOURCES, TEXTS


@pytest.fixture
def files(tmp_path: Path) -> dict[str, tuple[str, str]]:
    made = {}
    for language in ("en", "zh"):
        text, source = tmp_path / f"{language}.txt", tmp_path / f"{language}-source.txt"
        text.write_text(TEXTS[language][0], "utf-8")
        source.write_text(SOURCES[language], "utf-8")
        made[language] = (str(text), str(source))
    return made


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", ("✓", "✕", "Contradicted", "Supported 1")), ("zh", ("✓", "✕", "与依据矛盾", "有依据 1"))],
)
def test_the_report_is_told_in_the_language_of_the_text(
    broadsheet: Command, files: dict[str, tuple[str, str]], language: str, words: tuple[str, ...]
) -> None:
    text, source = files[language]
    done = broadsheet("check", text, "--evidence", source)
    assert done.code == 1
    assert all(word in done.out for word in words)


@pytest.mark.parametrize("ending", ["html", "pdf", "json", "svg"])
def test_the_report_is_written_in_the_format_that_its_ending_names(
    broadsheet: Command, files: dict[str, tuple[str, str]], tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"report.{ending}"
    broadsheet("check", files["zh"][0], "--evidence", files["zh"][1], "--report", str(path), "--title", "火灾")
    if ending == "pdf":
        said = "".join(page.extract_text() for page in PdfReader(path).pages)
    else:
        said = path.read_text("utf-8")
    assert ("与依据矛盾" if ending != "json" else '"contradicted"') in said


def test_an_ending_that_is_no_format_is_refused_and_nothing_is_kept(
    broadsheet: Command, files: dict[str, tuple[str, str]], tmp_path: Path
) -> None:
    done = broadsheet("check", *_with(files["en"]), "--report", str(tmp_path / "report.doc"), "--keep")
    assert done.code == 2
    assert ".pdf" in done.err
    kept = broadsheet("--json", "check", *_with(files["en"]), "--keep")
    assert json.loads(kept.out)["id"] == 1


def test_a_row_names_the_archive_and_says_more_of_its_evidence(with_reports: Command, tmp_path: Path) -> None:
    rows: list[dict[str, object]] = [
        {"id": "a", "draft": SOURCES["en"], "evidence": [{"text": SOURCES["en"], "outlet": "Wire"}]},
        {"id": "b", "text": "Mariners beat Herons 2-1.", "sources": ["3"]},
        {"id": "c", "draft": "x", "evidence": [5]},
    ]
    done = with_reports("check", "--batch", _file(tmp_path, rows))
    answers = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == 1
    assert [a["id"] for a in answers] == ["a", "b", "c"]
    assert answers[0]["pass"]
    assert answers[1]["claims"][0]["evidence"][0]["source"] == "article:3"
    assert answers[2]["error"]["code"] == "invalid_input"


def test_a_batch_that_was_stopped_goes_on_behind_the_last_row_it_answered(broadsheet: Command, tmp_path: Path) -> None:
    rows = [{"id": n, "draft": SOURCES["en"], "evidence": [SOURCES["en"]]} for n in range(4)]
    path = _file(tmp_path, rows)
    done = broadsheet("check", "--batch", path, "--after", "1")
    assert (done.code, [json.loads(line)["id"] for line in done.out.splitlines()]) == (0, [2, 3])
    assert broadsheet("check", "--batch", path, "--after", "9").code == 2


def _with(pair: tuple[str, str]) -> tuple[str, str, str]:
    return pair[0], "--evidence", pair[1]


def _file(folder: Path, rows: Sequence[Mapping[str, object]]) -> str:
    path = folder / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows))
    return str(path)
