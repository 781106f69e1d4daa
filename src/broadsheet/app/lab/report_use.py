"""How a model of the lab is asked: the commands that fit what it has learnt, for its report."""

from collections.abc import Mapping, Sequence
from typing import Any

from broadsheet.app.lab.left import exports_of

_SERVED = (
    "broadsheet serve --port 8000",
    "curl http://127.0.0.1:8000/v1/completions -H 'Content-Type: application/json' "
    '-d \'{{"model": "lab:{name}", "prompt": "{prompt}", "max_tokens": 40}}\'',
)

_TEXTS = (
    "broadsheet serve --port 8000",
    "curl http://127.0.0.1:8000/api/v1/lab/models/{name}/texts -H 'Content-Type: application/json' "
    '-d \'{{"texts": ["..."]}}\'',
)
# What a model was trained to write in answer to a text: it is asked in the words it learnt with.
_ASKED = ("translate", "instruct", "prefer")
# Kinds that only the lab's own code runs, and the exports that make them answer everywhere.
_OWN, _ANSWERS = ("rnn", "lstm", "lstm_attention", "transformer"), ("model.gguf", "model.onnx", "ctranslate2")


def needs_export(card: Mapping[str, Any]) -> bool:
    """Whether the model answers only once it is exported."""
    goes_on = not card.get("is_headed") and (card.get("objective") or {}).get("name") not in ("masked", *_ASKED)
    return goes_on and card.get("architecture") in _OWN and not any(one.file in _ANSWERS for one in exports_of(card))


def commands(name: str, card: Mapping[str, Any]) -> Sequence[str]:
    """Lines to be typed; none before there is a card."""
    if not card:
        return ()
    task = str((card.get("objective") or {}).get("name", ""))
    if card.get("is_headed"):
        return (
            (f'broadsheet lab tag {name} "..."',) if task == "tag" else (f"broadsheet lab classify {name} texts.txt",)
        )
    if task == "masked":
        return (f'broadsheet lab fill {name} "... ___ ..."',)
    if task in _ASKED:
        served = (line.format(name=name) for line in _TEXTS)
        return (f"broadsheet lab write {name} text.txt", *served, f"broadsheet export {name} --to folder:f16")
    prompt = _prompt(card)
    return (
        *((f"broadsheet export {name} --to onnx",) if needs_export(card) else ()),
        f"broadsheet --model lab:{name} models peek {prompt}",
        *(line.format(name=name, prompt=prompt) for line in _SERVED),
        f"broadsheet export {name} --to folder:f16",
    )


def _prompt(card: Mapping[str, Any]) -> str:
    """The first word of the first sample: something that the model has seen the like of."""
    samples = ((card.get("measures") or {}).get("samples") or {}).get("samples") or [{}]
    words = str(samples[0].get("prompt", "")).split()
    return "".join(sign for sign in words[0][:12] if sign.isalnum()) if words else "..."
