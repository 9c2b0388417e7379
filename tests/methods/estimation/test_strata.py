import numpy as np
import pytest

from holdfast.methods.estimation import (
    LatentClassSettings,
    SettingsError,
    estimate_strata,
    table_of,
)
from holdfast.methods.estimation.strata import pooled_log_odds

from .published import seen_twice

QUICK = LatentClassSettings(chains=2, draws=400, warm_up=400, scouts=0, classes=4)


def test_equal_strata_are_drawn_together_and_different_ones_left_apart():
    rng = np.random.default_rng(1)
    alike = [rng.normal(0.5, 0.4, 2000) for _ in range(6)]
    apart = [rng.normal(mean, 0.05, 2000) for mean in (-2.0, 0.0, 2.0)]
    together, little = pooled_log_odds(alike, rng)
    separate, much = pooled_log_odds(apart, rng)
    assert little < 0.5 < much
    assert (together.std(axis=0) < 0.33).all()
    assert np.allclose(separate.mean(axis=0), [-2.0, 0.0, 2.0], atol=0.05)


def test_a_stratum_that_says_little_moves_to_the_others():
    rng = np.random.default_rng(2)
    odds = [rng.normal(0.0, 0.1, 2000) for _ in range(5)] + [rng.normal(3.0, 2.0, 2000)]
    pooled, _ = pooled_log_odds(odds, rng)
    assert pooled[:, 5].mean() < 1.0
    assert pooled[:, 5].std() < 1.5


def test_one_stratum_is_left_as_it_is():
    rng = np.random.default_rng(3)
    pooled, spread = pooled_log_odds([rng.normal(1.0, 0.2, 4000)], rng)
    assert spread == 0.0
    assert pooled.mean() == pytest.approx(1.0, abs=0.02)


def test_the_sum_of_strata_is_surer_than_the_sum_of_their_ends():
    tables = {"north": seen_twice(2), "south": seen_twice(1)}
    found = estimate_strata(tables, seed=1, settings=QUICK)
    assert [stratum.name for stratum in found.strata] == ["north", "south"]
    assert found.total.low > sum(stratum.alone.low for stratum in found.strata)
    assert found.total.high < sum(stratum.alone.high for stratum in found.strata)
    assert all(stratum.pooled.low >= stratum.seen for stratum in found.strata)


def test_strata_need_three_lists_and_one_stratum():
    with pytest.raises(SettingsError):
        estimate_strata({}, seed=1)
    with pytest.raises(SettingsError, match="three lists"):
        estimate_strata({"x": table_of(("A", "B"), {(1, 1): 3, (1, 0): 4})}, seed=1)
