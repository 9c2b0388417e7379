import datetime as dt

from holdfast.apps.casework.records.money import Payment, Step
from holdfast.apps.casework.rules.money import Payment as State

NOW = dt.datetime(2031, 4, 2, tzinfo=dt.UTC)


def test_a_payment_stands_at_its_last_step_and_was_asked_for_by_the_first() -> None:
    steps = (
        Step(state=State.REQUESTED, by="one", at=NOW),
        Step(state=State.APPROVED, by="two", at=NOW),
    )
    payment = Payment(payee="Wader", purpose="rent", minor=1, currency="EUR", steps=steps, card="c")
    assert (payment.state, payment.requested_by) == (State.APPROVED, "one")
