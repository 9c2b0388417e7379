import numpy as np
import pandas as pd

from holdfast.methods.linkage.comparisons import BORN, SEX, same_list_comparison
from holdfast.methods.linkage.contradictions import contradictions_in

_COMPARISONS = (BORN, SEX, same_list_comparison(chance=0.5, repeats=0.2))


def _scored(**gammas: list[int]) -> pd.DataFrame:
    return pd.DataFrame({"left": [0, 0, 2], "right": [1, 2, 3], **gammas})


def test_a_cluster_with_two_dates_of_birth_is_named() -> None:
    scored = _scored(gamma_born=[5, 6, 0], gamma_sex=[1, 1, 0], gamma_list=[0, 1, 0])
    found = contradictions_in(scored, np.array([0, 0, 0, 3]), _COMPARISONS, {})
    assert [(c.kind, c.left, c.right) for c in found] == [
        ("different dates of birth", 0, 1),
        ("two rows of one list", 0, 2),
    ]


def test_what_people_said_differs_is_named_if_it_stands_together_all_the_same() -> None:
    scored = _scored(gamma_born=[6, 6, 6], gamma_sex=[1, 1, 1], gamma_list=[0, 0, 0])
    found = contradictions_in(
        scored, np.array([0, 0, 0, 3]), _COMPARISONS, {(0, 1): False, (2, 3): False}
    )
    assert [c.kind for c in found] == ["people judged these rows to be two persons"]
