import numpy as np
import pytest

from holdfast.methods.corroboration import heap
from holdfast.methods.corroboration.heap import give_back_free_memory, give_back_large_arrays


def test_giving_memory_back_changes_no_value() -> None:
    kept = [np.full(300_000, number) for number in range(4)]
    give_back_large_arrays()
    del kept[1]
    give_back_free_memory()
    assert [int(array.sum()) for array in kept] == [0, 600_000, 900_000]


def test_a_library_without_such_calls_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heap.ctypes, "CDLL", lambda name: object())
    assert heap._call("malloc_trim") is None
    give_back_free_memory()
