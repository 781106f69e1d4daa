"""Numbers that make no model are refused before anything is built, and nothing of it needs torch."""

import subprocess
import sys
from typing import Any

import pytest

from broadsheet.core import InvalidInputError, UnknownNameError
from broadsheet.train import architectures


@pytest.mark.parametrize(
    ("name", "numbers", "words"),
    [
        ("gpt2", {"width": 130, "heads": 4}, r"width 130.*between 4 heads.*128 or 132"),
        ("bert", {"width": 2, "heads": 4}, r"4 or 4|between 4 heads"),
        ("llama", {"heads": 4, "groups": 3}, "between 3 groups"),
        ("llama", {"width": 12, "heads": 4}, "even width"),
        ("lstm_attention", {"width": 7}, "even"),
        ("transformer", {"width": 7, "heads": 7}, "even"),
        ("t5", {"buckets": 30}, "multiple of 4"),
        ("t5", {"distance": 16}, "distance"),
        ("gpt2", {"context": 0}, r"context must be a whole number from 1 up"),
        ("rnn", {"layers": 0}, "layers must be"),
        ("rnn", {"layers": True}, "layers must be"),
        ("lstm", {"width": 12.5}, "width must be a whole number"),
        ("gpt2", {"inner": -1}, "inner must be a whole number from 0 up"),
        ("gpt2", {"dropout": 1.0}, "dropout must be below 1"),
        ("gpt2", {"dropout": -0.1}, "dropout must be a number"),
        ("gpt2", {"dropout": float("nan")}, "dropout must be a number"),
        ("gpt2", {"tied": 1}, "yes or no"),
    ],
)
def test_a_shape_that_is_none_is_refused(name: str, numbers: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidInputError, match=words):
        architectures.shape(name, **numbers)


def test_an_unknown_architecture_is_told_with_those_there_are() -> None:
    with pytest.raises(UnknownNameError, match=r"gpt3.*bert.*gpt2.*llama.*lstm.*lstm_attention.*rnn.*t5.*transformer"):
        architectures.shape("gpt3")


def test_an_unknown_number_is_told_with_those_there_are() -> None:
    with pytest.raises(UnknownNameError, match=r"'head'.*heads"):
        architectures.shape("gpt2", head=4)


@pytest.mark.parametrize("vocabulary", [0, -3, True, 2.5])
def test_a_model_needs_a_vocabulary(vocabulary: Any) -> None:
    with pytest.raises(InvalidInputError, match="vocabulary of at least one token"):
        architectures.parameters(architectures.shape("gpt2"), vocabulary)
    with pytest.raises(InvalidInputError, match="vocabulary of at least one token"):
        architectures.build(architectures.shape("gpt2"), vocabulary=vocabulary, seed=0)


@pytest.mark.parametrize(
    ("name", "numbers", "vocabulary", "published"),
    [
        ("gpt2", {"layers": 12, "heads": 12, "width": 768, "context": 1024}, 50257, 124_439_808),
        ("bert", {"layers": 12, "heads": 12, "width": 768, "context": 512}, 30522, 110_106_428),
        ("t5", {"layers": 6, "heads": 8, "width": 512}, 32128, 60_506_624),
        (
            "llama",
            {"layers": 32, "heads": 32, "width": 4096, "inner": 11008, "tied": False},
            32000,
            6_738_415_616,
        ),
    ],
)
def test_published_models_have_the_size_they_are_said_to_have(
    name: str, numbers: dict[str, Any], vocabulary: int, published: int
) -> None:
    assert architectures.parameters(architectures.shape(name, **numbers), vocabulary) == published


def test_shapes_and_costs_need_no_torch() -> None:
    code = (
        "import sys; from broadsheet.train import architectures as a; "
        "[a.parameters(a.shape(n), 100) for n in a.names()]; "
        "sys.exit(any(m in sys.modules for m in ('torch', 'transformers')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
