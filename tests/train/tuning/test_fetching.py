"""A base from a hub: only when asked, safetensors alone, gone on with after a break, whole or not there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from broadsheet.core import FetchError, IntegrityError, InvalidInputError, MissingModelError, NotFoundError
from broadsheet.train.experiments.told import Finished, Progress
from broadsheet.train.tuning.bases import Places, find
from broadsheet.train.tuning.fetching import Fetched, fetch, folder_of, is_here
from tests.train.tuning import hub as hubs
from tests.train.tuning.tuned import base, made, recipe

pytest.importorskip("torch")
constants = pytest.importorskip("huggingface_hub.constants")
NAME = "desk/small"


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[hubs.Hub]:
    """A hub with one model, which has pickles and code beside its safetensors; nothing is in any cache."""
    folder = base(tmp_path / "published", "llama")
    (folder / "pytorch_model.bin").write_bytes(b"\x80\x02 a pickle")
    (folder / "modeling.py").write_text("raise SystemExit\n")
    (folder / "README.md").write_text("A small model.\n")
    with hubs.opened(folder, NAME) as found:
        monkeypatch.setattr(constants, "ENDPOINT", found.address)
        monkeypatch.setattr(constants, "HF_HUB_OFFLINE", False)
        monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "cache"))
        yield found


def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "lab", tmp_path / "models", tmp_path / "kept")


def test_safetensors_and_what_reads_them_are_fetched_and_nothing_else(hub: hubs.Hub, tmp_path: Path) -> None:
    *_, last = fetch(NAME, tmp_path)
    folder = folder_of(NAME, tmp_path)
    assert last.done == last.total == sum(p.stat().st_size for p in folder.iterdir() if p.name != "fetched.json")
    assert {path.name for path in folder.iterdir()} == {
        *("config.json", "model.safetensors", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"),
        "fetched.json",
    }
    assert not [path for path, _ in hub.asked if path.endswith((".bin", ".py", ".md"))]


@pytest.mark.usefixtures("hub")
def test_how_far_it_is_only_grows(tmp_path: Path) -> None:
    told = list(fetch(NAME, tmp_path))
    assert all(isinstance(one, Fetched) for one in told)
    assert [one.done for one in told] == sorted(one.done for one in told)
    assert len({one.file for one in told}) >= 5


def test_what_broke_off_goes_on_where_it_was(hub: hubs.Hub, tmp_path: Path) -> None:
    hub.breaks = 3000
    with pytest.raises(FetchError, match=r"goes on where it stopped"):
        list(fetch(NAME, tmp_path))
    assert not is_here(NAME, tmp_path)
    hub.breaks = None
    hub.asked.clear()
    list(fetch(NAME, tmp_path))
    assert [wanted for path, wanted in hub.asked if path.endswith(".safetensors")] == ["bytes=3000-"]
    assert not [path for path, _ in hub.asked if path.endswith("config.json") and "tokenizer" not in path]
    whole = (hub.folder / "model.safetensors").read_bytes()
    assert (folder_of(NAME, tmp_path) / "model.safetensors").read_bytes() == whole


def test_a_file_of_another_digest_is_refused_and_deleted(hub: hubs.Hub, tmp_path: Path) -> None:
    hub.lies = True
    with pytest.raises(IntegrityError, match="not the one it names"):
        list(fetch(NAME, tmp_path))
    assert not list(folder_of(NAME, tmp_path).glob("model*"))


def test_a_listing_that_would_name_files_elsewhere_is_refused(
    hub: hubs.Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing = hub.listing().replace(b'"blobId": "', b'"blobId": "../../')
    monkeypatch.setattr(hub, "listing", lambda: listing)
    with pytest.raises(FetchError, match="answer can't be read"):
        list(fetch(NAME, tmp_path / "models"))
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == []


def test_a_model_of_pickles_alone_is_refused_by_what_it_has(hub: hubs.Hub, tmp_path: Path) -> None:
    (hub.folder / "model.safetensors").unlink()
    with pytest.raises(InvalidInputError, match=r"desk/small.*pytorch_model\.bin.*model\.safetensors"):
        list(fetch(NAME, tmp_path))


@pytest.mark.usefixtures("hub")
def test_a_model_there_is_not_is_told_with_its_address(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"desk/other.*404.*hf auth login"):
        list(fetch("desk/other", tmp_path))


@pytest.mark.usefixtures("hub")
def test_a_hub_that_does_not_answer_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(FetchError, match=r"can't be reached.*127\.0\.0\.1:9"):
        list(fetch(NAME, tmp_path))


def test_offline_nothing_is_asked(hub: hubs.Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(MissingModelError, match="HF_HUB_OFFLINE is set"):
        list(fetch(NAME, tmp_path))
    assert not hub.asked


def test_a_base_is_fetched_only_where_that_is_allowed_and_then_found_again(hub: hubs.Hub, tmp_path: Path) -> None:
    with pytest.raises(MissingModelError, match=r"desk/small.*nothing in.*tuning\.fetch=true"):
        find(NAME, places(tmp_path))
    assert not hub.asked
    first = find(NAME, places(tmp_path), fetch=True)
    asked = len(hub.asked)
    again = find(NAME, places(tmp_path))
    assert (first.digest, again.title, len(hub.asked)) == (again.digest, NAME, asked)


@pytest.mark.usefixtures("hub")
def test_a_training_tells_how_far_the_base_is_and_its_card_names_it(tmp_path: Path) -> None:
    given = recipe("instruct", tuning={"base": NAME, "fetch": True, "lora": {"rank": 2}})
    told = made(given, tmp_path / "lab" / "mine")
    assert [one for one in told if isinstance(one, Progress) and one.stage == "fetch"]
    assert isinstance(told[-1], Finished)
    assert told[-1].card["base"]["base"] == NAME
    assert str(tmp_path) not in str(told[-1].card)
