import datetime as dt

import msgspec

from holdfast.apps.casework.records.referrals import Answer, Incoming, Partner, Referral
from holdfast.apps.casework.rules.referrals import Bundle, Handed, Person, ReferralState

NOW = dt.datetime(2031, 4, 2, tzinfo=dt.UTC)
WHO = Person(("Irma Kasto",), ("+999 28 123",), "Mill Lane 3", "AB 123456\nbirth certificate 77")
BUNDLE = Bundle(id="b", sender="The harbour", made_at=NOW, consent="yes", consent_on=NOW.date(),
                person=WHO)  # fmt: skip
CAME = Incoming(bundle_id="b", sender="The harbour", bundle=BUNDLE, by="one", at=NOW)


def test_whom_a_bundle_names_is_kept_out_of_releases_until_it_is_gone() -> None:
    assert CAME.identifiers() == (
        ("person", "Irma Kasto"),
        ("phone", "+999 28 123"),
        ("address", "Mill Lane 3"),
        ("document", "AB 123456"),
        ("document", "birth certificate 77"),
    )
    assert msgspec.structs.replace(CAME, bundle=None).identifiers() == ()


def test_a_referral_stands_where_its_last_answer_says() -> None:
    answers = tuple(
        Answer(state=state, by="one", at=NOW)
        for state in (ReferralState.SENT, ReferralState.ACCEPTED)
    )
    referral = Referral(bundle="b", partner="The harbour", parts=(Handed.SUMMARY,), consent="yes",
                        consent_on=NOW.date(), answers=answers)  # fmt: skip
    assert referral.state is ReferralState.ACCEPTED


def test_who_takes_people_in_is_kept_out_of_releases() -> None:
    partner = Partner(name="The harbour", installation="x", public=b"k", compared_by="one", at=NOW)
    assert partner.identifiers() == (("organisation", "The harbour"),)
