import numpy as np
import pytest

from holdfast.methods.estimation import SCENARIOS, decomposable, independence, simulate


@pytest.mark.parametrize("scenario", list(SCENARIOS))
@pytest.mark.parametrize("lists", [3, 6])
def test_a_population_is_partly_seen_and_repeats_with_its_seed(scenario, lists):
    population = simulate(scenario, size=5_000, lists=lists, seed=1)
    assert 0.3 * 5_000 < population.table.seen < 0.8 * 5_000
    assert population == simulate(scenario, size=5_000, lists=lists, seed=1)
    assert population != simulate(scenario, size=5_000, lists=lists, seed=2)


def test_there_is_no_such_scenario():
    with pytest.raises(KeyError, match="unknown"):
        simulate("unknown", size=100, lists=3, seed=1)


def covered(method, scenario, *, size, seeds):
    held = 0
    for seed in range(seeds):
        population = simulate(scenario, size=size, lists=3, seed=seed)
        interval = method(population.table).interval
        held += interval.low <= size <= interval.high
    return held / seeds


def alone(table):
    return independence(table, seed=1, replicates=150)


def test_independence_holds_the_truth_where_it_is_true():
    assert covered(alone, "independence", size=2_000, seeds=40) > 0.82


def test_decomposable_graphs_hold_the_truth_where_it_is_true():
    assert covered(decomposable, "independence", size=2_000, seeds=40) > 0.82


def test_independence_fails_where_people_differ():
    assert covered(alone, "two classes", size=5_000, seeds=20) < 0.3


def test_no_method_sees_people_beyond_every_list():
    sizes = []
    for seed in range(10):
        population = simulate("omitted subgroup", size=5_000, lists=4, seed=seed)
        sizes.append(alone(population.table).interval.median)
    assert np.mean(sizes) == pytest.approx(4_500, rel=0.03)
