"""Who wins: the model or the simplest rival."""

from typing import Any

import pytest

from broadsheet.app.lab.report_words import told
from broadsheet.app.lab.verdicts import verdicts


def _of(**measures: Any) -> list[tuple[str, str, bool]]:
    return [(one.figure, one.rival, one.wins) for one in verdicts({"measures": measures})]


def test_fewer_bits_than_the_n_gram_win_and_more_lose() -> None:
    counted = {"order": 5, "bits_per_byte": 2.9}
    assert _of(likelihood={"bits_per_byte": 2.8}, ngram=counted) == [("bits_per_byte", "ngram", True)]
    assert _of(likelihood={"bits_per_byte": 3.3}, ngram=counted) == [("bits_per_byte", "ngram", False)]
    assert _of(likelihood={"bits_per_byte": 2.9}, ngram=counted) == [("bits_per_byte", "ngram", False)]


def test_nothing_is_said_where_there_is_no_rival() -> None:
    assert _of(likelihood={"bits_per_byte": 2.8}) == []
    assert _of(likelihood={"bits_per_byte": None}, ngram={"bits_per_byte": 2.9}) == []
    assert verdicts({}) == []
    assert verdicts({"measures": {"classes": {"accuracy": "high"}}}) == []


def test_a_classifier_stands_beside_regression_and_the_commonest_label() -> None:
    beside = {"majority": {"accuracy": 0.2, "macro_f1": 0.1}, "logistic": {"accuracy": 0.97, "macro_f1": 0.97}}
    found = _of(classes={"accuracy": 0.9, "macro_f1": 0.9, "beside": beside})
    assert ("accuracy", "logistic", False) in found
    assert ("macro_f1", "majority", True) in found
    assert found[0][1] == "logistic"


def test_headlines_stand_beside_the_first_sentence_and_people() -> None:
    overlap = {"model": {"figures": {"rouge_l": 20.0}}, "first_sentence": {"figures": {"rouge_l": 30.0}}}
    editorial = {who: {"accuracy": {"share": share}} for who, share in (("model", 0.5), ("people", 0.9))}
    assert _of(overlap=overlap, editorial=editorial) == [
        ("rouge_l", "first_sentence", False),
        ("editorial_accuracy", "people", False),
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_was_written_stands_beside_the_lead_the_copy_and_the_base(language: str) -> None:
    overlap = {who: {"figures": {"chrf": 20.0 + at}} for at, who in enumerate(("model", "lead", "source", "base"))}
    found = verdicts({"measures": {"overlap": overlap}})
    assert [(one.rival, one.wins) for one in found] == [("lead", False), ("source", False), ("base", False)]
    words = [told(one, language) for one in found]
    assert all("20.000" in one for one in words)
    assert len({one.replace("21.000", "").replace("22.000", "").replace("23.000", "") for one in words}) == 3


@pytest.mark.parametrize(
    ("language", "mine", "said"),
    [
        ("en", 2.8, "It beats the 5-gram (Kneser-Ney): bits per byte 2.800 against 2.900 (lower is better)."),
        (
            "en",
            3.3,
            "It does not beat the 5-gram (Kneser-Ney) yet: bits per byte 3.300 against 2.900 (lower is better).",
        ),
        ("zh", 2.8, "胜过 5 元模型（Kneser-Ney）：每字节比特数 2.800，对方 2.900（越低为好）。"),
        ("zh", 2.9, "与 5 元模型（Kneser-Ney）持平：每字节比特数 2.900（越低为好）。"),
    ],
)
def test_a_verdict_is_one_plain_sentence(language: str, mine: float, said: str) -> None:
    card = {"measures": {"likelihood": {"bits_per_byte": mine}, "ngram": {"order": 5, "bits_per_byte": 2.9}}}
    assert told(verdicts(card)[0], language) == said
