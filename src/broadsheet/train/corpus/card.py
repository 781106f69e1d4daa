"""The data card: what is in a prepared corpus, where it is from, and what was left out and why."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from broadsheet.train.corpus.preparing import Preparing
from broadsheet.train.corpus.shards import PARTS, Column
from broadsheet.train.tokens import Tokenizer

# Tokens shown, the most frequent first.
_FREQUENT = 30
# Tokens counted at once.
_STEP = 1 << 22
_PERCENTILES = (0, 10, 50, 90, 99, 100)
EMPTY_PART = "empty_part"
_EMPTY: Mapping[str, str] = {
    "valid": "there are too few texts to hold some out to choose by (the part valid): the last step is kept",
    "test": "there are too few texts to hold some out to measure on (the part test): nothing says what it is worth",
}


def card(
    settings: Preparing, *, seed: int, gathered: Mapping[str, Any], at: Mapping[str, Any], tokenizer: Tokenizer
) -> dict[str, Any]:
    """The card in JSON's types, but for what `measured` tells from the numbers themselves."""
    told = at["chosen"]
    texts = {part: at["tokens"].get(f"{part}.text", 0) for part in PARTS}
    return {
        "name": settings.name,
        "licence": settings.licence,
        "seed": seed,
        # By name: a card goes where the corpus goes, and the folder of this machine means nothing there.
        "settings": settings.as_json() | {"ready": Path(settings.ready).name},
        "read": dict(gathered),
        "left_out": {
            why: {"documents": n, "examples": told["examples"].get(why, [])}
            for why, n in sorted(told["dropped"].items())
            if n
        },
        "documents_with_lines_taken_out": told["lines"],
        "documents": sum(at["documents"].values()),
        "characters": sum(at["characters"].values()),
        "tokens": sum(texts.values()),
        "bytes": sum(at["bytes"].get(f"{part}.text", 0) for part in PARTS),
        "parts": {
            part: {
                "documents": at["documents"].get(part, 0),
                "characters": at["characters"].get(part, 0),
                "bytes": at["bytes"].get(f"{part}.text", 0),
                "tokens": texts[part],
            }
            for part in PARTS
        },
        "languages": _ranked(at["languages"]),
        "sources": _ranked(at["sources"]),
        "labels": dict(sorted(at["labels"].items(), key=lambda one: (-one[1], one[0]))),
        "tags": told["tags"],
        "tokenizer": {"kind": tokenizer.kind, "size": tokenizer.size, "digest": tokenizer.digest},
        "notices": _notices(at),
    }


def measured(columns: Sequence[Column], tokenizer: Tokenizer) -> dict[str, Any]:
    """The most frequent tokens of `columns`, and how long their documents are in tokens."""
    counts = np.zeros(tokenizer.size, dtype=np.int64)
    for column in columns:
        for start in range(0, len(column.tokens), _STEP):
            counts += np.bincount(column.tokens[start : start + _STEP], minlength=tokenizer.size)
    order = [int(id) for id in np.argsort(-counts, kind="stable")[:_FREQUENT] if counts[id]]
    lengths = np.concatenate([np.diff(column.starts) for column in columns])
    return {
        "frequent": [
            {"token": tokenizer.decode([id]) or tokenizer.token(id), "times": int(counts[id])} for id in order
        ],
        "unused_tokens": int((counts == 0).sum()),
        "unknown_tokens": int(counts[tokenizer.unk]),
        "lengths": {str(p): int(np.percentile(lengths, p)) for p in _PERCENTILES} if len(lengths) else {},
    }


def readable(card: Mapping[str, Any]) -> str:
    """The card as Markdown."""
    rows = [
        f"| {part} | {of['documents']:,} | {of['characters']:,} | {of['bytes']:,} | {of['tokens']:,} |"
        for part, of in card["parts"].items()
    ]
    left = [
        f"| {why} | {of['documents']:,} | {_cell(' / '.join(of['examples']))} |" for why, of in card["left_out"].items()
    ]
    unreadable = [f"- {_cell(one['what'])}: {_cell(one['where'])}" for one in card["read"]["unreadable_examples"]]
    frequent = " ".join(f"`{_cell(one['token'])}` {one['times']:,}" for one in card["frequent"])
    lengths = ", ".join(f"{share} %: {length:,}" for share, length in card["lengths"].items())
    parts = [
        f"# {card['name'] or 'Corpus'}",
        f"Licence: {card['licence'] or 'not given'}. Seed {card['seed']}. Tokenizer: {card['tokenizer']['kind']}, "
        f"{card['tokenizer']['size']:,} tokens.",
        "\n".join(["| part | documents | characters | bytes | tokens |", "|---|---|---|---|---|", *rows]),
        "## Read",
        f"{card['read']['documents']:,} documents; {card['read']['unreadable']:,} could not be read.",
        "\n".join(unreadable),
        "## Left out",
        "\n".join(["| why | documents | for example |", "|---|---|---|", *left]) if left else "Nothing.",
        f"Of {card['documents_with_lines_taken_out']:,} documents, lines that stand in many were taken out.",
        *_tables(card),
        "## Tokens",
        f"Most frequent: {frequent}",
        f"Tokens a document (percentiles): {lengths}. Never used: {card['unused_tokens']:,}; unknown words: "
        f"{card['unknown_tokens']:,}.",
        "\n".join(f"- {notice['what']}" for notice in card["notices"]),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _tables(card: Mapping[str, Any]) -> list[str]:
    """A table each of languages, sources and labels."""
    found = []
    for name in ("languages", "sources"):
        rows = [
            f"| {_cell(key) or '?'} | {of['documents']:,} | {of['characters']:,} | {of['tokens']:,} |"
            for key, of in card[name].items()
        ]
        head = ["| | documents | characters | tokens |", "|---|---|---|---|"]
        found += [f"## {name.capitalize()}", "\n".join([*head, *rows])]
    if card["labels"]:
        rows = [f"| {_cell(label)} | {n:,} |" for label, n in card["labels"].items()]
        found += ["## Labels", "\n".join(["| label | documents |", "|---|---|", *rows])]
    return found


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").replace("`", "'").split())


def _ranked(counted: Mapping[str, Mapping[str, int]]) -> dict[str, Any]:
    return dict(
        sorted(((key, dict(of)) for key, of in counted.items()), key=lambda one: (-one[1]["documents"], one[0]))
    )


def _notices(at: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the user should know, each of a `kind` with its numbers."""
    found: list[dict[str, Any]] = []
    smaller = at["chosen"].get("smaller_vocabulary")
    if smaller:
        what = f"the corpus gives {smaller['found']:,} tokens; {smaller['asked']:,} were asked for"
        found.append({"kind": "smaller_vocabulary", **smaller, "what": what})
    for part in PARTS[1:]:
        if not at["documents"].get(part):
            found.append({"kind": EMPTY_PART, "part": part, "what": _EMPTY[part]})
    return found
