"""SIGKILL in each step of the thread: it is resumed, and nothing that was finished is lost."""

from collections.abc import Iterable, Mapping
from functools import cache
from random import Random  # noqa: TID251  (no secret comes from it)

import pytest
from tests.apps import stage
from tests.apps.conftest import on_sqlite
from tests.apps.watch.mail import mailroom
from tests.trials.thread_killing import AT_THE_END, ThreadTrial

from holdfast.doors.cli.demonstration.scene import Thread

TIMES = 10
IN_THE_TESTS = (4, 9, 10)  # where most is written: a way out, a release, taking it back
STEPS = range(1, AT_THE_END + 1)
# at least so many statements lie in each step, so that a kill falls between its first and its last
LEAST = dict(zip(STEPS, (80, 60, 210, 370, 100, 90, 180, 220, 540, 450), strict=True))


def killed_in(steps: Iterable[int], *, seed: int, statements: Mapping[int, int]) -> Thread:
    """Walk the thread, killed once in each of these steps; then what is on the disk."""
    with stage.folder() as folder, mailroom() as room:
        trial = ThreadTrial(folder, Random(seed), room)
        trial.found()
        for step in steps:
            trial.kill(step, statements=statements[step])
        trial.walk_on()  # the last of them once more, and on to the end
        trial.check(AT_THE_END)
        return trial.kept()


@cache
def statements_of_a_walk() -> Mapping[int, int]:
    with stage.folder() as folder, mailroom() as room:
        trial = ThreadTrial(folder, Random(0), room)
        trial.found()
        return trial.walk_on()


@on_sqlite
def test_a_thread_that_is_killed_in_some_steps_is_walked_to_its_end() -> None:
    assert killed_in(IN_THE_TESTS, seed=3, statements=LEAST).steps == AT_THE_END


@on_sqlite
@pytest.mark.trial
@pytest.mark.parametrize("seed", range(TIMES))
def test_a_thread_that_is_killed_in_each_step_loses_nothing(seed: int) -> None:
    statements = statements_of_a_walk()
    print(f"seed {seed}, killed once among so many statements: {statements}")  # noqa: T201
    assert killed_in(STEPS, seed=seed, statements=statements).steps == AT_THE_END
