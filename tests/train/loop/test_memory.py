"""Memory that is kept from step to step."""

import resource

import pytest

from broadsheet.train.loop import memory

torch = pytest.importorskip("torch")
# Twelve million numbers of four bytes: more than the 32 MB from which glibc gives a piece back at once.
LARGE, TURNS = 12_000_000, 6


@pytest.fixture
def usual() -> None:
    if memory._glibc() is None:
        pytest.skip("only glibc has these settings")
    with memory.kept():
        pass


def faults() -> int:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(TURNS):
        torch.ones(LARGE)
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def test_large_pieces_are_taken_again_without_asking_for_new_pages(usual: None) -> None:  # noqa: ARG001
    asked_anew = faults()
    with memory.kept():
        kept = faults()
    assert kept < asked_anew / 2


def test_afterwards_large_pieces_go_back_to_the_system(usual: None) -> None:  # noqa: ARG001
    before = faults()
    with memory.kept():
        faults()
    assert faults() > before / 2
