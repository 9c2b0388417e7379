"""SIGKILL in each step of the thread: it is resumed, and nothing that was finished is lost.

Each run is a process of its own: a process in which pages were drawn has threads that a fork of it
does not have, and what draws pages would wait for them for ever.
"""

import subprocess
import sys
from functools import cache
from pathlib import Path

import msgspec
import pytest
from tests.apps.conftest import on_sqlite
from tests.trials.thread_killing import AT_THE_END

TIMES = 10
REPOSITORY = Path(__file__).parents[2]
IN_THE_TESTS = (4, 9, 10)  # where most is written: a way out, a release, taking it back
STEPS = tuple(range(1, AT_THE_END + 1))
# at least so many statements lie in each step, so that a kill falls between its first and its last
LEAST = dict(zip(STEPS, (80, 60, 210, 370, 100, 90, 180, 220, 540, 450), strict=True))


def told(*, seed: int, statements: dict[int, int]) -> str:
    """What a run says that is killed once in each of these steps, at one of so many statements."""
    asked = msgspec.json.encode({"seed": seed, "statements": statements}).decode()
    done = subprocess.run(
        [sys.executable, "-m", "tests.trials.thread_killing", asked],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@cache
def statements_of_a_walk() -> dict[int, int]:
    return msgspec.json.decode(told(seed=0, statements={}), type=dict[int, int])


@on_sqlite
def test_a_thread_that_is_killed_in_some_steps_is_walked_to_its_end() -> None:
    least = {step: LEAST[step] for step in IN_THE_TESTS}
    assert set(msgspec.json.decode(told(seed=3, statements=least))) <= {str(AT_THE_END)}


@on_sqlite
@pytest.mark.trial
@pytest.mark.parametrize("seed", range(TIMES))
def test_a_thread_that_is_killed_in_each_step_loses_nothing(seed: int) -> None:
    statements = statements_of_a_walk()
    print(f"seed {seed}, killed once among so many statements: {statements}")  # noqa: T201
    assert told(seed=seed, statements=statements)
