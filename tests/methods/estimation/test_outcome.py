import numpy as np
import pytest

from holdfast.methods.estimation.outcome import interval_of, whole_mode


def test_the_interval_is_central_and_holds_its_level():
    interval = interval_of(np.arange(1.0, 1002.0))
    assert interval.median == 501
    assert (interval.low, interval.high) == (pytest.approx(26), pytest.approx(976))


def test_a_single_mode_holds_everything():
    mode = whole_mode(interval_of(np.array([5.0, 6.0, 7.0])))
    assert mode.share == 1.0
    assert mode.peak == mode.median == 6.0
