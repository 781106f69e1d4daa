"""PyTorch's own modules as a third witness, in numbers and gradients, in double precision."""

from typing import Any

import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional

from broadsheet.train import architectures
from broadsheet.train.architectures._gelu import gelu
from broadsheet.train.architectures.reference import _words, lstm
from tests.train.architectures.models import VOCABULARY, model, texts

NEAR = 1e-11


def both(one: Tensor, other: Tensor) -> None:
    torch.testing.assert_close(one, other, rtol=NEAR, atol=NEAR)


def readable(name: str, numbers: dict[str, Any]) -> Any:
    fast = model(name, numbers)
    made = architectures.build_reference(fast.shape, vocabulary=VOCABULARY, seed=0).double().eval()
    made.load_state_dict(fast.double().state_dict())
    return made


@pytest.mark.parametrize(("name", "kind"), [("rnn", nn.RNN), ("lstm", nn.LSTM)])
def test_recurrent_equations_are_pytorchs(name: str, kind: Any) -> None:
    made, ids = readable(name, {}), texts().ids
    witness = kind(16, 16, 2, batch_first=True).double()
    witness.load_state_dict(made.network.state_dict())
    expected, found = witness(made.embedding(ids).detach())[0], made.hidden(ids)
    both(found, expected)
    for each in (found, expected):
        (each * torch.linspace(-1, 1, each.numel()).view(each.shape)).sum().backward()
    for one, other in zip(made.network.parameters(), witness.parameters(), strict=True):
        both(one.grad, other.grad)


def test_one_step_of_the_lstm_is_pytorchs_cell() -> None:
    torch.manual_seed(0)
    witness = nn.LSTMCell(6, 5).double()
    x, h, c = torch.randn(3, 6).double(), torch.randn(3, 5).double(), torch.randn(3, 5).double()
    for found, expected in zip(
        lstm.cell(x, h, c, weights=lstm.weights_of(witness, "")), witness(x, (h, c)), strict=True
    ):
        both(found, expected)


def test_an_attentional_decoder_that_looks_evenly_is_pytorchs_lstm_beside_the_mean() -> None:
    made, given = model("lstm_attention", {"layers": 1}).double(), texts()
    with torch.no_grad():
        made.attention.v.zero_()
    source = made.encode(given.ids)
    witness = nn.LSTM(32, 16, batch_first=True).double()
    witness.load_state_dict({f"{name}_l0": weight for name, weight in made.decoder.state_dict().items()})
    mean = source.vectors.mean(1, keepdim=True).expand(-1, 9, -1)
    y = made.embedding(given.target)
    states, _ = witness(torch.cat((y, mean), -1), (source.first[None], torch.zeros_like(source.first)[None]))
    both(made.hidden(given.target, memory=source), torch.tanh(made.readout(torch.cat((states, mean, y), -1))))


def test_the_encoder_is_pytorchs() -> None:
    made, given = model("transformer", {}).double(), texts()
    layer = nn.TransformerEncoderLayer(16, 4, 64, dropout=0.0, batch_first=True)
    witness = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False).double()
    fill(witness, made.encoder)
    entered = functional.embedding(given.ids, made.embedding.weight) * 4 + waves(10, 16)
    expected = witness(entered, src_key_padding_mask=~given.mask)
    found = made.encode(given.ids, mask=given.mask).vectors
    both(found[given.mask], expected[given.mask])
    for each in (found, expected):
        each[given.mask].pow(3).sum().backward(retain_graph=True)
    for name, weight in made.encoder.named_parameters():
        both(weight.grad, dict(witness.named_parameters())[name].grad)


def test_the_decoder_is_pytorchs() -> None:
    made, given = model("transformer", {}).double(), texts()
    layer = nn.TransformerDecoderLayer(16, 4, 64, dropout=0.0, batch_first=True)
    witness = nn.TransformerDecoder(layer, 2).double()
    fill(witness, made.decoder)
    memory = made.encode(given.ids, mask=given.mask)
    expected = witness(
        functional.embedding(given.target, made.embedding.weight) * 4 + waves(9, 16),
        memory.vectors,
        tgt_mask=nn.Transformer.generate_square_subsequent_mask(9, dtype=torch.float64),
        tgt_is_causal=True,
        memory_key_padding_mask=~given.mask,
    )
    both(made.hidden(given.target, memory=memory), expected)


def test_attention_in_heads_is_pytorchs() -> None:
    torch.manual_seed(0)
    witness = nn.MultiheadAttention(16, 4, bias=False, batch_first=True).double()
    x, y = torch.randn(2, 5, 16).double(), torch.randn(2, 7, 16).double()
    expected, seen = witness(x, y, y, average_attn_weights=False)
    W_Q, W_K, W_V = witness.in_proj_weight.chunk(3)  # noqa: N806 - the paper's symbols
    heads, weights = _words.attention(
        _words.in_heads(x @ W_Q.T, 4),
        _words.in_heads(y @ W_K.T, 4),
        _words.in_heads(y @ W_V.T, 4),
        allowed=torch.ones(5, 7, dtype=torch.bool),
    )
    both(_words.joined(heads) @ witness.out_proj.weight.T, expected)
    both(weights, seen)


def test_the_words_of_the_equations_are_pytorchs() -> None:
    torch.manual_seed(0)
    x, gain, bias = torch.randn(4, 8).double() * 5, torch.randn(8).double(), torch.randn(8).double()
    both(_words.sigma(x), x.sigmoid())
    both(_words.softmax(x * 200), (x * 200).softmax(-1))
    both(_words.layer_norm(x, gain, bias, epsilon=1e-5), functional.layer_norm(x, (8,), gain, bias, 1e-5))
    both(_words.rms_norm(x, gain, epsilon=1e-6), functional.rms_norm(x, (8,), gain, 1e-6))
    both(_words.gelu(x), functional.gelu(x))
    both(_words.gelu_tanh(x), functional.gelu(x, approximate="tanh"))


def test_the_quick_gelu_is_pytorchs_in_numbers_and_slope() -> None:
    x = torch.linspace(-12, 12, 401, dtype=torch.float64, requires_grad=True)
    quick, exact = gelu(x), functional.gelu(x, approximate="tanh")
    both(quick, exact)
    both(*(torch.autograd.grad(each.sum(), x)[0] for each in (quick, exact)))
    assert torch.autograd.gradcheck(gelu, (x,))


def waves(length: int, width: int) -> Tensor:
    """Sinusoidal positions, computed another way: as the turning of points, a step a position."""
    turns = torch.polar(
        torch.ones(width // 2, dtype=torch.float64), 10000.0 ** (-torch.arange(0, width, 2).double() / width)
    )
    points = torch.stack([turns**position for position in range(length)])
    return torch.stack((points.imag, points.real), -1).view(length, width)


def fill(witness: nn.Module, made: nn.Module) -> None:
    """PyTorch's modules have biases in attention that the paper has not: they are nought."""
    missing = witness.load_state_dict(made.state_dict(), strict=False)
    assert not missing.unexpected_keys
    assert all(name.endswith(("in_proj_bias", "out_proj.bias")) for name in missing.missing_keys)
    for name, weight in witness.named_parameters():
        if name in missing.missing_keys:
            nn.init.zeros_(weight)
