import datetime as dt

import pytest
from tests.apps.cast import at_work
from tests.apps.intake.cast import MONDAY, LineTeam
from tests.apps.intake.team_cast import nor

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.intake.errors import (
    AlreadyMetError,
    NotAgreedError,
    NothingAskedError,
    OwnAgreementError,
    UnclearPrintError,
)
from holdfast.apps.intake.queries.interviews import InterviewView, interview
from holdfast.apps.intake.services.interviews import (
    Asked,
    confirm_conditions,
    enter_request,
    name_testimony,
    note_meeting,
    note_print,
    refuse_request,
    share_request,
    write_conditions,
)
from holdfast.apps.intake.team.interviews import InterviewId, InterviewState, MetKind, Print
from holdfast.apps.keyring.errors import AlreadyHoldsError, EditConflictError, NotGrantedError
from holdfast.apps.keyring.rules import Part, ScopeId
from holdfast.apps.keyring.services.grants import grant
from holdfast.apps.keyring.services.writing import writing

ASKED = Asked("Morning Post", "Somebody who was held in the spring.", "Tomas Reuel")
PRINTED = Print(
    name_used="Ilya", outlet="Morning Post", address="", day=MONDAY.date() + dt.timedelta(days=3)
)


class Request:
    """A request that Mira entered and the lead can open too."""

    def __init__(self, line: LineTeam) -> None:
        self.line = line
        self.id: InterviewId = enter_request(actor=line.mira, asked=ASKED, clock=line.clock)
        share_request(actor=line.mira, interview=self.id, member=line.lead.member)

    @property
    def shown(self) -> InterviewView:
        return interview(self.line.mira, self.id)

    def where(self, actor) -> dict:
        return {"actor": actor, "interview": self.id, "revision": self.shown.revision}

    def agree(self, conditions: str = "No face, another name.") -> None:
        where = self.where(self.line.mira)
        write_conditions(**where, conditions=conditions, clock=self.line.clock)

    def confirm(self, actor=None) -> None:
        confirm_conditions(**self.where(actor or self.line.lead))

    def meet(self, who: str = "c" * 26, kind: MetKind = MetKind.CASE) -> None:
        note_meeting(
            **self.where(self.line.mira), kind=kind, who=who, day=MONDAY.date(),
            clock=self.line.clock,
        )  # fmt: skip


@pytest.fixture
def request_(line: LineTeam) -> Request:
    return Request(line)


def test_a_request_names_an_outlet_and_what_was_asked(line: LineTeam) -> None:
    for asked in (Asked(" ", "x", ""), Asked("Post", " ", "")):
        with pytest.raises(NothingAskedError):
            enter_request(actor=line.mira, asked=asked, clock=line.clock)
    with pytest.raises(NotPermittedError):
        enter_request(actor=at_work(line.mira, Role.OPERATOR), asked=ASKED, clock=line.clock)


def test_nobody_is_met_before_two_members_stand_for_the_conditions(request_: Request) -> None:
    with pytest.raises(NotAgreedError):
        request_.meet()
    request_.agree()
    with pytest.raises(NotAgreedError):
        request_.meet()
    with pytest.raises(OwnAgreementError):
        request_.confirm(request_.line.mira)
    request_.confirm()
    request_.meet()
    assert request_.shown.interview.state is InterviewState.MET
    assert request_.shown.journalist.meeting.who == "c" * 26


def test_conditions_written_anew_need_the_second_member_anew(request_: Request) -> None:
    request_.agree()
    request_.confirm()
    request_.agree("No face, no voice.")
    assert request_.shown.interview.agreement.confirmed_by == ""
    with pytest.raises(NotAgreedError):
        request_.meet()


def test_after_the_meeting_what_was_agreed_stays(request_: Request) -> None:
    request_.agree()
    request_.confirm()
    request_.meet()
    with pytest.raises(AlreadyMetError):
        request_.agree("Everything.")
    with pytest.raises(AlreadyMetError):
        refuse_request(**request_.where(request_.line.lead))
    with pytest.raises(AlreadyMetError):
        request_.meet("d" * 26)
    assert request_.shown.interview.agreement.conditions == "No face, another name."


def test_a_refused_request_can_be_taken_up_again(request_: Request) -> None:
    refuse_request(**request_.where(request_.line.mira))
    assert request_.shown.interview.state is InterviewState.REFUSED
    with pytest.raises(NotAgreedError):
        request_.meet()
    request_.agree()
    assert request_.shown.interview.state is InterviewState.ASKED


def test_what_was_printed_is_written_down_of_who_was_met(request_: Request) -> None:
    where = request_.where(request_.line.mira)
    with pytest.raises(NotAgreedError):
        note_print(**where, printed=PRINTED)
    request_.agree()
    request_.confirm()
    request_.meet()
    with pytest.raises(UnclearPrintError):
        note_print(
            **request_.where(request_.line.mira),
            printed=Print(name_used="", outlet="x", address="", day=PRINTED.day),
        )
    note_print(**request_.where(request_.line.mira), printed=PRINTED)
    assert request_.shown.interview.printed == (PRINTED,)
    assert request_.shown.interview.state is InterviewState.PRINTED


def test_a_testimony_is_named_with_the_meeting_or_after_it(request_: Request) -> None:
    with pytest.raises(NotAgreedError):
        name_testimony(actor=request_.line.mira, interview=request_.id, testimony="t" * 26)
    request_.agree()
    request_.confirm()
    request_.meet("t" * 26, MetKind.TESTIMONY)
    assert request_.shown.journalist.testimony == "t" * 26
    name_testimony(actor=request_.line.mira, interview=request_.id, testimony="u" * 26)
    assert request_.shown.journalist.testimony == "u" * 26


def test_two_who_change_it_at_once_see_a_conflict(request_: Request) -> None:
    where = request_.where(request_.line.mira)
    request_.agree()
    with pytest.raises(EditConflictError):
        write_conditions(**where, conditions="Mine.", clock=request_.line.clock)
    assert request_.shown.interview.agreement.conditions == "No face, another name."
    stale = request_.where(request_.line.mira)
    request_.confirm()
    with pytest.raises(EditConflictError):
        note_meeting(
            **stale, kind=MetKind.CASE, who="c" * 26, day=MONDAY.date(), clock=request_.line.clock
        )
    assert request_.shown.journalist.meeting is None


def test_who_may_not_know_who_asks_writes_down_no_meeting(request_: Request) -> None:
    other = nor(request_.line)
    with writing(request_.line.mira) as write:
        grant(write, ScopeId(request_.id), Part.CONTENT, other.member)
    request_.agree()
    request_.confirm(other)
    with pytest.raises(NotGrantedError):
        note_meeting(
            **request_.where(other), kind=MetKind.CASE, who="c" * 26, day=MONDAY.date(),
            clock=request_.line.clock,
        )  # fmt: skip


def test_a_request_is_shared_once_and_by_who_can_open_it(request_: Request) -> None:
    line = request_.line
    with pytest.raises(AlreadyHoldsError):
        share_request(actor=line.mira, interview=request_.id, member=line.lead.member)
    outsider = line.outsider()
    with pytest.raises(NotGrantedError):
        share_request(actor=outsider, interview=request_.id, member=outsider.member)
