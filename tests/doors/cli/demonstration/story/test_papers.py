import pytest
from tests.doors.cli.demonstration.story.cast import a_case, until_it_happens

from holdfast.apps.casework.errors.pathways import BadStepError, SlotsTakenError
from holdfast.apps.casework.queries.pathways import programmes
from holdfast.apps.casework.records.pathways import Pathway, SlotGiven
from holdfast.apps.keyring.queries.bodies import find
from holdfast.doors.cli.demonstration.story import papers
from holdfast.doors.cli.demonstration.story.stage import Story


@pytest.fixture
def considered(story: Story) -> Story:
    a_case(story)
    until_it_happens(lambda: papers.a_way_is_considered(story))
    return story


def way(story: Story) -> Pathway:
    (found,) = find(story.at("Crane"), Pathway)
    return found.value


def test_a_way_moves_on_and_is_late(considered: Story) -> None:
    until_it_happens(lambda: papers.a_visa_is_late(considered), BadStepError)
    assert len(way(considered).deadlines) == 1
    until_it_happens(lambda: papers.a_way_moves_on(considered))
    assert len(way(considered).steps) == 2


def test_a_slot_is_given_once_it_can_be_and_given_back(considered: Story) -> None:
    with pytest.raises(BadStepError):
        until_it_happens(lambda: papers.a_slot_is_given(considered))
    given: list[SlotGiven] = []
    for _ in range(4):
        until_it_happens(lambda: papers.a_way_is_considered(considered))
    for _ in range(60):
        try:
            papers.a_way_moves_on(considered)
            papers.a_slot_is_given(considered)
        except (BadStepError, SlotsTakenError):
            continue
        given = [found.value for found in find(considered.at("Crane"), SlotGiven)]
        if given:
            break
    assert given
    until_it_happens(lambda: papers.a_slot_is_given_back(considered))
    assert len(list(find(considered.at("Crane"), SlotGiven))) == len(given) - 1


def test_a_programme_takes_fewer_and_never_none(story: Story) -> None:
    for _ in range(8):
        papers.a_programme_takes_fewer(story)
    shown = programmes(story.at("Crane"), clock=story.clock)
    assert min(slot.places for view in shown for slot in view.slots) == 1


def test_nothing_moves_on_where_nothing_was_considered(story: Story) -> None:
    assert not papers.a_way_moves_on(story)
    assert not papers.a_visa_is_late(story)
    assert not papers.a_slot_is_given(story)
    assert not papers.a_slot_is_given_back(story)
