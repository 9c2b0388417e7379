import numpy as np
import pytest

from holdfast.methods.estimation import (
    Concern,
    SettingsError,
    decomposable,
    independence,
    log_linear,
    pool,
    table_of,
)
from holdfast.methods.estimation.pooled import thinned

from .published import APART, seen_twice


def relinked(overlap):
    counts = dict(zip(seen_twice().histories, seen_twice().counts, strict=True))
    counts[(1, 1, 1)] += overlap
    counts[(1, 0, 0)] -= overlap
    return table_of(("A", "B", "C"), counts)


def test_pooling_equal_linkages_changes_nothing():
    alone = decomposable(seen_twice())
    together = pool([alone] * 3)
    assert together.interval.median == pytest.approx(alone.interval.median, rel=0.01)
    assert together.interval.high == pytest.approx(alone.interval.high, rel=0.02)
    assert together.settings["share_of_spread_from_linkage"] == 0.0


def test_doubt_about_the_linkage_widens_the_interval():
    few, many = (independence(relinked(n), seed=1, replicates=200) for n in (0, 25))
    together = pool([few, many])
    width = together.interval.high - together.interval.low
    assert all(width > 1.2 * (o.interval.high - o.interval.low) for o in (few, many))
    assert together.settings["share_of_spread_from_linkage"] > 0.3


def test_a_linkage_without_an_estimate_is_said():
    pair = [log_linear(APART, seed=1), log_linear(seen_twice(), seed=1, replicates=20)]
    assert Concern.NO_ESTIMATE in {doubt.concern for doubt in pool(pair).doubts}


def test_only_linkages_without_an_estimate_pool_to_none():
    assert pool([log_linear(APART, seed=1)]).interval is None


def test_methods_are_not_pooled_with_each_other():
    with pytest.raises(SettingsError):
        pool([decomposable(seen_twice()), independence(seen_twice(), seed=1, replicates=20)])


def test_many_linkages_are_thinned_evenly():
    assert thinned(7) == list(range(7))
    kept = thinned(1000)
    assert len(kept) == 100
    assert (kept[0], kept[-1]) == (0, 999)
    assert np.ptp(np.diff(kept)) <= 1
