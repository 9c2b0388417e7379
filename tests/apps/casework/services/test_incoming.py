import pytest
from tests.apps.casework.cast import PERSON, Office, all_of
from tests.apps.casework.services.test_referrals import chosen, hand, knows

from holdfast.apps.casework.errors.general import NoAliasError, ReasonNeededError
from holdfast.apps.casework.errors.referrals import (
    BadBundleError,
    NoBoxError,
    ReferralMovedError,
    TakenInError,
)
from holdfast.apps.casework.queries.cases import case as case_of
from holdfast.apps.casework.queries.cases import cases, identity
from holdfast.apps.casework.queries.referrals import incoming_one, letterbox
from holdfast.apps.casework.records.cases import Identity
from holdfast.apps.casework.records.household import HouseholdMember
from holdfast.apps.casework.records.referrals import Incoming
from holdfast.apps.casework.rules.cases import CaseId, FactKind
from holdfast.apps.casework.rules.referrals import Handed, ReferralState
from holdfast.apps.casework.services import incoming as taking
from holdfast.apps.casework.services.cases import add_fact
from holdfast.apps.casework.services.household import add_member
from holdfast.apps.casework.services.incoming import accept, refuse, take_in
from holdfast.apps.casework.services.openings import set_identity
from holdfast.apps.casework.services.referrals import found_box, let_take_in, stop_taking_in
from holdfast.apps.keyring.errors import EditConflictError, NotGrantedError
from holdfast.apps.keyring.queries.bodies import find
from holdfast.apps.keyring.rules import RecordId

EVERYTHING = (Handed.SUMMARY, Handed.IDENTITY, Handed.TIMELINE, Handed.HOUSEHOLD)


def sent(desk: Office, case: CaseId, *parts: Handed) -> bytes:
    """A file that this team handed to itself: two letterboxes of one installation are one."""
    found_box(actor=desk.lead)
    ours = letterbox(desk.lead)
    assert ours is not None
    partner = knows(desk, ours.address)
    set_identity(
        actor=desk.lead, case=case, identity=PERSON, reason="they told me", clock=desk.clock
    )
    words = {"actor": desk.lead, "case": case, "clock": desk.clock}
    add_fact(kind=FactKind.THREAT, says="the uncle knows the school", on="2031-03", **words)
    add_member(member=HouseholdMember(alias="Wren"), **words)
    return hand(desk, case, chosen(desk, partner, *(parts or EVERYTHING)))[1]


def taken(desk: Office, case: CaseId, *parts: Handed) -> RecordId:
    return take_in(actor=desk.lead, data=sent(desk, case, *parts), clock=desk.clock)


def accepted(desk: Office, record: RecordId, revision: int = 1, alias: str = "Teal") -> CaseId:
    return accept(
        actor=desk.lead, record=record, alias=alias, next_action="Call them",
        revision=revision, clock=desk.clock,
    )  # fmt: skip


def test_what_was_chosen_becomes_a_case_with_names_in_identity(desk: Office, case: CaseId) -> None:
    new = accepted(desk, taken(desk, case))
    shown = case_of(desk.lead, new, clock=desk.clock)
    assert (shown.case.alias, shown.case.summary) == ("Teal", "The uncle asks.")
    assert shown.case.household.people == 2
    moments = {(m.on, m.says) for m in shown.moments}
    assert ("2031-03", "timeline: the uncle knows the school") in moments
    assert any(says.startswith("Referred by The yard. Consent") for _, says in moments)
    assert identity(desk.lead, new, clock=desk.clock).identity.names == PERSON.names
    assert not any(name in says for name in PERSON.names for _, says in moments)


def test_what_was_not_chosen_does_not_come(desk: Office, case: CaseId) -> None:
    new = accepted(desk, taken(desk, case, Handed.SUMMARY))
    assert list(find(desk.lead, Identity, scope=new)) == []
    says = [m.says for m in case_of(desk.lead, new, clock=desk.clock).moments]
    assert not any("school" in line for line in says)


def test_a_bundle_is_taken_in_once_and_decided_once(desk: Office, case: CaseId) -> None:
    data = sent(desk, case)
    record = take_in(actor=desk.lead, data=data, clock=desk.clock)
    with pytest.raises(TakenInError):
        take_in(actor=desk.lead, data=data, clock=desk.clock)
    new = accepted(desk, record)
    (kept,) = all_of(desk.lead, Incoming)
    assert (kept.bundle, kept.decided, kept.case) == (None, ReferralState.ACCEPTED, new)
    with pytest.raises(NotGrantedError):
        accepted(desk, record, 3, "Wader")
    with pytest.raises(TakenInError):
        take_in(actor=desk.lead, data=data, clock=desk.clock)


def test_what_is_refused_leaves_only_why(desk: Office, case: CaseId) -> None:
    record = taken(desk, case)
    with pytest.raises(ReasonNeededError):
        refuse(actor=desk.lead, record=record, says=" ", revision=1)
    refuse(actor=desk.lead, record=record, says="out of our region", revision=1)
    (kept,) = find(desk.lead, Incoming)
    assert (kept.value.bundle, kept.value.says) == (None, "out of our region")
    with pytest.raises(NotGrantedError):
        incoming_one(desk.lead, record)
    with pytest.raises(ReferralMovedError):
        accepted(desk, kept.id, 1)


def test_two_who_accept_at_once_make_one_case(desk: Office, case: CaseId) -> None:
    record = taken(desk, case)
    accepted(desk, record)
    desk.join("mira")
    let_take_in(actor=desk.lead, member=desk.id("mira"))
    with pytest.raises(NotGrantedError):
        accept(
            actor=desk.back("mira"), record=record, alias="Wader", next_action="Call", revision=1,
            clock=desk.clock,
        )  # fmt: skip
    assert len(cases(desk.lead, clock=desk.clock)) == 2


def test_who_decides_over_an_older_version_meets_a_conflict(desk: Office, case: CaseId) -> None:
    record = taken(desk, case)
    for stale in (0, 2):
        with pytest.raises(EditConflictError):
            accepted(desk, record, stale)
        with pytest.raises(EditConflictError):
            refuse(actor=desk.lead, record=record, says="no", revision=stale)
    assert incoming_one(desk.lead, record).value.bundle is not None


def test_cut_off_while_it_is_accepted_nothing_is_lost(
    desk: Office, case: CaseId, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = taken(desk, case)
    with pytest.raises(NoAliasError):
        accepted(desk, record, alias="Heron")
    kept = incoming_one(desk.lead, record)
    assert (kept.value.bundle is not None, kept.value.decided_by) == (True, "")
    monkeypatch.setattr(taking, "_write_parts", _cut_off)
    with pytest.raises(ConnectionError):
        accepted(desk, record, kept.revision, "Wader")
    monkeypatch.undo()
    again = incoming_one(desk.lead, record)
    assert again.value.decided_by == desk.lead.member
    new = accepted(desk, record, again.revision, "Teal")
    assert identity(desk.lead, new, clock=desk.clock).identity.names == PERSON.names


def _cut_off(*_: object) -> None:
    raise ConnectionError


def test_a_file_that_was_changed_or_is_for_others_is_refused(desk: Office, case: CaseId) -> None:
    data = sent(desk, case)
    moved = data.replace(data[20:46], b"b" * 26)
    for wrong in (data[:-1], data[:60] + b"\x00" + data[61:], moved, b"", b"x" * 3_000_000):
        with pytest.raises(BadBundleError):
            take_in(actor=desk.lead, data=wrong, clock=desk.clock)
    assert all_of(desk.lead, Incoming) == []


def test_who_does_not_hold_the_letterbox_takes_nothing_in(desk: Office, case: CaseId) -> None:
    data, mira = sent(desk, case), desk.join("mira")
    with pytest.raises(NoBoxError):
        take_in(actor=mira, data=data, clock=desk.clock)
    assert all_of(mira, Incoming) == []


def test_what_was_sealed_to_an_older_letterbox_still_opens(desk: Office, case: CaseId) -> None:
    data = sent(desk, case)
    desk.join("mira")
    let_take_in(actor=desk.lead, member=desk.id("mira"))
    stop_taking_in(actor=desk.lead, member=desk.id("mira"), clock=desk.clock)
    record = take_in(actor=desk.lead, data=data, clock=desk.clock)
    assert incoming_one(desk.lead, record).value.sender == "The yard"
