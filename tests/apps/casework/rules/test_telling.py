import datetime as dt

import pytest

from holdfast.apps.casework.errors.journeys import WrongMomentError
from holdfast.apps.casework.rules.telling import (
    Guests,
    ToldLeg,
    check_tellable,
    next_step,
    ride,
    taking_in,
)
from holdfast.apps.intake.rules import ErrandFact as Fact

LEG = ToldLeg(
    origin="Yard", destination="Station", mode="bus", meets="Otter", vehicle="blue van",
    leaves_at=dt.datetime(2031, 3, 3, 5, 0, tzinfo=dt.UTC),
    arrives_at=dt.datetime(2031, 3, 3, 7, 30, tzinfo=dt.UTC),
    zone="Europe/Istanbul", arrives_zone="Europe/Berlin", cover_story="a cousin's wedding",
    phone_policy="off until the border", cash="40",
)  # fmt: skip


def test_times_are_told_on_the_clocks_of_both_ends() -> None:
    facts = dict(next_step(LEG, check_in=LEG.arrives_at))
    assert facts[Fact.WHEN] == "2031-03-03 08:00 (Europe/Istanbul)"
    assert facts[Fact.ARRIVES] == facts[Fact.CHECK_IN] == "2031-03-03 08:30 (Europe/Berlin)"


def test_who_drives_learns_no_cover_story_and_no_check_in() -> None:
    facts = dict(ride(LEG, Guests(3, children=1, has_pets=True), phrase="the blue door"))
    assert set(facts) == {
        Fact.WHEN, Fact.FROM, Fact.TO, Fact.ARRIVES, Fact.PEOPLE, Fact.CHILDREN, Fact.ANIMALS,
        Fact.VEHICLE, Fact.PHRASE,
    }  # fmt: skip


def test_who_takes_people_in_learns_neither_where_they_come_from_nor_how() -> None:
    facts = dict(taking_in(LEG, Guests(3, nights=2), note="the back door"))
    assert set(facts) == {Fact.ARRIVES, Fact.PEOPLE, Fact.NIGHTS, Fact.NOTE}
    assert "Yard" not in repr(facts)


def test_what_was_not_said_is_not_told() -> None:
    bare = ToldLeg("a", "b", LEG.leaves_at, LEG.arrives_at, "UTC", "", "taxi")
    assert [fact for fact, _ in next_step(bare, check_in=None)] == [
        Fact.WHEN, Fact.FROM, Fact.TO, Fact.BY, Fact.ARRIVES,
    ]  # fmt: skip


@pytest.mark.parametrize(("leg", "current"), [(-1, -1), (1, -1), (2, 0), (0, 1), (3, 2)])
def test_only_the_leg_under_way_and_the_next_are_told(leg: int, current: int) -> None:
    with pytest.raises(WrongMomentError):
        check_tellable(leg, current=current, legs=3)
    check_tellable(0, current=-1, legs=3)
    check_tellable(2, current=1, legs=3)
