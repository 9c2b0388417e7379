"""The whole walk is in tests/journeys/test_thread.py; here what it promises step by step."""

from pathlib import Path

import pytest

from holdfast.apps.keyring.contactcodes import LEAST
from holdfast.doors.cli.demonstration import thread as walked
from holdfast.doors.cli.demonstration.scene import Scene, Thread
from holdfast.doors.cli.demonstration.thread import STEPS, walk
from holdfast.kernel.clock import utc_now
from holdfast.kernel.errors import HoldfastError


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(
        crew={}, clock=utc_now, cost=LEAST, look_after=lambda: 0, record=bytes, out=tmp_path,
        say=lambda _: None,
    )  # fmt: skip


def test_a_walk_goes_on_where_it_stopped(scene, monkeypatch):
    done = []
    steps = [(f"step {n}", lambda _, t, n=n: done.append(n) or t) for n in (1, 2, 3)]
    monkeypatch.setattr(walked, "STEPS", steps)
    kept = []
    assert walk(scene, Thread(steps=1), keep=kept.append).steps == 3
    assert done == [2, 3]
    assert [thread.steps for thread in kept] == [2, 3]


def test_what_should_be_refused_and_is_not_stops_the_walk(scene):
    def act():
        raise HoldfastError("The door is shut.")

    scene.refused("Knocking", act)
    with pytest.raises(AssertionError, match="Knocking was not refused"):
        scene.refused("Knocking", lambda: None)


def test_every_step_has_a_title_of_its_own():
    titles = [title for title, _ in STEPS]
    assert len(set(titles)) == len(titles) == 10
