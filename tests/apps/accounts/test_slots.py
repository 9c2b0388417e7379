import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.apps.accounts import slots as module
from holdfast.apps.accounts.errors import BusyError
from holdfast.apps.accounts.slots import (
    CAP_SECONDS,
    Delays,
    Doorkeeper,
    Slots,
    Visitor,
    delay_seconds,
)


def test_strangers_never_take_the_reserved_slot():
    slots = Slots(total=3, reserved=1).changed(Visitor.STRANGER, 2)
    assert not slots.has_room(Visitor.STRANGER)
    assert slots.has_room(Visitor.MEMBER)


def test_members_may_take_every_slot():
    slots = Slots(total=2, reserved=1).changed(Visitor.MEMBER, 2)
    assert not slots.has_room(Visitor.MEMBER)
    assert not slots.has_room(Visitor.STRANGER)


@pytest.mark.parametrize(("total", "reserved"), [(0, 0), (1, 0), (1, 2)])
def test_slots_by_which_no_member_could_enter_are_refused(total, reserved):
    with pytest.raises(ValueError, match="reserved"):
        Slots(total=total, reserved=reserved)


@given(st.lists(st.sampled_from(Visitor), max_size=30), st.integers(1, 5), st.integers(1, 5))
def test_however_many_come_a_member_finds_room_unless_members_took_it(visitors, reserved, more):
    slots = Slots(total=reserved + more, reserved=reserved)
    for visitor in visitors:
        if slots.has_room(visitor):
            slots = slots.changed(visitor, 1)
    assert slots.members + slots.strangers <= slots.total
    assert slots.strangers <= more
    if slots.members < reserved:
        assert slots.has_room(Visitor.MEMBER)


def test_a_slot_is_given_back_also_after_a_failure():
    keeper = Doorkeeper(Slots(total=1, reserved=1), patience_seconds=0)
    with pytest.raises(KeyError), keeper.taken(Visitor.MEMBER):
        with pytest.raises(BusyError), keeper.taken(Visitor.MEMBER):
            pytest.fail("two in one slot")
        raise KeyError
    assert keeper.slots == Slots(total=1, reserved=1)


def test_who_waits_enters_when_another_leaves():
    keeper, entered = Doorkeeper(Slots(total=1, reserved=1), patience_seconds=5), threading.Event()

    def come():
        with keeper.taken(Visitor.MEMBER):
            entered.set()

    with keeper.taken(Visitor.MEMBER):
        other = threading.Thread(target=come)
        other.start()
        assert not entered.is_set()
    other.join(5)
    assert entered.is_set()


def test_answers_become_slower_and_never_slower_than_the_cap():
    waits = [delay_seconds(failures) for failures in range(20)]
    assert waits[:6] == [0, 0, 0, 1, 2, 4]
    assert waits == sorted(waits)
    assert waits[-1] == CAP_SECONDS == delay_seconds(10**9)


class Ticks:
    def __init__(self):
        self.now, self.slept = 0.0, []

    def delays(self):
        return Delays(tick=lambda: self.now, sleep=self.slept.append)


def test_failures_of_one_alias_delay_that_alias_alone():
    ticks = Ticks()
    delays = ticks.delays()
    for _ in range(5):
        delays.failed("k7m-2xq")
    delays.wait("another")
    assert ticks.slept == []
    delays.wait("k7m-2xq")
    assert ticks.slept == [4.0]


def test_failures_are_forgotten_after_success_and_after_a_while():
    ticks = Ticks()
    delays = ticks.delays()
    for alias in ("one", "two"):
        for _ in range(5):
            delays.failed(alias)
    delays.succeeded("one")
    ticks.now = module.FORGOTTEN_AFTER_SECONDS
    delays.wait("one")
    delays.wait("two")
    assert ticks.slept == []


def test_what_is_remembered_is_bounded_and_holds_no_alias(monkeypatch):
    monkeypatch.setattr(module, "MOST_REMEMBERED", 3)
    delays = Ticks().delays()
    for alias in ("one", "two", "three", "four"):
        delays.failed(alias)
    assert len(delays._failures) == 3
    assert not any(
        alias.encode() in place for place in delays._failures for alias in ("two", "four")
    )
    assert "two" not in repr(delays)
