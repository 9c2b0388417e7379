import numpy as np

from holdfast.methods.linkage.components import MOST_TOGETHER, components_of, inner_pairs
from holdfast.methods.linkage.evidence import CERTAIN, Evidence


def _evidence(pairs: list[tuple[int, int]], odds: list[float]) -> Evidence:
    return Evidence(np.array(pairs, dtype=np.int64).reshape(-1, 2), np.array(odds, dtype=float))


def test_rows_joined_by_any_likely_pair_are_one_component() -> None:
    found = components_of(_evidence([(0, 1), (1, 2), (4, 5)], [2.0, -1.0, -9.0]), 7)
    assert [group.tolist() for group in found] == [[0, 1, 2]]


def test_a_component_that_grows_too_large_falls_apart_where_evidence_is_weak() -> None:
    rows = 3 * MOST_TOGETHER
    pairs = [(n, n + 1) for n in range(rows - 1)]
    odds = [5.0 if n % 2 else -2.0 for n in range(rows - 1)]
    found = components_of(_evidence(pairs, odds), rows)
    assert max(map(len, found)) == 2
    assert len(found) == (rows - 1) // 2


def test_decisions_of_people_are_never_left_out() -> None:
    rows = 2 * MOST_TOGETHER
    pairs = [(0, n) for n in range(1, rows)]
    found = components_of(_evidence(pairs, [CERTAIN] * (rows - 1)), rows)
    assert [len(group) for group in found] == [rows]


def test_inner_pairs_are_all_pairs_of_each_group() -> None:
    groups = [np.array([1, 4, 6]), np.array([2, 3])]
    assert inner_pairs(groups).tolist() == [[1, 4], [1, 6], [4, 6], [2, 3]]
    assert inner_pairs([]).shape == (0, 2)
