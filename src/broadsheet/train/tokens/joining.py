"""Words back to running text: Chinese without spaces, English with them, punctuation where it belongs."""

from typing import Any

# Characters beside which no space stands: Han, kana, and the full-width punctuation of both.
WIDE = r"\p{Han}\p{Hiragana}\p{Katakana}\u3000-\u303f\uff00-\uffef—…"
# Letters and digits of scripts that part their words with spaces, with their accents.
LETTER = r"[\p{L}\p{N}\p{M}&&[^\p{Han}\p{Hiragana}\p{Katakana}]]"
# Each is a pattern and what stands in its place, in the order in which they are applied.
_BESIDE_WIDE = ((rf"(?<=[{WIDE}]) +| +(?=[{WIDE}])", ""),)
_OPENED = ((r"(?<=[(\[{“‘]) ", ""),)
_CLOSED = (
    (r" (?=[,.;:!?%)\]}”’])", ""),
    (r"(?<=\p{L}) ?['’] ?(?=(?:s|t|re|ve|ll|d|m)\b)", "'"),
    (r"(?<=\w) - (?=\w)", "-"),
    (r"(?<=\d\.) (?=\d)|(?<=\d,) (?=\d{3}\b)", ""),
)
_OPENING = ((rf"(?<=[{LETTER}\d,.;:!?])(?=[“‘(\[{{])", " "),)


def spaced(library: Any, first: Any) -> Any:
    """A decoder that runs `first`, which parts all tokens by spaces, and takes out those that no one writes."""
    return _replacing(library, [first, library.decoders.Fuse()], (*_BESIDE_WIDE, *_OPENED, *_CLOSED))


def marked(library: Any, mark: str) -> Any:
    """A decoder for tokens in which `mark` opens the words that a space may stand before."""
    steps = [library.decoders.Fuse(), library.decoders.Replace(mark, " ")]
    made = [*_OPENING, *_BESIDE_WIDE, *_OPENED]
    return _replacing(library, steps, made, last=[library.decoders.Strip(" ", 1, 0)])


def _replacing(library: Any, steps: list[Any], rules: Any, *, last: Any = ()) -> Any:
    made = [library.decoders.Replace(library.Regex(pattern), content) for pattern, content in rules]
    return library.decoders.Sequence([*steps, *made, *last])
