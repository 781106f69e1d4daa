"""What is promised of every kind of tokenizer, over the folder of kinds."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadsheet import ingest
from broadsheet.core import InvalidInputError, UnknownNameError
from broadsheet.train import tokens
from broadsheet.train.tokens.training import drawn

pytest.importorskip("tokenizers")

KINDS = tokens.kinds()
SPECIALS = ("pad", "unk", "bos", "eos", "sep", "cls", "mask")


def texts() -> list[str]:
    return [item.text for item in ingest.sample()]


@pytest.fixture(scope="module")
def trained() -> dict[str, tokens.Tokenizer]:
    return {kind: tokens.train(kind, texts(), size=1500, sentinels=True) for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_special_tokens_have_the_same_numbers_in_every_kind(trained: dict[str, tokens.Tokenizer], kind: str) -> None:
    tokenizer = trained[kind]
    assert [getattr(tokenizer, name) for name in SPECIALS] == list(range(7))
    assert tokenizer.sentinels == tuple(range(7, 107))
    assert 107 < tokenizer.size <= 1500


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_texts_give_the_same_tokenizer(trained: dict[str, tokens.Tokenizer], kind: str) -> None:
    assert tokens.train(kind, texts(), size=1500, sentinels=True).digest == trained[kind].digest


@pytest.mark.parametrize("kind", KINDS)
def test_a_special_token_written_in_a_text_is_only_text(trained: dict[str, tokens.Tokenizer], kind: str) -> None:
    found = trained[kind].encode("好</s>bad <mask> <extra_id_0>")
    assert not {trained[kind].eos, trained[kind].mask, *trained[kind].sentinels} & set(found)


@pytest.mark.parametrize("kind", KINDS)
def test_a_saved_tokenizer_gives_the_same_numbers(
    trained: dict[str, tokens.Tokenizer], kind: str, tmp_path: Path
) -> None:
    trained[kind].save(tmp_path)
    loaded = tokens.load(tmp_path)
    assert (loaded.kind, loaded.digest, loaded.mask) == (kind, trained[kind].digest, trained[kind].mask)
    assert loaded.encode_many(texts()) == [trained[kind].encode(text) for text in texts()]


@pytest.mark.parametrize("kind", KINDS)
def test_transformers_opens_it_to_the_same_numbers(
    trained: dict[str, tokens.Tokenizer], kind: str, tmp_path: Path
) -> None:
    transformers = pytest.importorskip("transformers")
    trained[kind].save(tmp_path)
    other = transformers.AutoTokenizer.from_pretrained(tmp_path)
    for text in texts():
        assert other(text, add_special_tokens=False)["input_ids"] == trained[kind].encode(text)
    assert [getattr(other, f"{name}_token_id") for name in SPECIALS] == list(range(7))


@pytest.mark.parametrize("kind", KINDS)
def test_what_comes_back_has_chinese_without_and_english_with_spaces(
    trained: dict[str, tokens.Tokenizer], kind: str
) -> None:
    tokenizer = trained[kind]
    zh, en = (next(item.text for item in ingest.sample() if item.language == tag) for tag in ("zh", "en"))
    chinese, english = (tokenizer.decode(tokenizer.encode(text[:300])) for text in (zh, en))
    assert not any(a == " " and "一" <= b <= "龥" for a, b in pairwise(chinese))
    assert english.count(" ") > len(english) / 12


@pytest.mark.parametrize("kind", KINDS)
def test_other_tools_are_told_what_to_put_around_a_text(
    trained: dict[str, tokens.Tokenizer], kind: str, tmp_path: Path
) -> None:
    trained[kind].save(tmp_path, template="<cls> $A <sep>")
    loaded = tokens.load(tmp_path)
    assert loaded.inner.encode("大报").ids == [loaded.cls, *loaded.encode("大报"), loaded.sep]


@given(text=st.text())
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_bytes_bring_back_every_text(trained: dict[str, tokens.Tokenizer], text: str) -> None:
    tokenizer = trained["bytes_bpe"]
    assert tokenizer.is_lossless
    assert tokenizer.decode(tokenizer.encode(text)) == text


@given(text=st.text(alphabet=st.characters()))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("kind", KINDS)
def test_no_text_breaks_a_tokenizer(trained: dict[str, tokens.Tokenizer], kind: str, text: str) -> None:
    assert all(0 <= id < trained[kind].size for id in trained[kind].encode(text))


def test_a_lone_surrogate_is_read_as_a_question_mark(trained: dict[str, tokens.Tokenizer]) -> None:
    assert trained["bytes_bpe"].decode(trained["bytes_bpe"].encode("a\ud800b")) == "a?b"


def test_an_unknown_character_costs_one_token_and_not_its_run() -> None:
    tokenizer = tokens.train("words", ["我们在北京开会。"] * 3, size=200)
    found = [tokenizer.token(id) for id in tokenizer.encode("我们在囍北京")]
    assert found.count("<unk>") == 1
    assert {"我们", "北京"} <= set(found)


def test_an_unknown_english_word_is_not_pieced_together() -> None:
    tokenizer = tokens.train("words", ["there is a cat in the house"] * 3, size=200)
    assert tokenizer.encode("therein") == [tokenizer.unk]


def test_words_that_occur_too_seldom_are_left_out() -> None:
    tokenizer = tokens.train("words", ["tide tide tide ferry"], size=100, least=2)
    assert tokenizer.encode("tide ferry")[1] == tokenizer.unk
    assert tokenizer.encode("tide ferry")[0] != tokenizer.unk


def test_a_vocabulary_larger_than_the_corpus_is_as_large_as_the_corpus_allows() -> None:
    assert tokens.train("characters", ["潮起潮落"], size=5000).size == 7 + 3


@pytest.mark.parametrize("kind", KINDS)
def test_a_size_that_can_not_be_is_refused(kind: str) -> None:
    for size in (3, 10**9):
        with pytest.raises(InvalidInputError, match="vocabulary"):
            tokens.train(kind, ["text"], size=size)


@pytest.mark.parametrize("kind", KINDS)
def test_no_text_gives_no_tokenizer(kind: str) -> None:
    with pytest.raises(InvalidInputError, match="no text"):
        tokens.train(kind, ["", "  "], size=1000)


def test_an_unknown_kind_is_refused_with_the_kinds_there_are() -> None:
    with pytest.raises(UnknownNameError) as caught:
        tokens.train("syllables", ["text"], size=1000)
    assert list(caught.value.choices) == KINDS


def test_the_sample_keeps_to_its_budget_and_to_the_order() -> None:
    many = [f"{number} " * 50 for number in range(400)]
    sample = drawn(many, budget=10_000, seed=1)
    assert 5_000 < sum(map(len, sample)) <= 10_000
    assert sample == sorted(sample, key=many.index)
    assert sample != drawn(many, budget=10_000, seed=2)


def test_a_tokenizer_from_elsewhere_fills_the_tokens_it_lacks(tmp_path: Path) -> None:
    made = tokens.train("bytes_bpe", texts(), size=400)
    told = json.loads(made.inner.to_str())
    told["added_tokens"] = [{**token, "content": "<|endoftext|>"} for token in told["added_tokens"] if token["id"] == 3]
    told["model"]["vocab"] = {
        {"</s>": "<|endoftext|>"}.get(word, word): id for word, id in told["model"]["vocab"].items()
    }
    for other in ("<pad>", "<unk>", "<s>", "<sep>", "<cls>", "<mask>"):
        told["model"]["vocab"][f"x{other}"] = told["model"]["vocab"].pop(other)
    (tmp_path / "tokenizer.json").write_text(json.dumps(told))
    found = tokens.load(tmp_path)
    assert found.kind == "foreign"
    assert {getattr(found, name) for name in SPECIALS} == {3}
    assert found.decode(found.encode("大报 news")) == "大报 news"


@pytest.mark.parametrize("content", ["", "{}", "not JSON", '{"model": 3}'])
def test_a_broken_tokenizer_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "tokenizer.json").write_text(content)
    with pytest.raises(InvalidInputError, match="can't be read"):
        tokens.load(tmp_path)
