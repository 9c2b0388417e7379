import pytest
from tests.apps.casework.cast import Office, all_of
from tests.apps.cast import at_work

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.casework.errors.money import (
    BadAmountError,
    MoneyError,
    OwnRequestError,
    ReceiptNeededError,
    WrongMoveError,
)
from holdfast.apps.casework.queries.files import case_file
from holdfast.apps.casework.queries.money import limits
from holdfast.apps.casework.records.money import MoneyCard, Payment
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.money import Payment as State
from holdfast.apps.casework.services.money import (
    Asked,
    add_receipt,
    approve,
    move,
    request_money,
    set_limit,
    withdraw,
)
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.keyring.queries.files import open_file
from holdfast.apps.keyring.rules import Actor, RecordId

RENT = Asked("Wader", "rent for April", 45000, "EUR")


def ask(desk: Office, case: CaseId, asked: Asked = RENT) -> RecordId:
    return request_money(actor=desk.lead, case=case, asked=asked, clock=desk.clock)


def kept(desk: Office, case: CaseId) -> Payment:
    (stored,) = case_file(desk.lead, case, now=desk.clock()).all(Payment)
    return stored.value


def revision(desk: Office, case: CaseId) -> int:
    return case_file(desk.lead, case, now=desk.clock()).all(Payment)[0].revision


def agree(desk: Office, case: CaseId, record: RecordId, actor: Actor) -> None:
    approve(actor=actor, case=case, record=record, revision=revision(desk, case), clock=desk.clock)


def go(desk: Office, case: CaseId, record: RecordId, to: State, by: Actor | None = None) -> None:
    move(
        actor=by or desk.lead, case=case, record=record, to=to, says="", clock=desk.clock,
        revision=revision(desk, case),
    )  # fmt: skip


def third(desk: Office, case: CaseId) -> Actor:
    desk.join("third")
    return desk.give(case, "third")


def sent(desk: Office, case: CaseId) -> RecordId:
    """Money within the limit that was approved and sent."""
    set_limit(actor=desk.lead, currency="EUR", minor=50000, revision=0)
    record = ask(desk, case)
    agree(desk, case, record, desk.second(case))
    go(desk, case, record, State.SENT)
    return record


# ------------------------------------------------------------ approval


def test_who_asks_does_not_approve(desk: Office, case: CaseId) -> None:
    record = ask(desk, case)
    with pytest.raises(OwnRequestError):
        agree(desk, case, record, desk.lead)
    assert kept(desk, case).state is State.REQUESTED


def test_within_the_limit_one_other_approves(desk: Office, case: CaseId) -> None:
    set_limit(actor=desk.lead, currency="EUR", minor=45000, revision=0)
    record = ask(desk, case)
    agree(desk, case, record, desk.second(case))
    assert kept(desk, case).state is State.APPROVED


def test_over_the_limit_two_others_approve_who_are_not_one(desk: Office, case: CaseId) -> None:
    set_limit(actor=desk.lead, currency="EUR", minor=44999, revision=0)
    record, second = ask(desk, case), desk.second(case)
    agree(desk, case, record, second)
    assert kept(desk, case).state is State.REQUESTED
    with pytest.raises(OwnRequestError):
        agree(desk, case, record, second)
    agree(desk, case, record, third(desk, case))
    assert kept(desk, case).state is State.APPROVED
    with pytest.raises(WrongMoveError):
        agree(desk, case, record, second)


def test_a_limit_is_of_its_own_currency(desk: Office, case: CaseId) -> None:
    set_limit(actor=desk.lead, currency="GEL", minor=10**9, revision=0)
    record = ask(desk, case)
    agree(desk, case, record, desk.second(case))
    assert kept(desk, case).state is State.REQUESTED


def test_money_is_not_moved_past_its_approval(desk: Office, case: CaseId) -> None:
    record = ask(desk, case)
    for to in (State.SENT, State.APPROVED, State.RECEIVED):
        with pytest.raises(WrongMoveError):
            go(desk, case, record, to)
    assert kept(desk, case).state is State.REQUESTED


# ------------------------------------------------------------ on its way


def test_it_is_receipted_once_a_receipt_is_there(desk: Office, case: CaseId) -> None:
    record = sent(desk, case)
    go(desk, case, record, State.RECEIVED)
    with pytest.raises(ReceiptNeededError):
        go(desk, case, record, State.RECEIPTED)
    words = {"actor": desk.lead, "case": case, "record": record, "clock": desk.clock}
    add_receipt(pieces=[b"a bill ", b"for rent"], **words)
    with pytest.raises(MoneyError, match="empty"):
        add_receipt(pieces=[b""], **words)
    go(desk, case, record, State.RECEIPTED)
    payment = kept(desk, case)
    assert len(payment.receipts) == 1
    assert payment.state is State.RECEIPTED
    assert b"".join(open_file(desk.lead, payment.receipts[0].file)) == b"a bill for rent"


def test_no_receipt_comes_before_the_money(desk: Office, case: CaseId) -> None:
    record = ask(desk, case)
    with pytest.raises(WrongMoveError):
        add_receipt(actor=desk.lead, case=case, record=record, pieces=[b"x"], clock=desk.clock)


def test_who_called_it_suspicious_does_not_clear_it(desk: Office, case: CaseId) -> None:
    record = sent(desk, case)
    go(desk, case, record, State.SUSPICIOUS)
    with pytest.raises(OwnRequestError):
        go(desk, case, record, State.SENT)
    go(desk, case, record, State.SENT, by=desk.second(case))
    assert kept(desk, case).state is State.SENT


def test_suspicion_is_no_way_around_an_approval(desk: Office, case: CaseId) -> None:
    record = ask(desk, case)
    go(desk, case, record, State.SUSPICIOUS)
    second = desk.second(case)
    for to in (State.APPROVED, State.SENT, State.RETURNED):
        with pytest.raises(WrongMoveError):
            go(desk, case, record, to, by=second)
    assert kept(desk, case).state is State.SUSPICIOUS


# ------------------------------------------------------------ the rest


def test_two_at_once_conflict(desk: Office, case: CaseId) -> None:
    record = ask(desk, case)
    second, other = desk.second(case), third(desk, case)
    words = {"case": case, "record": record, "revision": 1, "clock": desk.clock}
    approve(actor=second, **words)
    with pytest.raises(EditConflictError):
        approve(actor=other, **words)
    assert kept(desk, case).approved_by == (second.member,)


def test_what_nobody_has_sent_is_withdrawn_with_its_card(desk: Office, case: CaseId) -> None:
    record = ask(desk, case)
    withdraw(actor=desk.lead, case=case, record=record, revision=1, clock=desk.clock)
    assert all_of(desk.lead, MoneyCard) == []
    assert case_file(desk.lead, case, now=desk.clock()).all(Payment) == []


def test_what_was_sent_is_not_withdrawn(desk: Office, case: CaseId) -> None:
    record = sent(desk, case)
    with pytest.raises(WrongMoveError):
        withdraw(actor=desk.lead, case=case, record=record, revision=3, clock=desk.clock)
    (card,) = all_of(desk.lead, MoneyCard)
    assert (card.state, card.minor, card.month) == (State.SENT, 45000, "2031-04")


def test_nothing_and_nobody_are_refused(desk: Office, case: CaseId) -> None:
    for asked in (Asked("Wader", "rent", 0, "EUR"), Asked("Wader", "rent", 5, "XYZ")):
        with pytest.raises(BadAmountError):
            ask(desk, case, asked)
    with pytest.raises(MoneyError):
        ask(desk, case, Asked(" ", "rent", 5, "EUR"))
    assert all_of(desk.lead, MoneyCard) == []


def test_a_coordinator_sets_a_limit_and_two_at_once_conflict(desk: Office) -> None:
    with pytest.raises(NotPermittedError):
        set_limit(
            actor=at_work(desk.team.lead, Role.CASE_WORKER), currency="EUR", minor=1, revision=0
        )
    set_limit(actor=desk.lead, currency="EUR", minor=100, revision=0)
    for stale in (0, 2):
        with pytest.raises(EditConflictError):
            set_limit(actor=desk.lead, currency="EUR", minor=7, revision=stale)
    set_limit(actor=desk.lead, currency="EUR", minor=200, revision=1)
    assert limits(desk.lead)["EUR"].value.minor == 200
