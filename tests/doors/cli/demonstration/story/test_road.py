import datetime as dt
from collections.abc import Iterator

import pytest

from holdfast.apps.casework.queries.departures import departures
from holdfast.apps.casework.queries.places import places, stays_of
from holdfast.apps.casework.queries.rides import rides_view
from holdfast.apps.casework.records.journeys import CheckIn, Journey, Leg, Rung
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.journeys import ENDED, Escort, JourneyState, Mode
from holdfast.apps.casework.rules.losses import LossKind, Lost
from holdfast.apps.casework.services.cases import open_case
from holdfast.apps.casework.services.journeys import Agreed, Plan, Stop, approve, plan_journey
from holdfast.apps.casework.services.losses import take_out_of_use
from holdfast.apps.casework.services.places import place_case
from holdfast.apps.intake.queries.replies import found_by, stretched
from holdfast.apps.keyring.contactcodes import joined
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.rules import RecordId
from holdfast.doors.cli.demonstration.story import planning, road
from holdfast.doors.cli.demonstration.story.stage import Story
from holdfast.methods.passage.judgement import Verdict

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def case(story: Story) -> CaseId:
    """Somebody with a bed, whom Crane and Marten can open."""
    marten = story.crew["Marten"].actor.member
    case = open_case(actor=story.at("Crane"), together_with=[marten], clock=story.clock)
    place = places(story.at("Crane"), clock=story.clock)[0].id
    story.opened(story.at("Crane"), case)
    place_case(
        actor=story.at("Crane"), case=case, place=place, first=story.today, nights=3,
        clock=story.clock,
    )  # fmt: skip
    return case


def planned(story: Story, case: CaseId, *, criteria: tuple[str, ...] = ()) -> RecordId:
    """A journey in an hour, with somebody who drives and goes along."""
    crane, leaves_at = story.at("Crane"), story.clock() + HOUR
    leg = Leg(
        origin="Yard", destination="Border", leaves_at=leaves_at, arrives_at=leaves_at + 2 * HOUR,
        mode=Mode.PRIVATE_CAR, escort=Escort.MEET, criteria=criteria,
    )  # fmt: skip
    stop = Stop(0, leg.arrives_at, 15, (Rung(0, crane.member),))
    agreed = Agreed(planning.SAFE, planning.DURESS, planning.PHRASE)
    plan = Plan((leg,), (stop,), agreed)
    return plan_journey(actor=crane, case=case, plan=plan, clock=story.clock)


def approved(story: Story, case: CaseId, journey: RecordId) -> None:
    story.opened(story.at("Marten"), case)
    approve(actor=story.at("Marten"), case=case, journey=journey, clock=story.clock)


def hours(story: Story, count: int) -> Iterator[dt.datetime | None]:
    """What is expected next, after each half hour."""
    for _ in range(2 * count):
        story.clock.now += HOUR / 2
        yield road.journeys_go_on(story)


def test_who_sets_out_leaves_their_bed_and_their_driver_is_handed_a_part(
    story: Story, case: CaseId
) -> None:
    journey = planned(story, case, criteria=("The street is quiet",))
    crane = story.at("Crane")
    (ride,) = rides_view(crane, clock=story.clock).rides
    planning.decide_about(story, crane, ride, Verdict.ACCEPT, helper=ride.helper)
    approved(story, case, journey)
    assert road.journeys_go_on(story) == story.clock() + HOUR
    story.clock.now += HOUR
    assert road.journeys_go_on(story) == story.clock() + 2 * HOUR
    assert story.refused["casework.open_criteria"] == 1
    assert stays_of(crane, case) == []
    (part,) = story.parts
    code = joined(part.handed.linked, part.handed.said)
    assert found_by(stretched(code, cost=story.cost)).replies[0].errand is not None


def test_who_was_to_go_with_somebody_lost_does_not_set_out(story: Story, case: CaseId) -> None:
    journey = planned(story, case)
    crane = story.at("Crane")
    (ride,) = rides_view(crane, clock=story.clock).rides
    planning.decide_about(story, crane, ride, Verdict.ACCEPT, helper=ride.helper)
    approved(story, case, journey)
    take_out_of_use(actor=crane, lost=Lost(LossKind.HELPER, ride.helper), clock=story.clock)
    assert list(hours(story, 2))[-1] is None
    assert story.happened == {"a journey is given up": 1}
    assert len(stays_of(crane, case)) == 1


def test_what_nobody_approved_is_given_up(story: Story, case: CaseId) -> None:
    planned(story, case)
    assert list(hours(story, 6))[-1] is None
    assert story.happened["a journey is given up"] == 1


@pytest.mark.parametrize("seed", range(3))
def test_whoever_sets_out_is_heard_of_found_or_lost(story: Story, case: CaseId, seed: int) -> None:
    story.random.seed(seed)
    approved(story, case, planned(story, case))
    for expected in hours(story, 24):
        story.look_after()
        if expected is None:
            break
    (journey,) = find(story.at("Crane"), Journey)
    (check_in,) = find(story.at("Crane"), CheckIn)
    assert journey.value.state in ENDED - {JourneyState.ABORTED}
    assert check_in.value.outcome is not None
    assert departures(story.at("Crane"), clock=story.clock).rows == []
