"""SIGKILL at random moments: no missed check-in stays silent, and a kill repeats one notice at most."""

from random import Random  # noqa: TID251  (no secret comes from it)

import pytest
from tests.apps import stage
from tests.apps.conftest import on_sqlite
from tests.trials.watch_killing import Killing, kill_watches

ROUNDS, KILLS_A_ROUND = 10, 60


def killed(seed: int, kills: int) -> Killing:
    with stage.folder() as folder:
        return kill_watches(folder / "site", kills=kills, random=Random(seed))


@on_sqlite
def test_twenty_watches_killed_tell_everything_and_repeat_one_notice_a_kill_at_most() -> None:
    seen = killed(11, 20)
    assert seen.kills == 20
    assert len(seen.due) >= 60
    assert seen.lost == set()
    assert seen.repeated <= seen.kills


@on_sqlite
@pytest.mark.trial
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_hundreds_of_watches_killed_tell_everything(seed: int) -> None:
    seen = killed(seed, KILLS_A_ROUND)
    print(f"seed {seed}: {seen.kills} kills, {len(seen.due)} notices, {seen.repeated} told twice")  # noqa: T201
    assert seen.lost == set()
    assert seen.repeated <= seen.kills
