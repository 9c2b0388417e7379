import pytest
from tests.apps.casework.cast import Office, all_of

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.accounts.rules import Role
from holdfast.apps.casework.errors.general import ReasonNeededError, WhyNeededError
from holdfast.apps.casework.errors.judging import BadClaimError, NotYourWordError, OwnVoucherError
from holdfast.apps.casework.queries.cases import timeline
from holdfast.apps.casework.queries.vetting import vetting
from holdfast.apps.casework.records.people import Helper
from holdfast.apps.casework.records.vetting import Claim, SignalLook
from holdfast.apps.casework.rules.cases import CaseId
from holdfast.apps.casework.rules.signals import Signal
from holdfast.apps.casework.rules.vetting import Method, Result, Step
from holdfast.apps.casework.services.access import grant_case
from holdfast.apps.casework.services.people import grant_helper, open_helper
from holdfast.apps.casework.services.vetting import (
    Checked,
    add_claim,
    look_at,
    notice,
    say_of_claim,
)
from holdfast.apps.keyring.errors import EditConflictError, NotGrantedError
from holdfast.apps.keyring.rules import Actor, Part, RecordId, ScopeId

CALLED = Checked("Lives in the north", Method.LIVE_CALL, Result.STORY_CONSISTENT)
HOSTILE = Checked("Asks for others", Method.LIVE_CALL, Result.HOSTILE_SUSPECTED)


def enter(desk: Office, subject: ScopeId, checked: Checked = CALLED) -> RecordId:
    return add_claim(actor=desk.lead, subject_id=subject, checked=checked, clock=desk.clock)


def say(desk: Office, actor: Actor, subject: ScopeId, claim: RecordId, step: Step, **more) -> None:
    words = {"revision": 1, "says": "seen it too", **more}
    say_of_claim(actor=actor, subject_id=subject, claim=claim, step=step, clock=desk.clock, **words)


def overall(desk: Office, subject: ScopeId) -> Result:
    return vetting(desk.lead, subject, members={}, clock=desk.clock).overall


def test_a_claim_counts_once_another_member_agreed(desk: Office, case: CaseId) -> None:
    claim = enter(desk, case)
    assert overall(desk, case) is Result.UNVERIFIED
    with pytest.raises(NotYourWordError):
        say(desk, desk.lead, case, claim, Step.AGREE)
    say(desk, desk.second(case), case, claim, Step.AGREE)
    assert overall(desk, case) is Result.STORY_CONSISTENT
    assert "Claim, story consistent: counts" in {
        m.says for m in timeline(desk.lead, case, clock=desk.clock)
    }


def test_hostile_suspected_needs_two_and_is_undone_by_two(desk: Office, case: CaseId) -> None:
    claim, other = enter(desk, case, HOSTILE), desk.second(case)
    assert overall(desk, case) is Result.UNVERIFIED
    say(desk, other, case, claim, Step.AGREE)
    assert overall(desk, case) is Result.HOSTILE_SUSPECTED
    say(desk, desk.lead, case, claim, Step.TAKE_BACK, revision=2)
    assert overall(desk, case) is Result.HOSTILE_SUSPECTED
    say(desk, other, case, claim, Step.AGREE, revision=3)
    assert overall(desk, case) is Result.UNVERIFIED


def test_what_goes_against_a_colleagues_word_needs_a_reason(desk: Office, case: CaseId) -> None:
    claim, other = enter(desk, case), desk.second(case)
    with pytest.raises(WhyNeededError):
        say(desk, other, case, claim, Step.DISAGREE, says=" ")
    assert all_of(desk.lead, Claim)[0].reviews == ()


def test_two_words_at_once_are_a_conflict(desk: Office, case: CaseId) -> None:
    claim, other = enter(desk, case), desk.second(case)
    say(desk, other, case, claim, Step.AGREE)
    with pytest.raises(EditConflictError):
        say(desk, desk.lead, case, claim, Step.TAKE_BACK, revision=1)


@pytest.mark.parametrize(
    ("checked", "says"),
    [
        (Checked("x", Method.VOUCHED_BY, Result.IDENTITY_CHECKED), "does not follow"),
        (Checked("x", Method.VOUCHED_BY, Result.VOUCHED), "who vouches"),
        (Checked("x", Method.LIVE_CALL, Result.STORY_CONSISTENT, voucher="v"), "who vouches"),
        (Checked(" ", Method.LIVE_CALL, Result.STORY_CONSISTENT), "what is claimed"),
        (
            Checked("x", Method.CORROBORATED_BY, Result.INDEPENDENTLY_CORROBORATED),
            "what corroborates it",
        ),
    ],
)
def test_a_result_that_does_not_follow_is_refused_in_words(
    desk: Office, case: CaseId, checked: Checked, says: str
) -> None:
    with pytest.raises(BadClaimError, match=says):
        enter(desk, case, checked)
    assert all_of(desk.lead, Claim) == []


def test_nobody_vouches_for_themselves_nor_somebody_unknown(desk: Office, case: CaseId) -> None:
    for voucher in (case, "somebody"):
        vouched = Checked("A friend", Method.VOUCHED_BY, Result.VOUCHED, voucher=voucher)
        with pytest.raises(OwnVoucherError):
            enter(desk, case, vouched)
    by_member = Checked("A friend", Method.VOUCHED_BY, Result.VOUCHED, voucher=desk.lead.member)
    assert enter(desk, case, by_member)


def test_somebody_of_the_network_is_vetted_like_a_caller(desk: Office) -> None:
    helper = open_helper(actor=desk.lead, helper=Helper(alias="Fig"))
    claim = enter(desk, helper)
    desk.join("mira")
    mira = desk.back("mira")
    with pytest.raises(NotGrantedError):
        say(desk, mira, helper, claim, Step.AGREE)
    parts = [Part.CONTENT]
    grant_helper(actor=desk.lead, helper=helper, member=desk.id("mira"), parts=parts)
    say(desk, desk.back("mira"), helper, claim, Step.AGREE)
    assert overall(desk, helper) is Result.STORY_CONSISTENT


def test_a_claim_is_said_of_its_own_subject_only(desk: Office, case: CaseId) -> None:
    claim, other = enter(desk, case), desk.open("Teal")
    with pytest.raises(NotGrantedError):
        say(desk, desk.lead, other, claim, Step.TAKE_BACK)


def test_a_case_is_not_vetted_before_its_reason_was_given(desk: Office, case: CaseId) -> None:
    desk.join("mira")
    grant_case(
        actor=desk.lead, case=case, member=desk.id("mira"), parts=[Part.CONTENT], reason="x",
        clock=desk.clock,
    )  # fmt: skip
    with pytest.raises(ReasonNeededError):
        add_claim(actor=desk.back("mira"), subject_id=case, checked=CALLED, clock=desk.clock)
    with pytest.raises(NotPermittedError):
        add_claim(
            actor=desk.back("mira", Role.ANALYST), subject_id=case, checked=CALLED,
            clock=desk.clock,
        )  # fmt: skip


def test_a_signal_changes_nothing_but_what_is_to_be_looked_at(desk: Office, case: CaseId) -> None:
    about = {"actor": desk.lead, "subject_id": case, "clock": desk.clock}
    notice(signal=Signal.AVOIDS_LIVE_CHECK, says="rang off twice", **about)
    with pytest.raises(WhyNeededError):
        notice(signal=Signal.AVOIDS_LIVE_CHECK, says=" ", **about)
    assert overall(desk, case) is Result.UNVERIFIED
    look_at(signal=Signal.AVOIDS_LIVE_CHECK, basis="rang off twice", says="bad line", **about)
    assert [look.by for look in all_of(desk.lead, SignalLook)] == [desk.lead.member]
    with pytest.raises(WhyNeededError):
        look_at(signal=Signal.AVOIDS_LIVE_CHECK, basis="", says="", **about)


def test_a_member_who_vouches_is_not_the_second_one(desk: Office, case: CaseId) -> None:
    second = desk.second(case)
    vouched = Checked("A friend", Method.VOUCHED_BY, Result.VOUCHED, voucher=second.member)
    claim = enter(desk, case, vouched)
    with pytest.raises(NotYourWordError):
        say(desk, second, case, claim, Step.AGREE)
    assert overall(desk, case) is Result.UNVERIFIED
