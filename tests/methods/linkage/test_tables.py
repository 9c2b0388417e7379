import numpy as np

from holdfast.methods.linkage.tables import capture_table


def test_people_are_counted_once_a_list() -> None:
    labels = np.array([0, 0, 0, 3, 4, 4])
    lists = np.array([0, 0, 1, 1, 0, 2])
    table = capture_table(labels, lists, 3)
    assert table == {(1, 1, 0): 1, (1, 0, 1): 1, (0, 1, 0): 1}
    assert list(table) == sorted(table, reverse=True)
