import pandas as pd
import pytest

from holdfast.methods.linkage.evidence import CERTAIN, evidence_of


def test_decisions_outweigh_scores_and_bring_pairs_nobody_scored() -> None:
    scored = pd.DataFrame({"left": [0, 1], "right": [1, 2], "probability": [0.999999, 0.2]})
    found = evidence_of(scored, {(0, 1): False, (3, 4): True}).lookup()
    assert found[0, 1] == -CERTAIN
    assert found[3, 4] == CERTAIN
    assert found[1, 2] == pytest.approx(-1.386, abs=1e-3)


def test_no_pairs_are_no_evidence() -> None:
    empty = pd.DataFrame({"left": [], "right": [], "probability": []})
    assert evidence_of(empty, {}).pairs.shape == (0, 2)
