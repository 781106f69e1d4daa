"""Whole tunings from what newsrooms start from: each learns, is stopped, goes on, and is opened again elsewhere."""

import json
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from broadsheet.core import InvalidInputError
from broadsheet.train import tokens
from broadsheet.train.experiments.running import Material, run
from broadsheet.train.experiments.told import Finished, Stopped
from broadsheet.train.tuning.bases import Places, find
from broadsheet.train.tuning.layers import place_of
from tests.train.tuning.tuned import documents, made, recipe

torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")
from tests.train.architectures.kinds import CAUSAL, MASKED, PAIRED, opened, saved  # noqa: E402 - needs both

STARTED = (
    *("qwen2", "qwen3", "mistral", "smollm"),
    *("bert", "roberta", "xlm-roberta", "distilbert", "electra", "deberta-v3"),
    *("t5", "mt5", "bart", "mbart", "marian"),
)
TASKS = {**dict.fromkeys(CAUSAL, "instruct"), **dict.fromkeys(MASKED, "masked"), **dict.fromkeys(PAIRED, "translate")}
FAMILY = {"instruct": "causal", "masked": "masked", "translate": "paired"}
# A sentencepiece unigram for those that have one, pieces for BERT's kin, bytes for the others.
CUT = {"bert": "wordpiece", "distilbert": "wordpiece", "electra": "wordpiece"}
CUT |= dict.fromkeys(("xlm-roberta", "deberta-v3", "t5", "mt5", "mbart", "marian"), "unigram")
each = pytest.mark.parametrize("name", STARTED)
FEW = tuple(documents(40))


@pytest.fixture(autouse=True)
def _quiet() -> None:
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()


def base(folder: Path, name: str) -> Path:
    """A folder with a model of that kind and a tokenizer, as a hub has them."""
    cut = tokens.train(CUT.get(name, "bytes_bpe"), [one.text for one in FEW], size=400, seed=1)
    saved(folder, name, vocabulary=cut.size + 3)
    cut.save(folder)
    return folder


def quick(name: str, **tables: Any) -> Any:
    told = {"steps": 2, "evaluate_every": 2, "save_every": 1, **tables.pop("training", {})}
    return recipe(tables.pop("task", TASKS[name]), training=told, tuning={"base": "lab:base", **tables})


@each
def test_it_learns_goes_on_where_it_was_stopped_and_is_opened_by_transformers(tmp_path: Path, name: str) -> None:
    from broadsheet.train import architectures

    lab = base(tmp_path / "lab" / "base", name).parent
    given, ticks = quick(name), count()
    *_, last = made(given, lab / "whole", texts=FEW)
    seen: list[Any] = []
    material = Material(lambda: iter(FEW), models=tmp_path)
    clock = lambda: next(ticks) / 10  # noqa: E731 - a clock in a word
    for told in run(
        given, material, folder=lab / "mine", stop=lambda: any(hasattr(t, "loss") for t in seen), clock=clock
    ):
        seen.append(told)
    assert isinstance(seen[-1], Stopped)
    *_, again = run(given, material, folder=lab / "mine", stop=lambda: False, clock=clock)
    assert isinstance(last, Finished)
    assert isinstance(again, Finished)
    weights = [(lab / one / "model.safetensors").read_bytes() for one in ("whole", "mine", "base")]
    assert weights[0] == weights[1] != weights[2]
    mine, other = architectures.load(lab / "mine"), opened(lab / "mine", FAMILY[TASKS[name]])
    ids, target = torch.tensor([[5, 9, 12, 7]]), torch.tensor([[0, 8, 6]])
    with torch.no_grad():
        if mine.family == "paired":
            ours, theirs = mine.hidden(target, memory=mine.encode(ids)), other(ids, decoder_input_ids=target).logits
        else:
            ours, theirs = mine.hidden(ids), other(ids).logits
        torch.testing.assert_close(mine.scores(ours), theirs, rtol=1e-4, atol=1e-4)
    assert transformers.AutoTokenizer.from_pretrained(lab / "mine")("球队 team").input_ids


@each
def test_with_a_head_and_its_first_layer_held_it_learns_labels(tmp_path: Path, name: str) -> None:
    from broadsheet.train import architectures
    from broadsheet.train.reading.opening import open_reader

    lab = base(tmp_path / "lab" / "base", name).parent
    *_, last = made(quick(name, task="classify", freeze=["embeddings", "layers.0"], decay=2.6), lab / "mine", texts=FEW)
    assert last.card["held"] > 0
    assert last.card["trained"] + last.card["held"] == last.card["parameters"]
    before, after = architectures.load(lab / "base") if name != "bert" else None, open_reader(lab / "mine")
    changed = set()
    for key, weight in before.named_parameters() if before is not None else ():
        if not torch.equal(weight, dict(after.model.body.named_parameters())[key]):
            changed.add(key)
    assert not {place_of(key) for key in changed} & {(0, 0), (1, 0), (2, 0)}
    assert changed or name == "bert"


@each
def test_lora_trains_the_update_alone_and_the_adapter_bears_no_path(tmp_path: Path, name: str) -> None:
    lab = base(tmp_path / "lab" / "base", name).parent
    *_, last = made(quick(name, lora={"rank": 2}), lab / "mine", texts=FEW)
    halves = 0
    from safetensors import safe_open

    with safe_open(lab / "mine" / "adapter" / "adapter_model.safetensors", framework="pt") as file:
        halves = sum(file.get_tensor(key).numel() for key in file.keys())  # noqa: SIM118
    assert last.card["trained"] == halves
    assert last.card["held"] == last.card["parameters"]
    for path in (lab / "mine").rglob("*.json"):
        if path.name not in ("experiment.json", "base.json"):
            assert str(tmp_path) not in path.read_text(), path
    opened(lab / "mine", FAMILY[TASKS[name]])


# PEFT asks for a name that transformers is about to drop.
@pytest.mark.filterwarnings("ignore:.*is_gradient_checkpointing:FutureWarning")
@pytest.mark.parametrize("name", ["qwen3", "distilbert", "marian"])
def test_peft_puts_the_adapter_on_the_base_to_what_was_merged(tmp_path: Path, name: str) -> None:
    peft = pytest.importorskip("peft")
    lab = base(tmp_path / "lab" / "base", name).parent
    made(quick(name, lora={"rank": 2}, training={"rate": 0.1}), lab / "mine", texts=FEW)
    family = FAMILY[TASKS[name]]
    theirs = peft.PeftModel.from_pretrained(opened(lab / "base", family), lab / "mine" / "adapter").eval()
    merged, ids = opened(lab / "mine", family), torch.tensor([[5, 9, 12, 7]])
    given = {"input_ids": ids, **({"decoder_input_ids": ids} if family == "paired" else {})}
    with torch.no_grad():
        torch.testing.assert_close(theirs(**given).logits, merged(**given).logits, rtol=1e-4, atol=1e-4)


def test_a_decoder_begins_as_the_bases_did(tmp_path: Path) -> None:
    lab = base(tmp_path / "lab" / "base", "marian").parent
    config = json.loads((lab / "base" / "config.json").read_text())
    (lab / "base" / "config.json").write_text(json.dumps({**config, "decoder_start_token_id": 7}))
    *_, last = made(quick("marian"), lab / "mine", texts=FEW)
    assert last.card["objective"]["start"] == 7
    assert json.loads((lab / "mine" / "config.json").read_text())["decoder_start_token_id"] == 7
    assert json.loads((lab / "mine" / "generation_config.json").read_text())["decoder_start_token_id"] == 7


def test_a_base_without_a_head_for_next_sentences_says_so(tmp_path: Path) -> None:
    lab = base(tmp_path / "lab" / "base", "roberta").parent
    told = made(quick("roberta"), lab / "mine", texts=FEW)
    assert any("fill gaps alone" in getattr(one, "text", "") for one in told)
    assert told[-1].card["architecture"] == "roberta"


def test_a_rank_above_the_smallest_side_is_refused_with_that_number(tmp_path: Path) -> None:
    lab = base(tmp_path / "lab" / "base", "qwen2").parent
    with pytest.raises(InvalidInputError, match=r"rank of 8 at most.*rank=9.*8 by 16"):
        made(quick("qwen2", lora={"rank": 9}), lab / "mine", texts=FEW)
    *_, last = made(quick("qwen2", lora={"rank": 8}), lab / "most", texts=FEW)
    assert isinstance(last, Finished)


def test_a_folder_with_a_slow_tokenizer_alone_says_how_to_convert_it(tmp_path: Path) -> None:
    folder = base(tmp_path / "mine", "xlm-roberta")
    (folder / "tokenizer.json").rename(folder / "sentencepiece.bpe.model")
    with pytest.raises(InvalidInputError, match=r"sentencepiece\.bpe\.model.*AutoTokenizer.*save_pretrained"):
        find(str(folder), Places(tmp_path / "lab", tmp_path, tmp_path / "kept"))
