"""Several processes on one batch: each takes a share of its rows, and what they found is summed.

Gradients are summed over the processes before the step, in a few large pieces; every process then takes the same step.
Only the first writes. Source: Li et al., "PyTorch Distributed", VLDB 2020, section 3.2 (gradients in buckets).
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import torch
from torch import Tensor, distributed

from broadsheet.core import InvalidInputError
from broadsheet.train.objectives import Share

# Li et al. 2020, section 5: pieces of 25 MB were about the fastest everywhere; four bytes a number.
BUCKET = 25 * 2**20 // 4


@contextmanager
def joined(environment: Mapping[str, str]) -> Iterator[Share]:
    """The share of this process, one of those `torchrun` started, by the variables it set; all when it set none.

    nccl where there is a graphics card, which the process then has for itself, else gloo. Raises `InvalidInputError`.
    """
    if int(environment.get("WORLD_SIZE", "1")) < 2:
        yield Share()
        return
    missing = [name for name in ("RANK", "MASTER_ADDR", "MASTER_PORT") if name not in environment]
    if missing:
        raise InvalidInputError("this was not started by torchrun", found=f"no {', '.join(missing)}", do="use torchrun")
    rank, of = int(environment["RANK"]), int(environment["WORLD_SIZE"])
    has_cards = torch.cuda.is_available()
    if has_cards:
        torch.cuda.set_device(int(environment.get("LOCAL_RANK", rank)))
    address = f"tcp://{environment['MASTER_ADDR']}:{environment['MASTER_PORT']}"
    distributed.init_process_group("nccl" if has_cards else "gloo", init_method=address, rank=rank, world_size=of)
    try:
        yield Share(rank, of)
    finally:
        distributed.destroy_process_group()


def share() -> Share:
    """Which of how many this process is."""
    if distributed.is_available() and distributed.is_initialized():
        return Share(distributed.get_rank(), distributed.get_world_size())
    return Share()


def sum_gradients(weights: Sequence[Tensor]) -> None:
    """Every gradient summed over the processes; a weight that had none in one of them counts as zero there."""
    if share().of == 1:
        return
    for bucket in _buckets(weights):
        grads = [weight.grad if weight.grad is not None else torch.zeros_like(weight) for weight in bucket]
        flat = torch.cat([grad.flatten() for grad in grads])
        distributed.all_reduce(flat)
        pieces = flat.split([grad.numel() for grad in grads])
        for weight, piece in zip(bucket, pieces, strict=True):
            weight.grad = piece.view_as(weight)


def summed(numbers: Tensor) -> Tensor:
    """The tensor summed over the processes."""
    if share().of > 1:
        distributed.all_reduce(numbers)
    return numbers


def from_first(number: int, *, device: torch.device) -> int:
    """The number that the first process has."""
    if share().of == 1:
        return number
    told = torch.tensor([number], dtype=torch.int64, device=device)
    distributed.broadcast(told, src=0)
    return int(told.item())


def same_as_first(tensors: Sequence[Tensor]) -> None:
    """Every process gets the first one's tensors, in place."""
    if share().of > 1:
        for tensor in tensors:
            distributed.broadcast(tensor.detach(), src=0)


def _buckets(weights: Sequence[Tensor]) -> Iterator[list[Tensor]]:
    bucket: list[Tensor] = []
    for weight in weights:
        bucket.append(weight)
        if sum(one.numel() for one in bucket) >= BUCKET:
            yield bucket
            bucket = []
    if bucket:
        yield bucket
