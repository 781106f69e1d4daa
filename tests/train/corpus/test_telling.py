"""What is said of a corpus that is too small, or lacks what is learnt from: true, and with what to do."""

from pathlib import Path

import pytest

from broadsheet.core import InvalidInputError
from broadsheet.train.corpus import Document, Preparing, Progress, prepare

pytest.importorskip("tokenizers")


@pytest.mark.parametrize("text", ["江城市议会周二批准了预算。", "The council approved the budget on Tuesday."])
def test_one_text_is_learnt_from_and_it_is_said_that_nothing_is_held_out(tmp_path: Path, text: str) -> None:
    told = list(prepare([Document(text)], into=tmp_path, settings=Preparing(size=300), seed=7))
    notices = " ".join(one.notice for one in told if isinstance(one, Progress))
    assert "part valid" in notices
    assert "part test" in notices


@pytest.mark.parametrize(
    ("need", "said"),
    [
        ("label", "--column label="),
        ("target", "--column target="),
        ("refused", "edit export"),
        ("tags", "their column"),
    ],
)
def test_texts_that_lack_what_is_learnt_say_how_to_name_it(tmp_path: Path, need: str, said: str) -> None:
    texts = [Document("市政府今天公布了预算。"), Document("The council met today.")]
    with pytest.raises(InvalidInputError, match=f"2 left out: no {need}") as caught:
        list(prepare(texts, into=tmp_path, settings=Preparing(needs=(need,)), seed=7))
    assert said in caught.value.do
