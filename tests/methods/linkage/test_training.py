import numpy as np
import pandas as pd
import pytest
from tests.methods.linkage.sample import many_lists, small_keys

from holdfast.methods.linkage.blocking import with_block_keys
from holdfast.methods.linkage.comparisons import EVIDENCE
from holdfast.methods.linkage.engine import open_engine
from holdfast.methods.linkage.features import features_of
from holdfast.methods.linkage.model import Model
from holdfast.methods.linkage.settings import LinkSettings
from holdfast.methods.linkage.training import first_prior, learned, most_links, settled

_MODEL = Model(0.01, tuple(c for c in EVIDENCE if c.name in ("given", "family", "father", "born")))


def test_few_rows_leave_our_weights_and_that_is_said() -> None:
    with open_engine(small_keys(), memory_gb=None, threads=1) as engine:
        lesson = learned(engine, _MODEL, small_keys(), seed=1)
    assert lesson.model == _MODEL
    assert "our own" in lesson.notes[0]


def test_data_move_the_weights_and_every_comparison_stays_on_its_feet() -> None:
    lists, _ = many_lists(300)
    keys = with_block_keys(features_of(lists, LinkSettings()))
    with open_engine(keys, memory_gb=None, threads=1) as engine:
        first = learned(engine, _MODEL, keys, seed=1).model
        second = learned(engine, _MODEL, keys, seed=1).model
    assert first == second
    for old, new in zip(_MODEL.comparisons, first.comparisons, strict=True):
        assert sum(level.m for level in new.levels) == pytest.approx(1, abs=1e-4)
        assert new.levels[0].m > new.levels[0].u
        assert new.levels[-1].m < new.levels[-1].u
        assert old.name == new.name
    assert first != _MODEL


def test_the_prior_settles_where_expected_links_are_the_prior() -> None:
    generator = np.random.default_rng(2)
    chances = np.concatenate(
        [generator.uniform(0.9, 0.999, 50), generator.uniform(0.01, 0.05, 300)]
    )
    pairs = pd.DataFrame({"left": 0, "right": 1, "probability": chances})
    for start in (0.001, 0.01):
        weights = np.log(chances / (1 - chances)) - np.log(0.01 / 0.99)
        given = pairs.assign(probability=1 / (1 + np.exp(-(weights + np.log(start / (1 - start))))))
        moved, prior = settled(given, prior=start, rows=200)
        assert moved["probability"].sum() / (200 * 199 / 2) == pytest.approx(prior, rel=1e-2)


def test_the_first_prior_is_a_probability() -> None:
    assert first_prior(2) == 0.5
    assert 0 < first_prior(10**6) < 1e-6


def test_no_more_links_are_expected_than_the_lists_can_hold() -> None:
    alike = pd.DataFrame({"left": 0, "right": 1, "probability": np.full(400, 0.4)})
    free = settled(alike, prior=0.02, rows=29)[1]
    held = settled(alike, prior=0.02, rows=29, most=most_links([27, 2]))[1]
    assert most_links([27, 2]) == 2 + 14.5
    assert held * (29 * 28 / 2) == pytest.approx(16.5)
    assert free > 10 * held
