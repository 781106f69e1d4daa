"""The tokens that stand for no text: every tokenizer trained here has them all, at the same numbers."""

# In the order of their numbers. The names are those of T5 and of most GGUF files, so that other tools know them.
NAMES = {
    "pad": "<pad>",
    "unk": "<unk>",
    "bos": "<s>",
    "eos": "</s>",
    "sep": "<sep>",
    "cls": "<cls>",
    "mask": "<mask>",
}
# T5 has a hundred (Raffel et al. 2020, section 3.1.4); one stands for each span that was taken out of a text.
SENTINELS = tuple(f"<extra_id_{number}>" for number in range(100))


def specials(*, sentinels: bool = False) -> list[str]:
    """The special tokens in the order of their numbers."""
    return [*NAMES.values(), *(SENTINELS if sentinels else ())]
