"""A small model file as LightGBM writes it, for tests that must not wait for a training."""

import numpy as np

COLUMNS = ("similar.signal", "similar.topic", "news.age", "position.place")


def small_model(*, seed: int = 0, rounds: int = 12) -> tuple[str, object, np.ndarray]:
    """A model as text, the booster, and its rows: clicks go with `similar.signal` and with the first places."""
    import lightgbm

    rng = np.random.default_rng(seed)
    rows = rng.random((900, 4)).astype(np.float32)
    rows[:, 3] = np.tile(np.arange(1, 31), 30)
    clicks = (rows[:, 0] + 0.5 * rows[:, 1] * rows[:, 0] - rows[:, 3] / 30 + rng.normal(size=900) / 4 > 0.6).astype(int)
    data = lightgbm.Dataset(rows, clicks, group=[30] * 30, feature_name=list(COLUMNS))
    told = {
        "objective": "lambdarank",
        "num_leaves": 16,
        "max_depth": 4,
        "min_data_in_leaf": 5,
        "use_missing": False,
        "verbosity": -1,
        "num_threads": 1,
        "deterministic": True,
        "force_row_wise": True,
        "interaction_constraints": [[0, 1], [2], [3]],
        "seed": seed,
    }
    booster = lightgbm.train(told, data, rounds)
    return booster.model_to_string(), booster, rows
