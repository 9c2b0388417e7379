import math

import pytest

from holdfast.methods.linkage.comparisons import EVIDENCE, Comparison, same_list_comparison

_ALL = (*EVIDENCE, same_list_comparison(chance=0.25, repeats=0.2))


@pytest.mark.parametrize("comparison", _ALL, ids=lambda c: c.name)
def test_shares_sum_to_one(comparison: Comparison) -> None:
    assert math.isclose(sum(level.m for level in comparison.levels), 1, abs_tol=1e-9)
    assert math.isclose(sum(level.u for level in comparison.levels), 1, abs_tol=1e-9)


@pytest.mark.parametrize("comparison", EVIDENCE, ids=lambda c: c.name)
def test_agreement_counts_for_and_difference_against(comparison: Comparison) -> None:
    first, last = comparison.levels[0], comparison.levels[-1]
    assert first.m > first.u
    assert last.m < last.u
    assert last.condition is None
    assert all(level.condition is not None for level in comparison.levels[:-1])


def test_standing_on_one_list_counts_against() -> None:
    comparison = same_list_comparison(chance=0.5, repeats=0.2)
    assert comparison.levels[0].m < comparison.levels[0].u
    assert comparison.is_fixed


def test_reasons_are_told_apart() -> None:
    reasons = [level.reason for comparison in _ALL for level in comparison.levels]
    repeated = {reason for reason in reasons if reasons.count(reason) > 1}
    assert repeated <= {"given and family name change places"} | {
        "family and given name change places"
    }
