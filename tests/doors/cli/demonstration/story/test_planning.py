import pytest
from tests.doors.cli.demonstration.story.cast import a_case, until_it_happens

from holdfast.apps.casework.errors.journeys import BadPlanError, PromisedError, SamePersonError
from holdfast.apps.casework.queries.departures import Departure, departures
from holdfast.apps.casework.queries.rides import rides_view
from holdfast.apps.casework.records.rides import RideJudgement
from holdfast.apps.casework.records.vehicles import Booking
from holdfast.apps.casework.rules.journeys import JourneyState
from holdfast.apps.keyring.queries.bodies import find
from holdfast.doors.cli.demonstration.story import planning
from holdfast.doors.cli.demonstration.story.stage import Story
from holdfast.methods.passage.judgement import Verdict


@pytest.fixture
def planned(story: Story) -> Story:
    a_case(story)
    until_it_happens(lambda: planning.a_journey_is_planned(story), BadPlanError)
    return story


def row(story: Story) -> Departure:
    (found,) = departures(story.at("Crane"), clock=story.clock).rows
    return found


def test_who_has_no_journey_is_planned_one_with_a_check_in_a_leg(planned: Story) -> None:
    assert row(planned).state in {JourneyState.READY, JourneyState.APPROVED}
    assert row(planned).next is not None
    assert row(planned).legs[0].leaves_at > planned.clock()
    assert not any(planning.a_journey_is_planned(planned) for _ in range(5))


def test_a_journey_waits_for_somebody_else_s_approval(planned: Story) -> None:
    if row(planned).state is JourneyState.READY:
        until_it_happens(lambda: planning.a_journey_is_approved(planned), SamePersonError)
    assert row(planned).state is JourneyState.APPROVED
    assert not planning.a_journey_is_approved(planned)


def test_a_journey_that_is_put_off_is_planned_anew(planned: Story) -> None:
    until_it_happens(lambda: planning.a_journey_is_put_off(planned))
    assert departures(planned.at("Crane"), clock=planned.clock).rows == []


def test_who_goes_is_decided_by_a_person(story: Story) -> None:
    for _ in range(4):
        a_case(story)
    for _ in range(4):
        until_it_happens(lambda: planning.a_journey_is_planned(story), BadPlanError)
    crane = story.at("Crane")
    ride = next(one for one in rides_view(crane, clock=story.clock).rides if one.is_proposed)
    story.opened(crane, ride.case)
    planning.decide_about(story, crane, ride, Verdict.ACCEPT, helper=ride.helper)
    assert {b.value.id for b in find(crane, Booking)} == {ride.helper, ride.vehicle} - {""}
    until_it_happens(lambda: planning.a_ride_is_decided(story), PromisedError)
    assert len(list(find(crane, RideJudgement))) == 2
