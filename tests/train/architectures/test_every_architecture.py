"""What every architecture of the folder must do."""

from pathlib import Path
from typing import Any

import pytest
import torch

from broadsheet.core import InvalidInputError
from broadsheet.train import architectures
from tests.train.architectures.models import CAUSAL, EVERY, PAIRED, VOCABULARY, model, scores, shape, texts

every = pytest.mark.parametrize(("name", "numbers"), EVERY)
causal = pytest.mark.parametrize(("name", "numbers"), CAUSAL)
paired = pytest.mark.parametrize(("name", "numbers"), PAIRED)
# Recurrent networks read on for ever: their context is only what they are trained on.
bounded = pytest.mark.parametrize("name", sorted(set(architectures.names()) - {"rnn", "lstm", "lstm_attention"}))


@every
def test_its_parameters_are_counted_without_building_it(name: str, numbers: dict[str, Any]) -> None:
    made = model(name, numbers)
    assert architectures.parameters(shape(name, numbers), VOCABULARY) == sum(p.numel() for p in made.parameters())


@every
def test_one_seed_gives_one_set_of_first_weights(name: str, numbers: dict[str, Any]) -> None:
    one, same, other = (
        list(architectures.build(shape(name, numbers), vocabulary=VOCABULARY, seed=seed).parameters())
        for seed in (3, 3, 4)
    )
    assert all(torch.equal(a, b) for a, b in zip(one, same, strict=True))
    assert not all(torch.equal(a, b) for a, b in zip(one, other, strict=True))


@every
def test_building_and_loading_leave_the_random_numbers_of_the_process_alone(
    name: str, numbers: dict[str, Any], tmp_path: Path
) -> None:
    before = torch.get_rng_state()
    architectures.save(architectures.build(shape(name, numbers), vocabulary=VOCABULARY, seed=3), tmp_path)
    architectures.load(tmp_path)
    assert torch.equal(torch.get_rng_state(), before)


@every
def test_it_comes_back_from_its_folder_saying_the_same(name: str, numbers: dict[str, Any], tmp_path: Path) -> None:
    made = model(name, numbers)
    architectures.save(made, tmp_path)
    back = architectures.load(tmp_path)
    assert back.shape == made.shape
    assert torch.equal(scores(back, texts(), is_plain=True), scores(made, texts(), is_plain=True))


@every
@pytest.mark.parametrize("kind", ["plain", "packed or padded"])
def test_both_faces_give_the_same_numbers_and_the_same_gradients(name: str, numbers: dict[str, Any], kind: str) -> None:
    fast = model(name, numbers).double()
    readable = architectures.build_reference(fast.shape, vocabulary=VOCABULARY, seed=9).double().eval()
    readable.load_state_dict(fast.state_dict())
    # Hugging Face's T5 takes its norms in single precision whatever the rest is in.
    near = 1e-5 if name == "t5" else 1e-12
    said = [scores(face, texts(), is_plain=kind == "plain") for face in (fast, readable)]
    torch.testing.assert_close(*said, rtol=near, atol=near)
    for each in said:
        (each * torch.linspace(-1, 1, each.numel()).view(each.shape)).sum().backward()
    compared = 0
    for (path, one), other in zip(fast.named_parameters(), readable.parameters(), strict=True):
        assert (one.grad is None) == (other.grad is None), path
        if one.grad is not None:
            torch.testing.assert_close(one.grad, other.grad, rtol=10 * near, atol=10 * near, msg=path)
            compared += bool(one.grad.abs().max() > 0)
    assert compared >= len(list(fast.parameters())) - 1


@causal
def test_token_by_token_it_says_what_it_says_at_once(name: str, numbers: dict[str, Any]) -> None:
    made, given = model(name, numbers).double(), texts()
    at_once, state = made(given.ids), made.start(2)
    for t in range(given.ids.shape[1]):
        step, state = made.step(given.ids[:, t], state)
        torch.testing.assert_close(step, at_once[:, t], rtol=1e-9, atol=1e-9)


@causal
def test_a_beginning_can_be_read_in_pieces(name: str, numbers: dict[str, Any]) -> None:
    made, given = model(name, numbers).double(), texts()
    _, state = made.step(given.ids[:, :4], made.start(2))
    last, _ = made.step(given.ids[:, 4:], state)
    torch.testing.assert_close(last, made(given.ids)[:, -1], rtol=1e-9, atol=1e-9)


@causal
def test_a_state_can_be_gone_on_from_twice_and_its_rows_picked(name: str, numbers: dict[str, Any]) -> None:
    made, given = model(name, numbers).double(), texts()
    _, state = made.step(given.ids[:, :4], made.start(2))
    first, _ = made.step(given.ids[:, 4], state)
    swapped, _ = made.step(given.ids[[1, 0], 4], state.pick(torch.tensor([1, 0])))
    torch.testing.assert_close(swapped, first[[1, 0]], rtol=1e-9, atol=1e-9)


@causal
def test_documents_packed_in_a_row_are_read_as_if_each_were_alone(name: str, numbers: dict[str, Any]) -> None:
    made, given = model(name, numbers), texts()
    packed = made(given.ids, documents=given.documents)
    alone = [made(given.ids[:1, begin:end]) for begin, end in ((0, 3), (3, 8), (8, 10))]
    torch.testing.assert_close(packed[:1], torch.cat(alone, 1), rtol=1e-5, atol=1e-5)
    torch.testing.assert_close(packed[1:], made(given.ids[1:]), rtol=1e-5, atol=1e-5)


@causal
def test_what_comes_later_changes_nothing_before(name: str, numbers: dict[str, Any]) -> None:
    made, given = model(name, numbers), texts()
    changed = given.ids.clone()
    changed[:, 6:] = (changed[:, 6:] + 1) % VOCABULARY
    torch.testing.assert_close(made(changed)[:, :6], made(given.ids)[:, :6])
    assert not torch.allclose(made(changed)[:, 6:], made(given.ids)[:, 6:])


@paired
def test_a_target_token_by_token_is_scored_as_at_once(name: str, numbers: dict[str, Any]) -> None:
    made, given = model(name, numbers), texts()
    memory = made.encode(given.ids, mask=given.mask)
    at_once, state = made.scores(made.hidden(given.target, memory=memory)), made.start(memory)
    for t in range(given.target.shape[1]):
        step, state = made.step(given.target[:, t], state)
        torch.testing.assert_close(step, at_once[:, t], rtol=1e-5, atol=1e-5)


@paired
def test_the_rows_of_a_target_in_hand_can_be_picked(name: str, numbers: dict[str, Any]) -> None:
    made, given = model(name, numbers), texts()
    memory = made.encode(given.ids, mask=given.mask)
    for read in (0, 4):
        state = made.start(memory)
        if read:
            _, state = made.step(given.target[:, :read], state)
        twice = state.pick(torch.tensor([1, 0, 1]))
        first, _ = made.step(given.target[:, read], state)
        picked, _ = made.step(given.target[[1, 0, 1], read], twice)
        torch.testing.assert_close(picked, first[[1, 0, 1]], rtol=1e-5, atol=1e-5)


@paired
def test_padding_of_the_source_is_not_looked_at(name: str, numbers: dict[str, Any]) -> None:
    made, given = model(name, numbers), texts()
    padded = made.hidden(given.target, memory=made.encode(given.ids, mask=given.mask))[1:]
    short = made.hidden(given.target[1:], memory=made.encode(given.ids[1:, :7]))
    torch.testing.assert_close(padded, short, rtol=1e-5, atol=1e-5)


@every
def test_attention_can_be_looked_at_and_adds_up_to_one(name: str, numbers: dict[str, Any]) -> None:
    made, given = model(name, numbers), texts()
    if made.family == "paired":
        seen = made.look(given.ids, given.target, mask=given.mask)
        tensors = [*seen.source, *seen.target, *seen.across]
        assert all(bool((weights[1, ..., 7:] == 0).all()) for weights in (*seen.source, *seen.across))
    else:
        tensors = made.look(given.ids)
    assert bool(tensors) == (name not in ("rnn", "lstm"))
    for weights in tensors:
        torch.testing.assert_close(weights.sum(-1), torch.ones(weights.shape[:-1]))


@bounded
def test_a_text_longer_than_the_context_is_refused(name: str) -> None:
    made = model(name, {})
    long = torch.zeros(1, 13, dtype=torch.long)
    with pytest.raises(InvalidInputError, match=r"13 tokens.*context of 12"):
        made.encode(long) if made.family == "paired" else made.hidden(long)


@every
def test_dropout_falls_in_training_alone(name: str, numbers: dict[str, Any]) -> None:
    made = architectures.build(shape(name, {**numbers, "dropout": 0.5}), vocabulary=VOCABULARY, seed=1)
    training = [scores(made, texts(), is_plain=True) for _ in range(2)]
    assert not torch.equal(*training)
    made.eval()
    torch.testing.assert_close(scores(made, texts(), is_plain=True), scores(made, texts(), is_plain=True))


@every
def test_it_can_be_trained_in_mixed_precision(name: str, numbers: dict[str, Any]) -> None:
    made = model(name, numbers)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        mixed = scores(made, texts(), is_plain=False)
    mixed.float().pow(2).sum().backward()
    whole = scores(made, texts(), is_plain=False)
    assert float((mixed.detach() - whole.detach()).norm() / whole.detach().norm()) < 0.05
    assert all(weight.grad is None or bool(weight.grad.isfinite().all()) for weight in made.parameters())
