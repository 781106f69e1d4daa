"""In which numbers a run computes: single precision on a processor unless asked, half where a graphics card has it."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

import torch

from broadsheet.core import InvalidInputError
from broadsheet.train.loop.settings import Training

# Micikevicius et al., "Mixed precision training", ICLR 2018, section 3.2: gradients in fp16 vanish unless scaled up.
# Scale and growth are those of torch's GradScaler.
FIRST_SCALE = 2.0**16
GROWS_AFTER = 2000


def device_of(training: Training) -> torch.device:
    """The device asked for, or a graphics card where there is one. Raises `InvalidInputError` for one not here."""
    has_cards = torch.cuda.is_available()
    if training.device == "auto":
        return torch.device("cuda", torch.cuda.current_device()) if has_cards else torch.device("cpu")
    try:
        device = torch.device(training.device)
    except RuntimeError as error:
        raise InvalidInputError(f"there is no device {training.device!r}", do="auto, cpu or cuda") from error
    if device.type == "cuda" and not has_cards:
        raise InvalidInputError("this machine has no graphics card torch can use", asked=str(device), do="use cpu")
    return device


def kind_of(training: Training, device: torch.device) -> str:
    """`fp32`, `bf16` or `fp16`. Raises `InvalidInputError` for one the device does not have.

    A processor computes in bf16 only when asked: on one made for it a step of 5 M parameters takes .85 of the time, but
    a run would not be the same from machine to machine, and on one that is not it takes many times as long.
    """
    cards = device.type == "cuda"
    if training.precision == "auto":
        return ("bf16" if torch.cuda.is_bf16_supported() else "fp16") if cards else "fp32"
    if cards or training.precision == "fp32" or (training.precision == "bf16" and computes_bf16()):
        return training.precision
    lacks = "needs a graphics card" if training.precision == "fp16" else "needs a processor made for it"
    raise InvalidInputError(
        f"{training.precision} {lacks}", asked=f"{training.precision} on {device}", do="use fp32 or auto"
    )


def computes_bf16() -> bool:
    """Whether this processor multiplies matrices of bf16 numbers by itself (AVX-512 BF16 or AMX)."""
    has = torch.cpu.get_capabilities()
    return bool(has.get("avx512_bf16") or has.get("amx_bf16"))


def computing(kind: str, device: torch.device) -> AbstractContextManager[object]:
    """The context in which losses are computed."""
    if kind == "fp32":
        return nullcontext()
    half = torch.bfloat16 if kind == "bf16" else torch.float16
    context: AbstractContextManager[object] = torch.autocast(device.type, dtype=half)
    return context


@dataclass(slots=True)
class Scale:
    """What losses are multiplied by in fp16, so that small gradients don't vanish; 1 otherwise."""

    kind: str
    value: float = 1.0
    good: int = 0

    @classmethod
    def first(cls, kind: str) -> "Scale":
        """The scale a run begins with."""
        return cls(kind, FIRST_SCALE if kind == "fp16" else 1.0)

    def took(self, *, finite: bool) -> bool:
        """Tell it that a step's gradient was finite or not; true when the step is to be passed over, its scale halved.

        A scale below 1 means that it is not the scale: then the step is not passed over.
        """
        if self.kind != "fp16":
            return False
        if finite:
            self.good += 1
            if self.good == GROWS_AFTER:
                self.value, self.good = self.value * 2, 0
            return False
        self.value, self.good = self.value / 2, 0
        return self.value >= 1.0
