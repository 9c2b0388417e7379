"""SIGKILL right after an acknowledgement, or in what follows: nothing is lost, nothing is doubled."""

from random import Random  # noqa: TID251  (no secret comes from it)

import pytest
from tests.apps import stage
from tests.apps.conftest import on_sqlite
from tests.trials.door_kills import DoorTrials

IN_THE_TESTS = 20
ROUNDS, KILLS_A_ROUND = 10, 50


def run(seed: int, kills: int) -> DoorTrials:
    with stage.folder() as folder:
        trials = DoorTrials(folder / "site", Random(seed))
        trials.found()
        for _ in range(kills):
            trials.run()
        trials.check()
    return trials


@on_sqlite
def test_twenty_doors_killed_lose_no_word_and_no_file_that_was_acknowledged() -> None:
    trials = run(11, IN_THE_TESTS)
    assert len(trials.words) >= IN_THE_TESTS
    assert trials.files


@on_sqlite
@pytest.mark.trial
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_hundreds_of_doors_killed_lose_nothing(seed: int) -> None:
    trials = run(seed, KILLS_A_ROUND)
    print(f"seed {seed}: {len(trials.words)} words, {len(trials.files)} files kept")  # noqa: T201
    assert len(trials.words) >= KILLS_A_ROUND and trials.files
