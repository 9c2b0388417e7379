import pytest
from tests.doors.desk.line.conftest import LineDesk
from tests.doors.desk.line.test_views import text_of
from tests.doors.desk.stage import Visitor

from holdfast.apps.accounts.rules import Role
from holdfast.apps.casework.records.cases import Identity
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.seen_before import MOST_AN_HOUR
from holdfast.apps.casework.services.cases import open_case
from holdfast.apps.casework.services.openings import open_for, set_identity
from holdfast.apps.intake.services.line import join_line
from holdfast.apps.keyring.services.opening import come_to_work

PERSON = Identity(names=("Irma Oravec",), phones=("+999 555 0184 726",))
CALLED = {"text": "She whispers.", "channel": "telephone", "reach": "0 555 0184726"}


@pytest.fixture
def olga(line: LineDesk) -> Visitor:
    """Who coordinates, answers the line, and knows a case."""
    olga = line.desk.join("olga", Role.CASE_WORKER, Role.COORDINATOR)
    join_line(actor=come_to_work(line.desk.active("lead")), member=olga.active.id)
    return line.desk.visit("olga")


@pytest.fixture
def heron(line: LineDesk, olga: Visitor) -> CaseId:
    case = open_case(actor=olga.actor, alias="Heron", clock=line.desk.clock)
    set_identity(actor=olga.actor, case=case, identity=PERSON, reason="named",
                 clock=line.desk.clock)  # fmt: skip
    return case


def test_a_case_is_found_and_linked_once_its_reason_was_given(
    line: LineDesk, olga: Visitor, heron: CaseId
) -> None:
    where = line.brought_in()
    found = olga.post(f"{where}seen/", {"words": "555 0184 726"})
    assert "Heron the same telephone number" in text_of(found)
    shown = olga.post(f"{where}link/", {"case": heron}, follow=True)
    assert "It belongs to the case now." in text_of(shown)
    assert f"/cases/{heron}/".encode() in shown.content


def test_without_a_reason_the_case_is_asked_about_first(
    line: LineDesk, olga: Visitor, heron: CaseId
) -> None:
    where = line.brought_in()
    line.desk.clock.forward(hours=11)
    olga = line.desk.visit("olga")
    answer = olga.post(f"{where}link/", {"case": heron}, follow=True)
    assert "First say why you open the case." in text_of(answer)
    assert line.rows()[0].case == ""
    open_for(actor=olga.actor, case=heron, reason="they wrote", clock=line.desk.clock)
    olga.post(f"{where}link/", {"case": heron})
    assert line.rows()[0].case == heron


def test_a_conversation_of_the_same_number_is_found_and_becomes_one(
    line: LineDesk, olga: Visitor
) -> None:
    where = line.brought_in()
    line.mira.post("/line/call/", CALLED)
    alias = next(row.alias for row in line.rows() if row.assigned_to)
    found = line.mira.post(f"{where}seen/", {"words": "+999 555 0184 726"})
    assert f"{alias} is the same person" in text_of(found)
    assert b"0184726" not in found.content
    line.mira.post(f"{where}merge/", {"alias": alias})
    again = line.mira.post(f"{where}seen/", {"words": "+999 555 0184 726"})
    assert "Nobody like this on the line." in text_of(again)


def test_an_operator_learns_nothing_of_cases_and_a_stranger_of_the_line_nothing_at_all(
    line: LineDesk, olga: Visitor, heron: CaseId
) -> None:
    where = line.brought_in()
    operator = line.desk.join("operator", Role.OPERATOR)
    join_line(actor=come_to_work(line.desk.active("lead")), member=operator.active.id)
    operator = line.desk.visit("operator")
    shown = text_of(operator.post(f"{where}seen/", {"words": "Irma Oravec"}))
    assert "Nobody like this on the line." in shown and "Heron" not in shown
    assert operator.post(f"{where}link/", {"case": heron}).status_code == 403
    outsider = line.desk.join("outsider", Role.CASE_WORKER)
    answer = outsider.post(f"{where}seen/", {"words": "Irma Oravec"})
    assert answer.status_code == 403 and "Heron" not in text_of(answer)


def test_ten_thousand_numbers_get_a_refusal_in_words(
    line: LineDesk, olga: Visitor, heron: CaseId
) -> None:
    where = line.brought_in()
    numbers = ", ".join(f"+999 555 018 {n:04}" for n in range(10_000))
    for words in (numbers, "555 0184725, 555 0184726, 555 0184727, 555 0184728"):
        answer = olga.post(f"{where}seen/", {"words": words})
        assert answer.status_code == 400
        assert "Heron" not in text_of(answer)
    assert "This asks about more than one person." in text_of(answer)


def test_too_many_questions_are_refused_and_a_coordinator_sees_it(
    line: LineDesk, olga: Visitor, heron: CaseId
) -> None:
    where = line.brought_in()
    for _ in range(MOST_AN_HOUR):
        line.mira.post(f"{where}seen/", {"words": "Irma Oravec"})
    answer = line.mira.post(f"{where}seen/", {"words": "Irma Oravec"})
    assert answer.status_code == 400 and "very often within an hour" in text_of(answer)
    assert "very often" in text_of(line.mira.post("/cases/open/", {"step": "look", "words": "x"}))
    record = olga.get("/line/asked/")
    assert "refused: too many within an hour" in text_of(record)
    assert line.mira.person.alias in text_of(record) and b"Oravec" not in record.content
    assert line.mira.get("/line/asked/").status_code == 403
