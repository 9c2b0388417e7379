import pytest
from tests.apps.casework.cast import PERSON, Office

from holdfast.apps.casework.queries.tasks import tasks
from holdfast.apps.casework.queries.vetting import (
    SignalView,
    VettingView,
    to_look_at,
    vetting,
    vouchers,
)
from holdfast.apps.casework.records.people import Helper, HelperIdentity
from holdfast.apps.casework.rules.cases import CaseId, FactKind
from holdfast.apps.casework.rules.people import HelperId, HelperState
from holdfast.apps.casework.rules.signals import Signal
from holdfast.apps.casework.rules.vetting import Method, Result, Step
from holdfast.apps.casework.rules.vouching import Mark
from holdfast.apps.casework.services.cases import add_fact
from holdfast.apps.casework.services.openings import open_for, set_identity
from holdfast.apps.casework.services.people import open_helper
from holdfast.apps.casework.services.vetting import (
    Checked,
    add_claim,
    look_at,
    notice,
    say_of_claim,
)
from holdfast.apps.keyring.errors import NotGrantedError
from holdfast.apps.keyring.rules import ScopeId


def seen(desk: Office, subject: ScopeId) -> VettingView:
    return vetting(desk.lead, subject, members={desk.lead.member: "Wren"}, clock=desk.clock)


def vouched(desk: Office, case: CaseId, voucher: str) -> None:
    checked = Checked("A friend", Method.VOUCHED_BY, Result.VOUCHED, voucher=voucher)
    claim = add_claim(actor=desk.lead, subject_id=case, checked=checked, clock=desk.clock)
    say_of_claim(
        actor=desk.second(case), subject_id=case, claim=claim, step=Step.AGREE, revision=1,
        clock=desk.clock,
    )  # fmt: skip


def helper(desk: Office, state: HelperState = HelperState.ACTIVE, **who: object) -> HelperId:
    named = Helper(alias="Fig", state=state)
    return open_helper(actor=desk.lead, helper=named, identity=HelperIdentity(**who))


def signal(desk: Office, subject: ScopeId, which: Signal) -> SignalView | None:
    return next((s for s in seen(desk, subject).signals if s.signal is which), None)


def test_a_chain_that_ends_at_somebody_detained_is_to_be_looked_at(
    desk: Office, case: CaseId
) -> None:
    fig = helper(desk, HelperState.DETAINED)
    vouched(desk, case, fig)
    view = seen(desk, case)
    assert view.overall is Result.VOUCHED
    assert view.chain.marks == {fig: Mark.DETAINED}
    assert signal(desk, case, Signal.CHAIN_ENDS_DETAINED).says == ["Fig was detained"]


def test_a_member_ends_a_chain_without_a_mark(desk: Office, case: CaseId) -> None:
    vouched(desk, case, desk.lead.member)
    view = seen(desk, case)
    assert view.chain.marks == {}
    assert view.people[desk.lead.member].alias == "Wren"


def test_beyond_what_the_actor_may_open_nobody_is_named(desk: Office, case: CaseId) -> None:
    vouched(desk, case, helper(desk))
    second = desk.second(case)
    view = vetting(second, case, members={}, clock=desk.clock)
    assert list(view.chain.marks.values()) == [Mark.CLOSED]
    assert set(view.people) == {case}
    assert view.signals == []


def test_a_number_used_twice_is_to_be_looked_at_where_somebody_asked_and_nowhere_else(
    desk: Office, case: CaseId
) -> None:
    helper(desk, phones=("0999 5550184726",))
    set_identity(actor=desk.lead, case=case, identity=PERSON, reason="x", clock=desk.clock)
    assert signal(desk, case, Signal.REUSED_NUMBER) is None
    asked = vetting(desk.lead, case, members={}, same_number=["Fig"], clock=desk.clock)
    assert [(s.signal, s.says) for s in asked.signals] == [
        (Signal.REUSED_NUMBER, ["the same number as Fig"])
    ]


def test_a_contact_after_a_detention_is_a_task_until_somebody_looked(
    desk: Office, case: CaseId
) -> None:
    about = {"actor": desk.lead, "case": case, "clock": desk.clock}
    add_fact(kind=FactKind.DETENTION, says="taken", on="2030-01", **about)
    add_fact(kind=FactKind.CONTACT, says="wrote again", on="2030-03-02", **about)
    found = signal(desk, case, Signal.CONTACT_AFTER_DETENTION)
    assert found.says == ["contact of 2030-03-02"]
    assert "Look at this: contact resumed after detention" in _asked(desk)
    look_at(
        actor=desk.lead, subject_id=case, signal=found.signal, basis=found.basis,
        says="called back, live", clock=desk.clock,
    )  # fmt: skip
    assert signal(desk, case, Signal.CONTACT_AFTER_DETENTION).is_looked_at
    assert not any(says.startswith("Look at this") for says in _asked(desk))


def test_a_signal_on_something_new_is_to_be_looked_at_again(desk: Office, case: CaseId) -> None:
    about = {"actor": desk.lead, "subject_id": case, "clock": desk.clock}
    notice(signal=Signal.REUSED_PHOTO, says="as in a catalogue", **about)
    look_at(signal=Signal.REUSED_PHOTO, basis="as in a catalogue", says="a stock photo", **about)
    assert signal(desk, case, Signal.REUSED_PHOTO).is_looked_at
    desk.clock.forward(hours=1)
    notice(signal=Signal.REUSED_PHOTO, says="and on another page", **about)
    again = signal(desk, case, Signal.REUSED_PHOTO)
    assert not again.is_looked_at
    assert [look.says for look in again.looks] == ["a stock photo"]


def test_whoever_vouches_is_chosen_among_whom_the_actor_knows(desk: Office, case: CaseId) -> None:
    fig = helper(desk)
    assert vouchers(desk.lead, case) == [(fig, "Fig")]
    assert vouchers(desk.lead, fig) == []
    assert vouchers(desk.second(case), case) == []


def test_whoever_cannot_open_it_sees_no_vetting(desk: Office, case: CaseId) -> None:
    with pytest.raises(NotGrantedError):
        vetting(desk.join("mira"), case, members={}, clock=desk.clock)
    open_for(actor=desk.lead, case=case, reason="x", clock=desk.clock)
    assert seen(desk, case).claims == []


def _asked(desk: Office) -> list[str]:
    return [task.says for task in tasks(desk.lead, clock=desk.clock)]


def test_what_nobody_looked_at_is_known_by_whom_it_is_about(desk: Office) -> None:
    fig = helper(desk)
    about = {"actor": desk.lead, "subject_id": fig, "clock": desk.clock}
    notice(signal=Signal.AVOIDS_LIVE_CHECK, says="rang off", **about)
    assert to_look_at(desk.lead) == {fig}
    look_at(signal=Signal.AVOIDS_LIVE_CHECK, basis="rang off", says="a bad line", **about)
    assert to_look_at(desk.lead) == set()
