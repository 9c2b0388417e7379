import datetime as dt
import re

import pytest
from tests.doors.desk.casework import Office, office, text
from tests.doors.desk.stage import Desk
from tests.doors.desk.team.cast import TeamDesk

from holdfast.apps.accounts.rules import Role
from holdfast.apps.intake.records import Caller
from holdfast.apps.intake.rules import Way
from holdfast.apps.intake.services.calls import Call, log_call
from holdfast.apps.intake.services.line import found_line, join_line


def address(visitor) -> str:
    page = visitor.get("/team/").content.decode()
    found = re.findall(r'href="(/team/hand-over/[a-z2-7]{26}/)"', page)
    return found[0]


def call(team: TeamDesk) -> None:
    heard = Call(text="She whispers.", caller=Caller(name="Irma", reach="+999"))
    log_call(actor=team.mira.actor, call=heard, clock=team.desk.clock)


def test_what_must_not_be_forgotten_gathers_by_itself_and_is_handed_over(team: TeamDesk) -> None:
    team.brought_in(way=Way.DANGER)
    call(team)
    page = text(team.mira.get("/team/hand-over/"))
    assert "Waits in danger" in page and "Promised a call" in page
    assert "Irma" not in page and "+999" not in page
    assert team.mira.post("/team/hand-over/", {"text": "Quiet night."}).status_code == 302
    where = address(team.nor)
    read = text(team.nor.get(where))
    assert "Quiet night." in read and "Promised a call" in read and "nobody took it" in read
    team.nor.post(f"{where}take/")
    assert f"taken by {team.alias('nor')}, 2031-04-02 09:00" in text(team.mira.get(where))


def test_who_wrote_it_does_not_take_it_and_nobody_takes_it_twice(team: TeamDesk) -> None:
    team.mira.post("/team/hand-over/", {"text": "Quiet night."})
    where = address(team.mira)
    assert "somebody else takes it" in text(team.mira.get(where))
    assert team.mira.post(f"{where}take/").status_code == 400
    assert team.nor.post(f"{where}take/").status_code == 302
    late = team.lead.post(f"{where}take/")
    assert "Somebody took this hand-over already." in text(late)


def test_nothing_at_all_is_not_handed_over(team: TeamDesk) -> None:
    answer = team.mira.post("/team/hand-over/", {"text": ""})
    assert answer.status_code == 400
    assert "nothing in this message yet" in text(answer)


def test_a_member_who_cannot_read_the_line_sees_that_it_waits_and_no_word(team: TeamDesk) -> None:
    team.mira.post("/team/hand-over/", {"text": "Call Teal back."})
    stranger = team.desk.join("stranger", Role.CASE_WORKER)
    assert "nobody took it" in text(stranger.get("/team/"))
    answer = stranger.get(address(stranger))
    assert answer.status_code == 403
    assert "Teal" not in text(answer)


@pytest.fixture
def rooms(desk: Desk) -> Office:
    made = office(desk)
    found_line(actor=made.lead.actor)
    join_line(actor=made.lead.actor, member=made.member)
    return made


def test_a_check_in_of_the_next_shift_is_among_it_and_its_case_is_sealed_from_others(
    rooms: Office,
) -> None:
    rooms.under_way()
    operator = rooms.desk.join("operator", Role.OPERATOR)
    join_line(actor=rooms.lead.actor, member=operator.active.id)
    page = text(rooms.lead.get("/team/hand-over/"))
    assert "Heron Check-in 2031-04-02 11:00" in page
    rooms.lead.post("/team/hand-over/", {"text": ""})
    where = address(operator)
    operators = rooms.desk.visit("operator")
    read = text(operators.get(where))
    assert "a case that you cannot open Check-in 2031-04-02 11:00" in read
    assert "Heron" not in read
    assert "Heron" in text(rooms.mira.get(where))
    assert "Check-ins are not among these" in text(operators.get("/team/hand-over/"))


def test_what_lies_beyond_the_next_shift_is_not_yet_among_it(rooms: Office) -> None:
    rooms.under_way()
    now = rooms.desk.clock()
    soon = now + dt.timedelta(minutes=10)
    typed = {
        "member": rooms.lead.active.id,
        "starts": f"{soon:%Y-%m-%dT%H:%M}",
        "ends": f"{soon + dt.timedelta(minutes=30):%Y-%m-%dT%H:%M}",
    }
    assert rooms.lead.post("/team/rota/", typed).status_code == 302
    page = text(rooms.lead.get("/team/hand-over/"))
    assert "For the shift that follows: Wednesday 2031-04-02, 09:10–09:40" in page
    assert "Nothing that was recorded." in page
