import pytest
from tests.apps.casework.cast import Office
from tests.apps.casework.services.test_money import ask, sent
from tests.apps.cast import at_work

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.casework.queries.files import case_file
from holdfast.apps.casework.queries.money import money, months, payment_line, summed
from holdfast.apps.casework.queries.tasks import tasks
from holdfast.apps.casework.records.money import Payment
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.money import Payment as State
from holdfast.apps.casework.services.money import Asked
from holdfast.apps.casework.services.openings import open_for
from holdfast.apps.casework.services.shredding import shred_case


def test_sums_never_mix_currencies_or_states() -> None:
    paid = [("EUR", State.SENT, 100), ("EUR", State.SENT, 50), ("GEL", State.SENT, 7),
            ("EUR", State.REQUESTED, 3)]  # fmt: skip
    assert summed(paid) == {
        ("EUR", State.SENT): 150,
        ("GEL", State.SENT): 7,
        ("EUR", State.REQUESTED): 3,
    }


def test_a_case_shows_its_payments_and_what_can_follow(desk: Office, case: CaseId) -> None:
    sent(desk, case)
    ask(desk, case, Asked("Wader", "bus", 1250, "GEL"))
    shown = money(desk.lead, case, clock=desk.clock)
    assert shown.sums == [("sent", "450.00 EUR"), ("requested", "12.50 GEL")]
    by_amount = {line.amount: line for line in shown.payments}
    assert by_amount["12.50 GEL"].missing == 2
    assert by_amount["450.00 EUR"].moves == [State.RECEIVED, State.RETURNED, State.SUSPICIOUS]
    stored = case_file(desk.lead, case, now=desk.clock()).all(Payment)[0]
    assert payment_line(desk.lead, stored) in shown.payments


def test_the_team_s_months_hold_every_payment_also_of_a_case_that_is_destroyed(
    desk: Office, case: CaseId
) -> None:
    sent(desk, case)
    desk.clock.forward(hours=24 * 40)
    ask(desk, desk.open("Teal"))
    shred_case_of(desk, case)
    assert [(m.month, m.total, m.by_state) for m in months(desk.lead)] == [
        ("2031-05", "450.00 EUR", [(State.REQUESTED, "450.00 EUR")]),
        ("2031-04", "450.00 EUR", [(State.SENT, "450.00 EUR")]),
    ]


def shred_case_of(desk: Office, case: CaseId) -> None:
    open_for(actor=desk.lead, case=case, reason="it is over", clock=desk.clock)
    shred_case(actor=desk.lead, case=case, reason="it is over", clock=desk.clock)


def test_only_who_coordinates_sees_the_months(desk: Office) -> None:
    with pytest.raises(NotPermittedError):
        months(at_work(desk.team.lead, Role.CASE_WORKER))


def test_money_out_there_asks_for_its_receipt(desk: Office, case: CaseId) -> None:
    sent(desk, case)
    found = [task.says for task in tasks(desk.lead, clock=desk.clock) if task.kind == "money"]
    assert found == ["ask whether the money has come"]
