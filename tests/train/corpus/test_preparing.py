import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from broadsheet import ingest
from broadsheet.core import InvalidInputError
from broadsheet.train import corpus, tokens
from broadsheet.train.corpus import NO_TAG, PARTS, Document, Preparing, Progress, Shards, choosing

pytest.importorskip("tokenizers")


def sample() -> list[Document]:
    return [
        Document(
            one.text, id=str(number), target=one.title, label=one.section, language=one.language, source=one.outlet
        )
        for number, one in enumerate(ingest.sample())
    ]


def prepared(documents: Any, into: Path, *, seed: int = 7, **settings: Any) -> Shards:
    last = list(corpus.prepare(documents, into=into, settings=Preparing(**{"size": 600, **settings}), seed=seed))[-1]
    assert isinstance(last, Shards)
    return last


def texts_of(shards: Shards, name: str = "text") -> set[str]:
    columns = [shards.column(part, name) for part in PARTS]
    return {shards.tokenizer.decode(column[at]) for column in columns for at in range(len(column))}


def test_every_text_comes_back_from_the_shards(tmp_path: Path) -> None:
    shards = prepared(sample(), tmp_path, valid=0.2, test=0.1, near=0)
    found = texts_of(shards)
    assert len(found) == sum(shards.documents(part) for part in PARTS) > 100
    assert all(text in {one.text for one in sample()} for text in found)
    assert sum(shards.bytes(part) for part in PARTS) == sum(len(text.encode()) for text in found)
    assert shards.column("train").tokens.dtype == np.uint16


def test_labels_and_targets_stand_beside_their_texts(tmp_path: Path) -> None:
    shards = prepared(sample(), tmp_path, near=0)
    by_text = {one.text: one for one in sample()}
    text, target, label = shards.column("train"), shards.column("train", "target"), shards.label("train")
    for at in range(len(text)):
        one = by_text[shards.tokenizer.decode(text[at])]
        assert shards.tokenizer.decode(target[at]) == one.target
        assert shards.labels[label[at]] == one.label


def stopping(into: Path, after: int) -> bool:
    """Prepare, stopped after so many steps; whether it was done before."""
    steps = corpus.prepare(sample(), into=into, settings=Preparing(size=600), seed=7)
    for _ in range(after):
        if isinstance(next(steps), Shards):
            return True
    steps.close()  # type: ignore[attr-defined]
    return False


def test_stopped_anywhere_it_goes_on_to_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "BLOCK", 40)
    whole = prepared(sample(), tmp_path / "whole")
    for after in range(1, 100):
        if stopping(tmp_path / "stopped", after):
            break
    found = corpus.open_shards(tmp_path / "stopped")
    assert 5 < after < 99
    assert found.digest == whole.digest
    assert found.card == whole.card
    assert not (tmp_path / "stopped" / ".preparing").exists()


def test_what_was_prepared_from_the_same_is_given_as_it_is(tmp_path: Path) -> None:
    first = prepared(sample(), tmp_path)
    before = (tmp_path / "manifest.json").stat().st_mtime_ns
    assert prepared(sample(), tmp_path).digest == first.digest
    assert (tmp_path / "manifest.json").stat().st_mtime_ns == before
    assert prepared(sample()[:-30], tmp_path).digest != first.digest
    assert len(list(tmp_path.glob("data-*"))) == 1


def test_adding_documents_moves_none_to_another_part(tmp_path: Path) -> None:
    def parts(documents: list[Document], into: Path) -> dict[str, str]:
        shards = prepared(documents, into, valid=0.3, test=0.2, near=0)
        columns = {part: shards.column(part) for part in PARTS}
        return {
            shards.tokenizer.decode(column[at]): part for part, column in columns.items() for at in range(len(column))
        }

    few, more = parts(sample()[30:], tmp_path / "few"), parts(sample(), tmp_path / "more")
    assert {text: more[text] for text in few} == few
    assert set(few.values()) == set(PARTS)


def test_copies_and_near_copies_are_left_out_and_told(tmp_path: Path) -> None:
    long = " ".join(f"word{number}" for number in range(200))
    chinese = "".join(chr(0x4E00 + number * 7) for number in range(200))
    documents = [
        Document(long),
        Document(long.replace("word100", "other")),
        Document(chinese),
        Document(chinese.replace(chinese[50], "囍")),
        Document("the very same", label="a"),
        Document("the very same", label="b"),
        Document("the very same"),
    ]
    left = prepared(documents, tmp_path, near=0.8, valid=0, test=0).card["left_out"]
    assert {why: left[why]["documents"] for why in ("near", "same", "two labels")} == {
        "near": 2,
        "same": 1,
        "two labels": 1,
    }
    assert left["two labels"]["examples"] == ["the very same"]


def test_lines_that_stand_in_many_documents_are_taken_out(tmp_path: Path) -> None:
    documents = [Document(f"{one.text}\n责任编辑：某某某（图片）") for one in sample()]
    shards = prepared(documents, tmp_path, near=0)
    assert not any("责任编辑" in text for text in texts_of(shards))
    assert shards.card["documents_with_lines_taken_out"] == len(documents)


@pytest.mark.parametrize(
    ("settings", "text", "expected"),
    [
        ({"unicode": "width"}, "ＧＤＰ增长３％，好　的", "GDP增长3％，好 的"),
        ({"unicode": "nfkc"}, "ＧＤＰ，ﬁne", "GDP,fine"),
        ({"script": "simplified"}, "臺灣新聞", "台湾新闻"),
        ({"stop_words": "drop"}, "The cat sat on the mat", "cat sat mat"),
        ({}, "a\x00b\u200bc  d\r\n\r\n\r\ne", "abc d\n\ne"),
    ],
)
def test_texts_are_cleaned_as_it_is_asked_for(
    tmp_path: Path, settings: dict[str, Any], text: str, expected: str
) -> None:
    assert texts_of(prepared([Document(text)], tmp_path, valid=0, test=0, **settings)) == {expected}


def test_what_does_not_fit_is_left_out_and_told_why(tmp_path: Path) -> None:
    documents: list[Document | InvalidInputError] = [
        *sample(),
        Document("x", label="a"),
        Document("y" * 9000, label="a"),
        Document("Это русский текст о погоде в городе и области.", label="a"),
        Document("no label here, only an English sentence"),
        Document("bro\ufffdken \ufffd\ufffd text", label="a"),
        InvalidInputError("the line is not JSON", asked="a.jsonl:3"),
    ]
    card = prepared(documents, tmp_path, longest=8000, languages=("zh", "en"), needs=("label",)).card
    assert {why: of["documents"] for why, of in card["left_out"].items() if why not in ("near", "same")} == {
        "short": 1,
        "long": 1,
        "language": 1,
        "no label": 1,
        "broken": 1,
    }
    assert card["read"]["unreadable_examples"] == [{"what": "the line is not JSON", "where": "a.jsonl:3"}]
    assert {"zh", "en"} == set(card["languages"])


def test_the_first_token_of_each_word_has_its_tag(tmp_path: Path) -> None:
    tags = (("Novembers", "NNP"), ("are", "VB"), ("unforgettable", "JJ"))
    chinese = (("北京", "ns"), ("大学", "n"))
    documents = [
        Document("", tags=tags, language="en"),
        Document("", tags=chinese, language="zh"),
        Document("untagged"),
    ]
    shards = prepared(documents, tmp_path, valid=0, test=0)
    assert shards.tag_names == ("JJ", "NNP", "VB", "n", "ns")
    for at, expected in enumerate((tags, chinese, ())):
        found = shards.tags("train")[at]
        assert len(found) == len(shards.column("train")[at])
        assert [shards.tag_names[tag] for tag in found if tag != NO_TAG] == [tag for _, tag in expected]
    assert texts_of(shards) == {"Novembers are unforgettable", "北京大学", "untagged"}


def test_fine_tuning_takes_the_tokenizer_of_its_model(tmp_path: Path) -> None:
    ready = tokens.train("wordpiece", [one.text for one in sample()], size=900)
    ready.save(tmp_path / "model")
    assert prepared(sample(), tmp_path / "corpus", ready=str(tmp_path / "model")).tokenizer.digest == ready.digest


def test_a_vocabulary_larger_than_the_corpus_is_told(tmp_path: Path) -> None:
    steps = list(corpus.prepare(sample()[:5], into=tmp_path, settings=Preparing(size=50_000), seed=1))
    told = [step.notice for step in steps if isinstance(step, Progress) and step.notice]
    assert sum("50,000 were asked for" in notice for notice in told) == 1
    assert "50,000 were asked for" in (tmp_path / "card.md").read_text()


@pytest.mark.parametrize("documents", [[], [Document("   ")], [InvalidInputError("no text")]])
def test_nothing_to_learn_from_is_an_error_and_keeps_what_was_there(tmp_path: Path, documents: list[Any]) -> None:
    before = prepared(sample(), tmp_path)
    with pytest.raises(InvalidInputError):
        prepared(documents, tmp_path)
    assert corpus.open_shards(tmp_path).digest == before.digest


def test_one_line_is_a_corpus(tmp_path: Path) -> None:
    shards = prepared([Document("只有一句话。")], tmp_path, valid=0, test=0)
    assert [len(shards.column(part)) for part in PARTS] == [1, 0, 0]
    assert {notice["kind"] for notice in shards.card["notices"]} == {"smaller_vocabulary", "empty_part"}


def changed(folder: Path) -> Iterator[Path]:
    yield next(folder.glob("data-*/train.text.bin"))
    yield next(folder.glob("data-*/tokenizer.json"))
    yield folder / "manifest.json"


@pytest.mark.parametrize("which", range(3))
@pytest.mark.parametrize("harm", ["cut", "changed", "gone"])
def test_a_torn_or_changed_corpus_is_refused(tmp_path: Path, which: int, harm: str) -> None:
    prepared(sample()[:40], tmp_path)
    file = list(changed(tmp_path))[which]
    content = file.read_bytes()
    file.unlink()
    if harm != "gone":
        file.write_bytes(content[:-7] if harm == "cut" else content[:9] + b"#" + content[10:])
    with pytest.raises(InvalidInputError, match="no whole prepared corpus"):
        corpus.open_shards(tmp_path)


def test_a_part_or_column_that_is_not_there_is_refused(tmp_path: Path) -> None:
    shards = prepared([Document("one text"), Document("another text")], tmp_path, valid=0, test=0)
    with pytest.raises(InvalidInputError, match="part"):
        shards.column("dev")
    with pytest.raises(InvalidInputError, match="target"):
        shards.column("train", "target")
    with pytest.raises(InvalidInputError, match="tags"):
        shards.tags("train")


@pytest.mark.parametrize(
    "wrong", [{"unicode": "nfd"}, {"valid": 0.7, "test": 0.3}, {"near": 2}, {"needs": ("title",)}, {"script": "x"}]
)
def test_settings_that_make_no_sense_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(InvalidInputError):
        Preparing(**wrong)


def test_the_card_adds_up(tmp_path: Path) -> None:
    shards = prepared(sample(), tmp_path, licence="CC0", name="Sample wire")
    card = json.loads((tmp_path / "card.json").read_text())
    assert card["documents"] == sum(of["documents"] for of in card["languages"].values())
    assert card["documents"] + sum(of["documents"] for of in card["left_out"].values()) == card["read"]["documents"]
    assert card["tokens"] == sum(len(shards.column(part).tokens) for part in PARTS)
    assert sum(card["labels"].values()) <= card["documents"]
    assert "Sample wire" in (tmp_path / "card.md").read_text()
    assert card["licence"] == "CC0"


def test_a_card_bears_no_folder_of_the_machine(tmp_path: Path) -> None:
    folder = tmp_path / "of somebody"
    first = prepared(sample()[:40], folder / "first", near=0)
    first.tokenizer.save(folder / "model")
    broken = InvalidInputError("this is no whole Parquet file", asked=str(folder / "a.parquet"))
    card = prepared([*sample()[:40], broken], tmp_path / "next", near=0, ready=str(folder / "model")).card
    assert card["read"]["unreadable_examples"][0]["where"] == "a.parquet"
    assert card["settings"]["ready"] == "model"
    assert str(tmp_path) not in json.dumps(card)


@pytest.mark.parametrize("one", [Document("一篇 text"), InvalidInputError("no text", asked="x.bin")])
def test_how_far_the_reading_is_is_told_all_the_time(tmp_path: Path, one: Any) -> None:
    asked: list[int] = []

    def documents() -> Iterator[Any]:
        for number in range(1000):
            asked.append(number)
            yield one

    steps = corpus.prepare(documents(), into=tmp_path, settings=Preparing(size=600), seed=7)
    assert isinstance(next(steps), Progress)
    assert len(asked) <= 100


def test_large_documents_are_told_one_by_one(tmp_path: Path) -> None:
    long = (Document("字" * 1_000_000) for _ in range(40))
    steps = corpus.prepare(long, into=tmp_path, settings=Preparing(size=600), seed=7)
    assert [next(steps) for _ in range(3)] == [Progress("read", n) for n in (1, 2, 3)]


def test_a_preparation_killed_while_it_was_put_in_place_is_made_again(tmp_path: Path) -> None:
    whole = prepared(sample(), tmp_path / "whole")
    steps = corpus.prepare(sample(), into=tmp_path / "cut", settings=Preparing(size=600), seed=7)
    while not (isinstance(told := next(steps), Progress) and told.stage == "number"):
        pass
    steps.close()  # type: ignore[attr-defined]
    work = tmp_path / "cut" / ".preparing"
    (work / "data").rename(tmp_path / "cut" / "data-0123")  # the last thing done before the manifest is written
    assert prepared(sample(), tmp_path / "cut").digest == whole.digest
    assert not list((tmp_path / "cut").glob(".*"))
    assert not (tmp_path / "cut" / "data-0123").exists()
