import pytest

from holdfast.methods.estimation import (
    DecomposableSettings,
    LatentClassSettings,
    decomposable,
    latent_class,
    log_linear,
    sensitivity_of,
    table_of,
)
from holdfast.methods.estimation.sensitivity import Change, Settings, prior_shift

from .published import APART, KOSOVO, seen_twice

SETTINGS = Settings(
    seed=1,
    latent_class=LatentClassSettings(
        chains=2, draws=200, warm_up=200, scouts=0, classes=3, most_leapfrogs=16
    ),
    decomposable=DecomposableSettings(),
)


def test_decomposable_rows_change_delta_graphs_and_lists():
    outcome = decomposable(KOSOVO)
    rows = {row.change: row for row in sensitivity_of(outcome, KOSOVO, SETTINGS)}
    assert rows["delta 1"].interval.median == pytest.approx(4_617, abs=1)
    assert rows["delta 0.5"].kind is Change.PRIOR
    assert rows["delta 1"].kind is Change.MODEL
    assert {"without HRW", "EXH and ABA merged", "without the complete graph"} <= set(rows)


def test_the_prior_shift_is_the_farthest_among_priors_only():
    outcome = decomposable(KOSOVO)
    rows = sensitivity_of(outcome, KOSOVO, SETTINGS)
    assert prior_shift(outcome, rows) == pytest.approx(1 - 11_323 / 12_595, abs=1e-3)
    assert prior_shift(outcome, ()) is None


def test_latent_class_rows_change_priors_classes_and_lists():
    outcome = latent_class(seen_twice(), seed=1, settings=SETTINGS.latent_class)
    rows = {row.change: row for row in sensitivity_of(outcome, seen_twice(), SETTINGS)}
    assert {"alpha ~ Gamma(1, 1)", "p(N) flat", "5 classes", "without A"} <= set(rows)
    assert rows["p(N) flat"].interval.median >= outcome.interval.median
    assert rows["without A"].interval is None
    assert "three lists" in rows["without A"].note


def test_log_linear_rows_show_the_stepwise_model():
    outcome = log_linear(seen_twice(), seed=1, replicates=20)
    assert sensitivity_of(outcome, seen_twice(), SETTINGS)[0].change.startswith("stepwise")


def test_a_method_without_a_number_has_no_rows():
    outcome = log_linear(APART, seed=1)
    assert sensitivity_of(outcome, APART, SETTINGS) == ()
    assert prior_shift(outcome, ()) is None


def test_rows_stop_when_asked():
    outcome = decomposable(KOSOVO)
    assert sensitivity_of(outcome, KOSOVO, SETTINGS, should_stop=lambda: True) == ()


def test_a_list_without_which_nobody_is_seen_is_a_row_without_numbers():
    only = table_of("ABC", {(1, 0, 0): 30, (1, 1, 0): 9, (1, 0, 1): 4})
    rows = {row.change: row for row in sensitivity_of(decomposable(only), only, SETTINGS)}
    assert rows["without A"].interval is not None
    lone = table_of("ABC", {(1, 0, 0): 30})
    rows = {row.change: row for row in sensitivity_of(decomposable(lone), lone, SETTINGS)}
    assert rows["without A"].interval is None
    assert "Nobody" in rows["without A"].note
