from itertools import combinations

import pytest
from tests.doors.cli.demonstration.story.cast import a_case, until_it_happens

from holdfast.apps.casework.errors.cases import AgainstSecrecyError
from holdfast.apps.casework.errors.journeys import BadPlanError, PromisedError
from holdfast.apps.casework.queries.departures import departures
from holdfast.apps.casework.records.household import HouseholdTie
from holdfast.apps.casework.rules.household import Tie
from holdfast.apps.casework.services.household import add_tie
from holdfast.apps.keyring.queries.bodies import find
from holdfast.doors.cli.demonstration.story import kin, planning
from holdfast.doors.cli.demonstration.story.stage import Story


@pytest.fixture
def said(story: Story) -> Story:
    for _ in range(6):
        a_case(story)
    for _ in range(4):
        until_it_happens(lambda: kin.somebody_names_another(story), AgainstSecrecyError)
    return story


def test_what_is_said_of_two_cases_is_said_in_both(said: Story) -> None:
    ties = list(find(said.at("Crane"), HouseholdTie))
    between = {(one.scope, one.value.other_case, one.value.tie) for one in ties}
    cases = {named for named in between if named[1]}
    assert cases
    assert {(other, one, tie) for one, other, tie in cases} == cases
    of_helpers = [one.value for one in ties if one.value.other_helper]
    assert {one.tie for one in of_helpers} <= {Tie.MUST_NOT_KNOW}


def test_nothing_is_said_of_who_was_planned_for(story: Story) -> None:
    assert not kin.somebody_names_another(story)
    a_case(story)
    until_it_happens(lambda: planning.a_journey_is_planned(story), BadPlanError)
    assert not any(kin.somebody_names_another(story) for _ in range(5))


def test_who_travels_together_is_planned_the_same_way(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(story, "worker", story.coordinator)  # who can open all of them
    cases = [a_case(story) for _ in range(3)]
    for one, other in combinations(cases, 2):
        for name in ("Crane", "Marten"):
            story.opened(story.at(name), one)
        tie = HouseholdTie(tie=Tie.TRAVELS_WITH, other_case=other)
        add_tie(actor=story.at("Crane"), case=one, tie=tie, clock=story.clock)
    until_it_happens(lambda: planning.a_journey_is_planned(story), BadPlanError, PromisedError)
    rows = departures(story.at("Crane"), clock=story.clock).rows
    ways = [tuple((leg.origin, leg.leaves_at) for leg in row.legs) for row in rows]
    assert len(ways) == 3
    assert len(set(ways)) == 1
