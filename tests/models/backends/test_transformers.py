from pathlib import Path

import pytest

from broadsheet import models
from broadsheet.core import IntegrityError, MissingModelError, ModelInputError
from broadsheet.models import LanguageModel, Message, Options
from tests.models.tiny_transformers import KINDS, save

SAID = [Message("user", "议会以31票对12票通过。The council voted.")]
ALONE = {"threads": "1"}


@pytest.fixture(scope="module", params=[family for family, kind in KINDS.items() if kind != "masked"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save(request.param, tmp_path_factory.mktemp(request.param))


@pytest.fixture(scope="module")
def masked(tmp_path_factory: pytest.TempPathFactory) -> LanguageModel:
    return models.load(f"transformers:{save('bert', tmp_path_factory.mktemp('bert'))}", folder=Path(), settings=ALONE)


def test_greedy_is_the_likeliest_path_that_the_library_itself_finds(folder: Path) -> None:
    import torch
    from transformers import AutoConfig, AutoModelForCausalLM, AutoModelForSeq2SeqLM, AutoTokenizer

    model = models.load(f"transformers:{folder}", folder=Path(), settings=ALONE)
    ours = "".join(t.text for t in model.generate(SAID, Options(max_tokens=12)))
    tokenizer = AutoTokenizer.from_pretrained(folder)
    is_pair = AutoConfig.from_pretrained(folder).is_encoder_decoder
    made = (AutoModelForSeq2SeqLM if is_pair else AutoModelForCausalLM).from_pretrained(folder)
    ids = torch.tensor([tokenizer(SAID[0].content).input_ids])
    never = [[token] for token in sorted(set(tokenizer.all_special_ids) - {tokenizer.eos_token_id})]
    found = made.eval().generate(ids, max_new_tokens=12, do_sample=False, bad_words_ids=never)
    read = 1 if is_pair else ids.shape[1]
    assert ours == tokenizer.decode(found[0, read:], skip_special_tokens=True)


def test_what_it_says_is_what_its_logprobs_are_of(folder: Path) -> None:
    model = models.load(f"transformers:{folder}", folder=Path(), settings=ALONE)
    tokens = list(model.generate(SAID, Options(max_tokens=6, logprobs=True, top_logprobs=2)))[:-1]
    # The likeliest of all may be a control token, which is never said.
    assert all(t.logprob is not None and t.logprob in [chance for _, chance in t.top] for t in tokens if t.top)
    assert all(t.top[0][1] > t.top[1][1] for t in tokens if t.top)


def test_nothing_comes_twice_where_that_is_forbidden(folder: Path) -> None:
    model = models.load(f"transformers:{folder}", folder=Path(), settings=ALONE)
    # Bytes that are no character are shown by one sign, whichever they are.
    said = [t.text for t in model.generate(SAID, Options(max_tokens=40, no_repeat_ngram=1)) if "\ufffd" not in t.text]
    assert len(said) == len(set(said))


def test_the_gap_in_a_text_is_filled_in_the_order_of_the_chances(masked: LanguageModel) -> None:
    for text in ("The [MASK] was closed.", "大桥因<mask>关闭。"):
        found = models.fill(masked, text, n=4)
        assert [f.chance for f in found] == sorted((f.chance for f in found), reverse=True)
        assert all(f.text == text.replace("[MASK]", f.token).replace("<mask>", f.token) for f in found)


def test_what_can_not_be_filled_says_why(masked: LanguageModel, tmp_path: Path) -> None:
    for text, match in (("No gap.", "no gap"), ("<mask> <mask>", "several"), ("<mask>" + " word" * 300, "context")):
        with pytest.raises(ModelInputError, match=match):
            models.fill(masked, text)
    causal = models.load(f"transformers:{save('gpt2', tmp_path)}", folder=Path(), settings=ALONE)
    with pytest.raises(ModelInputError, match="fills no gaps"):
        models.fill(causal, "The <mask>.")
    with pytest.raises(ModelInputError, match="fills no gaps"):
        models.fill(models.load("stub", folder=Path()), "The <mask>.")


def test_a_control_token_in_a_prompt_is_read_as_text(tmp_path: Path) -> None:
    model = models.load(f"transformers:{save('llama', tmp_path)}", folder=Path(), settings=ALONE)
    counted = [
        list(model.generate([Message("user", text)], Options(max_tokens=1)))[-1].usage for text in ("a</s>", "a")
    ]
    assert counted[0] is not None
    assert counted[1] is not None
    assert counted[0].prompt_tokens > counted[1].prompt_tokens + 1


def test_a_pickled_model_is_never_opened(tmp_path: Path) -> None:
    save("gpt2", tmp_path)
    (tmp_path / "model.safetensors").rename(tmp_path / "pytorch_model.bin")
    model = models.load(f"transformers:{tmp_path}", folder=Path())
    with pytest.raises(IntegrityError, match="pickle") as caught:
        model.generate(SAID, Options())
    assert "safetensors" in caught.value.do


def test_a_broken_or_headless_model_is_refused_with_what_is_wrong(tmp_path: Path) -> None:
    save("gpt2", tmp_path / "broken")
    (tmp_path / "broken" / "config.json").write_text("{")
    with pytest.raises(IntegrityError, match="can't be read"):
        models.load(f"transformers:{tmp_path / 'broken'}", folder=Path()).generate(SAID, Options())
    import transformers

    made = transformers.AutoModelForMaskedLM.from_pretrained(save("bert", tmp_path / "bert"))
    made.bert.save_pretrained(tmp_path / "bert")
    with pytest.raises(IntegrityError, match="lacks weights"):
        models.load(f"transformers:{tmp_path / 'bert'}", folder=Path()).generate(SAID, Options())


def test_a_name_that_is_nowhere_says_how_to_get_it(tmp_path: Path) -> None:
    absent = models.load("transformers:owner/no-such-model", folder=Path(), settings={"offline": "yes"})
    with pytest.raises(MissingModelError, match="neither") as caught:
        absent.generate(SAID, Options())
    assert "hf download owner/no-such-model" in caught.value.do
    with pytest.raises(MissingModelError, match="no such model folder"):
        models.load(f"transformers:{tmp_path / 'none'}", folder=Path()).generate(SAID, Options())


def test_a_bad_setting_is_refused_when_it_is_loaded() -> None:
    for settings in ({"threads": "many"}, {"device": "abacus"}):
        with pytest.raises(ModelInputError):
            models.load("transformers:gpt2", folder=Path(), settings=settings)
    with pytest.raises(ModelInputError, match="name is missing"):
        models.load("transformers:", folder=Path())


def test_an_encoder_embeds_texts_as_unit_rows_that_do_not_depend_on_their_neighbours(tmp_path: Path) -> None:
    embedder = models.load_embedder(f"transformers:{save('xlm-roberta', tmp_path)}")
    texts = ["The council voted.", "议会投票通过了决议。" * 9, ""]
    rows = embedder.embed(texts)
    assert rows.shape == (3, embedder.dimension)
    assert (rows**2).sum(axis=1) == pytest.approx(1, abs=1e-5)
    assert embedder.embed(texts[:1])[0] == pytest.approx(rows[0], abs=1e-5)
