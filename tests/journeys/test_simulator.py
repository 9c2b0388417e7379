"""Weeks of a network's life from a seed, over the pure rules, with every invariant at every step."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from tests.journeys.simulator.invariants import broken, broken_plan
from tests.journeys.simulator.world import World, notices_due

WEEKS = 4


def live(seed: int, *, weeks: int = WEEKS, **rules) -> tuple[World, list[str]]:
    """The world after so many weeks, and all that was ever wrong in it."""
    wrong: list[str] = []
    world = World(seed, watch=lambda world: wrong.extend(broken(world)), **rules)
    for _ in range(weeks * 7):
        world.run_day()
        wrong += broken_plan(world)
    return world, wrong


@pytest.mark.parametrize("seed", range(4))
def test_nothing_that_must_hold_is_broken_in_weeks_of_losses(seed: int) -> None:
    world, wrong = live(seed)
    assert wrong == []
    assert len(world.cases) > 10


@pytest.mark.trial
@pytest.mark.parametrize("seed", range(200))
def test_nothing_that_must_hold_is_broken_from_two_hundred_seeds(seed: int) -> None:
    assert live(seed)[1] == []


def test_the_weeks_hold_what_they_are_meant_to_hold() -> None:
    worlds = [live(seed, weeks=3)[0] for seed in range(10, 16)]
    happened = Counter(what for world in worlds for what in world.happened)
    stages = Counter(case.stage.name for world in worlds for case in world.cases.values())
    assert {"visa delayed", "placement refused", "helper detained", "place lost"} <= happened.keys()
    assert "a leg in company" in happened
    rides = Counter((n, r.ride.vehicle, r.window) for n, w in enumerate(worlds) for r in w.rode)
    assert max(rides.values()) > 1
    assert {"HOUSED", "ARRIVED"} <= stages.keys()
    assert any(check_in.told for w in worlds for c in w.cases.values() for check_in in c.check_ins)
    assert any(calls.calls for world in worlds for calls in world.calls)


def test_the_same_seed_lives_the_same_weeks() -> None:
    one, other = live(7, weeks=2)[0], live(7, weeks=2)[0]
    assert (one.plan, one.happened) == (other.plan, other.happened)


def test_somebody_who_rides_with_who_must_not_know_is_caught() -> None:
    world = live(3, weeks=2)[0]
    rode = world.rode[0]
    hidden = replace(rode.household, id="h-x", must_not_know=frozenset({rode.household.id}))
    world.rode.append(replace(rode, household=hidden))
    assert any("who must not know" in what for what in broken(world))


def test_a_ladder_that_forgets_its_last_rung_is_caught() -> None:
    def forgetful(ladder, told, late_at, now):
        return [rung for rung in notices_due(ladder, told, late_at, now) if rung < 2]

    assert any(
        "rung 2 was not told" in what for seed in range(4) for what in live(seed, due=forgetful)[1]
    )
