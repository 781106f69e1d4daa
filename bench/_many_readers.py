"""So many readers at once: each does a few things, and some of them ask for a page."""

import os

import numpy as np
from bench._served import Client

ACTS = 5
PAGES = 1_000
_BATCH = 2_000
"""Readers of one post: 10,000 acts, the most it may hold."""


def arrive(client: Client, readers: int, *, articles: int) -> int:
    """Have `readers` act on some of `articles`, mostly new ones; returns how many of them got a page too."""
    random = np.random.default_rng(5)
    for first in range(0, readers, _BATCH):
        names = range(first, min(first + _BATCH, readers))
        ages = np.minimum(random.geometric(20 / articles, (len(names), ACTS)), articles) - 1
        acts = [
            {"key": f"many-{os.getpid()}-{name}-{k}", "reader": f"many-{name}", "action": "click"}
            | {"article": int(articles - age)}
            for name, line in zip(names, ages, strict=True)
            for k, age in enumerate(line)
        ]
        client.post("/events", {"events": acts})
    asked = min(PAGES, readers)
    for name in random.choice(readers, asked, replace=False).tolist():
        client.get(f"/readers/many-{name}/front-page")
    return asked
