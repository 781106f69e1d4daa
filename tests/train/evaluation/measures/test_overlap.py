"""What a model writes beside what people wrote: against sacreBLEU, and ROUGE counted by hand."""

import pytest

from broadsheet.models import Options
from broadsheet.train.evaluation.measures import overlap
from broadsheet.train.evaluation.subject import Subject
from tests.train.evaluation.measures.known import Shards, Told, every_part, subject, writing

sacrebleu = pytest.importorskip("sacrebleu", reason="the extra lab is not installed")

# Source, what people wrote, what the model writes.
ROWS = {
    "en": [
        ("Rain fell in the north on Monday. Roads were closed.", "Rain closes northern roads", "Rain closes the roads"),
        ("The bank raised rates by half a point. Shares fell.", "Bank raises rates again", "Bank raises its rates"),
        ("The harbour club won the cup in a late goal. Fans sang.", "Harbour club wins the cup", "Harbour wins cup"),
    ],
    "zh": [
        ("周一北方普降大雨，多条道路封闭。学校停课一天。", "北方大雨多条道路封闭", "北方大雨道路封闭"),
        ("央行宣布加息半个百分点。股市随即下跌。", "央行再次宣布加息", "央行宣布加息"),
        ("港口队凭借最后时刻的进球夺得冠军。球迷高歌。", "港口队绝杀夺冠", "港口队进球夺冠"),
    ],
}
ASKED = {"written_tokens": 32}


def measured(rows: list[tuple[str, str, str]]) -> dict[str, dict[str, dict[str, float]]] | None:
    columns = {"text": [row[0] for row in rows], "target": [row[1] for row in rows]}
    shards = Shards(every_part(columns))
    written = {source: answer for source, _, answer in rows}
    return overlap.measure(made(shards, written))


def made(shards: Shards, written: dict[str, str]) -> Subject:
    return writing(shards, "instruct", written, Options(max_tokens=32), settings=ASKED)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_bleu_and_chrf_are_sacrebleu_s_for_the_language(language: str) -> None:
    found = measured(ROWS[language])
    answers, wanted = [row[2] for row in ROWS[language]], [row[1] for row in ROWS[language]]
    bleu = sacrebleu.corpus_bleu(answers, [wanted], tokenize="zh" if language == "zh" else "13a").score
    chrf = sacrebleu.corpus_chrf(answers, [wanted]).score
    assert found is not None
    assert found["language"] == language  # type: ignore[comparison-overlap]
    assert found["model"]["figures"]["bleu"] == pytest.approx(bleu)
    assert found["model"]["figures"]["chrf"] == pytest.approx(chrf)


def test_rouge_is_counted_by_hand() -> None:
    found = measured(ROWS["zh"][1:2])
    assert found is not None
    # 央行宣布加息 of 6 signs, 央行再次宣布加息 of 8: 6 in common, in order; of 5 and 7 pairs 央行, 宣布, 布加, 加息.
    assert found["model"]["figures"]["rouge_1"] == pytest.approx(100 * 2 * 6 / 14)
    assert found["model"]["figures"]["rouge_2"] == pytest.approx(100 * 2 * 4 / 12)
    assert found["model"]["figures"]["rouge_l"] == pytest.approx(100 * 2 * 6 / 14)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_beside_it_stands_the_first_sentence_as_it_is(language: str) -> None:
    found = measured(ROWS[language])
    end = "." if language == "en" else "。"
    firsts = [row[0].partition(end)[0] + end for row in ROWS[language]]
    chrf = sacrebleu.corpus_chrf(firsts, [[row[1] for row in ROWS[language]]]).score
    assert found is not None
    assert found["first_sentence"]["figures"]["chrf"] == pytest.approx(chrf)
    assert found["model"]["figures"]["chrf"] > chrf


def test_a_model_that_answers_nothing_has_no_overlap() -> None:
    shards = Shards(every_part({"text": ("a",)}))
    assert overlap.measure(subject(Told("causal", following=[0.0] * 363), shards, "causal")) is None
