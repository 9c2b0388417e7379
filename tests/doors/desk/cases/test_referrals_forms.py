import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile

from holdfast.apps.casework.rules.referrals import MOST_FILE_BYTES, Handed, ReferralState
from holdfast.doors.desk.cases.referrals_forms import (
    AnswerForm,
    HandOverPartsForm,
    MemberChoiceForm,
    TakeInForm,
)

TYPED = {"partner": "p1", "parts": ["household"], "consent": "yes", "consent_on": "2031-04-01",
         "sender": "The yard"}  # fmt: skip


def test_no_part_is_chosen_before_somebody_did() -> None:
    known = [("p1", "The harbour")]
    assert HandOverPartsForm(partners=known)["parts"].initial is None
    form = HandOverPartsForm(TYPED, partners=known)
    assert form.is_valid(), form.errors
    made = form.chosen()
    assert (made.parts, made.consent_on) == ([Handed.HOUSEHOLD], dt.date(2031, 4, 1))
    assert not HandOverPartsForm({**TYPED, "partner": "p2"}, partners=known).is_valid()


def test_only_what_can_follow_and_only_who_is_there_is_offered() -> None:
    moves = [ReferralState.REVOKED]
    assert AnswerForm({"revision": "1", "to": "revoked"}, moves=moves).is_valid()
    assert not AnswerForm({"revision": "1", "to": "accepted"}, moves=moves).is_valid()
    assert not MemberChoiceForm({"member": "m2"}, members=[("m1", "wren")]).is_valid()


def test_of_a_file_no_more_is_read_than_can_be_a_bundle() -> None:
    big = SimpleUploadedFile("x", b"x" * (MOST_FILE_BYTES + 9))
    form = TakeInForm({}, {"file": big})
    assert form.is_valid()
    assert len(form.content()) == MOST_FILE_BYTES + 1
