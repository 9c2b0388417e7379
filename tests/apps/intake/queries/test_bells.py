import datetime as dt

import pytest
from tests.apps.intake.cast import MONDAY, LineTeam
from tests.apps.intake.team_cast import founded_watch
from tests.apps.watch.cast import new_box

from holdfast.apps.intake.bells import seal_bell
from holdfast.apps.intake.models import Bell, LetterIn
from holdfast.apps.intake.place import read_door
from holdfast.apps.intake.queries.bells import Known, Outside, answered_bells, outside, state_of
from holdfast.apps.intake.rules import PROMISES, Danger, Way
from holdfast.apps.intake.team.notices import State
from holdfast.apps.intake.team.records.notices import BellNote, LineLook

MINUTE = dt.timedelta(minutes=1)


def test_each_letter_rings_once_and_the_watch_knows_no_more_than_when_and_how_soon(
    line: LineTeam,
) -> None:
    box = founded_watch(line)
    line.write(harm_within="24 h")
    line.write(way=Way.PRESS)
    assert Bell.objects.count() == LetterIn.objects.count() == 2
    assert outside(box, now=MONDAY) == Outside((BellNote(written_at=MONDAY, danger=Danger.DAY),))


def test_a_letter_without_a_bell_still_counts_as_something(line: LineTeam) -> None:
    line.write()
    assert read_door().watch == ""
    box = founded_watch(line)
    seen = outside(box, now=MONDAY)
    assert (seen.bells, seen.has_unknown) == ((), True)
    assert state_of(seen, None, PROMISES) == State(waits=True)


def test_a_bell_that_does_not_open_counts_as_something_and_stops_nothing(line: LineTeam) -> None:
    box = founded_watch(line)
    line.write()
    line.write("Somebody else, other words.")
    Bell.objects.filter(pk=Bell.objects.first().pk).update(sealed=b"HP1")
    seen = outside(box, now=MONDAY)
    assert (len(seen.bells), seen.has_unknown) == (1, True)
    assert outside(new_box(), now=MONDAY) == Outside((), has_unknown=True)


@pytest.mark.parametrize(
    "moment",
    [dt.datetime(2031, 3, 3), dt.datetime.max.replace(tzinfo=dt.UTC)],  # noqa: DTZ001
)
def test_a_bell_of_a_moment_that_no_clock_shows_is_as_one_that_does_not_open(
    line: LineTeam, moment: dt.datetime
) -> None:
    box = founded_watch(line)
    line.write()
    letter = LetterIn.objects.get().pk
    forged = BellNote(written_at=moment, danger=Danger.NOW)
    sealed = seal_bell(forged, letter=letter, door=read_door())
    Bell.objects.filter(pk=letter).update(sealed=sealed)
    line.write("Somebody else, other words.", harm_within="24 h")
    seen = outside(box, now=MONDAY)
    assert (len(seen.bells), seen.has_unknown) == (1, True)
    state = state_of(seen, None, PROMISES)
    assert state == State(True, None, True, MONDAY + PROMISES[Danger.DAY], danger_at=MONDAY)


def test_a_bell_outlives_its_letter_until_the_desk_looked(line: LineTeam) -> None:
    box = founded_watch(line)
    line.write()
    assert answered_bells() == []
    line.take_in()
    assert len(answered_bells()) == 1
    assert len(outside(box, now=MONDAY).bells) == 1


def test_what_was_opened_once_is_kept_as_long_as_its_bell_stands(line: LineTeam) -> None:
    box = founded_watch(line)
    known: Known = {}
    line.write()
    assert outside(box, known, now=MONDAY) == outside(box, now=MONDAY)
    (first,) = known
    line.write("Somebody else, other words.")
    Bell.objects.filter(pk=first).update(sealed=b"HP1")  # it is not opened a second time
    assert len(outside(box, known, now=MONDAY).bells) == 2
    Bell.objects.filter(pk=first).delete()
    assert len(outside(box, known, now=MONDAY).bells) == 1
    assert first not in known


def test_what_waits_inside_and_outside_is_one_state() -> None:
    bells = (
        BellNote(written_at=MONDAY, danger=Danger.LATER),
        BellNote(written_at=MONDAY + MINUTE, danger=Danger.UNSAID),
    )
    look = LineLook(at=MONDAY, is_danger=False, due_at=MONDAY + 9 * MINUTE)
    state = state_of(Outside(bells), look, PROMISES)
    assert state == State(True, MONDAY + MINUTE, False, MONDAY + 9 * MINUTE)
    later = state_of(Outside(bells), None, PROMISES)
    assert later.due_at == MONDAY + MINUTE + PROMISES[Danger.UNSAID]
    inside = LineLook(at=MONDAY, is_danger=True, due_at=None, danger_at=MONDAY)
    assert state_of(Outside(), inside, PROMISES) == State(is_danger=True, danger_at=MONDAY)
    cry = BellNote(written_at=MONDAY + MINUTE, danger=Danger.NOW)
    assert state_of(Outside((*bells, cry)), inside, PROMISES).danger_at == MONDAY + MINUTE
