"""What the documents promise: the commands exist, the links lead somewhere, the two languages say the same."""

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from broadsheet.serve.cli._program import program
from broadsheet.train.experiments.building import shape_of, training_of
from broadsheet.train.experiments.recipe import model_recipe
from broadsheet.train.tuning.settings import tuning_of

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
COMMAND = re.compile(r"^(?:\S+ \| )?(?:\S+=\S+ )*broadsheet ((?:--\w+ \S+ )*)([a-z-]+)(.*)$", re.MULTILINE)
PLACEHOLDERS = {"COMMAND", "命令"}


def blocks(page: Path) -> str:
    return "\n".join(re.findall(r"^```\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE))


def commands(page: Path) -> list[tuple[str, str]]:
    return [(name, rest) for _globals, name, rest in COMMAND.findall(blocks(page))]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_command_and_option_in_the_documents_exists(page: Path) -> None:
    known: Any = program()
    for name, rest in commands(page):
        assert name in known.commands, name
        command = known.commands[name]
        if hasattr(command, "commands"):
            assert rest.split()[0] in command.commands, rest
            command = command.commands[rest.split()[0]]
        options = {o for p in command.params for o in p.opts} | {"--home", "--json", "--model"}
        for option in re.findall(r"(?<= )--[a-z-]+", rest.split(" #")[0]):
            assert option in options, f"{name} {option}"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("README.md", "README.zh.md"),
        ("docs/guide.md", "docs/guide.zh.md"),
        ("docs/recommend.md", "docs/recommend.zh.md"),
        ("docs/lab.md", "docs/lab.zh.md"),
    ],
)
def test_both_languages_show_the_same_commands(english: str, chinese: str) -> None:
    names = [[name for name, _rest in commands(ROOT / page)] for page in (english, chinese)]
    assert names[0] == names[1]
    assert len(names[0]) > 2


@pytest.mark.parametrize("page", ["recommend.md", "recommend.zh.md"])
def test_the_program_in_the_documents_runs(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (code,) = re.findall(r"^```python\n(.*?)^```", (ROOT / "docs" / page).read_text(encoding="utf-8"), re.S | re.M)
    exec(compile(code, page, "exec"), {})  # noqa: S102 - it is our own document
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["1", "2"]
    assert {line.split()[1] for line in lines} == {"a2", "a3"}


@pytest.mark.parametrize("page", ["lab.md", "lab.zh.md"])
def test_the_recipe_in_the_documents_is_one(page: str, tmp_path: Path) -> None:
    (recipe,) = re.findall(r"^```toml\n(.*?)^```", (ROOT / "docs" / page).read_text(encoding="utf-8"), re.S | re.M)
    (tmp_path / "wire.toml").write_text(recipe, encoding="utf-8")
    found = model_recipe(str(tmp_path / "wire.toml"))
    assert (found.model["architecture"], found.training["steps"]) == ("rnn", 40)
    assert shape_of(found).width == 96


@pytest.mark.parametrize("page", ["lab.md", "lab.zh.md"])
def test_the_recipes_presets_and_settings_in_the_documents_exist(page: str) -> None:
    trained = [rest.split(" #")[0].split() for name, rest in commands(ROOT / "docs" / page) if name == "train"]
    assert len(trained) > 5
    for recipe, *words in trained:
        if recipe not in ("run", "classify"):
            (preset,) = [value for option, value in pairwise(words) if option == "--preset"]
            settings = [value for option, value in pairwise(words) if option == "--set"]
            found = model_recipe(recipe, preset=preset, settings=settings)
            tuning_of(found.tuning)
            training_of(found)


@pytest.mark.parametrize("page", ["lab.md", "lab.zh.md"])
def test_the_training_in_the_documents_runs(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("torch")
    monkeypatch.chdir(tmp_path)
    poems = (
        json.dumps({"text": f"春江潮水连海平，第{n}首。The harbour wakes at {n}."}, ensure_ascii=False)
        for n in range(60)
    )
    Path("poems.jsonl").write_text("\n".join(poems), encoding="utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```", (ROOT / "docs" / page).read_text(encoding="utf-8"), re.S | re.M)
    exec(compile(code, page, "exec"), {})  # noqa: S102 - it is our own document
    assert capsys.readouterr().out.split()[:2] == ["first", "ready"]
