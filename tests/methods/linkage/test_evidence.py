import numpy as np
import pandas as pd
import pytest

from holdfast.methods.linkage.evidence import CERTAIN, UNSCORED, evidence_of, unscored


def test_decisions_outweigh_scores_and_bring_pairs_nobody_scored() -> None:
    scored = pd.DataFrame({"left": [0, 1], "right": [1, 2], "probability": [0.999999, 0.2]})
    found = evidence_of(scored, {(0, 1): False, (3, 4): True})
    assert found.of(np.array([[0, 1], [3, 4]])).tolist() == [-CERTAIN, CERTAIN]
    assert found.of(np.array([1, 2])) == pytest.approx(-1.386, abs=1e-3)


def test_a_pair_that_was_never_scored_counts_strongly_against() -> None:
    scored = pd.DataFrame({"left": [0], "right": [1], "probability": [0.5]})
    wanted = np.array([[[0, 1], [0, 2]], [[7, 9], [0, 1]]])
    assert evidence_of(scored, {}).of(wanted).tolist() == [[0.0, UNSCORED], [UNSCORED, 0.0]]


def test_no_pairs_are_no_evidence() -> None:
    empty = pd.DataFrame({"left": [], "right": [], "probability": []})
    found = evidence_of(empty, {})
    assert found.pairs.shape == (0, 2)
    assert found.of(np.array([[0, 1]])).tolist() == [UNSCORED]


def test_only_pairs_that_were_not_scored_are_scored_later() -> None:
    scored = pd.DataFrame({"left": [0, 1], "right": [1, 2], "probability": [0.5, 0.5]})
    wanted = np.array([[0, 1], [0, 2], [1, 2], [2, 9]])
    assert unscored(wanted, scored).tolist() == [[0, 2], [2, 9]]
    assert unscored(wanted[:0], scored).shape == (0, 2)
