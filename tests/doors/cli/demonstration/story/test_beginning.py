import pytest

from holdfast.apps.casework.errors.general import ReasonNeededError
from holdfast.apps.casework.queries.helper_terms import on_road
from holdfast.apps.casework.queries.pathways import programmes
from holdfast.apps.casework.queries.places import address, holds_address, places
from holdfast.apps.casework.queries.vehicles import vehicles
from holdfast.apps.casework.queries.vetting import results
from holdfast.apps.casework.rules.vetting import Result
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.watch.queries.team import addresses
from holdfast.doors.cli.demonstration.story import beginning
from holdfast.doors.cli.demonstration.story.stage import Story


@pytest.mark.parametrize("name", ["Marten", "Crane", "Dunlin", "Rook"])
def test_whoever_plans_knows_what_there_is_to_plan_with(story: Story, name: str) -> None:
    actor = story.at(name)
    assert len(places(actor, clock=story.clock)) == beginning.PLACES
    assert len(on_road(actor, clock=story.clock)) == beginning.DRIVERS + beginning.HOSTS
    assert len(vehicles(actor, clock=story.clock)) == beginning.VEHICLES
    assert len(programmes(actor, clock=story.clock)) == 2
    assert set(results(actor).values()) == {Result.IDENTITY_CHECKED}


def test_only_coordinators_can_open_where_a_place_is(story: Story) -> None:
    crane, rook = story.at("Crane"), story.at("Rook")
    place = places(crane, clock=story.clock)[0].id
    assert holds_address(crane, place)
    with pytest.raises(ReasonNeededError):
        address(crane, place, clock=story.clock)
    with pytest.raises(NotGrantedError):
        address(rook, place, clock=story.clock)


def test_whoever_works_on_cases_can_be_told_of_a_missed_check_in(story: Story) -> None:
    told = addresses(story.at("Marten"))
    assert set(told.values()) == {
        beginning.address_of(name) for name in ("Marten", "Dunlin", "Teal", "Crane", "Rook")
    }


def test_who_comes_in_later_can_open_nothing(story: Story) -> None:
    beginning.come_in(story, "Osprey", beginning.JOINING["Rook"])
    assert places(story.at("Osprey"), clock=story.clock) == []
