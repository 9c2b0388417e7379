import numpy as np

from holdfast.methods.estimation.latent_moves import travel
from holdfast.methods.estimation.latent_sweeps import (
    advance,
    curvature,
    scout,
    sweep,
    warm_up,
)

from .published import KOSOVO

PRIOR = np.array([0.25, 0.25, 1.0, 1.0])


def test_a_sweep_moves_the_point_and_returns_an_alpha():
    rng = np.random.default_rng(1)
    point, mass = rng.logistic(size=(5, 4)), np.ones((5, 4))
    before = point.copy()
    tuning = np.array([0.3, 5.0, 1.0, 1.0])
    alpha = sweep(rng, KOSOVO.cells(), KOSOVO.sizes(), point, PRIOR, mass, tuning, 1.0)
    assert alpha > 0.0
    assert not np.array_equal(before, point)


def test_draws_hold_population_unseen_share_alpha_and_classes():
    rng = np.random.default_rng(2)
    point, mass = rng.logistic(size=(5, 4)), np.ones((5, 4))
    out = np.empty((40, 4))
    tuning = np.array([0.3, 5.0, 1.0, 1.0])
    advance(rng, KOSOVO.cells(), KOSOVO.sizes(), point, PRIOR, mass, tuning, out)
    assert (out[:, 0] >= KOSOVO.seen).all()
    assert (out[:, 1] < 0.0).all()
    assert set(out[:, 3]) <= {1.0, 2.0, 3.0, 4.0}
    assert tuning[3] == out[-1, 2]


def test_curvature_grows_with_the_people():
    point, out = np.zeros((4, 3)), [np.zeros((4, 3)) for _ in "ab"]
    for scale, room in zip((1.0, 100.0), out, strict=True):
        curvature(
            np.array([[1, 0, 1], [0, 1, 1]], np.uint8), np.full(2, 30.0 * scale), point, PRIOR, room
        )
    assert (out[1][:3] > 5 * out[0][:3]).all()


def test_warm_up_finds_a_step_that_is_mostly_accepted():
    rng = np.random.default_rng(10)
    cells, counts = KOSOVO.cells(), KOSOVO.sizes()
    point, mass = rng.logistic(size=(5, 6)), np.ones((5, 6))
    tuning = np.array([0.3, 30.0, 1.0, 1.0])
    warm_up(rng, cells, counts, point, PRIOR, mass, tuning, 1500)
    accepted = [
        travel(rng, cells, counts, point, PRIOR, mass, 0.6 * tuning[0], 20) for _ in range(200)
    ]
    assert 0.5 < np.mean(accepted) <= 1.0


def test_scouts_draw_populations_larger_than_the_seen():
    rng = np.random.default_rng(11)
    out = np.empty(30)
    point = rng.logistic(size=(5, 4))
    scout(rng, KOSOVO.cells(), KOSOVO.sizes(), point, PRIOR, 5, out)
    assert (out >= KOSOVO.seen).all()
