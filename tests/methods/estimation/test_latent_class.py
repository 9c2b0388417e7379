import numpy as np
import pytest

from holdfast.kernel.errors import HoldfastError
from holdfast.methods.estimation import (
    Concern,
    LatentClassSettings,
    SettingsError,
    convergence,
    latent_class,
    sample_latent_class,
    table_of,
)
from holdfast.methods.estimation.latent_class import scout_latent_class

from .published import KOSOVO, UK_FIVE, seen_twice

QUICK = LatentClassSettings(chains=2, draws=300, warm_up=300, scouts=0)


def test_kosovo_is_reproduced():
    settings = LatentClassSettings(chains=4, draws=4000, warm_up=1500, scouts=0)
    outcome = latent_class(KOSOVO, seed=3, settings=settings)
    interval = outcome.interval
    assert interval.median == pytest.approx(10_396, rel=0.015)
    assert interval.low == pytest.approx(9_020, rel=0.03)
    assert interval.high == pytest.approx(13_649, rel=0.04)
    assert outcome.convergence.rhat < 1.01
    assert outcome.convergence.ess_bulk > 2000


def test_the_same_seed_gives_the_same_draws():
    one, other = (sample_latent_class(seen_twice(), seed=5, settings=QUICK) for _ in range(2))
    assert np.array_equal(one.population, other.population)
    another = sample_latent_class(seen_twice(), seed=6, settings=QUICK)
    assert not np.array_equal(one.population, another.population)


def test_plain_scouts_on_the_british_lists_do_not_agree_and_their_places_are_named():
    settings = LatentClassSettings(chains=2, draws=300, warm_up=300, scouts=6, scout_draws=1500)
    outcome = latent_class(UK_FIVE, seed=1, settings=settings)
    assert outcome.settings["scouts_rhat"] > 1.3
    said = [d.sentence for d in outcome.doubts if d.concern is Concern.SEVERAL_MODES]
    assert "do not agree" in said[0]


def test_scouts_are_one_row_each_and_leave_their_start_behind():
    settings = LatentClassSettings(scouts=3, scout_draws=40)
    assert scout_latent_class(seen_twice(), seed=1, settings=settings).shape == (3, 20)


def test_no_draw_is_under_the_people_seen():
    draws = sample_latent_class(seen_twice(), seed=1, settings=QUICK)
    assert (draws.population >= seen_twice().seen).all()


def test_one_class_is_independence():
    settings = LatentClassSettings(chains=2, draws=1500, warm_up=300, scouts=0, classes=1)
    draws = sample_latent_class(KOSOVO, seed=2, settings=settings).population
    assert np.median(draws) == pytest.approx(7_395, rel=0.01)


def test_progress_reaches_the_end():
    told = []
    sample_latent_class(seen_twice(), seed=1, settings=QUICK, progress=told.append)
    assert max(told) == 1.0


def test_stopping_keeps_what_was_drawn_and_says_so():
    calls = []

    def enough():
        calls.append(1)
        return len(calls) > 4

    settings = LatentClassSettings(chains=2, draws=2000, warm_up=200)
    outcome = latent_class(seen_twice(), seed=1, settings=settings, should_stop=enough)
    assert outcome.convergence.draws < 2000
    assert outcome.doubts[0].concern is Concern.STOPPED


def test_stopping_before_the_first_draw_says_that_there_is_nothing():
    with pytest.raises(HoldfastError, match="stopped"):
        sample_latent_class(seen_twice(), seed=1, settings=QUICK, should_stop=lambda: True)


def test_two_lists_have_no_number_and_say_why():
    outcome = latent_class(table_of(("A", "B"), {(1, 0): 5, (0, 1): 4, (1, 1): 3}), seed=1)
    assert outcome.interval is None
    assert outcome.doubts[0].concern is Concern.LIMIT


def test_twenty_lists_run():
    rng = np.random.default_rng(4)
    marks = (rng.random((300, 20)) < 0.1).astype(int)
    counts: dict = {}
    for row in marks[marks.any(axis=1)].tolist():
        counts[tuple(row)] = counts.get(tuple(row), 0) + 1
    table = table_of([f"L{i}" for i in range(20)], counts)
    settings = LatentClassSettings(chains=2, draws=100, warm_up=100, scouts=0, most_leapfrogs=8)
    draws = sample_latent_class(table, seed=1, settings=settings)
    assert 250 < np.median(draws.population) < 450


def test_runs_are_shortened_in_proportion_past_a_thousand_histories():
    usual = LatentClassSettings(chains=4, draws=5000)
    assert usual.fitted_to(1000) == usual
    assert usual.fitted_to(5000).draws == 1000
    assert usual.fitted_to(10**6).draws == 250


def test_millions_of_people_run_as_fast_as_hundreds():
    settings = LatentClassSettings(chains=2, draws=200, warm_up=400, scouts=0)
    draws = sample_latent_class(seen_twice(20_000), seed=1, settings=settings)
    assert np.isfinite(draws.population).all()
    assert np.median(draws.population) > seen_twice(20_000).seen
    assert convergence(draws.population).draws == 200


@pytest.mark.parametrize(
    "wrong",
    [{"classes": 0}, {"chains": 1}, {"draws": 10}, {"warm_up": 0}, {"a": 0.0}, {"d": -1.0}],
)
def test_settings_that_cannot_run_are_refused(wrong):
    with pytest.raises(SettingsError):
        LatentClassSettings(**wrong)
