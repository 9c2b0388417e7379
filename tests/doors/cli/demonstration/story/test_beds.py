import pytest
from tests.doors.cli.demonstration.story.cast import a_case, until_it_happens

from holdfast.apps.accounts.rules import Role
from holdfast.apps.casework.errors.places import PlaceError, PlaceRuleError, PlaceTakenError
from holdfast.apps.casework.queries.places import places, stays_of
from holdfast.apps.casework.queries.planning import plan_view
from holdfast.apps.casework.records.cases import HouseholdCard
from holdfast.apps.casework.records.planning import PlanJudgement
from holdfast.apps.casework.rules.cases import CaseId, Need
from holdfast.apps.casework.rules.places import PlaceStatus
from holdfast.apps.casework.services.cases import FirstWords, open_case
from holdfast.apps.casework.services.places import set_status
from holdfast.apps.keyring.errors import AlreadyHoldsError
from holdfast.apps.keyring.queries.bodies import find
from holdfast.doors.cli.demonstration.story import beds
from holdfast.doors.cli.demonstration.story.beginning import come_in
from holdfast.doors.cli.demonstration.story.stage import Story
from holdfast.methods.passage.judgement import Verdict


@pytest.fixture
def urgent(story: Story) -> CaseId:
    """A case that waits for a bed."""
    first = FirstWords(need=Need.EMERGENCY, household=HouseholdCard(people=1))
    return open_case(actor=story.at("Crane"), first=first, clock=story.clock)


def test_what_is_proposed_is_accepted_in_the_evening(story: Story, urgent: CaseId) -> None:
    story.lost.add("Marten")
    assert beds.all_beds_are_decided(story)
    crane = story.at("Crane")
    assert len(stays_of(crane, urgent)) == 1
    assert plan_view(crane, clock=story.clock).waiting == []
    assert not beds.all_beds_are_decided(story)


def test_a_proposal_is_decided_with_a_reason_that_is_kept(story: Story, urgent: CaseId) -> None:
    until_it_happens(lambda: beds.a_bed_is_decided(story), PlaceError)
    (kept,) = find(story.at("Crane"), PlanJudgement, scope=urgent)
    assert kept.value.reason


def test_a_refused_bed_is_not_taken(story: Story, urgent: CaseId) -> None:
    crane = story.at("Crane")
    (waiting,) = plan_view(crane, clock=story.clock).waiting
    beds.decide_bed(story, crane, urgent, waiting.proposals[0], Verdict.REFUSE)
    assert stays_of(crane, urgent) == []


def test_a_bed_that_somebody_thinks_of_may_be_refused(story: Story) -> None:
    case = a_case(story)
    until_it_happens(lambda: beds.somebody_thinks_of_a_bed(story), PlaceError)
    assert stays_of(story.at("Crane"), case)


def test_places_change_and_lose_beds_as_far_as_they_may(story: Story) -> None:
    def seen() -> list[tuple[PlaceStatus, int]]:
        views = places(story.at("Crane"), clock=story.clock)
        return [(view.place.status, view.place.beds) for view in views]

    before = seen()
    until_it_happens(lambda: beds.a_bed_breaks(story), PlaceTakenError)
    assert sum(count for _, count in seen()) == sum(count for _, count in before) - 1
    for _ in range(6):
        until_it_happens(lambda: beds.a_place_changes(story), PlaceRuleError)
    assert {status for status, _ in seen()} != {PlaceStatus.ACTIVE}


def test_a_newcomer_is_told_of_places_one_by_one(story: Story) -> None:
    story.lost |= {"Dunlin", "Teal", "Rook"}
    come_in(story, "Osprey", (Role.CASE_WORKER,))
    assert not beds.somebody_thinks_of_a_bed(story)
    until_it_happens(lambda: beds.a_place_is_made_known(story), AlreadyHoldsError)
    assert len(places(story.at("Osprey"), clock=story.clock)) == 1


def test_a_place_is_found_where_few_are_left(story: Story) -> None:
    crane = story.at("Crane")
    assert not beds.a_place_is_found(story)
    known = places(crane, clock=story.clock)
    for view in known[: len(known) - beds.LEAST_PLACES + 1]:
        set_status(actor=crane, place=view.id, status=PlaceStatus.BURNED, clock=story.clock)
    assert beds.a_place_is_found(story)
    assert len(places(crane, clock=story.clock)) == len(known) + 1
