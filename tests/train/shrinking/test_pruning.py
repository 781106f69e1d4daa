import json
from pathlib import Path

import pytest

from broadsheet.core import ConflictError, InvalidInputError
from broadsheet.train import gates
from broadsheet.train.shrinking import prune, pupil
from tests.train.exports.made import own, save

TEXTS = [line for line in gates.lines() if line.isascii()][:60]


@pytest.mark.parametrize("family", ["gpt2", "llama", "bert", "t5", "lstm"])
def test_a_pruned_model_says_the_same_with_fewer_tokens(tmp_path: Path, family: str) -> None:
    folder = own(family, tmp_path / family) if family == "lstm" else save(family, tmp_path / family)
    found = prune(folder, TEXTS, into=tmp_path / "small")
    assert found.tokens < found.tokens_before == 500
    assert found.parameters < found.parameters_before
    before, after = (gates.tokenizer_of(gates.open_source(at)) for at in (folder, found.folder))
    for line in TEXTS:
        assert after[1](after[0](line)) == before[1](before[0](line))
        assert len(after[0](line)) == len(before[0](line))


def test_a_pruned_model_can_still_write_what_the_corpus_never_had(tmp_path: Path) -> None:
    found = prune(save("gpt2", tmp_path / "gpt2"), ["one line only"], into=tmp_path / "small")
    encode, decode = gates.tokenizer_of(gates.open_source(found.folder))
    for line in gates.lines():
        assert decode(encode(line)) == line


def test_pruning_needs_texts_and_a_new_name(tmp_path: Path) -> None:
    folder = save("gpt2", tmp_path / "gpt2")
    with pytest.raises(InvalidInputError, match="no text"):
        prune(folder, [], into=tmp_path / "small")
    with pytest.raises(ConflictError):
        prune(folder, TEXTS, into=folder)


def test_a_pupil_has_half_the_layers_the_first_and_the_last_among_them(tmp_path: Path) -> None:
    folder = save("gpt2", tmp_path / "gpt2", n_layer=6)
    config, layers = pupil(folder)
    assert config["n_layer"] == 3
    assert list(layers.values()) == [0, 2, 5]
    with pytest.raises(InvalidInputError, match="fewer layers"):
        pupil(folder, layers=6)


def test_a_pupil_looks_at_what_the_layers_it_begins_as_look_at(tmp_path: Path) -> None:
    folder = save("gpt2", tmp_path / "gpt2", n_layer=3)
    told = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps({**told, "layer_types": ["full", "sliding", "whole"]}))
    assert pupil(folder)[0]["layer_types"] == ["full", "whole"]
