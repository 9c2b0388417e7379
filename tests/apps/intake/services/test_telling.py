import datetime as dt

import pytest
from tests.apps.intake.cast import MONDAY, LineTeam
from tests.apps.intake.team_cast import founded_watch, told_at

from holdfast.apps.accounts.rules import Role
from holdfast.apps.intake.models import Bell
from holdfast.apps.intake.place import read_door
from holdfast.apps.intake.rules import Tray, Way
from holdfast.apps.intake.services.conversations import answer, close, move
from holdfast.apps.intake.services.snoozing import let_wait
from holdfast.apps.intake.services.telling import tell_watch
from holdfast.apps.intake.team.records.notices import LineLook, NoticePlan
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.watch.models import SlotRow
from holdfast.apps.watch.queries.slots import slot
from holdfast.apps.watch.records import Letterbox
from holdfast.apps.watch.rules import Slot


def look(box: Letterbox) -> LineLook:
    found = slot(Slot.LOOK, LineLook, box=box)
    assert found is not None
    return found


def tell(line: LineTeam) -> bool:
    return tell_watch(actor=line.mira, clock=line.clock)


def test_without_a_watch_nothing_is_left_and_nothing_fails(line: LineTeam) -> None:
    assert tell(line) is False
    assert SlotRow.objects.count() == 0


def test_the_door_learns_the_watch_s_key_and_keeps_what_else_it_was_told(line: LineTeam) -> None:
    before = read_door()
    box = founded_watch(line)
    after = read_door()
    assert after.watch == box.public.hex()
    assert (after.public, after.salt, after.leave) == (before.public, before.salt, before.leave)


def test_what_waits_inside_is_left_as_a_claim_and_a_minute(line: LineTeam) -> None:
    box = founded_watch(line)
    line.write(way=Way.DANGER)
    line.take_in()
    tell(line)
    assert look(box) == LineLook(
        at=MONDAY,
        is_danger=True,
        due_at=MONDAY + dt.timedelta(minutes=15),
        danger_at=MONDAY,
    )
    answer(actor=line.mira, conversation=line.only(), text="We are here.", clock=line.clock)
    tell(line)
    assert look(box) == LineLook(at=MONDAY, is_danger=False, due_at=None)


def test_quarantine_and_what_is_put_away_wake_nobody(line: LineTeam) -> None:
    box = founded_watch(line)
    line.write(way=Way.DANGER)
    line.take_in()
    one = line.only()
    move(actor=line.mira, conversation=one, tray=Tray.QUARANTINE)
    tell(line)
    assert not look(box).is_danger
    move(actor=line.mira, conversation=one, tray=Tray.PEOPLE)
    close(actor=line.mira, conversation=one)
    tell(line)
    assert not look(box).is_danger


def test_what_was_put_off_is_owed_at_the_moment_it_comes_back(line: LineTeam) -> None:
    box = founded_watch(line)
    line.write()
    line.take_in()
    until = line.clock() + dt.timedelta(hours=9)
    let_wait(
        actor=line.mira, conversation=line.only(), until=until, reason="asleep", clock=line.clock
    )
    tell(line)
    assert look(box).due_at == until


def test_bells_go_with_a_look_that_covers_them_and_no_sooner(line: LineTeam) -> None:
    founded_watch(line)
    line.write()
    line.take_in()
    line.write("Another person, with other words.")
    assert Bell.objects.count() == 2
    tell(line)
    assert Bell.objects.count() == 1


def test_the_plan_follows_what_members_choose(line: LineTeam) -> None:
    box = founded_watch(line)
    told_at(line.mira)
    tell(line)
    plan = slot(Slot.PLAN, NoticePlan, box=box)
    assert plan is not None
    assert [to.address for to in plan.people] == ["mira@mail.example"]
    assert line.mira.member == plan.people[0].member


def test_who_cannot_read_the_line_leaves_nothing(line: LineTeam) -> None:
    founded_watch(line)
    before = {row.pk: bytes(row.sealed) for row in SlotRow.objects.all()}
    outsider = line.outsider()
    assert Role.COORDINATOR in outsider.roles
    with pytest.raises(NotGrantedError):
        tell_watch(actor=outsider, clock=line.clock)
    assert {row.pk: bytes(row.sealed) for row in SlotRow.objects.all()} == before
