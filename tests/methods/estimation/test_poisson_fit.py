import numpy as np
import pytest

from holdfast.methods.estimation.hierarchical import design
from holdfast.methods.estimation.poisson_fit import (
    deviance_of,
    facial_set,
    fit_exactly,
    fit_members,
    reweighted_fit,
)

from .published import APART, KOSOVO


def test_two_lists_give_lincoln_and_petersen():
    counts = np.array([40.0, 30.0, 12.0])
    fit = fit_exactly(design(2, frozenset()), counts)
    assert fit.unseen == pytest.approx(40 * 30 / 12)


def test_fitted_means_keep_the_margins_of_the_model():
    columns = design(4, frozenset({(0, 1), (2, 3)}))
    counts = KOSOVO.full()[1:]
    fit = fit_exactly(columns, counts)
    assert np.allclose(columns.T @ fit.means, columns.T @ counts)
    assert fit.is_interior


def test_the_deviance_of_a_perfect_fit_is_zero():
    counts = np.array([3.0, 0.5, 8.0])
    assert deviance_of(counts, counts) == pytest.approx(0.0)


def test_cells_that_only_zero_can_fit_leave_the_face():
    counts = APART.full()[1:]
    assert facial_set(design(3, frozenset({(0, 2)})), counts).tolist() == [
        True, True, True, True, False, True, False,
    ]  # fmt: skip


def test_an_estimate_that_does_not_exist_is_not_given():
    fit = fit_exactly(design(3, frozenset({(0, 1)})), APART.full()[1:])
    assert fit.unseen is None
    assert not fit.is_interior


def test_an_estimate_on_the_boundary_is_given_where_it_is_determined():
    counts = APART.full()[1:]
    fit = fit_exactly(design(3, frozenset({(0, 2)})), counts)
    assert not fit.is_interior
    assert fit.unseen is None or np.isfinite(fit.unseen)


def test_models_fitted_together_agree_with_models_fitted_alone():
    full = design(4, frozenset({(0, 1), (0, 2), (1, 2)}))
    members = np.ones((2, full.shape[1]), dtype=np.bool_)
    members[1, -1] = False
    counts = KOSOVO.full()[1:]
    deviances, constants = fit_members(full, members, counts, 50)
    alone, best = reweighted_fit(np.ascontiguousarray(full[:, :-1]), counts, 50)
    assert deviances[1] == pytest.approx(alone)
    assert constants[1] == pytest.approx(best[0])


def test_cells_of_very_different_sizes_do_not_break_the_equations():
    counts = np.array([1e6, 1e6, 0.0, 1e6, 0.0, 0.0, 0.0])
    deviance, best = reweighted_fit(design(3, frozenset()), counts, 30)
    assert np.isfinite(deviance)
    assert np.isfinite(best).all()
