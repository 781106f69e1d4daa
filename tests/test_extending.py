"""Every code block of docs/extending.md is put where it says and run, as its reader would."""

import importlib
import re
import sys
from collections.abc import Callable, Iterator, MutableSequence
from pathlib import Path

import pytest

from broadsheet.knowledge import reading
from broadsheet.nlp import pipeline
from broadsheet.recommend import engine
from broadsheet.verify import checking
from broadsheet.write import rule

PAGE = Path(__file__).parent.parent / "docs" / "extending.md"


def sections() -> dict[str, list[str]]:
    """The code blocks under each heading."""
    text = PAGE.read_text(encoding="utf-8")
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)[1:]
    return {
        title: re.findall(r"^```python\n(.*?)^```", body, re.DOTALL | re.MULTILINE)
        for title, body in zip(parts[::2], parts[1::2], strict=True)
    }


def forget() -> None:
    """A running newsroom lists its folders once; a page of examples adds to them as it goes."""
    for module in (pipeline, checking, reading, rule, engine):
        for value in vars(module).values():
            if hasattr(value, "cache_clear") and value.__module__ == module.__name__:
                value.cache_clear()


@pytest.fixture
def drop(tmp_path: Path) -> Iterator[Callable[[str], None]]:
    """Puts a block's file in its plug folder for the time of a test."""
    modules: list[str] = []
    undo: list[tuple[MutableSequence[str], str]] = []

    def put(block: str) -> None:
        found = re.match(r"# file: (\S+)\.py\n", block)
        assert found
        path = tmp_path / f"{found[1]}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block, encoding="utf-8")
        package = importlib.import_module("broadsheet." + found[1].rpartition("/")[0].replace("/", "."))
        package.__path__.append(str(path.parent))
        undo.append((package.__path__, str(path.parent)))
        modules.append("broadsheet." + found[1].replace("/", "."))
        importlib.invalidate_caches()
        forget()

    yield put
    forget()
    for place, folder in undo:
        place.remove(folder)
    for name in modules:
        sys.modules.pop(name, None)


@pytest.mark.parametrize("title", sections())
def test_what_the_page_says_works(title: str, drop: Callable[[str], None]) -> None:
    for block in sections()[title]:
        if block.startswith("# file:"):
            drop(block)
        else:
            exec(compile(block, f"{PAGE.name}: {title}", "exec"), {})  # noqa: S102 - our own page


def test_the_page_names_every_plug_folder() -> None:
    text = PAGE.read_text(encoding="utf-8")
    source = PAGE.parent.parent / "src" / "broadsheet"
    declared = re.compile(r'Plugins\(\s*"broadsheet\.([\w.]+)"')
    folders = {m.replace(".", "/") for path in source.rglob("*.py") for m in declared.findall(path.read_text("utf-8"))}
    assert "write/kinds" in folders
    lacking = sorted(folder for folder in folders if f"`{folder}/<" not in text)
    assert not lacking
