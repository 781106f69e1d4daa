"""Labels are true of who wrote what, for people and for machines."""

import json
from dataclasses import replace

import pytest

from broadsheet import publish
from broadsheet.core import Publication, Sentence
from broadsheet.publish.wording import date, label
from tests.publish.pieces import NOON, piece


def with_writers(language: str, *writers: str, model: str = "none") -> Publication:
    sentences = tuple(Sentence(f"Sentence {i}.", w) for i, w in enumerate(writers))  # type: ignore[arg-type]
    return replace(piece(language), sentences=sentences, model=model)


def test_a_model_written_piece_says_ai_and_generation_and_who_reviewed_it() -> None:
    zh = label(publish.provenance(piece("zh")))
    en = label(publish.provenance(piece("en")))
    assert "AI生成" in zh
    assert "由人工智能（AI）生成" in zh
    assert "经编辑Lin Lan审核" in zh
    assert en == "AI-generated (model: stub), reviewed by an editor (Lin Lan)."


def test_a_mixed_piece_gives_its_shares() -> None:
    mixed = ("model", "model", "template", "person")
    assert label(publish.provenance(with_writers("en", *mixed, model="stub"))).startswith(
        "AI-generated in part (model: stub): of 4 sentences, 2 by AI, 1 taken from the sources by a program, 1 by an ed"
    )
    assert "全文4句，2句由AI生成，1句由程序摘自稿源，1句由编辑撰写" in label(
        publish.provenance(with_writers("zh", *mixed, model="stub"))
    )


def test_a_compiled_piece_says_it_was_generated_without_a_model() -> None:
    en = label(publish.provenance(with_writers("en", "template", "template")))
    zh = label(publish.provenance(with_writers("zh", "template", "template")))
    assert en.startswith("Automatically generated: compiled from the sources below without a generative AI model")
    assert zh.startswith("自动生成：")
    assert "未使用AI生成模型" in zh


def test_a_person_rewriting_every_sentence_does_not_wash_the_model_away() -> None:
    record = publish.provenance(with_writers("en", "person", "person", model="stub"))
    assert label(record).startswith("AI-generated in part")
    assert record.source_type == "compositeWithTrainedAlgorithmicMedia"
    assert record.aigc


@pytest.mark.parametrize(
    ("writers", "model", "code", "aigc"),
    [
        (("model", "model"), "stub", "trainedAlgorithmicMedia", "1"),
        (("model", "template"), "stub", "compositeWithTrainedAlgorithmicMedia", "1"),
        (("template", "template"), "none", "dataDrivenMedia", "2"),
        (("template", "person"), "none", "humanEdits", "2"),
        (("person",), "none", "digitalCreation", ""),
    ],
)
def test_the_codes_follow_the_writers(writers: tuple[str, ...], model: str, code: str, aigc: str) -> None:
    record = publish.provenance(with_writers("en", *writers, model=model))
    assert record.source_type_uri == f"http://cv.iptc.org/newscodes/digitalsourcetype/{code}"
    assert (json.loads(record.aigc)["Label"] if record.aigc else "") == aigc


def test_the_aigc_object_has_its_seven_strings() -> None:
    value = json.loads(publish.provenance(piece()).aigc)
    keys = "Label ContentProducer ProduceID ReservedCode1 ContentPropagator PropagateID ReservedCode2"
    assert list(value) == keys.split()
    assert all(isinstance(v, str) for v in value.values())
    assert value["ContentPropagator"] == value["ContentProducer"]


def test_dates_are_written_as_each_language_does() -> None:
    assert (date(NOON, "zh"), date(NOON, "en")) == ("2026年11月20日 12:00 UTC", "20 November 2026, 12:00 UTC")
