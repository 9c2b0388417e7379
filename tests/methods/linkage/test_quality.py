import numpy as np
import pytest

from holdfast.methods.linkage.quality import measured_quality, wilson


def test_wilsons_interval_is_the_published_one() -> None:
    found = wilson(15, 148)  # Newcombe (1998), table I: 0.0624 to 0.1605
    assert found.low == pytest.approx(0.0624, abs=5e-5)
    assert found.high == pytest.approx(0.1605, abs=5e-5)
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0.0, 1.0)


def _quality(judged: dict[int, bool], chances: np.ndarray):
    return measured_quality(chances, judged, threshold=0.5, generator=np.random.default_rng(1))


def test_what_nobody_judged_has_no_figure() -> None:
    chances = np.array([0.95] * 50 + [0.2] * 50)
    assert _quality({}, chances).precision is None
    above = _quality(dict.fromkeys(range(10), True), chances)
    assert above.precision is not None
    assert above.recall is None


def test_precision_and_recall_hold_the_truth_in_their_intervals() -> None:
    generator = np.random.default_rng(8)
    chances = np.concatenate([generator.uniform(0.5, 1, 4000), generator.uniform(0.01, 0.5, 4000)])
    truth = generator.random(8000) < chances
    judged = {int(at): bool(truth[at]) for at in generator.choice(8000, 800, replace=False)}
    found = _quality(judged, chances)
    precision = truth[chances >= 0.5].mean()
    recall = truth[chances >= 0.5].sum() / truth.sum()
    assert found.precision is not None
    assert found.recall is not None
    assert found.precision.low < precision < found.precision.high
    assert found.recall.low < recall < found.recall.high
    assert sum(band.judged for band in found.bands) == 800
