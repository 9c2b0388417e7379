from itertools import product

import numpy as np
import pytest
from scipy.special import gammaln, logsumexp

from holdfast.methods.estimation import (
    Concern,
    DecomposableSettings,
    SettingsError,
    decomposable,
    grid_posterior,
    table_of,
)

from .published import APART, KOSOVO, UK_FIVE, seen_twice


@pytest.mark.parametrize(
    ("delta", "median", "low", "high"),
    [(1 / 16, 12_595, 9_827, 16_544), (0.5, 11_323, 4_500, 14_486), (1.0, 4_617, 4_408, 6_860)],
)
def test_kosovo_is_reproduced_at_three_deltas(delta, median, low, high):
    settings = DecomposableSettings(delta=delta, most_missing=22_000)
    interval = decomposable(KOSOVO, settings=settings).interval
    assert (interval.median, interval.low, interval.high) == (median, low, high)


def test_delta_is_one_over_the_number_of_cells_unless_given():
    assert decomposable(KOSOVO).settings["delta"] == 1 / 16


def test_without_the_complete_graph_a_large_delta_does_not_collapse():
    settings = DecomposableSettings(delta=1.0, has_complete_graph=False)
    outcome = decomposable(KOSOVO, settings=settings)
    assert outcome.interval.median == 9_786
    assert outcome.settings["graphs"] == 60


def test_the_posterior_of_independent_lists_is_the_product_of_margins():
    table = table_of(("A", "B"), {(1, 0): 30, (0, 1): 40, (1, 1): 12})
    settings = DecomposableSettings(delta=0.25, most_missing=3_000, has_complete_graph=False)
    posterior = grid_posterior(table, settings=settings)
    missing = np.arange(1.0, 3_001.0)
    total = 82 + missing
    log = gammaln(total) - gammaln(missing + 1)
    for size in (42, 52):
        log += gammaln(0.5 + total - size) - gammaln(1.0 + total)
    assert np.allclose(posterior.mass, np.exp(log - logsumexp(log)))


def test_a_bound_that_matters_is_said():
    outcome = decomposable(KOSOVO, settings=DecomposableSettings(most_missing=8_000))
    assert outcome.doubts[0].concern is Concern.BOUND


def test_the_bound_grows_until_it_does_not_matter():
    outcome = decomposable(seen_twice())
    assert outcome.doubts == ()
    assert outcome.settings["missing_up_to"] >= 5 * seen_twice().seen


def test_a_coarser_sum_over_a_large_table_agrees_with_its_scale():
    fine = decomposable(KOSOVO, settings=DecomposableSettings(most_missing=22_000)).interval
    far = DecomposableSettings(most_missing=500_000)
    coarse = decomposable(KOSOVO, settings=far)
    assert coarse.settings["grid_step"] == 5
    assert coarse.interval.median == pytest.approx(fine.median, rel=1e-3)


def test_a_million_people_on_independent_lists_are_counted_sharply():
    people, rates = 1_000_000, (0.5, 0.4, 0.3)
    counts = {}
    for history in product((0, 1), repeat=3):
        shares = [p if mark else 1 - p for p, mark in zip(rates, history, strict=True)]
        if any(history):
            counts[history] = round(people * np.prod(shares))
    interval = decomposable(table_of(("A", "B", "C"), counts)).interval
    assert interval.median == pytest.approx(people, rel=0.001)
    assert interval.low > 0.995 * people
    assert interval.high < 1.005 * people


def test_several_modes_are_found_where_the_graphs_disagree():
    names = [mode.name for mode in decomposable(UK_FIVE).modes]
    assert names == ["near 25,000", "near 12,000"]


def test_a_list_that_shares_nobody_leaves_the_answer_open():
    interval = decomposable(APART).interval
    assert interval.high > 10 * interval.median


def test_six_lists_have_no_number_and_say_the_limit():
    wide = table_of([f"L{i}" for i in range(6)], {(1,) * 6: 3, (1, 0, 0, 0, 0, 0): 9})
    outcome = decomposable(wide)
    assert outcome.interval is None
    assert outcome.doubts[0].concern is Concern.LIMIT


@pytest.mark.parametrize(
    "settings", [DecomposableSettings(delta=0.0), DecomposableSettings(most_missing=0)]
)
def test_settings_that_cannot_be_used_are_refused(settings):
    with pytest.raises(SettingsError):
        decomposable(KOSOVO, settings=settings)
