from types import SimpleNamespace

import pytest
from tests.doors.desk.casework import text
from tests.doors.desk.team.cast import TeamDesk

from holdfast.apps.accounts.rules import Role
from holdfast.apps.intake.queries.interviews import interview, interviews
from holdfast.apps.intake.services.interviews import Asked, enter_request
from holdfast.apps.intake.team.interviews import InterviewId
from holdfast.apps.keyring.rules import Part, ScopeId
from holdfast.apps.keyring.services.grants import grant
from holdfast.apps.keyring.services.writing import writing
from holdfast.doors.desk.team import interview_page

ASKED = Asked("Morning Post", "A voice.", "Tomas Reuel", "+999 555")


def as_request(team: TeamDesk, visitor) -> SimpleNamespace:
    return SimpleNamespace(actor=visitor.actor, active=visitor.active, clock=team.desk.clock)


@pytest.fixture
def one(team: TeamDesk) -> InterviewId:
    return enter_request(actor=team.mira.actor, asked=ASKED, clock=team.desk.clock)


def test_who_holds_the_content_alone_is_not_shown_who_asks(
    team: TeamDesk, one: InterviewId
) -> None:
    with writing(team.mira.actor) as write:
        grant(write, ScopeId(one), Part.CONTENT, team.nor.active.id)
    page = text(team.nor.get(f"/team/press/{one}/"))
    assert "sealed from you" in page
    assert "Tomas Reuel" not in page and "+999" not in page
    assert len(interviews(team.nor.actor)) == 1


def test_somebody_who_was_met_is_chosen_from_what_the_member_may_open(
    team: TeamDesk, one: InterviewId
) -> None:
    team.brought_in()
    request = as_request(team, team.mira)
    kinds = {value.partition(".")[0] for value, _ in interview_page.who_met(request)}
    assert kinds == {"contact"}
    stranger = team.desk.join("stranger", Role.CASE_WORKER)
    assert interview_page.who_met(as_request(team, stranger)) == []
    assert interview_page.readable_testimonies(request) == []


def test_without_print_and_testimony_no_witness_is_shown(team: TeamDesk, one: InterviewId) -> None:
    shown = interview(team.mira.actor, one)
    assert interview_page.witnesses(as_request(team, team.mira), shown) == []
    assert "Counted once" not in text(team.mira.get(f"/team/press/{one}/"))
