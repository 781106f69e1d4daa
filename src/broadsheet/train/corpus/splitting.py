"""Which part a document belongs to, by itself alone: adding documents to a corpus moves none of the others."""

import hashlib


def part_of(key: str, *, seed: int, valid: float, test: float) -> str:
    """`train`, `valid` or `test` for the document known by `key`, in these shares of all keys."""
    salt = seed.to_bytes(8, "little", signed=True)
    drawn = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8, salt=salt).digest()
    place = int.from_bytes(drawn, "little") / 2**64
    if place < valid:
        return "valid"
    return "test" if place < valid + test else "train"
