from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from broadsheet.app import Newsroom
from broadsheet.core import MissingModelError, ModelError, UnknownNameError
from broadsheet.models import Message, Options
from tests.models.sick_server import sick_server
from tests.newsrooms import NOW

ASK = [Message("user", "The bridge at Port Meridian will be rebuilt by the spring of next year.")]

Opens = Callable[[str], AbstractContextManager[Newsroom]]


@pytest.fixture
def opens(tmp_path: Path) -> Opens:
    """Opens a newsroom with these settings and no model on the machine."""

    @contextmanager
    def opened(settings: str, *, model: str = "") -> Iterator[Newsroom]:
        tmp_path.joinpath("broadsheet.toml").write_text(f"models_folder = '{tmp_path / 'models'}'\n{settings}")
        with Newsroom.open(tmp_path, model=model, now=lambda: NOW) as room:
            yield room

    return opened


def test_each_task_has_its_own_model(opens: Opens) -> None:
    with opens('model = "none"\n[models]\nlabels = ["stub"]') as room:
        labels = room.language_model(task="labels")
        assert labels is not None
        assert labels.name == "stub"
        assert room.language_model(task="prose") is None


def test_a_missing_model_gives_way_to_the_next(opens: Opens) -> None:
    with opens('[models]\nprose = ["qwen2.5-1.5b", "stub"]') as room:
        model = room.language_model()
        assert model is not None
        assert "".join(t.text for t in model.generate(ASK, Options())) == ASK[0].content
        assert model.name == "stub"


def test_none_at_the_end_means_templates(opens: Opens) -> None:
    with opens('[models]\nedits = ["qwen2.5-1.5b"]\nfallback = ["qwen2.5-0.5b", "none"]') as room:
        assert room.task_models("edits") == ("qwen2.5-1.5b", "qwen2.5-0.5b", "none")
        assert room.language_model(task="edits") is None


def test_without_none_at_the_end_a_missing_model_is_told(opens: Opens) -> None:
    with opens('[models]\nprose = ["qwen2.5-1.5b"]') as room, pytest.raises(MissingModelError, match="models pull"):
        room.language_model()


def test_what_stands_after_none_is_never_asked(opens: Opens) -> None:
    with opens('[models]\nprose = ["none", "stub"]') as room:
        assert room.task_models("prose") == ("none",)


def test_a_model_asked_by_name_has_nothing_behind_it(opens: Opens) -> None:
    with opens('[models]\nfallback = ["stub"]') as room, pytest.raises(MissingModelError):
        room.language_model("qwen2.5-1.5b")


def test_the_model_a_newsroom_is_opened_with_serves_every_task(tmp_path: Path) -> None:
    tmp_path.joinpath("broadsheet.toml").write_text('[models]\nprose = ["openai:some"]\nfallback = ["openai:other"]')
    with Newsroom.open(tmp_path, model="none", now=lambda: NOW) as room:
        assert room.language_model() is None
        assert room.language_model(task="labels") is None


def test_an_unknown_task_is_refused_with_those_there_are(opens: Opens) -> None:
    with opens("") as room, pytest.raises(UnknownNameError, match="translation"):
        room.language_model(task="poetry")  # type: ignore[arg-type]


def test_a_model_trained_in_the_newsroom_is_looked_for_in_its_own_lab(opens: Opens) -> None:
    with opens("") as room:
        (room.home / "lab" / "mine").mkdir(parents=True)
        (room.home / "lab" / "mine" / "config.json").write_text("{}")
        with pytest.raises(UnknownNameError) as caught:
            room.language_model("lab:other")
    assert "mine" in caught.value.choices


def test_an_image_model_is_told_the_address_of_the_newsrooms_server(opens: Opens) -> None:
    with sick_server() as server, opens(f'base_url = "{server.url}"\n[server]\nretries = 0') as room:
        painter = room.image_model("openai:some")
        with pytest.raises(ModelError):
            painter.generate("A bridge.", size="8x6")
        assert server.requests[0]["model"] == "some"
