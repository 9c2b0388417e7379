import datetime as dt

from tests.apps.casework.cast import Office

from holdfast.apps.casework.queries.files import case_file
from holdfast.apps.casework.queries.scoring import due_again, newest_score, of_risk
from holdfast.apps.casework.queries.tasks import tasks
from holdfast.apps.casework.rules.cases import CaseId, FactKind, Outcome
from holdfast.apps.casework.services.cases import add_fact, close_case
from holdfast.apps.casework.services.risk import score_case


def happen(desk: Office, case: CaseId, kind: FactKind) -> None:
    add_fact(actor=desk.lead, case=case, kind=kind, says="seen", clock=desk.clock)


def test_a_detention_asks_for_a_new_score_within_a_day_until_there_is_one(
    desk: Office, case: CaseId
) -> None:
    assert due_again(case_file(desk.lead, case, now=desk.clock())) is None
    happen(desk, case, FactKind.DETENTION)
    file = case_file(desk.lead, case, now=desk.clock())
    assert due_again(file) == desk.clock() + dt.timedelta(days=1)
    assert [due.at for due in of_risk(file, desk.clock())] == [due_again(file)]
    assert any("score again" in task.says for task in tasks(desk.lead, clock=desk.clock))
    desk.clock.forward(hours=1)
    score_case(
        actor=desk.lead, case=case, name="harm-ahead", version=1, answers={}, revision=1,
        clock=desk.clock,
    )  # fmt: skip
    file = case_file(desk.lead, case, now=desk.clock())
    assert due_again(file) is None
    assert newest_score(file).value.at == desk.clock()


def test_a_note_asks_for_nothing_and_neither_does_a_closed_case(desk: Office, case: CaseId) -> None:
    happen(desk, case, FactKind.NOTE)
    assert due_again(case_file(desk.lead, case, now=desk.clock())) is None
    happen(desk, case, FactKind.FOUND_AGAIN)
    close_case(actor=desk.lead, case=case, outcome=Outcome.REFERRED, revision=1, clock=desk.clock)
    assert due_again(case_file(desk.lead, case, now=desk.clock())) is None
