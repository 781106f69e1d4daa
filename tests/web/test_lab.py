"""The pages of the lab: what was trained, how far it is, why it failed, and how two compare; in both languages."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import httpx
import pytest
from playwright.sync_api import Browser, expect

from broadsheet.app import Given, Newsroom
from broadsheet.app.lab import failing
from broadsheet.core import IntegrityError
from broadsheet.serve.web._frame.lab_form import FIELDS
from broadsheet.train.experiments.costing import Cost
from broadsheet.train.experiments.folder import Folder
from broadsheet.train.loop.owning import owned
from tests.app.lab.folders import CARD, NEW_EXPORT, OLD_EXPORT, begun
from tests.newsrooms import NOW
from tests.web.conftest import Reader, served

LONG = "一个很长的模型名字" + "x" * 50
PAGES = ("/lab", "/lab/诗", "/lab/failed", "/lab/halfway", f"/lab/{LONG}", "/lab/-/compare?names=诗&names=plain")


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Newsroom, str]]:
    home: Path = tmp_path_factory.mktemp("lab") / "newsroom"
    with Newsroom.open(home, model="none", now=lambda: NOW) as room:
        grown = begun(home, "诗", taken=60, card={**CARD, "exports": [OLD_EXPORT, NEW_EXPORT]})
        (grown / "model.safetensors").write_bytes(b"")
        with (grown / "run" / "log.jsonl").open("a", encoding="utf-8") as log:
            for step in (30, 60):
                row = {"kind": "sampled", "step": step, "samples": [["秋风", f"<b>{step}</b>起"]]}
                log.write(json.dumps(row) + "\n")
        begun(home, "plain", taken=60, card={"recipe": "poems"})
        begun(home, LONG, taken=3)
        begun(home, "halfway", taken=17)
        failing.keep(
            Folder(begun(home, "failed", taken=5)), IntegrityError("the loss is no number", do="lower the rate")
        )
        with served(room) as address:
            yield room, address


@pytest.fixture
def asked(lab: tuple[Newsroom, str]) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=lab[1], follow_redirects=True, trust_env=False, timeout=60) as opened:
        yield opened


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_whole_and_fits_a_telephone(
    browser: Browser, lab: tuple[Newsroom, str], path: str, language: str
) -> None:
    reader = Reader(browser, lab[1])
    page = reader.open(path, language=language, width=375)
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert "{" not in page.locator("main").inner_text()
    assert reader.complaints == []


@pytest.mark.parametrize(
    ("language", "said"), [("en", "It does not beat the 5-gram"), ("zh", "尚未胜过 5 元模型")], ids=["en", "zh"]
)
def test_who_wins_stands_on_the_page_of_a_model(asked: httpx.Client, language: str, said: str) -> None:
    page = asked.get("/lab/诗", cookies={"lang": language}).text
    assert said in page
    assert "&lt;script&gt;alert" in page
    assert "<script>alert" not in page


def test_why_a_training_failed_and_how_to_go_on_stand_on_its_page(asked: httpx.Client) -> None:
    page = asked.get("/lab/failed").text
    assert "the loss is no number" in page
    assert "lower the rate" in page
    assert 'action="/lab/failed/resume"' in page


def test_a_training_that_another_process_has_is_watched_and_can_be_stopped(
    asked: httpx.Client, lab: tuple[Newsroom, str]
) -> None:
    with owned(lab[0].home / "lab" / "halfway"):
        page = asked.get("/lab/halfway").text
        assert 'hx-get="/lab/halfway/state"' in page
        assert 'action="/lab/halfway/stop"' in page
        assert "/remove" not in page
        assert "hx-refresh" not in asked.get("/lab/halfway/state").headers
    done = asked.get("/lab/halfway/state")
    assert done.headers["hx-refresh"] == "true"
    assert "hx-get" not in done.text


def test_the_curves_are_drawn_in_place(browser: Browser, lab: tuple[Newsroom, str]) -> None:
    reader = Reader(browser, lab[1])
    page = reader.open("/lab/诗", language="zh")
    expect(page.locator(".chart-place figure")).to_have_count(5)
    assert reader.complaints == []


@pytest.mark.parametrize(
    "form", [{"recipe": "sonnets"}, {"recipe": "poems", "name": "../x"}, {"recipe": "poems", "settings": "steps"}]
)
def test_what_can_t_be_trained_is_said_on_the_form_with_what_was_typed(
    asked: httpx.Client, form: dict[str, str]
) -> None:
    told = asked.post("/lab", data={"name": "mine", **form})
    assert told.status_code == 422
    assert 'role="alert"' in told.text
    assert f'value="{form.get("name", "mine")}"' in told.text


def test_samples_are_seen_to_grow_and_are_never_markup(asked: httpx.Client) -> None:
    for page in (asked.get("/lab/诗").text, asked.get("/lab/诗/growth").text, asked.get("/lab/诗/report").text):
        assert page.index("&lt;b&gt;30&lt;/b&gt;起") < page.index("&lt;b&gt;60&lt;/b&gt;起")


def test_the_report_may_have_the_style_that_stands_in_it(browser: Browser, lab: tuple[Newsroom, str]) -> None:
    reader = Reader(browser, lab[1])
    page = reader.open("/lab/诗/report", width=375)
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert reader.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_curves_of_a_report_take_the_colours_of_the_hour(
    browser: Browser, lab: tuple[Newsroom, str], scheme: Literal["light", "dark"]
) -> None:
    page = browser.new_page(color_scheme=scheme)
    page.goto(f"{lab[1]}/lab/诗/report")
    colour = page.evaluate("getComputedStyle(document.querySelector('.ch-s0')).stroke")
    assert colour == {"light": "rgb(0, 100, 166)", "dark": "rgb(95, 178, 238)"}[scheme]
    page.close()


def test_the_form_can_say_all_that_the_command_line_can(asked: httpx.Client) -> None:
    page = asked.get("/lab?settings=training.steps%3D9&texts=kept").text
    for field in (*FIELDS, "files"):
        assert f'name="{field}"' in page, field
    assert "training.steps=9" in page
    assert page.index('value="cost"') < page.index('value="train"')


def test_what_it_costs_is_asked_before_it_begins_with_the_texts_that_were_sent(
    asked: httpx.Client, lab: tuple[Newsroom, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[Given] = []

    def estimate(_: Newsroom, one: Given) -> Cost:
        given.append(one)
        return Cost(1000, 9, 90.0, 10.0, 500, memory=2 * 10**9, free=10**9, disk=5)

    monkeypatch.setattr(Newsroom, "estimate_model", estimate)
    form = {"recipe": "poems", "name": "算", "settings": "training.steps=9\nexports=[]", "act": "cost"}
    page = asked.post("/lab", data=form, files={"files": ("../../诗.txt", "春眠".encode())})
    for _ in range(50):
        if "lab-figures" in page.text:
            break
        time.sleep(0.1)
        page = asked.get(str(page.url))
    assert given[0].settings == ("training.steps=9", "exports=[]")
    (folder,) = given[0].data
    assert [path.read_text() for path in Path(folder).iterdir()] == ["春眠"]
    assert Path(folder).is_relative_to(lab[0].lab_folder())
    assert "about 90 seconds" in page.text
    assert "too little memory" in page.text
    assert 'name="texts" value="kept"' in page.text


def test_a_name_whose_model_has_learnt_takes_no_other_texts(asked: httpx.Client, lab: tuple[Newsroom, str]) -> None:
    (lab[0].lab_folder("诗") / "shards").mkdir()
    told = asked.post("/lab", data={"recipe": "poems", "name": "诗"}, files={"files": ("x.txt", b"x")})
    assert told.status_code == 422
    assert "has its texts already" in told.text


def test_a_ready_model_can_be_measured_pruned_and_teach(asked: httpx.Client) -> None:
    page = asked.get("/lab/诗").text
    for action in ("evaluations", "prune", "exports"):
        assert f'action="/lab/%E8%AF%97/{action}"' in page, action
    assert "/prune" not in asked.get("/lab/halfway").text
    for path, form in (("prune", {"to": "plain"}), ("pupil", {"to": "x"}), ("prune", {"to": "../x"})):
        assert asked.post(f"/lab/诗/{path}", data=form).status_code in (404, 409, 422), form


def test_a_comparison_says_what_is_missing_and_who_is_ahead(asked: httpx.Client, lab: tuple[Newsroom, str]) -> None:
    better = {**CARD, "measures": {"likelihood": {"bits_per_byte": 2.0}}}
    begun(lab[0].home, "better", taken=60, card=better)
    page = asked.get("/lab/-/compare?names=诗&names=better").text
    assert "best by 1.302" in page
    assert "<svg" in page
    assert "Choose two or more" in asked.get("/lab/-/compare?names=诗").text
    lab[0].remove_lab_model("better")


def test_an_export_there_is_not_is_told(asked: httpx.Client) -> None:
    assert asked.post("/lab/诗/exports", data={"to": "floppy"}).status_code == 422
    assert "28%" in asked.get("/lab/诗").text


def test_a_model_that_is_not_there_is_not_found(asked: httpx.Client) -> None:
    for path in ("/lab/nobody", "/lab/nobody/report", "/lab/nobody/plots/loss", "/lab/..%2f..%2fetc"):
        assert asked.get(path).status_code == 404, path


def test_one_is_taken_away_by_its_page(asked: httpx.Client, lab: tuple[Newsroom, str]) -> None:
    folder = begun(lab[0].home, "gone", taken=1)
    (folder / "card.json").write_text(json.dumps({}))
    assert "gone" not in asked.post("/lab/gone/remove").text.partition("</form>")[0]
    assert not folder.exists()
