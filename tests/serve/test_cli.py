import json
import subprocess
import sys
from pathlib import Path

import pytest

from broadsheet.serve.cli._program import COMMANDS, globals_first
from tests.serve.command import Command

FIRE_EN, FIRE_ZH = "1", "2"


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['broadsheet', '--help']\n"
        "from broadsheet.serve.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "heavy = {'sqlalchemy', 'numpy', 'fastapi', 'tantivy', 'onnxruntime', 'trafilatura', 'xllamacpp', 'lingua'}\n"
        "print('HEAVY', sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "HEAVY []" in done.stdout


def test_every_file_of_the_folder_is_a_command() -> None:
    assert {"ingest", "write", "check", "serve"} <= set(COMMANDS.names())


@pytest.mark.parametrize(
    ("words", "sorted_out"),
    [
        (["write", "brief", "--json"], ["--json", "write", "brief"]),
        (["search", "x", "--home", "h", "--n", "3"], ["--home", "h", "search", "x", "--n", "3"]),
        (["check", "--", "--json"], ["check", "--", "--json"]),
        (["models", "list", "--model=none"], ["--model=none", "models", "list"]),
    ],
)
def test_global_options_may_stand_anywhere(words: list[str], sorted_out: list[str]) -> None:
    assert globals_first(words) == sorted_out


def test_a_newsroom_is_made_where_home_says(broadsheet: Command, tmp_path: Path) -> None:
    assert broadsheet("init", "--json").json["articles"] == 0
    assert (tmp_path / "home" / "newsroom.db").exists()


def test_files_are_taken_in_and_the_bad_one_is_told(broadsheet: Command, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text("港口隧道通车\n\n港口隧道今天通车，全长4.7公里，双向四车道。", encoding="utf-8")
    (folder / "b.txt").write_text("")
    (folder / "c.jsonl").write_text(
        json.dumps({"title": "One", "text": "The harbour tunnel opened on Monday."}) + "\nnot json\n", encoding="utf-8"
    )
    done = broadsheet("ingest", str(folder), "--json")
    assert done.code == 1
    assert done.json["counts"]["new"] == 2
    assert done.json["counts"]["failed"] == 2
    assert all(f["error"]["message"] for f in done.json["failed"])


def test_standard_input_is_taken_in(broadsheet: Command) -> None:
    line = json.dumps({"title": "雨", "text": "维澜气象局说，周五有雨。"}, ensure_ascii=False)
    assert broadsheet("ingest", "-", "--kind", "json_lines", "--json", stdin=line.encode()).json["counts"] == {"new": 1}


def test_a_private_address_is_refused(broadsheet: Command) -> None:
    done = broadsheet("ingest", "http://127.0.0.1:9/feed.xml", "--json")
    assert done.code != 0
    assert done.json["failed"][0]["error"]["code"] == "forbidden_address"


@pytest.mark.parametrize("query", ["仓库起火", "warehouse fire"])
def test_search_finds_in_both_languages(with_reports: Command, query: str) -> None:
    titles = [h["title"] for h in with_reports("search", query, "--json").json["hits"][:2]]
    assert titles == sorted(titles, key=lambda t: "fire" not in t and "起火" not in t)
    assert {"Old Quay warehouse fire injures five", "旧埠木材仓库起火 五人受伤"} == set(titles)


def test_what_is_read_off_is_told_in_words(broadsheet: Command) -> None:
    said = broadsheet("analyse", "-", "--only", "languages", "--only", "entities", stdin="他说今天不去。".encode()).out
    assert "languages: zh" in said
    assert "None" not in said


def test_a_feeling_that_there_is_not_lists_those_there_are(broadsheet: Command) -> None:
    told = broadsheet("search", "tunnel", "--sentiment", "happy")
    assert told.code != 0
    assert "positive, neutral, negative" in told.err


def test_stories_join_both_languages(with_reports: Command) -> None:
    stories = with_reports("stories", "--json").json["stories"]
    assert sorted(sorted(s["articles"]) for s in stories) == [[1, 2], [3, 4]]
    assert all(set(s["titles"]) == {"en", "zh"} for s in stories)


def test_a_text_is_analysed_in_the_shapes_promised(broadsheet: Command) -> None:
    text = "星港市长林若川周一宣布，港口隧道投资118亿澜元，比预算高19亿。"
    notes = broadsheet("analyse", "-", "--json", stdin=text.encode()).json
    assert notes["language"] == "zh"
    assert {"keywords", "entities", "topics", "sentiment", "summary"} <= set(notes)
    for entity in notes["entities"]:
        assert text[entity["start"] : entity["end"]] == entity["text"]


@pytest.mark.parametrize(("language", "source"), [("en", FIRE_EN), ("zh", FIRE_ZH)])
def test_a_brief_is_true_without_any_model(with_reports: Command, language: str, source: str) -> None:
    done = with_reports("write", "brief", "--source", source, "--language", language, "--json")
    assert done.code == 0
    draft = done.json
    variant = draft["variants"][0]
    assert draft["model"] == "none"
    assert variant["report"]["pass"] is True
    assert variant["sentences"]
    assert all(s["written_by"] == "template" for s in variant["sentences"])
    assert any(s["evidence"] for s in variant["sentences"])


def test_a_lie_falls_short(with_reports: Command, tmp_path: Path) -> None:
    lie = tmp_path / "lie.txt"
    lie.write_text("The fire on the Old Quay injured nine people on Tuesday.", encoding="utf-8")
    done = with_reports("check", str(lie), "--evidence", FIRE_EN, "--json")
    assert done.code == 1
    assert done.json["pass"] is False
    assert done.json["claims"][0]["verdict"] in ("contradicted", "unsupported")
    assert "nine" in [f["text"] for f in done.json["findings"]] or any(
        "nine" in f["text"] for f in done.json["findings"]
    )


def test_nothing_is_checked_against_nothing(broadsheet: Command) -> None:
    done = broadsheet("check", "-", "--json", stdin="五人受伤。".encode())
    assert done.code == 2
    assert done.json["error"]["code"] == "empty_evidence"


def test_a_batch_answers_every_line_in_order(broadsheet: Command, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    good = {"id": "a", "draft": "五人受伤。", "evidence": ["火灾造成五人受伤。"], "language": "zh"}
    bad = {"id": "b", "draft": "五人受伤。", "evidence": []}
    rows.write_text(
        json.dumps(good, ensure_ascii=False) + "\nnot json\n" + json.dumps(bad) + "\n" + json.dumps(good | {"id": "c"}),
        encoding="utf-8",
    )
    done = broadsheet("check", "--batch", str(rows))
    answers = [json.loads(line) for line in done.out.splitlines()]
    assert done.code == 1
    assert [a["id"] for a in answers] == ["a", None, "b", "c"]
    assert answers[0]["pass"] is True
    assert "error" in answers[1]
    assert answers[2]["error"]["code"] == "empty_evidence"


def test_an_unknown_kind_lists_the_kinds(with_reports: Command) -> None:
    done = with_reports("write", "novel", "--source", FIRE_EN, "--json")
    assert done.code == 2
    assert "brief" in done.json["error"]["choices"]


def test_an_unknown_model_lists_the_models(with_reports: Command) -> None:
    done = with_reports("write", "brief", "--source", FIRE_EN, "--json", "--model", "gpt-nonsense")
    assert done.code == 2
    assert "qwen2.5-1.5b" in done.json["error"]["choices"]


def test_a_model_that_is_not_here_names_the_command_that_gets_it(
    with_reports: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BROADSHEET_MODELS_FOLDER", str(tmp_path / "no models"))
    done = with_reports("write", "brief", "--source", FIRE_EN, "--json", "--model", "qwen2.5-1.5b")
    assert done.code == 3
    assert "broadsheet models pull qwen2.5-1.5b" in done.json["error"]["do"]


def test_a_facts_file_with_a_missing_field_names_it(broadsheet: Command, tmp_path: Path) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text("{}")
    done = broadsheet("write", "brief", "--facts", str(facts), "--json")
    assert done.code == 2
    facts.write_text("[1]")
    assert (
        "no JSON object of facts"
        in broadsheet("write", "brief", "--facts", str(facts), "--json").json["error"]["message"]
    )


def test_the_desk_from_draft_to_feed(with_reports: Command, tmp_path: Path) -> None:
    id = str(with_reports("write", "brief", "--source", FIRE_ZH, "--language", "zh", "--json").json["id"])
    assert with_reports("publish", id, "--json").code == 2
    for step in ("submit", "approve"):
        assert with_reports("review", id, "--do", step, "--by", "陈编辑", "--json").code == 0
    assert with_reports("publish", id, "--by", "陈编辑", "--json").code == 0
    page = tmp_path / "page.html"
    assert with_reports("publish", id, "--format", "html", "--out", str(page)).code == 0
    assert "AIGC" in page.read_text(encoding="utf-8")
    assert "旧埠" in with_reports("publish", "--format", "rss").out


def test_a_click_changes_the_next_page(with_reports: Command) -> None:
    before = with_reports("front-page", "若川", "--json").json
    first = before["items"][0]["article"]
    assert with_reports("read", "若川", str(first), "--json").code == 0
    after = with_reports("front-page", "若川", "--json").json
    assert [i["article"] for i in after["items"]] != [i["article"] for i in before["items"]]
    for item in after["items"]:
        assert item["reason"]
        assert sum(item["parts"].values()) == pytest.approx(item["score"])


def test_a_reader_is_exported_and_erased(with_reports: Command) -> None:
    with_reports("reader", "follow", "若川", "medtop:15000000")
    with_reports("read", "若川", FIRE_EN)
    kept = with_reports("reader", "export", "若川").json
    assert kept["reader"]["topics"] == ["medtop:15000000"]
    assert len(kept["events"]) == 1
    with_reports("reader", "erase", "若川")
    gone = with_reports("reader", "export", "若川").json
    assert gone["reader"]["topics"] == []
    assert gone["events"] == []


def test_the_doctor_says_what_to_do(broadsheet: Command) -> None:
    facts = {f["name"]: f for f in broadsheet("doctor", "--json").json["facts"]}
    assert facts["xllamacpp"]["ok"] is True
    assert facts["model"]["found"] == "none"


@pytest.mark.parametrize(
    "words",
    [("nonsense",), (), ("models",), ("search", "x", "--bogus"), ("search", "x", "--n", "many"), ("search",)],
)
def test_wrong_words_are_answered_in_json_too(broadsheet: Command, words: tuple[str, ...]) -> None:
    done = broadsheet(*words, "--json")
    assert done.code == 2
    assert done.json["error"]["message"]
    assert done.json["error"]["do"].endswith("--help")


def test_nothing_named_is_not_the_folder_we_are_in(broadsheet: Command) -> None:
    done = broadsheet("ingest", "", "--json")
    assert (done.code, done.json["error"]["code"]) == (2, "invalid_input")


@pytest.mark.parametrize("words", [("story",), ("review",), ("write", "brief", "--source"), ("read", "bob")])
def test_a_number_over_64_bits_is_not_found(broadsheet: Command, words: tuple[str, ...]) -> None:
    done = broadsheet(*words, str(10**30), "--json")
    assert (done.code, done.json["error"]["code"]) == (2, "not_found")


def test_one_source_that_fails_alone_is_a_wrong_request(broadsheet: Command, tmp_path: Path) -> None:
    fake = tmp_path / "fake.docx"
    fake.write_bytes(b"PK\x03\x04 nonsense")
    done = broadsheet("ingest", str(fake), "--json")
    assert (done.code, done.json["failed"][0]["error"]["code"]) == (2, "parse")


def test_a_feed_that_is_none_is_told_by_how_it_begins(broadsheet: Command, tmp_path: Path) -> None:
    file = tmp_path / "settings.xml"
    file.write_text('<?xml version="1.0"?><configuration/>', encoding="utf-8")
    error = broadsheet("ingest", str(file), "--json").json["failed"][0]["error"]
    assert (error["code"], "<configuration/>" in error["found"]) == ("parse", True)
