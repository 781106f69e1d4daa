"""Tokens as people read them: of a character whose bytes lie in several tokens, each part of it: 春 1/3.

A byte-level vocabulary writes each byte as a sign of its own (Radford et al. 2019, section 2.2; GPT-2's
`bytes_to_unicode`), one with byte fallback as `<0xE6>`; neither can be read.
"""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from broadsheet.train.tokens import Tokenizer

_FALLBACK = re.compile(r"<0x([0-9A-Fa-f]{2})>")
_BLANKS = str.maketrans({" ": "␣", "\n": "⏎", "\r": "⏎", "\t": "⇥", "\u3000": "␣"})
# A byte of a token: the character it is part of (empty where it is part of none), its place in it, of how many.
_Part = tuple[str, int, int]


def pieces(tokenizer: "Tokenizer", ids: Sequence[int]) -> list[str]:
    """A name for each of `ids`, which stand in this order: characters as they are, and parts of those that were cut."""
    written = [_bytes(tokenizer, id) for id in ids]
    parts = iter(_parts(b"".join(one for one in written if one is not None)))
    names = []
    for id, one in zip(ids, written, strict=True):
        if one is None:
            names.append(tokenizer.decode([id]) or tokenizer.token(id) or "·")
        else:
            names.append(_named([(byte, *next(parts)) for byte in one]))
    return [name.translate(_BLANKS) if not name.strip() else name for name in names]


def _bytes(tokenizer: "Tokenizer", id: int) -> bytes | None:
    """The bytes that a token stands for; None for one that stands for characters, or for a sign of the model's."""
    token = tokenizer.token(id)
    if found := _FALLBACK.fullmatch(token):
        return bytes([int(found[1], 16)])
    if not _is_byte_level(tokenizer) or not tokenizer.decode([id]):
        return None
    alphabet = _alphabet()
    return bytes(alphabet[sign] for sign in token) if token and all(sign in alphabet for sign in token) else None


@lru_cache(maxsize=4)
def _is_byte_level(tokenizer: "Tokenizer") -> bool:
    """Whether a tokenizer decodes by bytes, alone or as a step."""
    decoder = json.loads(tokenizer.inner.to_str()).get("decoder") or {}
    steps = decoder.get("decoders") or [decoder]
    return any(step.get("type") == "ByteLevel" for step in steps)


@cache
def _alphabet() -> dict[str, int]:
    """The sign of each byte: itself where it can be printed, else one of those from U+0100 on, in order."""
    printed = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in printed]
    return {chr(byte): byte for byte in printed} | {chr(256 + n): byte for n, byte in enumerate(others)}


def _parts(text: bytes) -> Iterator[_Part]:
    """For each byte of UTF-8 the character it belongs to (RFC 3629, section 3)."""
    at = 0
    while at < len(text):
        lead = text[at]
        long = 1 if lead < 0x80 else 2 if lead >> 5 == 0b110 else 3 if lead >> 4 == 0b1110 else 4
        try:
            sign = text[at : at + long].decode()
        except UnicodeDecodeError:
            sign, long = "", 1
        yield from ((sign, place, long) for place in range(long))
        at += long


def _named(cells: Sequence[tuple[int, str, int, int]]) -> str:
    """The characters of a token; of one that begins before it or ends after it, which of its bytes it has."""
    names, at = [], 0
    while at < len(cells):
        byte, sign, place, long = cells[at]
        have = min(long - place, len(cells) - at)
        if not sign:
            names.append(f"‹{byte:02X}›")
        elif have == long:
            names.append(sign)
        else:
            names.append(f" {sign} {place + 1}{f'–{place + have}' if have > 1 else ''}/{long} ")
        at += have
    joined = "".join(names)
    return joined.strip() if "/" in joined and joined.strip() else joined
