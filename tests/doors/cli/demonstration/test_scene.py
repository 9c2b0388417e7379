import datetime as dt
from pathlib import Path

import pytest
from tests.apps import stage

stage.prepare()

from tests.apps.accounts.cast import HandClock  # noqa: E402

from holdfast.apps.keyring.contactcodes import LEAST  # noqa: E402
from holdfast.apps.keyring.errors import AlreadyHoldsError, NotGrantedError  # noqa: E402
from holdfast.doors.cli.demonstration.scene import Scene  # noqa: E402


def scene(said: list[str]) -> Scene:
    return Scene(
        crew={}, clock=HandClock(), cost=LEAST, look_after=lambda: 0, record=lambda: b"",
        out=Path("out"), say=said.append,
    )  # fmt: skip


def refuse() -> None:
    raise NotGrantedError


def test_a_refusal_is_told_in_its_own_words():
    said: list[str] = []
    scene(said).refused("Somebody else opens it", refuse)
    assert said == [f"  Somebody else opens it: refused. {NotGrantedError().message}"]


def test_what_should_be_refused_and_is_not_stops_the_walk():
    with pytest.raises(AssertionError, match="was not refused"):
        scene([]).refused("Somebody else opens it", lambda: None)


def test_what_a_step_did_before_it_was_cut_off_is_said_and_no_other_error_is_taken_for_it():
    said: list[str] = []
    scene(said).once(refuse, already=NotGrantedError)
    assert said == [f"  Done before the step was cut off. {NotGrantedError().message}"]
    with pytest.raises(NotGrantedError):
        scene(said).once(refuse, already=AlreadyHoldsError)


def test_a_clock_can_stand_behind():
    made = scene([])
    assert made.ago(5)() == made.clock() - dt.timedelta(minutes=5)
