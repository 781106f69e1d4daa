"""A tokenizer with fewer tokens that cuts the same texts into the same pieces.

BPE joins pairs: a token is kept with the two it is joined from, and those with theirs; a join that no kept token needs
was never made in these texts. WordPiece takes the longest token that fits, a unigram model the likeliest path: neither
takes another when tokens are gone that it had not taken.
"""

import copy
from collections.abc import Iterable, Mapping
from typing import Any

from broadsheet.core import InvalidInputError


def kept(read: Mapping[str, Any], used: Iterable[int]) -> list[int]:
    """The old numbers of the tokens to keep, in their order: those `used`, what they are made of, signs and letters.

    Raises `InvalidInputError` for a kind of tokenizer that can't be pruned.
    """
    numbers = numbered(read["model"])
    named = {number: token for token, number in numbers.items()}
    keep = set(used) | {int(token["id"]) for token in read.get("added_tokens") or ()}
    unknown = read["model"].get("unk_token")
    keep |= {numbers[unknown]} if unknown in numbers else set()
    keep |= {number for token, number in numbers.items() if len(token) == 1 or len(token.removeprefix("##")) == 1}
    if read["model"]["type"] == "BPE":
        parts = _parts(read["model"]["merges"])
        waiting = [named[number] for number in keep if number in named]
        while waiting:
            for part in parts.get(waiting.pop(), ()):
                if numbers[part] not in keep:
                    keep.add(numbers[part])
                    waiting.append(part)
    return sorted(keep)


def cut(read: Mapping[str, Any], keep: list[int]) -> dict[str, Any]:
    """The tokenizer with the tokens `keep` alone, numbered anew in their order."""
    made = copy.deepcopy(dict(read))
    place = {old: new for new, old in enumerate(keep)}
    model = made["model"]
    if model["type"] == "Unigram":
        model["vocab"] = [model["vocab"][old] for old in keep if old < len(model["vocab"])]
        model["unk_id"] = place.get(model.get("unk_id"))
    else:
        model["vocab"] = {token: place[old] for token, old in model["vocab"].items() if old in place}
    if model["type"] == "BPE":
        pairs = ((pair, _pair(pair)) for pair in model["merges"])
        model["merges"] = [pair for pair, (a, b) in pairs if {a, b, a + b} <= model["vocab"].keys()]
    for token in made.get("added_tokens") or ():
        token["id"] = place[token["id"]]
    _renumber(made.get("post_processor"), place)
    return made


def numbered(model: Mapping[str, Any]) -> dict[str, int]:
    """The tokens of a `tokenizer.json` by their text. Raises `InvalidInputError` for a kind that isn't known."""
    if model.get("type") == "Unigram":
        return {token: number for number, (token, _) in enumerate(model["vocab"])}
    if model.get("type") in ("BPE", "WordPiece", "WordLevel"):
        return dict(model["vocab"])
    raise InvalidInputError(
        "a tokenizer of this kind can't be pruned",
        asked=str(model.get("type")),
        choices=["BPE", "WordPiece", "WordLevel", "Unigram"],
    )


def _parts(merges: Iterable[Any]) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for pair in merges:
        a, b = _pair(pair)
        found.setdefault(a + b, (a, b))
    return found


def _pair(pair: Any) -> tuple[str, str]:
    a, b = pair.split(" ") if isinstance(pair, str) else pair
    return a, b


def _renumber(step: Any, place: Mapping[int, int]) -> None:
    """New numbers in what puts signs around a text: templates, or the older pairs of a sign and its number."""
    if not isinstance(step, dict):
        return
    for inner in step.get("processors") or ():
        _renumber(inner, place)
    named = step.get("special_tokens")
    for sign in named.values() if isinstance(named, dict) else ():
        sign["ids"] = [place[old] for old in sign["ids"]]
    for name in ("sep", "cls"):
        if isinstance(pair := step.get(name), list):
            pair[1] = place[pair[1]]
