"""Labels in an open newsroom: given, imported, trained, corrected, and read with."""

from pathlib import Path

import pytest

from broadsheet.app import Imported, Newsroom, Step, Training
from broadsheet.core import ConflictError, InvalidInputError, MissingModelError, NotFoundError
from tests.newsrooms import NOW, furnish
from tests.train.texts import examples


def a_file(folder: Path, *, encoding: str = "utf-8") -> Path:
    some = examples()
    rows = [f"{text}\t{label}\n" for text, label in zip(some.texts, some.labels, strict=True)]
    path = folder / "labels.tsv"
    path.write_bytes("".join(rows).encode(encoding))
    return path


def trained(room: Newsroom, folder: Path) -> Training:
    *_, last = room.train("classify", name="desk", labels=a_file(folder), words_only=True)
    assert isinstance(last, Training)
    return last


def test_a_trained_analysis_says_label_score_and_parts(room: Newsroom, tmp_path: Path) -> None:
    trained(room, tmp_path)
    said = room.analyse("加时赛打入制胜球", only=["desk"])["desk"]
    assert said["label"] == "体育 sport"
    assert 0.5 < said["score"] <= 1
    assert sum(part["score"] for part in said["parts"]) == pytest.approx(said["logit"], abs=1e-3)


def test_a_training_tells_what_it_took_in_and_how_far_it_is(room: Newsroom, tmp_path: Path) -> None:
    told = list(room.train("classify", name="desk", labels=a_file(tmp_path), words_only=True))
    assert isinstance(told[0], Imported)
    assert {step.stage for step in told if isinstance(step, Step)} == {"measure", "fit"}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_labels_in_another_encoding_are_read(room: Newsroom, tmp_path: Path, encoding: str) -> None:
    done = room.import_labels("desk", a_file(tmp_path, encoding=encoding))
    assert done.problems == ()
    assert set(room.label_counts("desk")) == {"体育 sport", "money"}


def test_the_archive_is_read_again_when_an_analysis_is_trained_again(furnished: Newsroom, tmp_path: Path) -> None:
    trained(furnished, tmp_path)
    list(furnished.refresh())
    ids = furnished.store.articles.ids()
    assert all("desk" in notes for notes in furnished.store.annotations.of(ids).values())
    assert furnished.store.annotations.count_pending("desk", 1) == 0
    trained(furnished, tmp_path)
    assert furnished.own_analyses()["desk"].VERSION == 2
    assert furnished.store.annotations.count_pending("desk", 2) == len(ids)


def test_an_article_that_is_not_there_is_said_and_the_rest_goes_on(furnished: Newsroom, tmp_path: Path) -> None:
    path = a_file(tmp_path)
    path.write_text(path.read_text() + "article:99999\tmoney\narticle:1\tmoney\n")
    done = furnished.import_labels("desk", path)
    assert [problem.asked for problem in done.problems] == ["article:99999"]
    assert any(one.article == 1 for one in furnished.labels("desk"))


def test_what_a_person_said_stays_when_a_file_says_otherwise(furnished: Newsroom, tmp_path: Path) -> None:
    furnished.label("desk", "money", text="wins the cup final 0", by="Ada")
    furnished.import_labels("desk", a_file(tmp_path))
    assert {one.label for one in furnished.labels("desk") if one.text == "wins the cup final 0"} == {"money"}


def test_a_file_takes_the_place_of_the_file_before(room: Newsroom, tmp_path: Path) -> None:
    room.import_labels("desk", a_file(tmp_path))
    (tmp_path / "few.tsv").write_text("a\tx\nb\ty\n")
    room.import_labels("desk", tmp_path / "few.tsv")
    assert room.label_counts("desk") == {"x": 1, "y": 1}


def test_labels_come_back_from_their_export(room: Newsroom, tmp_path: Path) -> None:
    room.import_labels("desk", a_file(tmp_path))
    (tmp_path / "out.jsonl").write_text("".join(room.export_labels("desk")))
    room.import_labels("again", tmp_path / "out.jsonl")
    assert room.label_counts("again") == room.label_counts("desk")


@pytest.mark.parametrize("name", ["sentiment", "", "1st", "a b", "../up", "x" * 65, "a.b"])
def test_a_name_that_can_not_be_one_is_refused(room: Newsroom, name: str) -> None:
    with pytest.raises(InvalidInputError):
        room.label(name, "x", text="y")


def test_a_chinese_name_is_a_name(room: Newsroom) -> None:
    assert room.label("版面", "体育", text="球队夺冠").label == "体育"


@pytest.mark.parametrize("content", [b"", b"\n\n", b"no tab at all\n", b"\x00\x01\x02"])
def test_a_file_without_a_label_is_refused(room: Newsroom, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "odd.tsv").write_bytes(content)
    with pytest.raises(InvalidInputError, match="no label"):
        room.import_labels("desk", tmp_path / "odd.tsv")


def test_one_label_is_too_few(room: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "one.tsv").write_text("a\tx\nb\tx\n")
    with pytest.raises(InvalidInputError, match="two labels"):
        list(room.train("classify", name="desk", labels=tmp_path / "one.tsv"))


def test_two_trainings_of_one_name_do_not_run_at_once(room: Newsroom, tmp_path: Path) -> None:
    with room.training("desk"), pytest.raises(ConflictError, match="being trained"):
        trained(room, tmp_path)
    assert trained(room, tmp_path).version == 1


def test_a_damaged_analysis_is_left_out_and_can_be_trained_again(furnished: Newsroom, tmp_path: Path) -> None:
    trained(furnished, tmp_path)
    list(furnished.refresh())
    (furnished.analyses_folder("desk") / "card.json").write_text("{")
    assert furnished.own_analyses() == {}
    assert trained(furnished, tmp_path).version == 2


def test_taking_an_analysis_away_takes_its_labels_and_what_it_said(furnished: Newsroom, tmp_path: Path) -> None:
    trained(furnished, tmp_path)
    list(furnished.refresh())
    furnished.forget_labels("desk")
    assert furnished.own_names() == []
    assert all("desk" not in notes for notes in furnished.store.annotations.of([1, 2, 3, 4]).values())
    with pytest.raises(NotFoundError):
        furnished.labels("desk")


def test_another_process_sees_what_was_trained(room: Newsroom, tmp_path: Path) -> None:
    with Newsroom.open(room.home, model="none", now=lambda: NOW) as other:
        assert other.own_analyses() == {}
        trained(room, tmp_path)
        assert set(other.own_analyses()) == {"desk"}


def test_the_next_to_label_is_one_without_a_label(furnished: Newsroom) -> None:
    furnished.label("desk", "fire", article=1)
    assert {one.article for one in furnished.next_to_label("desk", n=10)} == {2, 3, 4}
    assert {one.article for one in furnished.next_to_label("desk", n=10, skip=[3])} == {2, 4}


def test_the_one_that_is_doubted_most_is_asked_first(furnished: Newsroom, tmp_path: Path) -> None:
    trained(furnished, tmp_path)
    doubts = [one.doubt for one in furnished.next_to_label("desk", n=4)]
    assert doubts == sorted(doubts, reverse=True)
    assert len(doubts) == 4


def test_without_a_model_distilling_names_the_command_that_gets_one(room: Newsroom) -> None:
    with pytest.raises(MissingModelError) as caught:
        list(room.distil())
    assert "models pull" in caught.value.do


class Moody:
    """A model that judges by one letter, and breaks off after so many answers."""

    name = "moody"

    def __init__(self, *, answers: int) -> None:
        self.asked: list[str] = []
        self._answers = answers

    def generate(self, messages: object, _options: object) -> object:
        from broadsheet.models import Message, Token

        assert isinstance(messages, list)
        said = messages[-1]
        assert isinstance(said, Message)
        if len(self.asked) >= self._answers:
            raise KeyboardInterrupt
        self.asked.append(said.content)
        label = "negative" if any(c in said.content for c in "5五") else "neutral"
        return iter([Token(f'{{"label": "{label}"}}'), Token("", finish="stop")])


def test_a_distilling_that_was_stopped_goes_on_where_it_was(
    room: Newsroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    furnish(room)
    for number in range(12):
        text = f"消防局星期{number}通报，旧埠仓库起火造成{5 if number % 2 else 7}人受伤。"
        (tmp_path / f"{number}.txt").write_text(text)
        list(room.ingest(str(tmp_path / f"{number}.txt")))
    first, second = Moody(answers=4), Moody(answers=100)
    monkeypatch.setattr(Newsroom, "language_model", lambda _self, _name=None, **_task: first)
    with pytest.raises(KeyboardInterrupt):
        list(room.distil(n=10, words_only=True))
    assert sum(room.label_counts("sentiment-distilled").values()) == 4
    monkeypatch.setattr(Newsroom, "language_model", lambda _self, _name=None, **_task: second)
    *_, last = room.distil(n=10, words_only=True)
    assert isinstance(last, Training)
    assert not set(first.asked) & set(second.asked)
    assert {one.by for one in room.labels("sentiment-distilled")} == {"model"}
