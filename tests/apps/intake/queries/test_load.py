import datetime as dt

import pytest
from tests.apps.intake.cast import MONDAY, LineTeam

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.intake.queries.inbox import Shelf
from holdfast.apps.intake.queries.load import Load, load
from holdfast.apps.intake.rules import Tray
from holdfast.apps.intake.services.conversations import answer, move
from holdfast.apps.intake.services.team import set_team_settings
from holdfast.apps.intake.team.records.settings import TeamSettings

MINUTE = dt.timedelta(minutes=1)


def talk(line: LineTeam, waited: int) -> None:
    """Somebody writes, and is answered after so many minutes."""
    line.write(f"Nobody else wrote these words, number {'abcdefghij'[waited % 10] * 30}")
    line.take_in()
    (one,) = (row.id for row in line.rows())
    line.clock.forward(minutes=waited)
    answer(actor=line.mira, conversation=one, text="Here.", clock=line.clock)


def read(line: LineTeam) -> Load:
    return load(actor=line.lead, clock=line.clock)


def test_waits_are_told_once_there_are_five(line: LineTeam) -> None:
    for waited in (1, 2, 3, 4):
        talk(line, waited)
    assert read(line).whole.median is None
    talk(line, 5)
    shown = read(line)
    assert (shown.whole.median, shown.whole.ninetieth) == (3 * MINUTE, 5 * MINUTE)
    assert shown.whole.within_promise == 100
    assert [week.arrived for week in shown.weeks] == [5, *[None] * 11]


def test_who_waits_still_beyond_the_promise_breaks_it_although_nobody_answered(
    line: LineTeam,
) -> None:
    for waited in (1, 2, 3, 4):
        talk(line, waited)
    line.write("Nobody answers this one, in words that are its own.")
    line.take_in()
    line.clock.forward(hours=5)
    shown = read(line)
    assert shown.whole.within_promise == 80
    assert shown.whole.ninetieth == dt.timedelta(hours=5)


def test_a_promise_is_held_against_what_the_team_promises(line: LineTeam) -> None:
    for waited in (1, 2, 3, 4, 5):
        talk(line, waited)
    shipped = TeamSettings().promises
    chosen = TeamSettings(promises=dict.fromkeys(shipped, 3))
    set_team_settings(actor=line.lead, settings=chosen, revision=0)
    assert read(line).whole.within_promise == 60


def test_hours_are_those_of_the_team_s_zone_and_small_ones_are_hidden(line: LineTeam) -> None:
    set_team_settings(actor=line.lead, settings=TeamSettings(zone="Asia/Tbilisi"), revision=0)
    for waited in (1, 2, 3, 4, 5, 6, 7):
        talk(line, waited)
    shown = read(line)
    assert shown.zone == "Asia/Tbilisi"
    assert set(shown.by_hour) == set(range(24)) and set(shown.by_weekday) == set(range(7))
    assert [hour for hour, count in shown.by_hour.items() if count] == [13]  # nine in UTC
    assert shown.by_hour[13] == 7


def test_a_flood_in_quarantine_and_what_is_older_than_twelve_weeks_count_for_nothing(
    line: LineTeam,
) -> None:
    for waited in (1, 2, 3, 4, 5):
        talk(line, waited)
    assert read(line).whole.median == 3 * MINUTE
    line.clock.now = MONDAY + dt.timedelta(weeks=13)
    assert read(line).whole.median is None
    line.clock.now = MONDAY + dt.timedelta(hours=1)
    move(actor=line.mira, conversation=line.rows(Shelf.ANSWERED)[0].id, tray=Tray.QUARANTINE)
    assert read(line).whole.median is None


def test_it_is_the_coordinator_s_and_names_no_member(line: LineTeam) -> None:
    talk(line, 3)
    with pytest.raises(NotPermittedError):
        load(actor=line.mira, clock=line.clock)
    shown = repr(read(line))
    assert line.mira.member not in shown and line.lead.member not in shown
