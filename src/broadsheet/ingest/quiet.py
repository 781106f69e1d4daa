"""Parsers of others log every flaw of a page or file; here a flaw that matters is an error instead."""

import logging


def quieten(*names: str) -> None:
    """Keeps the loggers of these packages below the noise of damaged input, unless somebody has set them already."""
    for name in names:
        logger = logging.getLogger(name)
        if logger.level == logging.NOTSET:
            logger.setLevel(logging.CRITICAL)
