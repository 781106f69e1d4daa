"""Gathering: the few hundred articles a page is chosen from, out of all there are."""

from collections.abc import Mapping

import numpy as np

from broadsheet.recommend.view import Candidates, Rows, View

_LEAST = 24
"""What a source may put forward at least, however many sources there are."""
_SPARE = 1.5
"""Sources name the same articles, and some were read: so much more is asked of each."""


def gather(view: View, sources: Mapping[str, Candidates], *, most: int = 400) -> Rows:
    """Up to `most` rows the reader may be shown: what `sources` put forward in turn, the best of each first; ascending.

    What was read or refused is left out. When the hot window holds no more than `most`, it is there as a whole, with
    what the archive adds.
    """
    each = max(int(most * _SPARE / max(len(sources), 1)), _LEAST)
    small = len(view.recent) <= most
    found = [view.recent] if small else []
    found += [source.find(view, most=each) for source in sources.values()]
    turn = np.concatenate([np.arange(len(rows)) for rows in found]) if found else np.zeros(0)
    rows = np.concatenate(found) if found else np.zeros(0, dtype=np.int64)
    rows = rows[np.argsort(turn, kind="stable")].astype(np.int64)
    _, first = np.unique(rows, return_index=True)
    rows = view.readable(rows[np.sort(first)])
    done = np.array([*view.profile.read, *view.profile.refused], dtype=np.int64)
    rows = rows[~np.isin(rows, done)]
    filled = rows[:most]
    if len(filled) < most and not small:
        more = view.recent[: most + len(done) + len(filled)]
        more = more[~np.isin(more, np.concatenate([done, filled]))]
        filled = np.concatenate([filled, more[: most - len(filled)]])
    return np.sort(filled)
