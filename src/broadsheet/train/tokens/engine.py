"""The library `tokenizers`, imported when it is first needed."""

from typing import Any

from broadsheet.core import MissingExtraError


def engine() -> Any:
    """The module `tokenizers`. Raises `MissingExtraError`."""
    try:
        import tokenizers
        import tokenizers.decoders
        import tokenizers.models
        import tokenizers.normalizers
        import tokenizers.pre_tokenizers
        import tokenizers.processors
        import tokenizers.trainers
    except ImportError as error:
        raise MissingExtraError(
            "the tokenizers of the lab need the library `tokenizers`",
            asked=str(error.name),
            do="pip install 'broadsheet[lab]'",
        ) from error
    return tokenizers
