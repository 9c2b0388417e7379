import numpy as np
import pytest

from holdfast.methods.estimation import (
    Concern,
    independence,
    log_linear,
    ranked_models,
    stepwise,
    table_of,
)
from holdfast.methods.estimation.log_linear import (
    bootstrap,
    no_estimate,
    stepwise_model,
)

from .published import APART, KOSOVO, UK_FIVE


def test_kosovo_by_bic_is_reproduced():
    outcome = log_linear(KOSOVO, seed=1, replicates=50)
    assert outcome.interval.median == pytest.approx(10_356.5, abs=0.1)
    assert outcome.settings["models_tried"] == 113


def test_kosovo_says_that_models_as_good_disagree():
    outcome = log_linear(KOSOVO, seed=1, replicates=50)
    assert outcome.doubts[0].concern is Concern.SEVERAL_MODES
    assert "near 18,000" in outcome.doubts[0].sentence


def test_united_kingdom_by_bic_is_reproduced():
    assert ranked_models(UK_FIVE)[0].population == pytest.approx(25_311, abs=1)


def test_stepwise_on_five_british_lists_adds_six_pairs():
    model, fit = stepwise_model(UK_FIVE)
    assert len(model) == 6
    assert UK_FIVE.seen + fit.unseen == pytest.approx(11_313, abs=1)


def test_an_estimate_that_does_not_exist_is_said_and_not_printed():
    outcome = log_linear(APART, seed=1)
    assert outcome.interval is None
    assert outcome.modes == ()
    assert "does not exist" in outcome.doubts[0].sentence


def test_independent_lists_are_estimated_well_and_dependent_ones_misfit():
    expected = [0.5, 0.4, 0.3]
    counts = {}
    for code in range(1, 8):
        bits = tuple(code >> j & 1 for j in range(3))
        share = np.prod([p if b else 1 - p for p, b in zip(expected, bits, strict=True)])
        counts[bits] = round(10_000 * share)
    good = independence(table_of(("A", "B", "C"), counts), seed=1, replicates=100)
    assert good.interval.median == pytest.approx(10_000, rel=0.001)
    assert good.interval.low < 10_000 < good.interval.high
    assert good.doubts == ()
    assert independence(KOSOVO, seed=1, replicates=20).doubts[0].concern is Concern.MISFIT


def test_the_same_seed_gives_the_same_interval():
    one, other = (stepwise(KOSOVO, seed=4, replicates=30) for _ in range(2))
    assert one.interval == other.interval


def test_the_bootstrap_scatters_around_the_estimate():
    draws = bootstrap(KOSOVO, [frozenset()], unseen=2_995.0, seed=2, replicates=200)
    assert np.median(draws) == pytest.approx(7_395, rel=0.01)


@pytest.mark.parametrize("method", [log_linear, stepwise, independence])
def test_too_many_lists_have_no_number_and_say_the_limit(method):
    wide = table_of([f"L{i}" for i in range(11)], {(1,) * 11: 3, (1,) + (0,) * 10: 9})
    outcome = method(wide, seed=1)
    assert outcome.interval is None
    assert outcome.doubts[0].concern is Concern.LIMIT


def test_six_lists_are_searched_step_by_step():
    names = [f"L{i}" for i in range(6)]
    rng = np.random.default_rng(8)
    marks = rng.random((4_000, 6)) < 0.25
    counts: dict = {}
    for row in marks[marks.any(axis=1)].astype(int).tolist():
        counts[tuple(row)] = counts.get(tuple(row), 0) + 1
    outcome = log_linear(table_of(names, counts), seed=1, replicates=20)
    assert outcome.interval.low < 4_000 < outcome.interval.high


def test_the_sentence_for_no_estimate_names_the_model():
    assert "A B, C" in no_estimate({"model": ["A B", "C"]}).sentence
