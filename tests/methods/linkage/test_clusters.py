import numpy as np

from holdfast.methods.linkage.clusters import best_labels, drawn_labels, gathered
from holdfast.methods.linkage.components import components_of
from holdfast.methods.linkage.evidence import CERTAIN, Evidence


def _components(pairs: list[tuple[int, int]], odds: list[float], rows: int):
    evidence = Evidence(np.array(pairs, dtype=np.int64), np.array(odds))
    return gathered(components_of(evidence, rows), evidence)


def test_rows_that_nothing_links_are_alone() -> None:
    components = _components([(1, 2)], [3.0], 4)
    assert best_labels(components, 4, threshold=0.5).tolist() == [0, 1, 1, 3]


def test_a_chain_with_a_strong_contradiction_is_cut() -> None:
    components = _components([(0, 1), (1, 2), (0, 2)], [3.0, 2.0, -9.0], 3)
    assert best_labels(components, 3, threshold=0.5).tolist() == [0, 0, 2]


def test_a_higher_threshold_links_less_but_never_against_a_decision() -> None:
    components = _components([(0, 1), (2, 3)], [2.0, CERTAIN], 4)
    assert best_labels(components, 4, threshold=0.5).tolist() == [0, 0, 2, 2]
    assert best_labels(components, 4, threshold=0.95).tolist() == [0, 1, 2, 2]


def test_every_draw_labels_every_row() -> None:
    components = _components([(0, 1), (2, 3), (3, 4), (2, 4)], [0.0, 1.0, 1.0, 1.0], 6)
    drawn = list(drawn_labels(components, 6, np.zeros(200), generator=np.random.default_rng(2)))
    assert len(drawn) == 200
    assert all(len(labels) == 6 and labels[5] == 5 for labels in drawn)
    together = np.mean([labels[0] == labels[1] for labels in drawn])
    assert 0.4 < together < 0.6
