from itertools import combinations

import numpy as np
import pytest

from holdfast.methods.estimation import hierarchical_models
from holdfast.methods.estimation.hierarchical import design, histories, name_of


@pytest.mark.parametrize(("lists", "count"), [(2, 1), (3, 8), (4, 113), (5, 6_893)])
def test_hierarchical_models_are_counted(lists, count):
    models = hierarchical_models(lists)
    assert len(models) == len(set(models)) == count


def test_every_part_of_an_interaction_is_in_the_model():
    for model in hierarchical_models(4):
        for term in model:
            for size in range(2, len(term)):
                assert all(part in model for part in combinations(term, size))


def test_no_model_holds_the_interaction_of_all_lists():
    assert all((0, 1, 2) not in model for model in hierarchical_models(3))


def test_the_design_of_the_largest_model_has_full_rank():
    largest = max(hierarchical_models(4), key=len)
    columns = design(4, largest)
    assert columns.shape == (15, 15)
    assert np.linalg.matrix_rank(columns) == 15


def test_histories_leave_the_unseen_out():
    assert histories(3).any(axis=1).all()
    assert len(histories(3)) == 7


def test_a_model_is_named_by_its_largest_terms():
    assert name_of(frozenset({(0, 1)}), ("A", "B", "C")) == ["A B", "C"]


def test_six_lists_are_too_many_to_enumerate():
    with pytest.raises(ValueError, match="up to five"):
        hierarchical_models(6)
