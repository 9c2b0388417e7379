import pytest
from tests.apps.casework.cast import PERSON, Office, all_of
from tests.apps.cast import at_work

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.casework.errors.general import ReasonNeededError
from holdfast.apps.casework.errors.referrals import (
    NoBoxError,
    NothingChosenError,
    OtherFingerprintError,
    ReferralError,
    ReferralMovedError,
)
from holdfast.apps.casework.queries.cases import case as case_of
from holdfast.apps.casework.queries.files import case_file
from holdfast.apps.casework.queries.referrals import letterbox, partners
from holdfast.apps.casework.records.referrals import Partner, Referral
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.referrals import Address, Handed, ReferralState, write_address
from holdfast.apps.casework.services.openings import open_for, set_identity
from holdfast.apps.casework.services.referrals import (
    Chosen,
    add_partner,
    found_box,
    hand_over_parts,
    let_take_in,
    note_answer,
    remove_partner,
    stop_taking_in,
)
from holdfast.apps.keyring.errors import AlreadyHoldsError, EditConflictError, NotGrantedError
from holdfast.apps.keyring.letterbox import new_letterbox
from holdfast.apps.keyring.rules import Part, RecordId

THEIRS = Address("elsewhere", new_letterbox()[1])


def knows(desk: Office, address: Address = THEIRS, name: str = "The harbour") -> RecordId:
    return add_partner(
        actor=desk.lead, name=name, address=write_address(address), heard=address.fingerprint,
        clock=desk.clock,
    )  # fmt: skip


def chosen(desk: Office, partner: RecordId, *parts: Handed, **more: object) -> Chosen:
    words = {"consent": "on the telephone", "consent_on": desk.clock().date(), "sender": "The yard"}
    return Chosen(partner=partner, parts=parts or (Handed.SUMMARY,), **{**words, **more})


def hand(desk: Office, case: CaseId, what: Chosen) -> tuple[str, bytes]:
    return hand_over_parts(actor=desk.lead, case=case, chosen=what, clock=desk.clock)


# ------------------------------------------------------------ the letterbox, and whom we know


def test_a_team_has_one_letterbox_whose_address_every_member_can_give(desk: Office) -> None:
    with pytest.raises(NotPermittedError):
        found_box(actor=at_work(desk.team.lead, Role.CASE_WORKER))
    for _ in range(2):
        found_box(actor=desk.lead)
    mira = desk.join("mira")
    ours, theirs = letterbox(desk.lead), letterbox(mira)
    assert ours is not None
    assert theirs is not None
    assert ours.address == theirs.address
    assert (ours.members, theirs.members) == ([desk.lead.member], [])


def test_who_stops_taking_in_could_have_kept_the_key_so_there_is_a_new_one(desk: Office) -> None:
    found_box(actor=desk.lead)
    desk.join("mira")
    words = {"actor": desk.lead, "member": desk.id("mira")}
    let_take_in(**words)
    with pytest.raises(AlreadyHoldsError):
        let_take_in(**words)
    before = letterbox(desk.lead)
    stop_taking_in(clock=desk.clock, **words)
    after = letterbox(desk.lead)
    assert before is not None
    assert after is not None
    assert after.members == [desk.lead.member]
    assert after.address.public != before.address.public


def test_who_does_not_hold_the_letterbox_gives_it_to_nobody(desk: Office) -> None:
    mira = desk.join("mira", Role.COORDINATOR)
    with pytest.raises(NoBoxError):
        let_take_in(actor=mira, member=desk.lead.member)
    found_box(actor=desk.lead)
    with pytest.raises(NoBoxError):
        stop_taking_in(actor=desk.back("mira", Role.COORDINATOR), member=desk.lead.member)


def test_an_organisation_is_known_once_its_fingerprint_was_heard(desk: Office) -> None:
    other = Address("elsewhere", new_letterbox()[1])
    with pytest.raises(OtherFingerprintError):
        add_partner(
            actor=desk.lead, name="The harbour", address=write_address(THEIRS),
            heard=other.fingerprint, clock=desk.clock,
        )  # fmt: skip
    assert all_of(desk.lead, Partner) == []
    record = knows(desk)
    with pytest.raises(ReferralError, match="a name that nobody has"):
        knows(desk, other, "the HARBOUR")
    remove_partner(actor=desk.lead, record=record)
    assert partners(desk.lead) == []


# ------------------------------------------------------------ handing over


def test_nothing_leaves_without_a_part_and_the_person_s_consent(desk: Office, case: CaseId) -> None:
    partner = knows(desk)
    nothing = Chosen(partner, (), "yes", desk.clock().date(), "The yard")
    for what in (nothing, chosen(desk, partner, consent=" ")):
        with pytest.raises(NothingChosenError):
            hand(desk, case, what)
    assert case_file(desk.lead, case, now=desk.clock()).all(Referral) == []


def test_what_left_is_noted_with_its_parts_and_not_kept(desk: Office, case: CaseId) -> None:
    id_, data = hand(desk, case, chosen(desk, knows(desk), Handed.TIMELINE, Handed.SUMMARY))
    assert data.startswith(b"HOLDFAST REFERRAL 1\n" + id_.encode())
    assert b"uncle" not in data
    (stored,) = case_file(desk.lead, case, now=desk.clock()).all(Referral)
    assert stored.value.parts == (Handed.SUMMARY, Handed.TIMELINE)
    assert stored.value.state is ReferralState.SENT
    says = [m.says for m in case_of(desk.lead, case, clock=desk.clock).moments]
    assert "Handed to The harbour: what it is about, timeline" in says


def test_who_it_is_about_leaves_only_by_who_holds_it_and_said_why(
    desk: Office, case: CaseId
) -> None:
    partner = knows(desk)
    set_identity(
        actor=desk.lead, case=case, identity=PERSON, reason="they told me", clock=desk.clock
    )
    second = desk.second(case)
    what = chosen(desk, partner, Handed.IDENTITY)
    with pytest.raises(NotGrantedError):
        hand_over_parts(actor=second, case=case, chosen=what, clock=desk.clock)
    desk.clock.forward(hours=11)
    open_for(actor=desk.lead, case=case, reason="to refer", clock=desk.clock)
    with pytest.raises(ReasonNeededError):
        hand(desk, case, what)
    open_for(actor=desk.lead, case=case, reason="to refer", part=Part.IDENTITY, clock=desk.clock)
    assert hand(desk, case, what)[1]


def test_an_answer_is_noted_and_what_is_revoked_stays_so(desk: Office, case: CaseId) -> None:
    hand(desk, case, chosen(desk, knows(desk)))
    (stored,) = case_file(desk.lead, case, now=desk.clock()).all(Referral)
    words = {"case": case, "record": stored.id, "says": "", "clock": desk.clock}
    second = desk.second(case)
    note_answer(actor=second, to=ReferralState.ACCEPTED, revision=1, **words)
    with pytest.raises(EditConflictError):
        note_answer(actor=desk.lead, to=ReferralState.REVOKED, revision=1, **words)
    note_answer(actor=desk.lead, to=ReferralState.REVOKED, revision=2, **words)
    with pytest.raises(ReferralMovedError):
        note_answer(actor=desk.lead, to=ReferralState.ACCEPTED, revision=3, **words)
    (stored,) = case_file(desk.lead, case, now=desk.clock()).all(Referral)
    assert [answer.state for answer in stored.value.answers] == ["sent", "accepted", "revoked"]
