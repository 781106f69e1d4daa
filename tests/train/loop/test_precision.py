"""In which numbers a run computes, and what a device that has them not says."""

import pytest

from broadsheet.core import InvalidInputError
from broadsheet.train.loop.settings import Training

torch = pytest.importorskip("torch")
precision = pytest.importorskip("broadsheet.train.loop.precision")
CPU = torch.device("cpu")


def asked(kind: str) -> Training:
    return Training(steps=1, rows=1, length=8, precision=kind)


def test_a_processor_computes_in_single_precision_unless_asked() -> None:
    assert precision.kind_of(asked("auto"), CPU) == "fp32"


@pytest.mark.parametrize("has", ["avx512_bf16", "amx_bf16"])
def test_a_processor_made_for_bf16_takes_it(monkeypatch: pytest.MonkeyPatch, has: str) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {has: True})
    assert precision.kind_of(asked("bf16"), CPU) == "bf16"


@pytest.mark.parametrize("kind", ["bf16", "fp16"])
def test_a_processor_without_it_says_what_would_do(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {"avx2": True})
    with pytest.raises(InvalidInputError, match=kind) as refused:
        precision.kind_of(asked(kind), CPU)
    assert "fp32" in str(refused.value)


def test_losses_in_bf16_are_near_those_in_single_precision() -> None:
    weights = torch.randn(32, 32, generator=torch.Generator().manual_seed(1))
    with precision.computing("bf16", CPU):
        near = weights @ weights
    assert near.dtype == torch.bfloat16
    assert torch.allclose(near.float(), weights @ weights, atol=0.2)


def test_fp16_gradients_that_overflow_halve_the_scale_and_are_passed_over() -> None:
    scale = precision.Scale.first("fp16")
    assert scale.took(finite=False)
    assert scale.value == precision.FIRST_SCALE / 2


def test_other_kinds_scale_nothing() -> None:
    assert not precision.Scale.first("bf16").took(finite=False)


def test_no_card_is_said() -> None:
    if torch.cuda.is_available():
        pytest.skip("this machine has a graphics card")
    with pytest.raises(InvalidInputError, match="no graphics card"):
        precision.device_of(Training(steps=1, rows=1, length=8, device="cuda"))
