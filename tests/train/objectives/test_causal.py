"""Packing documents into rows for next-token prediction."""

from collections import Counter
from itertools import pairwise
from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.train import objectives
from broadsheet.train.objectives import IGNORED
from tests.train.models import Tiny
from tests.train.shards import LetterShards, LetterTokenizer, headlines

torch = pytest.importorskip("torch")
SPECIAL = LetterTokenizer()
texts = st.lists(st.text(alphabet="abcdé报", max_size=12), min_size=1, max_size=6).filter(any)


def shards_of(documents: list[str]) -> LetterShards:
    return LetterShards({part: {"text": documents} for part in ("train", "valid", "test")})


@given(texts, st.integers(2, 9), st.integers(1, 4))
def test_every_token_held_out_is_predicted_once_and_every_end(documents: list[str], length: int, rows: int) -> None:
    objective = objectives.make("causal", shards_of(documents), seed=1, rows=rows, length=length)
    targets = [objective.batch(n, part="valid").tensors["targets"] for n in range(objective.batches("valid"))]
    found = Counter(token for batch in targets for token in batch.flatten().tolist() if token != IGNORED)
    wanted = Counter(token for text in documents for token in [*SPECIAL.encode(text), SPECIAL.eos])
    assert found == wanted


@given(texts, st.integers(2, 9))
def test_every_target_comes_after_its_input_in_one_document(documents: list[str], length: int) -> None:
    objective = objectives.make("causal", shards_of(documents), seed=1, rows=3, length=length)
    known = {
        pair
        for text in documents
        for row in [[SPECIAL.bos, *SPECIAL.encode(text), SPECIAL.eos]]
        for pair in pairwise(row)
    }
    for step in range(6):
        given_ = objective.batch(step).tensors
        pairs = zip(given_["ids"].flatten().tolist(), given_["targets"].flatten().tolist(), strict=True)
        assert {pair for pair in pairs if pair[1] != IGNORED} <= known


def test_an_epoch_of_one_long_text_reads_nearly_all_of_it_and_each_place_once() -> None:
    text = "".join(chr(97 + n % 26) for n in range(26 * 40))
    objective = objectives.make("causal", shards_of([text]), seed=1, rows=5, length=16)
    ids = torch.cat([objective.batch(n).tensors["ids"] for n in range(objective.batches("train"))])
    counts = Counter(ids[:65].flatten().tolist())
    assert set(counts.values()) - {1} <= {39, 40}  # each letter occurs forty times


def test_packed_documents_have_numbers_of_their_own_and_no_target_across() -> None:
    objective = objectives.make("causal", headlines(), seed=1, rows=4, length=32)
    batch = objective.batch(0).tensors
    begins = batch["ids"] == SPECIAL.bos
    assert torch.equal(batch["documents"], torch.cumsum(begins, 1) - begins[:, :1].long())
    after_an_end = batch["ids"] == SPECIAL.eos
    assert bool((batch["targets"][after_an_end] == IGNORED).all())


def test_documents_that_need_not_be_kept_apart_are_not_numbered() -> None:
    objective = objectives.make("causal", headlines(), seed=1, rows=4, length=32, apart=False)
    assert "documents" not in objective.batch(0).tensors


def test_a_row_within_one_document_needs_no_numbers() -> None:
    objective = objectives.make("causal", shards_of(["a" * 500]), seed=1, rows=1, length=8)
    assert any("documents" not in objective.batch(step).tensors for step in range(4))


def test_bits_per_byte_are_those_of_the_whole_part() -> None:
    """A model that finds all tokens alike needs log2 of the vocabulary for each token and for each end."""
    shards = headlines()
    model = Tiny(vocabulary=SPECIAL.size).eval()
    with torch.no_grad():
        model.embedding.weight.zero_()
        objective = objectives.make("causal", shards, seed=1, rows=4, length=32)
        batches = [objective.batch(n, part="valid") for n in range(objective.batches("valid"))]
        nats = sum(float(objective.loss(model, batch).total) for batch in batches)
    documents = shards.texts["valid"]["text"]
    wanted = (shards.bytes("valid") + len(documents)) * log(SPECIAL.size)
    assert nats == pytest.approx(wanted, rel=1e-5)
    assert objective.bytes("valid") == shards.bytes("valid")


def test_smoothing_is_for_training_alone() -> None:
    model = Tiny(vocabulary=SPECIAL.size)
    plain = objectives.make("causal", headlines(), seed=1, rows=4, length=32)
    smooth = objectives.make("causal", headlines(), seed=1, rows=4, length=32, smoothing=0.1)
    batch = plain.batch(0)
    assert float(smooth.loss(model, batch).total.detach()) != float(plain.loss(model, batch).total.detach())
    model.eval()
    assert float(smooth.loss(model, batch).total.detach()) == float(plain.loss(model, batch).total.detach())
