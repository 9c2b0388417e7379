import pytest

from holdfast.apps.accounts.rules import Role
from holdfast.apps.casework.errors.places import PlaceFullError, PlaceRuleError
from holdfast.apps.casework.queries.cases import cases
from holdfast.apps.casework.services.cases import open_case
from holdfast.doors.cli.demonstration.story.stage import Story, by_age, days


def refuse() -> None:
    raise PlaceFullError


def test_what_may_be_refused_is_counted_and_nothing_else_is_caught(story: Story) -> None:
    assert not story.attempt("a bed", refuse, PlaceFullError)
    assert story.refused == {PlaceFullError.code: 1}
    with pytest.raises(PlaceFullError):
        story.attempt("a bed", refuse, PlaceRuleError)


def test_what_found_nobody_did_not_happen(story: Story) -> None:
    assert not story.attempt("nothing", lambda: False)
    assert story.attempt("something", lambda: None)
    assert story.happened == {"something": 1}


def test_whoever_is_lost_is_chosen_no_more(story: Story) -> None:
    assert story.names(Role.COORDINATOR) == ["Marten", "Crane"]
    story.lost.add("Crane")
    assert {story.coordinator().member for _ in range(5)} == {story.crew["Marten"].actor.member}


def test_a_case_is_opened_for_a_reason_once_a_day(story: Story) -> None:
    actor = story.at("Dunlin")
    case = open_case(actor=actor, clock=story.clock)
    first, again = story.opened(actor, case), story.opened(actor, case)
    assert len(again.moments) == len(first.moments)
    story.clock.now = max(days_after(story, 2))
    assert len(story.opened(story.at("Dunlin"), case).moments) == len(first.moments) + 1
    assert story.case_of(actor).id == case


def days_after(story: Story, count: int):
    return [story.clock().replace(day=day.day) for day in days(story.today, count)]


def test_cases_are_drawn_in_the_order_in_which_they_were_opened(story: Story) -> None:
    actor, made = story.at("Dunlin"), []
    for day in days_after(story, 3):
        story.clock.now = day
        made.append(open_case(actor=actor, clock=story.clock))
    assert [one.id for one in by_age(cases(actor, clock=story.clock))] == made


def test_a_round_of_the_watch_counts_who_is_watched_and_who_was_told(story: Story) -> None:
    assert story.look_after() == 0
    assert (story.notices, story.post.sent) == (0, [])
