"""Hugging Face's way: `GPT2LMHeadModel` trained by `Trainer`, as their examples do, with nothing saved or reported."""

import warnings
from collections.abc import Callable
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import torch
from bench import _nano
from bench._measure import peer
from numpy.typing import NDArray


def missing() -> str:
    """Why there is no Trainer to compare with; empty when there is."""
    return next((found for name in ("transformers", "accelerate") if isinstance(found := peer(name), str)), "")


def model_of(size: _nano.Size) -> Any:
    """The same shape, with no dropout."""
    from transformers import GPT2Config, GPT2LMHeadModel

    numbers = {"n_positions": size.context, "n_embd": size.width, "n_layer": size.layers, "n_head": size.heads}
    dropped = dict.fromkeys(("resid_pdrop", "embd_pdrop", "attn_pdrop"), 0.0)
    config = GPT2Config(vocab_size=size.vocabulary, **numbers, **dropped, bos_token_id=0, eos_token_id=0)
    return GPT2LMHeadModel(config)


class Rows(torch.utils.data.Dataset[dict[str, torch.Tensor]]):  # type: ignore[misc]
    """The line of tokens cut into rows; the model itself shifts the labels."""

    def __init__(self, tokens: "NDArray[Any]", *, context: int) -> None:
        self._tokens, self._context = tokens, context

    def __len__(self) -> int:
        return len(self._tokens) // self._context

    def __getitem__(self, number: int) -> dict[str, torch.Tensor]:
        """Row `number` as ids and labels."""
        piece = self._tokens[number * self._context : (number + 1) * self._context]
        ids = torch.from_numpy(piece.astype("int64"))
        return {"input_ids": ids, "labels": ids}


def steps(
    size: _nano.Size, tokens: "NDArray[Any]", folder: Path, *, device: str, most: int, clock: Callable[[], float]
) -> list[float]:
    """When each step ended, on the clock."""
    from transformers import Trainer, TrainerCallback, TrainingArguments
    from transformers.utils import logging

    logging.set_verbosity_error()
    stamps: list[float] = []

    class Stamping(TrainerCallback):  # type: ignore[misc]
        def on_step_end(self, *_: object, **__: object) -> None:
            stamps.append(clock())

    asked = TrainingArguments(
        output_dir=str(folder),
        max_steps=most,
        per_device_train_batch_size=size.rows,
        learning_rate=1e-3,
        weight_decay=0.1,
        adam_beta2=0.99,
        warmup_steps=0,
        lr_scheduler_type="cosine",
        save_strategy="no",
        report_to="none",
        disable_tqdm=True,
        logging_steps=most,
        use_cpu=device == "cpu",
        bf16=device != "cpu",
        dataloader_pin_memory=device != "cpu",
    )
    made = Rows(tokens, context=size.context)
    with warnings.catch_warnings(), redirect_stdout(StringIO()):  # it prints a summary at its end
        warnings.simplefilter("ignore")
        Trainer(model=model_of(size), args=asked, train_dataset=made, callbacks=[Stamping()]).train()
    return stamps
