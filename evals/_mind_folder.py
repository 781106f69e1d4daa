"""A folder as MIND publishes them, written from a simulated world: what its loader and the command are tried on."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from broadsheet.recommend.simulator.play import play
from broadsheet.recommend.simulator.policies import PlainSite
from broadsheet.recommend.simulator.world import World

_START = datetime(2019, 11, 9, tzinfo=UTC)
_TIME = "%m/%d/%Y %I:%M:%S %p"


def write(world: World, folder: Path, *, seed: int) -> int:
    """Write news.tsv and behaviors.tsv of the world as a plain site shows it; how many impressions there are.

    As in MIND the first half of the time is only told as each reader's history, impressions hold at least one click,
    and the order within one is not that of the page.
    """
    folder.mkdir(parents=True, exist_ok=True)
    seen, rng = world.observed, np.random.default_rng([seed, 6])
    rows = zip(seen.roots.tolist(), seen.topics.tolist(), strict=True)
    news = [f"N{n}\troot{root}\ttopic{topic}\tReport {n}\t\t\t[]\t[]" for n, (root, topic) in enumerate(rows)]
    (folder / "news.tsv").write_text("\n".join(news) + "\n", encoding="utf-8")
    history: dict[int, list[int]] = {}
    lines: list[str] = []
    for visits in play(world, PlainSite(world, seed=seed), seed=seed):
        at = (_START + timedelta(hours=visits.hour)).strftime(_TIME)
        for reader, page, clicked in zip(visits.readers.tolist(), visits.pages, visits.clicked, strict=True):
            if visits.hour <= world.end / 2:
                history.setdefault(reader, []).extend(page[clicked].tolist())
            elif clicked.any():
                articles, first = np.unique(page, return_index=True)
                marks = {int(a): bool(clicked[page == a].any()) for a in articles[rng.permutation(len(first))]}
                told = " ".join(f"N{a}-{int(hit)}" for a, hit in marks.items())
                before = " ".join(f"N{a}" for a in history.get(reader, ()))
                lines.append(f"{len(lines) + 1}\tU{reader}\t{at}\t{before}\t{told}")
    (folder / "behaviors.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)
