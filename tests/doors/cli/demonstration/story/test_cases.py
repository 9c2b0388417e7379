import datetime as dt

import pytest
from tests.doors.cli.demonstration.story.cast import a_case, until_it_happens

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.casework.errors.cases import NextActionNeededError
from holdfast.apps.casework.errors.general import ExpiredGrantError, PastDateError
from holdfast.apps.casework.errors.judging import LowerNeedError
from holdfast.apps.casework.queries.cases import cases, who_can_open
from holdfast.apps.casework.queries.places import places, stays_of
from holdfast.apps.casework.rules.cases import Need
from holdfast.apps.casework.services.cases import open_case
from holdfast.apps.casework.services.places import place_case
from holdfast.apps.keyring.errors import AlreadyHoldsError, NotGrantedError
from holdfast.doors.cli.demonstration.story import cases as happening
from holdfast.doors.cli.demonstration.story.stage import Story


def test_both_coordinators_can_open_whatever_is_opened_and_nobody_else(story: Story) -> None:
    case = a_case(story)
    owner = cases(story.at("Crane"), clock=story.clock)[0].case.owner
    crane = story.at("Crane")
    story.opened(crane, case)
    held = {holder.member for holder in who_can_open(crane, case, clock=story.clock)}
    assert held == {owner} | {story.crew[name].actor.member for name in ("Marten", "Crane")}


def test_what_comes_next_is_written_and_an_empty_one_is_refused(story: Story) -> None:
    case = a_case(story)
    until_it_happens(
        lambda: happening.a_case_moves_on(story), NextActionNeededError, LowerNeedError
    )
    timeline = story.opened(story.at("Crane"), case).moments
    assert "next action" in {moment.kind for moment in timeline}


def test_a_need_rises_where_it_can(story: Story) -> None:
    crane = story.at("Crane")
    case = open_case(actor=crane, clock=story.clock)
    until_it_happens(lambda: happening.a_need_rises(story), LowerNeedError)
    assert story.opened(crane, case).case.need is not Need.NORMAL


def test_a_case_is_given_for_some_days_and_taken_back(story: Story) -> None:
    case = a_case(story)
    until_it_happens(lambda: happening.a_case_is_given(story), PastDateError, AlreadyHoldsError)
    crane = story.at("Crane")
    before = len(who_can_open(crane, case, clock=story.clock))
    if happening.a_case_is_taken_back(story):
        assert len(who_can_open(crane, case, clock=story.clock)) == before - 1


def test_who_looks_without_a_grant_is_refused(story: Story) -> None:
    a_case(story)
    refused = 0
    for _ in range(6):
        try:
            happening.a_stranger_looks(story)
        except (NotGrantedError, NotPermittedError, ExpiredGrantError):
            refused += 1
    assert refused >= 4


def test_an_old_case_is_closed_and_its_beds_are_freed(story: Story) -> None:
    case, crane = a_case(story), story.at("Crane")
    assert not happening.a_case_is_closed(story)
    story.clock.now += dt.timedelta(days=8)
    crane = story.at("Crane")
    story.opened(crane, case)
    place = max(places(crane, clock=story.clock), key=lambda view: view.place.beds).id
    place_case(actor=crane, case=case, place=place, first=story.today, nights=2, clock=story.clock)
    assert happening.a_case_is_closed(story)
    assert stays_of(crane, case) == []
    assert happening.owned_by(story, crane, crane.member) == []


def test_only_the_beds_of_one_place_are_left_where_that_is_asked(story: Story) -> None:
    case, crane = a_case(story), story.at("Crane")
    story.opened(crane, case)
    place = max(places(crane, clock=story.clock), key=lambda view: view.place.beds).id
    place_case(actor=crane, case=case, place=place, first=story.today, nights=2, clock=story.clock)
    happening.leave_beds(story, crane, case, only="another")
    assert len(stays_of(crane, case)) == 1
    happening.leave_beds(story, crane, case, only=place)
    assert stays_of(crane, case) == []


def test_nothing_is_opened_where_nobody_reached_the_line(story: Story) -> None:
    with pytest.raises(StopIteration):
        next(iter(cases(story.at("Crane"), clock=story.clock)))
    assert not happening.a_case_moves_on(story)
    assert not happening.a_need_rises(story)
