"""Random pairs are invented here by their patterns: two valleys, each with its own names and towns."""

import numpy as np
import pandas as pd
import pytest

from holdfast.methods.linkage.comparisons import FATHER, PLACE, SEX, Comparison
from holdfast.methods.linkage.model import Model
from holdfast.methods.linkage.strangers import random_pairs, strangers_of

_MODEL = Model(1e-5, (FATHER, PLACE, SEX))
_AGREE = {"gamma_father": [3], "gamma_place": [4], "gamma_sex": [1]}


def _gammas(comparison: Comparison, agree: np.ndarray) -> np.ndarray:
    return np.where(agree, len(comparison.levels) - 1, 0)


def _random(*, within: float, beyond: float, pairs: int = 60_000) -> pd.DataFrame:
    """Pairs of which half are of one valley, where fathers' names and places agree more often."""
    generator = np.random.default_rng(5)
    chance = np.where(generator.random(pairs) < 0.5, within, beyond)
    return pd.DataFrame(
        {
            "gamma_father": _gammas(FATHER, generator.random(pairs) < chance),
            "gamma_place": _gammas(PLACE, generator.random(pairs) < chance),
            "gamma_sex": _gammas(SEX, generator.random(pairs) < 0.6),
        }
    )


def _lowered(scored: pd.DataFrame, chance: float, gammas: dict[str, list[int]]) -> float:
    pairs = pd.DataFrame({"left": [0], "right": [1], "probability": [chance], **gammas})
    return float(strangers_of(scored, _MODEL).lowered(pairs)["probability"].iloc[0])


def test_what_strangers_of_one_valley_share_weighs_less_than_it_seems() -> None:
    found = _lowered(_random(within=0.2, beyond=0.0), 0.5, _AGREE)
    # strangers show both 0.5 * 0.2 * 0.2 = 0.02 of the time; independence says 0.1 * 0.1 = 0.01
    assert found == pytest.approx(1 / 3, abs=0.02)


def test_where_strangers_are_of_one_kind_nothing_changes() -> None:
    assert _lowered(_random(within=0.1, beyond=0.1), 0.5, _AGREE) == pytest.approx(0.5, abs=1e-6)


def test_evidence_is_never_raised() -> None:
    one_agrees = {"gamma_father": [3], "gamma_place": [0], "gamma_sex": [1]}
    assert _lowered(_random(within=0.9, beyond=0.0), 0.5, one_agrees) <= 0.5 + 1e-9


def test_a_missing_value_says_nothing() -> None:
    unknown = {name: [-1] for name in _AGREE}
    found = _lowered(_random(within=0.2, beyond=0.0), 0.7, unknown)
    assert found == pytest.approx(0.7, abs=1e-9)


def test_pairs_of_one_person_are_no_kind_of_strangers() -> None:
    scored = _random(within=0.1, beyond=0.1)
    scored.loc[:5, ["gamma_father", "gamma_place", "gamma_sex"]] = [3, 4, 1]
    assert _lowered(scored, 0.5, _AGREE) == pytest.approx(0.5, abs=0.02)


def test_random_pairs_are_of_two_rows_and_stand_once() -> None:
    pairs = random_pairs(300, np.random.default_rng(1))
    assert (pairs[:, 0] < pairs[:, 1]).all()
    assert len(np.unique(pairs, axis=0)) == len(pairs) > 5000
    assert pairs.min() >= 0
    assert pairs.max() < 300
