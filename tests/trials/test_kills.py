"""SIGKILL at random moments: nothing acknowledged is lost, nothing half-written is seen."""

from random import Random  # noqa: TID251  (no secret comes from it)

import pytest
from tests.apps import stage
from tests.apps.conftest import on_sqlite
from tests.trials.killing import Trials

IN_THE_TESTS = 20
ROUNDS, KILLS_A_ROUND = 20, 110


def run(seed: int, kills: int) -> Trials:
    with stage.folder() as folder:
        trials = Trials(folder / "site", Random(seed))
        trials.found()
        for _ in range(kills):
            trials.run()
            trials.random = Random(trials.random.random())
    return trials


@on_sqlite
def test_twenty_writers_killed_lose_nothing_and_leave_nothing_half() -> None:
    trials = run(7, IN_THE_TESTS)
    assert trials.begun >= IN_THE_TESTS


@on_sqlite
@pytest.mark.trial
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_thousands_of_writers_killed_lose_nothing_and_leave_nothing_half(seed: int) -> None:
    trials = run(seed, KILLS_A_ROUND)
    print(f"seed {seed}: {trials.begun} writes, cut off in: {trials.killed}")  # noqa: T201
    assert sum(trials.killed.values()) >= KILLS_A_ROUND * 9 // 10
