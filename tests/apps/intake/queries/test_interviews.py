import pytest
from tests.apps.cast import at_work
from tests.apps.intake.cast import LineTeam
from tests.apps.intake.team_cast import nor

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.intake.queries.interviews import (
    interview,
    interviews,
    stored_interview,
    stored_journalist,
)
from holdfast.apps.intake.services.interviews import Asked, enter_request, share_request
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.rules import Part, ScopeId
from holdfast.apps.keyring.services.grants import grant
from holdfast.apps.keyring.services.writing import writing

ASKED = Asked("Morning Post", "Somebody who was held in the spring.", "Tomas Reuel", "+999 555")


def test_a_request_is_seen_by_who_entered_it_and_by_nobody_else(line: LineTeam) -> None:
    made = enter_request(actor=line.mira, asked=ASKED, clock=line.clock)
    assert [one.outlet for _, one in interviews(line.mira)] == ["Morning Post"]
    assert interviews(line.lead) == []
    for look in (interview, stored_interview):
        with pytest.raises(NotGrantedError):
            look(line.lead, made)
    share_request(actor=line.mira, interview=made, member=line.lead.member)
    assert interview(line.lead, made).journalist.name == "Tomas Reuel"
    assert set(interview(line.mira, made).known_to) == {line.lead.member, line.mira.member}


def test_who_asks_is_sealed_from_who_holds_the_content_alone(line: LineTeam) -> None:
    made, other = enter_request(actor=line.mira, asked=ASKED, clock=line.clock), nor(line)
    with writing(line.mira) as write:
        grant(write, ScopeId(made), Part.CONTENT, other.member)
    shown = interview(other, made)
    assert shown.interview.asked == ASKED.asked
    assert shown.journalist is None
    assert stored_journalist(other, made) is None
    assert stored_journalist(line.mira, made).value.reach == "+999 555"


def test_the_newest_request_stands_first_and_a_role_is_needed(line: LineTeam) -> None:
    for outlet in ("First", "Second"):
        line.clock.forward(days=1)
        asked = Asked(outlet, "x", "")
        enter_request(actor=line.mira, asked=asked, clock=line.clock)
    assert [one.outlet for _, one in interviews(line.mira)] == ["Second", "First"]
    with pytest.raises(NotPermittedError):
        interviews(at_work(line.mira, Role.OPERATOR))
