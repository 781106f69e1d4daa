import numpy as np
import pytest

from broadsheet.recommend.ads import calibration_error, fit, reliability, wilson
from broadsheet.recommend.ads.probability import PRIOR, Row


def test_nothing_seen_gives_the_prior() -> None:
    assert fit([]).rate(advertiser=1, campaign=1) == PRIOR


def test_a_new_creative_has_its_campaigns_rate_and_a_new_campaign_its_advertisers() -> None:
    model = fit([(1, 1, 1, "front", 1, "", 10_000, 300), (2, 2, 2, "front", 1, "", 10_000, 10)])
    known = model.rate(advertiser=1, campaign=1)
    assert model.rate(advertiser=1, campaign=1, creative=99) == known
    assert model.rate(advertiser=1, campaign=99) == pytest.approx(0.03, rel=0.1)
    assert model.rate(advertiser=2, campaign=2) < 0.003


def test_few_impressions_move_a_rate_little() -> None:
    model = fit([(1, 1, 1, "front", 1, "", 10_000, 100), (1, 2, 2, "front", 1, "", 3, 3)])
    assert model.rate(advertiser=1, campaign=2) < 0.03


def test_the_context_is_learnt_from_counts_and_predictions_are_calibrated() -> None:
    random = np.random.default_rng(5)
    rows: list[Row] = []
    truth = []
    for campaign in range(20):
        base = 10 ** random.uniform(-2.5, -1.5)
        for position in (1, 2, 3):
            for matched in ("", "topic"):
                p = base * (0.6 ** (position - 1)) * (1.8 if matched else 1.0)
                clicks = int(random.binomial(20_000, p))
                rows.append((campaign % 5, campaign, campaign, "front", position, matched, 20_000, clicks))
                truth.append((campaign, position, matched, p))
    model = fit(rows)
    wrong = []
    for campaign, position, matched, p in truth:
        rate = np.array([model.rate(advertiser=campaign % 5, campaign=campaign, creative=campaign)])
        shift = model.shift(surface="front", position=position, matched=matched.split())
        wrong.append(abs(float(model.chance(rate, shift)[0]) - p) / p)
    assert np.median(wrong) < 0.08


def test_reliability_tells_good_predictions_from_bad() -> None:
    random = np.random.default_rng(6)
    told = [(p, int(random.random() < p)) for p in random.uniform(0.01, 0.2, 20_000)]
    assert calibration_error(reliability(told)) < 0.1
    assert calibration_error(reliability([(p * 2, c) for p, c in told])) > 0.8


def test_an_interval_holds_its_share_and_nothing_is_unknown() -> None:
    assert wilson(0, 0) == (0.0, 0.0, 1.0)
    share, low, high = wilson(5, 1000)
    assert (share, round(low, 4), round(high, 4)) == (0.005, 0.0021, 0.0117)
