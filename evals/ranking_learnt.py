"""The learnt ranker on logs whose truth is known: what position costs it, and what keeping causes apart costs.

nDCG@10 against the true chances of being opened, on pages it did not learn from. `right` logs were made by a policy
that ranks by interest and noise, `wrong` ones by one that overrates large stories: a click there says little, for where
an article stood said more. `of_blind` is its figure by that of the same learner not told of positions, `of_mixing` by
that of one whose trees may mix causes; `oracle_share` is the share of the way from the page as it stood to the best
there could be.
"""

import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
from evals._click_logs import SLOTS, Drawn, draw

from broadsheet.recommend.learning.fitting import Fitted, fit
from broadsheet.recommend.learning.measures import scores
from broadsheet.recommend.learning.samples import Samples, samples
from broadsheet.recommend.measuring.ranking import ndcg
from broadsheet.recommend.offpolicy.estimate import Doubles
from broadsheet.recommend.ranking.trees import Trees

DATA = ("wire",)  # in the package, so always here; the logs are drawn, not read
PAGES, TESTED = 3000, 800
_WRONG = 2.0


def figures(_path: Path) -> dict[str, float]:
    """The figures of both logs."""
    test = draw(TESTED, seed=2)
    found: dict[str, float] = {}
    for name, wrong in (("right", 0.0), ("wrong", _WRONG)):
        log = draw(PAGES, seed=1, wrong=wrong)
        learnt = samples(log.pages, log.acts)
        blind = replace(learnt, positions=np.ones_like(learnt.positions))
        found[f"{name}.learnt"] = _learnt(learnt, test)
        found[f"{name}.of_blind"] = found[f"{name}.learnt"] / _learnt(blind, test)
        found[f"{name}.of_mixing"] = found[f"{name}.learnt"] / _mixing(learnt, test)
    stood = _true(np.concatenate([[item.score for item in page.items] for page in test.pages]), test)
    found["oracle_share"] = (found["right.learnt"] - stood) / (1 - stood)
    return found


def _learnt(learnt: Samples, test: Drawn) -> float:
    model = _fitted(learnt, mixing=False)
    return _true(scores(Trees(model.text, version="", columns=model.columns), samples(test.pages, ())), test)


def _mixing(learnt: Samples, test: Drawn) -> float:
    import lightgbm

    model = _fitted(learnt, mixing=True)
    shown = samples(test.pages, ()).features
    features = np.column_stack([shown, np.ones(len(shown))])
    return _true(lightgbm.Booster(model_str=model.text).predict(features), test)


def _fitted(learnt: Samples, *, mixing: bool) -> Fitted:
    with tempfile.TemporaryDirectory() as folder:
        *_, model = fit(learnt, folder=Path(folder), mixing=mixing)
    assert isinstance(model, Fitted)
    return model


def _true(given: Doubles, test: Drawn) -> float:
    pairs = zip(test.chances, np.asarray(given).reshape(-1, SLOTS), strict=True)
    return float(np.mean([ndcg(np.log2(1 + chances), row, 10) for chances, row in pairs]))
