import pytest
from tests.apps.archive.cast import CLOCK
from tests.apps.publication.cast import House
from tests.apps.publication.services.test_checking import NAMED

from holdfast.apps.accounts.errors import NotPermittedError
from holdfast.apps.keyring.errors import EditConflictError
from holdfast.apps.keyring.queries.bodies import read
from holdfast.apps.keyring.records import EventRecord
from holdfast.apps.keyring.rules import RecordId
from holdfast.apps.publication.errors import OpenHitsError, SameSignerError, WrongStateError
from holdfast.apps.publication.rules.contents import digest, released_json
from holdfast.apps.publication.rules.states import State
from holdfast.apps.publication.services.checking import check_release, judge_hits
from holdfast.apps.publication.services.signing import sign_release


def test_two_members_sign_the_bytes_that_leave(house: House) -> None:
    house.ready()
    signed = house.drafted.release
    assert signed.state is State.SIGNED
    assert [s.member for s in signed.signatures] == [house.lead.member, house.second.member]
    for signature in signed.signatures:
        event = read(house.lead, RecordId(signature.event), EventRecord).value.event
        assert event["sha256"] == signature.sha256 == digest(released_json(signed))


def test_neither_signs_alone(house: House) -> None:
    house.fill()
    house.check()
    house.sign(house.lead)
    with pytest.raises(SameSignerError):
        house.sign(house.lead)
    assert house.drafted.release.state is State.SIGNED_ONCE


def test_nobody_signs_what_was_not_checked(house: House) -> None:
    house.fill()
    with pytest.raises(WrongStateError, match="not been checked"):
        house.sign(house.lead)


def test_who_knows_a_name_does_not_sign_what_another_found_clean(house: House) -> None:
    house.add(NAMED)
    house.check(house.second)  # who cannot open the witness's identity
    assert house.drafted.release.state is State.CHECKED
    with pytest.raises(OpenHitsError):
        house.sign(house.lead)
    house.sign(house.second)
    with pytest.raises(OpenHitsError):
        house.sign(house.lead)


def test_the_second_judges_what_only_they_know_without_losing_the_first_signature(
    house: House,
) -> None:
    house.add(NAMED)
    house.check(house.second)
    house.sign(house.second)
    found = check_release(actor=house.lead, release=house.id, revision=house.revision, clock=CLOCK)
    judge_hits(
        actor=house.lead,
        release=house.id,
        hits=[hit.id for hit in found],
        reason="A saint and a town.",
        revision=house.revision,
    )
    house.sign(house.lead)
    assert house.drafted.release.state is State.SIGNED


def test_signing_needs_the_role_and_the_newest_words(house: House) -> None:
    house.fill()
    house.check()
    with pytest.raises(NotPermittedError):
        house.sign(house.archive.lead)
    with pytest.raises(EditConflictError):
        sign_release(actor=house.lead, release=house.id, revision=1, clock=CLOCK)
