import pytest
from tests.doors.cli.demonstration.story.cast import a_case, until_it_happens

from holdfast.apps.accounts.rules import Role
from holdfast.apps.casework.queries.cases import cases
from holdfast.apps.casework.queries.people import helpers
from holdfast.apps.casework.queries.places import places, stays_of
from holdfast.apps.casework.queries.vehicles import vehicles
from holdfast.apps.casework.records.losses import LossNote
from holdfast.apps.casework.rules.availability import Standing
from holdfast.apps.casework.rules.cases import CaseState
from holdfast.apps.casework.rules.losses import LossKind, Lost
from holdfast.apps.casework.rules.people import HelperState
from holdfast.apps.casework.rules.places import PlaceStatus
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.queries.tasks import all_holders
from holdfast.doors.cli.demonstration.story import beds, losses
from holdfast.doors.cli.demonstration.story.stage import Story


def test_nobody_is_to_sleep_where_it_burned(story: Story) -> None:
    made = [a_case(story) for _ in range(3)]
    for _ in made:
        beds.all_beds_are_decided(story)
    while losses.a_place_burns(story):
        pass
    crane = story.at("Crane")
    status = {view.place.status for view in places(crane, clock=story.clock)}
    assert status == {PlaceStatus.BURNED}
    assert [stays_of(crane, case) for case in made] == [[], [], []]


def test_who_is_detained_is_asked_about_and_somebody_finds_a_lawyer(story: Story) -> None:
    case = a_case(story)
    assert losses.somebody_is_detained(story)
    shown = story.opened(story.at("Crane"), case).case
    assert (shown.state, shown.next_action) == (CaseState.LOST_CONTACT, "Find a lawyer")
    (note,) = find(story.coordinator(), LossNote, scope=case)
    assert note.value.kind is LossKind.PERSON


@pytest.mark.parametrize("event", [losses.a_member_is_lost, losses.a_member_leaves])
def test_who_is_gone_owns_nothing_and_opens_nothing(story: Story, event) -> None:
    for _ in range(4):
        a_case(story)
    before = {name: story.at(name) for name in story.crew}
    assert event(story)
    (name,) = story.lost
    owners = {one.case.owner for one in cases(story.at("Crane"), clock=story.clock)}
    assert before[name].member not in owners
    assert all_holders(before[name]) == {}


def test_whoever_has_more_to_do_is_not_lost(story: Story) -> None:
    story.staying = frozenset(story.crew)
    assert not losses.a_member_is_lost(story)
    assert not losses.a_member_leaves(story)
    assert story.lost == set()


def test_somebody_joins_where_few_are_left(story: Story) -> None:
    assert not losses.somebody_joins(story)
    story.lost.add("Rook")
    assert losses.somebody_joins(story)
    assert len(story.names(Role.CASE_WORKER)) == losses.LEAST_WORKERS


def test_a_helper_and_a_vehicle_are_used_no_more(story: Story) -> None:
    until_it_happens(lambda: losses.a_helper_is_detained(story))
    until_it_happens(lambda: losses.a_vehicle_is_known(story))
    crane = story.at("Crane")
    states = [view.helper.state for view in helpers(crane)]
    standings = [view.vehicle.standing for view in vehicles(crane, clock=story.clock)]
    assert states.count(HelperState.DETAINED) == 1
    assert standings.count(Standing.BURNED) == 1


def test_the_list_says_who_is_exposed(story: Story) -> None:
    case, crane = a_case(story), story.at("Crane")
    found = losses.ask_who_is_exposed(story, crane, Lost(LossKind.PERSON, case))
    owner = cases(crane, clock=story.clock)[0].case.owner
    assert owner in {one.id for one in found.shown}
