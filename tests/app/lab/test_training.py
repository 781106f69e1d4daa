"""From texts to a measured model in one call: stopped, gone on with, measured anew, compared; in both languages."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from broadsheet.app import Given, Newsroom
from broadsheet.core import ConflictError, InvalidInputError, NotFoundError
from broadsheet.train.corpus.document import Document
from tests.newsrooms import NOW

torch = pytest.importorskip("torch")

PLACES = ("港口", "市政府", "the harbour", "the council", "城北", "the school", "体育馆", "a museum")
DEEDS = (
    "昨日开放，吸引了许多市民。",
    "opened on Monday to a large crowd.",
    "公布了新的预算方案。",
    "voted for the new budget.",
)
SMALL = (
    *("tokenizer.kind=characters", "tokenizer.size=400", "model.width=16", "training.rows=4", "training.length=24"),
    *("training.steps=6", "training.save_every=2", "training.evaluate_every=3", "training.warmup=1"),
    *("evaluation.sample_tokens=8", "evaluation.prompts=['市']", "exports=[]", "corpus.near=0.0", "corpus.test=0.2"),
)


def texts(count: int = 96) -> list[str]:
    return [f"{n} {PLACES[n % 8]} {DEEDS[n % 4]}" for n in range(count)]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("texts") / "texts.jsonl"
    rows = [json.dumps({"text": text}, ensure_ascii=False) for text in texts()]
    path.write_text("\n".join([*rows, "{broken", ""]), encoding="utf-8")
    return str(path)


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory, data: str) -> Iterator[Newsroom]:
    """A newsroom with one model that was stopped in the middle and gone on with, and another of another seed."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    with Newsroom.open(tmp_path_factory.mktemp("lab"), model="none", now=lambda: NOW) as room:
        given = Given("lstm", data=(data,), preset="tiny", settings=SMALL)
        taken: list[Any] = []
        seen = room.train_model(given, name="站", stop=lambda: sum(type(t).__name__ == "Step" for t in taken) >= 2)
        for one in seen:
            taken.append(one)
        assert type(taken[-1]).__name__ == "Stopped"
        assert (room.lab_model("站").state, room.lab_model("站").step) == ("stopped", 2)
        list(room.resume_model("站"))
        list(room.train_model(Given("lstm", data=(data,), preset="tiny", settings=(*SMALL, "seed=8")), name="other"))
        yield room
    torch.set_num_threads(before)


def last(told: Iterator[Any]) -> Any:
    """The last thing told."""
    *_, found = told
    return found


def test_a_training_that_was_stopped_goes_on_to_its_end(lab: Newsroom) -> None:
    model = lab.lab_model("站")
    assert (model.state, model.step, model.steps) == ("ready", 6, 6)
    assert [row["step"] for row in lab.lab_log("站") if row["kind"] == "step"] == [1, 2, 3, 4, 5, 6]
    assert model.card["corpus"]["read"]["unreadable"] == 1


def test_writing_while_it_learns_changes_nothing_of_what_is_learnt(lab: Newsroom, data: str) -> None:
    watched = Given("lstm", data=(data,), preset="tiny", settings=(*SMALL, "training.sample_every=1"))
    list(lab.train_model(watched, name="watched"))
    losses = [[row["loss"] for row in lab.lab_log(name) if row["kind"] == "step"] for name in ("站", "watched")]
    assert losses[0] == losses[1]
    assert [step for step, _ in lab.lab_growth("watched")[0].written] == [1, 2, 3, 4, 5, 6]
    assert [step for step, _ in lab.lab_growth("站")[0].written] == [3, 6]
    lab.remove_lab_model("watched")


def test_a_pupil_has_half_the_layers_and_learns_by_the_scores_of_its_teacher(lab: Newsroom) -> None:
    with pytest.raises(InvalidInputError, match="fewer layers"):
        lab.pupil_given("站", layers=5)
    given = replace(lab.lab_given("站"), settings=(*lab.lab_given("站").settings, "model.layers=3"))
    list(lab.train_model(given, name="teacher"))
    pupil = lab.pupil_given("teacher")
    assert {"model.layers=2", "objective.name=distil", "objective.teacher=lab:teacher"} <= set(pupil.settings)
    card = last(lab.train_model(pupil, name="pupil")).card
    assert card["model"]["layers"] == 2
    assert card["parameters"] < lab.lab_model("teacher").card["parameters"]
    taught = card["taught"]
    assert taught["of"] == "lab:teacher"
    for figure in ("bytes", "parameters"):
        assert 0 < taught["after"][figure] < taught["before"][figure]
    assert taught["before"]["bits_per_byte"] > 0 < taught["after"]["tokens_per_second"]
    for words, said in (("en", "It learnt by the scores of lab:teacher."), ("zh", "按 lab:teacher 给出的概率学成。")):
        assert said in lab.lab_report("pupil", words=words).decode()
    with pytest.raises(ConflictError):
        lab.pupil_given("pupil")
    for name in ("pupil", "teacher"):
        lab.remove_lab_model(name)


def test_the_card_has_the_model_beside_the_n_gram_and_samples(lab: Newsroom) -> None:
    measures = lab.lab_model("站").card["measures"]
    assert measures["likelihood"]["bits_per_byte"] > 0
    assert measures["ngram"]["bits_per_byte"] > 0
    assert measures["samples"]["samples"][0]["prompt"] == "市"


def test_the_report_of_a_real_training_is_whole_in_both_languages(lab: Newsroom) -> None:
    for words, said in (("en", "5-gram"), ("zh", "5 元模型")):
        page = lab.lab_report("站", words=words).decode()
        assert said in page
        assert page.count("<svg") == 5


def test_measured_anew_it_is_what_it_was(lab: Newsroom) -> None:
    before = lab.lab_model("站").card["measures"]
    found = last(lab.evaluate_lab_model("站"))
    assert found.measures["likelihood"]["nats"] == pytest.approx(before["likelihood"]["nats"], rel=1e-5)
    assert found.measures["ngram"] == before["ngram"]
    assert lab.lab_model("站").card["measures"]["samples"] == before["samples"]
    assert (lab.lab_evaluation("站") or {})["digest"] == found.digest


def test_on_other_texts_all_of_them_count_and_the_card_stays(lab: Newsroom, data: str) -> None:
    before = lab.lab_model("站").card
    some = [Document(text=text) for text in texts(10)]
    few = last(lab.evaluate_lab_model("站", documents=[*some, some[0]]))
    many = last(lab.evaluate_lab_model("站", data=[data]))
    assert (few.documents, many.documents) == (10, 96)
    assert few.measures["likelihood"]["nats"] < many.measures["likelihood"]["nats"]
    assert few.digest != many.digest
    assert lab.lab_model("站").card == before


def test_texts_it_learnt_from_are_told_by_their_share(lab: Newsroom, data: str) -> None:
    known, parts = last(lab.evaluate_lab_model("站", data=[data])), lab.lab_model("站").card["corpus"]["parts"]
    assert known.seen == pytest.approx((parts["train"]["documents"] + parts["valid"]["documents"]) / 96)
    assert (lab.lab_evaluation("站") or {})["seen"] == known.seen
    new = [Document(text=f"{text} 另一篇 another") for text in texts(8)]
    assert last(lab.evaluate_lab_model("站", documents=new)).seen == 0
    assert last(lab.evaluate_lab_model("站")).seen == 0


def test_what_can_t_be_measured_on_is_said(lab: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    with pytest.raises(InvalidInputError):
        list(lab.evaluate_lab_model("站", data=[str(tmp_path / "empty.txt")]))
    with pytest.raises(InvalidInputError, match="no such field"):
        list(lab.evaluate_lab_model("站", data=["x.csv"], columns=["body=text"]))
    with pytest.raises(NotFoundError):
        lab.evaluate_lab_model("nobody")


def test_two_of_one_text_are_compared_on_the_same_yardstick(lab: Newsroom) -> None:
    found = lab.compare_lab_models(["站", "other", "站"])
    assert found.names == ("站", "other")
    rows = {row.figure: row.values for row in found.rows}
    assert all(value is not None for value in rows["likelihood.bits_per_byte"])
    with pytest.raises(InvalidInputError):
        lab.compare_lab_models(["站", "站"])


def test_other_settings_under_a_taken_name_are_refused_and_nothing_is_said_of_the_model(
    lab: Newsroom, data: str
) -> None:
    changed = Given("lstm", data=(data,), preset="tiny", settings=(*SMALL, "training.rate=0.5"))
    with pytest.raises(ConflictError, match=r"training\.rate"):
        list(lab.train_model(changed, name="other"))
    assert (lab.lab_model("other").state, lab.lab_model("other").problem) == ("ready", None)


def test_why_a_training_ended_is_told_to_whoever_looks_later(lab: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "none.txt").write_text("")
    with pytest.raises(InvalidInputError):
        list(lab.train_model(Given("lstm", data=(str(tmp_path / "none.txt"),), settings=SMALL), name="nothing"))
    found = lab.lab_model("nothing")
    assert found.state == "failed"
    assert found.problem is not None
    lab.remove_lab_model("nothing")


def test_what_it_will_cost_is_told_without_leaving_anything(lab: Newsroom, data: str) -> None:
    names = lab.lab_names()
    cost = lab.estimate_model(Given("lstm", data=(data,), preset="tiny", settings=(*SMALL, "training.steps=1000")))
    assert cost.steps == 1000
    assert cost.seconds == pytest.approx(1000 * cost.seconds_a_step)
    assert cost.parameters > 0
    assert cost.fits
    assert lab.lab_names() == names


def test_a_recipe_that_can_t_be_leaves_no_folder(lab: Newsroom, data: str) -> None:
    with pytest.raises(InvalidInputError):
        lab.train_model(Given("lstm", data=(data,)), name="../out")
    with pytest.raises(InvalidInputError):
        list(lab.train_model(Given("lstm", data=(data,), settings=("training.steps=many",)), name="never"))
    assert "never" not in lab.lab_names()
